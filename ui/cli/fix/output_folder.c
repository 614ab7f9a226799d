/* OutputFolder: paths below a folder, checked part by part. */
#include "ui/cli/fix/output_folder.h"

#include "src/base/file.h"
#include "src/base/memory.h"
#include "src/base/streams/gunzip.h"
#include "src/base/text.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { FOLDER_MODE = 0777 };

/* Makes a folder where nothing is; with `is_below`, a link to one is refused. */
static bool make_folder(const char *path, bool is_below, Error *error)
{
    FileKind kind;
    if (mkdir(path, FOLDER_MODE) == 0) {
        return true;
    }
    if (errno != EEXIST) {
        return error_set_errno(error, path, "cannot create the folder");
    }
    if (!file_look(path, !is_below, &kind, error)) {
        return false;
    }
    if (kind == FILE_LINK) {
        return error_set(error, ERROR_NOT_POSSIBLE, path, "cannot save: this folder is a link");
    }
    return kind == FILE_FOLDER || error_set(error, ERROR_NOT_POSSIBLE, path, "cannot save: this is not a folder");
}

bool output_folder_open(const char *folder, Error *error)
{
    char *path = memory_copy_string(slice_from(folder));
    bool is_made = true;
    for (char *at = path + 1; *path && *at && is_made; at++) {
        if (*at == '/') {
            *at = '\0';
            is_made = make_folder(path, false, error);
            *at = '/';
        }
    }
    free(path);
    return is_made && make_folder(folder, false, error);
}

/* True when `path` names a folder, or something in it; links are followed. */
static bool is_in(const char *path, const char *folder)
{
    char *inner = realpath(path, NULL), *outer = realpath(folder, NULL);
    size_t length = outer ? strlen(outer) : 0;
    bool is_below = inner && outer && strncmp(inner, outer, length) == 0 &&
                    (inner[length] == '\0' || inner[length] == '/' || strcmp(outer, "/") == 0);
    free(inner);
    free(outer);
    return is_below;
}

/* True for an input that was found in the folder that its operand names. */
static bool is_found(const char *operand, const char *input)
{
    return strcmp(operand, input) != 0;
}

bool output_folder_holds(const char *folder, const char *operand, const char *input)
{
    return is_found(operand, input) && is_in(input, folder) && !is_in(operand, folder);
}

/* The name of an input below its operand; of a file that was named itself, its last part. */
static const char *name_below(const char *operand, const char *input)
{
    size_t length = strlen(operand);
    bool is_below = is_found(operand, input) && strncmp(operand, input, length) == 0;
    const char *slash = strrchr(input, '/');
    const char *name = is_below ? input + length : slash ? slash + 1 : input;
    while (*name == '/') {
        name++;
    }
    return name;
}

/* True when no part of a name leads upwards. */
static bool is_inner(Slice name)
{
    while (name.length > 0) {
        size_t slash = slice_find(name, SLICE("/"), 0);
        Slice part = slice_part(name, 0, slash);
        if (slice_equals(part, SLICE("..")) || slice_equals(part, SLICE("."))) {
            return false;
        }
        name = slash == SIZE_MAX ? (Slice){0} : slice_part(name, slash + 1, SIZE_MAX);
    }
    return true;
}

/* Makes the folders between the folder and the file at `path`. */
static bool make_between(char *path, size_t folder_length, Error *error)
{
    bool is_made = true;
    for (char *at = path + folder_length + 1; *at && is_made; at++) {
        if (*at == '/' && at[-1] != '/') {
            *at = '\0';
            is_made = make_folder(path, true, error);
            *at = '/';
        }
    }
    return is_made;
}

char *output_folder_place(const char *folder, const char *operand, const char *input, bool is_packed, Error *error)
{
    struct stat status;
    const char *name = name_below(operand, input);
    if (!is_inner(slice_from(name)) || !*name) {
        error_set(error, ERROR_NOT_POSSIBLE, input, "cannot save: the name leads out of the folder");
        return NULL;
    }
    char *path = file_join(folder, name);
    if (is_packed) {
        path[gunzip_name(slice_from(path)).length] = '\0';
    }
    bool is_possible = make_between(path, strlen(folder), error);
    if (is_possible && lstat(path, &status) == 0) {
        is_possible = error_set(error, ERROR_CHANGED, path, "a file of this name exists already");
    }
    if (!is_possible) {
        free(path);
        return NULL;
    }
    return path;
}
