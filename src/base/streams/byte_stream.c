/*
 * Byte stream: a descriptor, and the state that the file had when it was opened. The first two bytes are set aside, to
 * see whether the rest is packed; so are packed bytes that were read and are not used up.
 */
#include "src/base/streams/byte_stream.h"

#include "src/base/memory.h"
#include "src/base/streams/gunzip.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { READ_MOST = 1 << 20, PACKED_SIZE = 1 << 16, SIGNATURE_SIZE = 2 };

struct ByteStream {
    int descriptor; /* -1: all bytes are set aside */
    char *name;     /* for messages */
    bool is_owned;
    bool has_ended;
    off_t from; /* where it began; -1: there is no way back */
    bool is_begun;
    Gunzip *gunzip; /* NULL: the bytes are not packed */
    Text aside;     /* bytes that were read and not given out */
    size_t used;    /* how many of them were */
    FileState state;
};

/* A stream over an open descriptor; NULL, with the descriptor closed where it is owned, for a folder. */
static ByteStream *stream_new(int descriptor, bool is_owned, const char *name, Error *error)
{
    FileState state;
    FileKind kind;
    if (!file_look_descriptor(descriptor, name, &kind, &state, error)) {
        return NULL;
    }
    if (kind == FILE_FOLDER) {
        error_set(error, ERROR_FORMAT, name, "not a file, but %s", file_kind_words(kind));
        return NULL;
    }
    ByteStream *stream = memory_allocate_zeroed(1, sizeof *stream);
    *stream = (ByteStream){.descriptor = descriptor,
                           .name = memory_copy_string(slice_from(name)),
                           .is_owned = is_owned,
                           .from = kind == FILE_REGULAR ? lseek(descriptor, 0, SEEK_CUR) : -1,
                           .state = state};
    return stream;
}

ByteStream *byte_stream_open(const char *folder, const char *path, Error *error)
{
    int descriptor = file_open_stream(folder, path, error);
    ByteStream *stream = descriptor >= 0 ? stream_new(descriptor, true, path, error) : NULL;
    if (descriptor >= 0 && !stream) {
        close(descriptor);
    }
    return stream;
}

ByteStream *byte_stream_standard(Error *error)
{
    return stream_new(STDIN_FILENO, false, "standard input", error);
}

ByteStream *byte_stream_of(Text *bytes, const char *name)
{
    ByteStream *stream = memory_allocate_zeroed(1, sizeof *stream);
    *stream = (ByteStream){.descriptor = -1, .name = memory_copy_string(slice_from(name)), .from = -1, .aside = *bytes};
    *bytes = TEXT_EMPTY;
    return stream;
}

void byte_stream_close(ByteStream *stream)
{
    if (!stream) {
        return;
    }
    if (stream->is_owned) {
        close(stream->descriptor);
    }
    gunzip_free(stream->gunzip);
    text_free(&stream->aside);
    free(stream->name);
    free(stream);
}

/* Ends the stream; false where the regular file was written since it was opened, or packed bytes are missing. */
static bool end(ByteStream *stream, Error *error)
{
    FileState now;
    FileKind kind;
    stream->has_ended = true;
    if (stream->from >= 0) {
        if (!file_look_descriptor(stream->descriptor, stream->name, &kind, &now, error)) {
            return false;
        }
        if (!file_states_equal(now, stream->state)) {
            return error_set(error, ERROR_CHANGED, stream->name, "the file changes during the reading; try again");
        }
    }
    return !stream->gunzip || gunzip_end(stream->gunzip, error);
}

/* Reads what comes next, at most `most` bytes; `is_last`: nothing came. */
static bool read_next(const ByteStream *stream, size_t most, Text *content, bool *is_last, Error *error)
{
    if (stream->descriptor < 0) {
        *is_last = true;
        return true;
    }
    text_reserve(content, content->length + most);
    ssize_t count;
    do {
        count = read(stream->descriptor, content->bytes + content->length, most);
    } while (count < 0 && errno == EINTR);
    if (count < 0) {
        return error_set_errno(error, stream->name, "cannot read");
    }
    content->length += (size_t)count;
    content->bytes[content->length] = '\0';
    *is_last = count == 0;
    return true;
}

/* Reads the first bytes, and sees what they are. */
static bool begin(ByteStream *stream, Error *error)
{
    bool is_last = false;
    while (stream->aside.length < SIGNATURE_SIZE && !is_last) {
        if (!read_next(stream, SIGNATURE_SIZE - stream->aside.length, &stream->aside, &is_last, error)) {
            return false;
        }
    }
    stream->is_begun = true;
    stream->gunzip = gunzip_is_packed(text_slice(&stream->aside)) ? gunzip_new(stream->name) : NULL;
    return true;
}

/* Gives out what was set aside, then what comes next. */
static bool read_plain(ByteStream *stream, size_t most, Text *content, Error *error)
{
    bool is_last = false;
    size_t before = content->length;
    Slice aside = slice_part(text_slice(&stream->aside), stream->used, most);
    stream->used += aside.length;
    text_append(content, aside);
    if (aside.length > 0 && (aside.length == most || !byte_stream_is_ready(stream))) {
        return true;
    }
    if (!read_next(stream, most - aside.length, content, &is_last, error)) {
        return false;
    }
    return content->length > before || end(stream, error);
}

/* Unpacks until something comes. */
static bool read_packed(ByteStream *stream, size_t most, Text *content, Error *error)
{
    size_t before = content->length;
    bool is_last = false;
    for (;;) {
        Slice packed = slice_part(text_slice(&stream->aside), stream->used, SIZE_MAX);
        bool is_unpacked = gunzip_take(stream->gunzip, &packed, most, content, error);
        stream->used = stream->aside.length - packed.length;
        if (!is_unpacked) {
            return false;
        }
        if (content->length > before) {
            return true;
        }
        text_clear(&stream->aside);
        stream->used = 0;
        if (!read_next(stream, PACKED_SIZE, &stream->aside, &is_last, error)) {
            return false;
        }
        if (is_last) {
            return end(stream, error);
        }
    }
}

bool byte_stream_read(ByteStream *stream, size_t most, Text *content, Error *error)
{
    if (stream->has_ended) {
        return true;
    }
    if (!stream->is_begun && !begin(stream, error)) {
        return false;
    }
    most = most < READ_MOST ? most : READ_MOST;
    return stream->gunzip ? read_packed(stream, most, content, error) : read_plain(stream, most, content, error);
}

bool byte_stream_is_packed(const ByteStream *stream)
{
    return stream->gunzip != NULL;
}

bool byte_stream_has_ended(const ByteStream *stream)
{
    return stream->has_ended;
}

bool byte_stream_is_ready(const ByteStream *stream)
{
    struct pollfd look = {.fd = stream->descriptor, .events = POLLIN};
    bool has_packed = stream->gunzip && stream->used < stream->aside.length;
    return stream->has_ended || stream->descriptor < 0 || stream->from >= 0 || has_packed || poll(&look, 1, 0) != 0;
}

bool byte_stream_read_all(ByteStream *stream, size_t limit, Text *content, Error *error)
{
    bool can_go_back = stream->from >= 0 && !stream->gunzip;
    if (can_go_back && lseek(stream->descriptor, stream->from, SEEK_SET) == stream->from) {
        text_clear(content);
        stream->has_ended = true;
        return file_read_descriptor(stream->descriptor, stream->name, limit, content, NULL, error);
    }
    limit = stream->gunzip && limit > GUNZIP_SIZE_MAXIMUM ? GUNZIP_SIZE_MAXIMUM : limit;
    while (!stream->has_ended) {
        if (!byte_stream_read(stream, READ_MOST, content, error)) {
            return false;
        }
        if (content->length > limit) {
            return stream->gunzip ? gunzip_fail_large(stream->name, limit, error)
                                  : error_set(error, ERROR_LIMIT, stream->name,
                                              "the file is too large; allowed: at most %zu bytes", limit);
        }
    }
    return true;
}
