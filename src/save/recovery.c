/* Recovery: what was typed and not saved, kept for the next start. */
#include "src/save/recovery.h"

#include "src/base/memory.h"
#include "src/save/state_folder.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { HEADER_SIZE = PATH_MAX + 128 };

/* A 64-bit FNV-1a hash: should two paths collide, the header tells them apart. */
static uint64_t hash_path(const char *path)
{
    uint64_t hash = 0xCBF29CE484222325u;
    for (; *path; path++) {
        hash = (hash ^ (unsigned char)*path) * 0x100000001B3u;
    }
    return hash;
}

Recovery recovery_for(const char *path, const char *state_folder)
{
    char *real = realpath(path, NULL);
    Recovery recovery = {.target = real ? real : memory_copy_string(slice_from(path))};
    Text name = TEXT_EMPTY;
    state_folder_append(state_folder, &name);
    text_format(&name, "/%016" PRIx64 ".recovery", hash_path(recovery.target));
    recovery.path = name.bytes;
    return recovery;
}

void recovery_free(Recovery *recovery)
{
    free(recovery->path);
    free(recovery->target);
    *recovery = (Recovery){0};
}

static bool write_all(int descriptor, Slice bytes)
{
    while (bytes.length) {
        ssize_t count = write(descriptor, bytes.bytes, bytes.length);
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count <= 0) {
            return false;
        }
        bytes = slice_part(bytes, (size_t)count, bytes.length);
    }
    return true;
}

bool recovery_write(const Recovery *recovery, Slice bytes, FileState state, int64_t milliseconds, Error *error)
{
    char header[HEADER_SIZE], temporary[PATH_MAX];
    int header_length =
        snprintf(header, sizeof header, "ipse-recovery 1 %" PRIu64 " %" PRId64 ".%" PRId64 " %" PRId64 " %s\n",
                 state.size, state.modified_seconds, state.modified_nanoseconds, milliseconds, recovery->target);
    int path_length = snprintf(temporary, sizeof temporary, "%s.tmp", recovery->path);
    if (header_length < 0 || (size_t)header_length >= sizeof header || path_length < 0 ||
        (size_t)path_length >= sizeof temporary) {
        return error_set(error, ERROR_LIMIT, recovery->path, "the path is too long for a recovery file");
    }
    state_folder_make(recovery->path);
    int descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0) {
        return error_set_errno(error, recovery->path, "the recovery file cannot be written");
    }
    bool is_written = fchmod(descriptor, 0600) == 0 &&
                      write_all(descriptor, slice_make(header, (size_t)header_length)) && write_all(descriptor, bytes);
    is_written = close(descriptor) == 0 && is_written;
    if (!is_written || rename(temporary, recovery->path) != 0) {
        error_set_errno(error, recovery->path, "the recovery file cannot be written");
        unlink(temporary);
        return false;
    }
    return true;
}

/* Reads the header line into `content`; the length of the line goes to `length`. */
static bool read_header(const Recovery *recovery, RecoveryContent *content, size_t *length)
{
    const char *end = content->bytes.length ? memchr(content->bytes.bytes, '\n', content->bytes.length) : NULL;
    int used = 0;
    if (!end ||
        sscanf(content->bytes.bytes, "ipse-recovery 1 %" SCNu64 " %" SCNd64 ".%" SCNd64 " %" SCNd64 " %n",
               &content->original_size, &content->original_seconds, &content->original_nanoseconds,
               &content->milliseconds, &used) != 4 ||
        used == 0 || content->bytes.bytes + used > end) {
        return false;
    }
    Slice path = slice_make(content->bytes.bytes + used, (size_t)(end - content->bytes.bytes - used));
    *length = (size_t)(end + 1 - content->bytes.bytes);
    return slice_equals(path, slice_from(recovery->target));
}

bool recovery_read(const Recovery *recovery, RecoveryContent *content, Error *error)
{
    *content = (RecoveryContent){0};
    if (!file_read(recovery->path, SIZE_MAX / 2, &content->bytes, NULL, error)) {
        text_free(&content->bytes);
        return false;
    }
    size_t header;
    if (!read_header(recovery, content, &header)) {
        text_free(&content->bytes);
        return error_set(error, ERROR_FORMAT, recovery->path, "this is no recovery file for %.300s", recovery->target);
    }
    text_splice(&content->bytes, 0, header, (Slice){0});
    return true;
}

void recovery_discard(const Recovery *recovery)
{
    unlink(recovery->path);
}
