/* File: folders listed, and paths as they are typed. */
#include "src/base/file.h"
#include "src/base/file_within.h"
#include "src/base/memory.h"

#include <dirent.h>
#include <errno.h>
#include <pwd.h>
#include <stdlib.h>
#include <unistd.h>

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Lists an open folder, and closes it; NULL: it could not be opened. */
static bool list_entries(DIR *folder, const char *path, FileList *list, Error *error)
{
    if (!folder) {
        return error_set_errno(error, path, "cannot list");
    }
    struct dirent *entry;
    for (errno = 0; (entry = readdir(folder)); errno = 0) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) {
            continue;
        }
        ARRAY_RESERVE(list->names, list->capacity, list->count + 1);
        list->names[list->count++] = memory_copy_string(slice_from(entry->d_name));
    }
    bool is_whole = errno == 0 || error_set_errno(error, path, "cannot list");
    closedir(folder);
    if (list->count) {
        qsort(list->names, list->count, sizeof *list->names, compare_names);
    }
    return is_whole;
}

bool file_list_folder(const char *path, FileList *list, Error *error)
{
    return list_entries(opendir(path), path, list, error);
}

bool file_list_within(const char *folder, const char *path, FileList *list, Error *error)
{
    int descriptor = file_open_within(folder, path, true, error);
    if (descriptor < 0) {
        return false;
    }
    DIR *opened = fdopendir(descriptor);
    bool is_listed = list_entries(opened, path, list, error);
    if (!opened) {
        close(descriptor);
    }
    return is_listed;
}

void file_list_free(FileList *list)
{
    for (size_t i = 0; i < list->count; i++) {
        free(list->names[i]);
    }
    free(list->names);
    *list = (FileList){0};
}

char *file_join(const char *folder, const char *name)
{
    Text path = TEXT_EMPTY;
    text_append(&path, slice_from(folder));
    if (path.length && path.bytes[path.length - 1] != '/') {
        text_append_byte(&path, '/');
    }
    text_append(&path, slice_from(name));
    return path.bytes;
}

/* The home folder of a user, or with an empty name of the one who runs the process; NULL where it is not known. */
static const char *home_of(const char *user)
{
    const char *home = *user ? NULL : getenv("HOME");
    if (home && *home) {
        return home;
    }
    const struct passwd *entry = *user ? getpwnam(user) : getpwuid(getuid());
    return entry && entry->pw_dir && *entry->pw_dir ? entry->pw_dir : NULL;
}

char *file_expand_home(Slice path)
{
    if (!path.length || path.bytes[0] != '~') {
        return memory_copy_string(path);
    }
    size_t slash = slice_find(path, SLICE("/"), 0), end = slash == SIZE_MAX ? path.length : slash;
    char *user = memory_copy_string(slice_part(path, 1, end - 1));
    char *rest = memory_copy_string(slice_part(path, end + 1, SIZE_MAX));
    const char *home = home_of(user);
    char *expanded = !home   ? memory_copy_string(path)
                     : *rest ? file_join(home, rest)
                             : memory_copy_string(slice_from(home));
    free(user);
    free(rest);
    return expanded;
}
