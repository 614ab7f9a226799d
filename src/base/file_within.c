/* FileWithin: openat() for each part of a resolved path. */
#include "src/base/file_within.h"

#include "src/base/file.h"
#include "src/base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

const char *file_part_within(const char *real_folder, const char *real_path)
{
    Slice folder = slice_from(real_folder), path = slice_from(real_path);
    bool is_top = slice_equals(folder, SLICE("/"));
    if (slice_equals(folder, path)) {
        return real_path + path.length;
    }
    bool is_below = slice_starts_with(path, folder) && (is_top || real_path[folder.length] == '/');
    return is_below ? real_path + folder.length + (is_top ? 0 : 1) : NULL;
}

/* Opens the last part of a path; a device or a FIFO is not opened, for that may wait, or act. */
static int open_last(int folder, const char *name, bool is_folder)
{
    struct stat status;
    if (fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) != 0) {
        return -1;
    }
    if (is_folder ? !S_ISDIR(status.st_mode) : !S_ISREG(status.st_mode)) {
        errno = ELOOP;
        return -1;
    }
    return openat(folder, name, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK | O_NOFOLLOW);
}

/* Opens what a path without links names from an open folder, which is closed. */
static int open_parts(int folder, char *path, bool is_folder)
{
    char *name = path;
    for (char *slash; folder >= 0 && (slash = strchr(name, '/')); name = slash + 1) {
        *slash = '\0';
        int next = openat(folder, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_DIRECTORY);
        int reason = errno;
        close(folder);
        errno = reason;
        folder = next;
    }
    if (folder < 0 || !*name) {
        return folder;
    }
    int last = open_last(folder, name, is_folder);
    int reason = errno;
    close(folder);
    errno = reason;
    return last;
}

/* Fails with the reason in errno. */
static int fail(const char *path, const char *verb, Error *error)
{
    bool is_missing = errno == ENOENT || errno == ENOTDIR;
    error_set_errno(error, path, verb);
    if (is_missing && error) {
        error->code = ERROR_NOT_FOUND;
    }
    return -1;
}

/* Opens a real path from the real path of the folder. */
static int open_real(const char *real_folder, const char *real_path, const char *path, bool is_folder, Error *error)
{
    const char *verb = is_folder ? "cannot list" : "cannot open";
    const char *within = file_part_within(real_folder, real_path);
    FileKind kind = file_kind(real_path, false);
    if (!within) {
        error_set(error, ERROR_NOT_POSSIBLE, path, "link points outside of the folder; not read");
        return -1;
    }
    if (!is_folder && kind != FILE_REGULAR && kind != FILE_MISSING) {
        error_set(error, ERROR_FORMAT, path, "not a file, but %s", file_kind_words(kind));
        return -1;
    }
    char *parts = memory_copy_string(slice_from(within));
    int descriptor = open_parts(open(real_folder, O_RDONLY | O_CLOEXEC | O_DIRECTORY), parts, is_folder);
    free(parts);
    if (descriptor < 0 && (errno == ELOOP || errno == ENOTDIR)) {
        error_set(error, ERROR_CHANGED, path, "the folders of the path change while it is opened; try again");
        return -1;
    }
    return descriptor >= 0 ? descriptor : fail(path, verb, error);
}

int file_open_within(const char *folder, const char *path, bool is_folder, Error *error)
{
    int descriptor = -1;
    char *real_folder = realpath(folder, NULL), *real_path = real_folder ? realpath(path, NULL) : NULL;
    if (real_path) {
        descriptor = open_real(real_folder, real_path, path, is_folder, error);
    } else {
        fail(path, is_folder ? "cannot list" : "cannot open", error);
    }
    free(real_folder);
    free(real_path);
    return descriptor;
}
