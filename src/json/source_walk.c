/* Inputs: what an argument of the command line stands for. */
#include "src/base/file_within.h"
#include "src/base/memory.h"
#include "src/base/streams/gunzip.h"
#include "src/json/source.h"

#include <stdlib.h>

/* One walk through a folder and those within. */
typedef struct SourceVisit {
    const SourceWalk *how;
    FileList *inputs;
    const char *named; /* the folder that was named */
    char *root;        /* its real path */
    Error *error;
    bool has_failed;
} SourceVisit;

static void append_input(FileList *inputs, char *name)
{
    ARRAY_RESERVE(inputs->names, inputs->capacity, inputs->count + 1);
    inputs->names[inputs->count++] = name;
}

/* True for the names of files that a folder is opened for; browsers and mail programs put .txt after. */
static bool is_resource_name(const char *name)
{
    static const Slice endings[] = {SLICE(".json"), SLICE(".ndjson"), SLICE(".jsonl"), SLICE(".json.txt")};
    Slice slice = gunzip_name(slice_from(name));
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        if (slice.length > endings[i].length && *name != '.' &&
            slice_equals_ignoring_case(slice_part(slice, slice.length - endings[i].length, endings[i].length),
                                       endings[i])) {
            return true;
        }
    }
    return false;
}

static void pass_over(const SourceVisit *walk, const char *path, const char *why)
{
    if (walk->how->passed_over) {
        walk->how->passed_over(walk->how->context, path, why);
    }
}

/* True where the walk reads the file of this path within the folder. */
static bool is_read_anyway(const SourceVisit *walk, const char *within)
{
    const char *slash = strrchr(within, '/');
    bool has_hidden_folder = within[0] == '.' || strstr(within, "/.");
    return !has_hidden_folder && (!slash || !walk->how->is_flat) && is_resource_name(slash ? slash + 1 : within);
}

/* Where an error goes: the first one is what is said. */
static Error *error_of(const SourceVisit *walk)
{
    return walk->has_failed ? NULL : walk->error;
}

/* The real path of a link, and what it leads to; both may be nothing. False with a sentence where that is not told. */
static bool resolve(const char *path, char **real, FileKind *kind, Error *error)
{
    *real = NULL;
    if (!file_look(path, true, kind, error)) {
        return false;
    }
    *real = realpath(path, NULL);
    return *real || *kind == FILE_MISSING || error_set_errno(error, path, "cannot be resolved");
}

/* Appends what a link leads to, where that is a file in the folder that is not read under its own name, or nothing. */
static void take_link(SourceVisit *walk, char *path, bool is_resource)
{
    FileKind kind;
    char *real;
    bool is_told = resolve(path, &real, &kind, is_resource ? error_of(walk) : NULL);
    const char *within = real ? file_part_within(walk->root, real) : NULL;
    bool is_new = within && kind == FILE_REGULAR && !is_read_anyway(walk, within);
    bool is_taken = is_resource && is_told && (!real || is_new);
    if (!is_told && !is_resource) {
        pass_over(walk, path, "this link cannot be followed; not read");
    }
    walk->has_failed = walk->has_failed || (!is_told && is_resource);
    if (real && !within && (is_resource || kind == FILE_FOLDER)) {
        pass_over(walk, path, "link points outside of the folder; not read");
    } else if (real && kind != FILE_REGULAR && kind != FILE_FOLDER && kind != FILE_MISSING) {
        Text why = TEXT_EMPTY;
        text_format(&why, "link points to %s; not read", file_kind_words(kind));
        pass_over(walk, path, why.bytes);
        text_free(&why);
    }
    free(real);
    if (is_taken) {
        append_input(walk->inputs, path);
    } else {
        free(path);
    }
}

static void walk_folder(SourceVisit *walk, const char *folder);

/* Takes one entry of a folder; `path` is owned. */
static void take_entry(SourceVisit *walk, const char *name, char *path)
{
    FileKind kind;
    bool is_resource = is_resource_name(name);
    if (!file_look(path, false, &kind, error_of(walk))) {
        walk->has_failed = true;
        free(path);
        return;
    }
    if (kind == FILE_LINK) {
        take_link(walk, path, is_resource);
        return;
    }
    if (is_resource && (kind == FILE_REGULAR || kind == FILE_MISSING)) {
        append_input(walk->inputs, path);
        return;
    }
    if (kind == FILE_FOLDER && !walk->how->is_flat) {
        walk_folder(walk, path);
    } else if (kind == FILE_FIFO || kind == FILE_DEVICE || kind == FILE_SOCKET) {
        Text why = TEXT_EMPTY;
        text_format(&why, "not a file, but %s; not read", file_kind_words(kind));
        pass_over(walk, path, why.bytes);
        text_free(&why);
    }
    free(path);
}

/* Takes the files of a folder that may hold resources. The recursion is as deep as a path may be long. */
static void walk_folder(SourceVisit *walk, const char *folder)
{
    FileList entries = {0};
    if (!file_list_within(walk->named, folder, &entries, error_of(walk))) {
        walk->has_failed = true;
    }
    for (size_t i = 0; i < entries.count; i++) {
        if (entries.names[i][0] != '.') {
            take_entry(walk, entries.names[i], file_join(folder, entries.names[i]));
        }
    }
    file_list_free(&entries);
}

static bool expand_folder(const char *folder, const SourceWalk *how, FileList *inputs, Error *error)
{
    SourceVisit walk = {.how = how, .inputs = inputs, .named = folder, .root = realpath(folder, NULL), .error = error};
    if (!walk.root) {
        return error_set_errno(error, folder, "cannot list");
    }
    size_t before = inputs->count;
    walk_folder(&walk, folder);
    free(walk.root);
    return !walk.has_failed && (inputs->count > before ||
                                error_set(error, ERROR_NOT_FOUND, folder, "folder has no *.json or *.ndjson file"));
}

bool source_expand(const char *argument, const SourceWalk *walk, FileList *inputs, Error *error)
{
    FileKind kind = FILE_MISSING;
    if (strcmp(argument, SOURCE_STANDARD_INPUT) != 0 && !file_look(argument, true, &kind, error)) {
        return false;
    }
    if (kind == FILE_FOLDER) {
        return expand_folder(argument, walk, inputs, error);
    }
    append_input(inputs, memory_copy_string(slice_from(argument)));
    return true;
}
