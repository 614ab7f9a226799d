/*
 * Rules: taking in definitions from files, folders and packages at run time.
 *
 * Whatever is given is compiled to one pack and put on top of those that are there.
 */
#include "src/base/file.h"
#include "src/base/memory.h"
#include "src/profile/archive.h"
#include "src/profile/compile.h"
#include "src/profile/registry.h"

#include <stdlib.h>
#include <string.h>

enum { FILE_MAXIMUM = 256 << 20 };

/* What is being taken in. */
typedef struct Intake {
    Compilation *compilation;
    uint32_t skipped; /* files that could not be read */
    Error first;      /* why the first of them could not */
} Intake;

/* Adds one JSON text; what is no JSON or no sound definition is counted. */
static void add_text(Intake *intake, const char *name, Slice text)
{
    cJSON *resource = cJSON_ParseWithLength(text.bytes, text.length);
    Error error = {0};
    bool is_taken = resource ? compilation_add(intake->compilation, resource, &error)
                             : error_set(&error, ERROR_FORMAT, name, "the file is not JSON");
    if (!is_taken) {
        if (!intake->skipped) {
            intake->first = error;
        }
        intake->skipped++;
    }
    cJSON_Delete(resource);
}

static bool is_definition_name(Slice name)
{
    return slice_ends_with(name, SLICE(".json"));
}

/* Files of a package: definitions lie at its top or under `package/`; `.index.json`, `package.json` and what lies deeper
   (examples, other) is left out. */
static bool visit_member(void *context, Slice name, Slice content)
{
    Intake *intake = context;
    if (slice_starts_with(name, SLICE("./"))) {
        name = slice_part(name, 2, name.length);
    }
    if (slice_starts_with(name, SLICE("package/"))) {
        name = slice_part(name, 8, name.length);
    }
    bool is_deeper = memchr(name.bytes, '/', name.length) != NULL;
    if (!is_deeper && is_definition_name(name) && name.bytes[0] != '.' && !slice_equals(name, SLICE("package.json"))) {
        char *copy = memory_copy_string(name);
        add_text(intake, copy, content);
        free(copy);
    }
    return true;
}

static bool add_file(Intake *intake, const char *path, Error *error)
{
    Text text = TEXT_EMPTY;
    bool is_read = file_read(path, FILE_MAXIMUM, &text, NULL, error);
    if (is_read) {
        add_text(intake, path, text_slice(&text));
    }
    text_free(&text);
    return is_read;
}

/* The folder with the definitions of an unpacked package is its folder `package`, where it has one. */
static char *definition_folder(const char *path)
{
    char *below = file_join(path, "package");
    if (file_is_folder(below)) {
        return below;
    }
    free(below);
    return memory_copy_string(slice_from(path));
}

/* Adds the definitions among the files of a folder; those that are none are passed over. */
static bool add_folder(Intake *intake, const char *path, Error *error)
{
    char *folder = definition_folder(path);
    FileList list = {0};
    bool is_listed = file_list_folder(folder, &list, error);
    for (size_t i = 0; is_listed && i < list.count; i++) {
        Slice name = slice_from(list.names[i]);
        if (!is_definition_name(name) || name.bytes[0] == '.' || slice_equals(name, SLICE("package.json"))) {
            continue;
        }
        char *file = file_join(folder, list.names[i]);
        if (!file_is_folder(file)) {
            add_file(intake, file, NULL);
        }
        free(file);
    }
    file_list_free(&list);
    free(folder);
    return is_listed;
}

static bool is_archive(Slice path)
{
    return slice_ends_with(path, SLICE(".tgz")) || slice_ends_with(path, SLICE(".tar.gz"));
}

/* Gathers the definitions of a path. */
static bool take_in(Intake *intake, const char *path, Error *error)
{
    if (file_is_folder(path)) {
        return add_folder(intake, path, error);
    }
    if (is_archive(slice_from(path))) {
        return archive_visit(path, visit_member, intake, error);
    }
    return add_file(intake, path, error);
}

bool rules_add(Rules *rules, const char *path, uint32_t *skipped, Error *error)
{
    Intake intake = {.compilation = compilation_new(rules, false)};
    Text pack = TEXT_EMPTY;
    bool is_read = take_in(&intake, path, error);
    uint32_t failed = 0;
    Error reason = {0};
    uint32_t count = is_read ? compilation_finish(intake.compilation, &pack, &failed, &reason) : 0;
    compilation_free(intake.compilation);
    if (skipped) {
        *skipped = intake.skipped + failed;
    }
    if (count) {
        rules_take_pack(rules, &pack);
        return true;
    }
    text_free(&pack);
    if (!is_read) {
        return false;
    }
    if (!intake.skipped && !failed) {
        return error_set(error, ERROR_FORMAT, path, "there is no StructureDefinition, ValueSet or CodeSystem in it");
    }
    Error *why = intake.skipped ? &intake.first : &reason;
    return error_set(error, why->code, path, "%s", why->message);
}

bool rules_add_cached_package(Rules *rules, Slice name_and_version, Error *error)
{
    char *name = memory_copy_string(name_and_version);
    const char *home = getenv("HOME");
    bool is_name = strchr(name, '#') && !strchr(name, '/') && name[0] != '.';
    bool is_added = false;
    if (!is_name) {
        error_set(error, ERROR_FORMAT, name, "a package is named NAME#VERSION, as in hl7.fhir.uv.ips#2.0.0");
    } else if (!home) {
        error_set(error, ERROR_NOT_FOUND, name, "the package cache is not known, for HOME is not set");
    } else {
        char *cache = file_join(home, ".fhir/packages");
        char *folder = file_join(cache, name);
        is_added = file_is_folder(folder)
                       ? rules_add(rules, folder, NULL, error)
                       : error_set(error, ERROR_NOT_FOUND, folder, "the package is not in the package cache");
        free(folder);
        free(cache);
    }
    free(name);
    return is_added;
}
