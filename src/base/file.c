/* File: whole files read into memory, and folders listed. */
#include "src/base/file.h"

#include "src/base/memory.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { READ_SIZE = 65536 };

static FileState state_of(const struct stat *status)
{
    return (FileState){.device = (uint64_t)status->st_dev,
                       .inode = (uint64_t)status->st_ino,
                       .size = (uint64_t)status->st_size,
                       .modified_seconds = (int64_t)status->st_mtim.tv_sec,
                       .modified_nanoseconds = (int64_t)status->st_mtim.tv_nsec};
}

/* Reads until the end of the file; fails when more than `limit` bytes come. */
static bool read_to_end(int descriptor, const char *name, size_t limit, Text *content, Error *error)
{
    size_t start = content->length;
    for (;;) {
        text_reserve(content, content->length + 1);
        size_t room = content->capacity - 1 - content->length;
        ssize_t count = read(descriptor, content->bytes + content->length, room);
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count < 0) {
            return error_set_errno(error, name, "cannot be read");
        }
        if (count == 0) {
            content->bytes[content->length] = '\0';
            return true;
        }
        content->length += (size_t)count;
        if (content->length - start > limit) {
            return error_set(error, ERROR_LIMIT, name, "the file is larger than %zu bytes, which is the limit", limit);
        }
    }
}

bool file_read_descriptor(int descriptor, const char *name, size_t limit, Text *content, FileState *state, Error *error)
{
    struct stat status;
    if (fstat(descriptor, &status) != 0) {
        return error_set_errno(error, name, "cannot be read");
    }
    if (S_ISDIR(status.st_mode)) {
        return error_set(error, ERROR_FORMAT, name, "this is a folder, not a file");
    }
    bool has_size = S_ISREG(status.st_mode) && status.st_size > 0;
    if (has_size && (uint64_t)status.st_size > limit) {
        return error_set(error, ERROR_LIMIT, name, "the file is larger than %zu bytes, which is the limit", limit);
    }
    text_reserve(content, content->length + (has_size ? (size_t)status.st_size + 1 : READ_SIZE));
    size_t start = content->length;
    if (!read_to_end(descriptor, name, limit, content, error)) {
        content->length = start;
        return false;
    }
    if (state) {
        *state = state_of(&status);
    }
    return true;
}

bool file_read(const char *path, size_t limit, Text *content, FileState *state, Error *error)
{
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        bool is_missing = errno == ENOENT || errno == ENOTDIR;
        error_set_errno(error, path, "cannot be opened");
        if (is_missing && error) {
            error->code = ERROR_NOT_FOUND;
        }
        return false;
    }
    bool is_read = file_read_descriptor(descriptor, path, limit, content, state, error);
    close(descriptor);
    return is_read;
}

bool file_state(const char *path, FileState *state, Error *error)
{
    struct stat status;
    if (stat(path, &status) != 0) {
        bool is_missing = errno == ENOENT || errno == ENOTDIR;
        error_set_errno(error, path, "cannot be read");
        if (is_missing && error) {
            error->code = ERROR_NOT_FOUND;
        }
        return false;
    }
    *state = state_of(&status);
    return true;
}

bool file_states_equal(FileState a, FileState b)
{
    return a.device == b.device && a.inode == b.inode && a.size == b.size && a.modified_seconds == b.modified_seconds &&
           a.modified_nanoseconds == b.modified_nanoseconds;
}

bool file_is_folder(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

bool file_list_folder(const char *path, FileList *list, Error *error)
{
    DIR *folder = opendir(path);
    if (!folder) {
        return error_set_errno(error, path, "cannot be listed");
    }
    struct dirent *entry;
    while ((entry = readdir(folder))) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) {
            continue;
        }
        ARRAY_RESERVE(list->names, list->capacity, list->count + 1);
        list->names[list->count++] = memory_copy_string(slice_from(entry->d_name));
    }
    closedir(folder);
    if (list->count) {
        qsort(list->names, list->count, sizeof *list->names, compare_names);
    }
    return true;
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
