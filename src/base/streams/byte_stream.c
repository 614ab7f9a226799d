/* Byte stream: a descriptor, and the state that the file had when it was opened. */
#include "src/base/streams/byte_stream.h"

#include "src/base/memory.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { READ_MOST = 1 << 20 };

struct ByteStream {
    int descriptor;
    char *name; /* for messages */
    bool is_owned;
    bool has_ended;
    off_t from;   /* where it began; -1: there is no way back */
    size_t count; /* bytes read so far */
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

void byte_stream_close(ByteStream *stream)
{
    if (!stream) {
        return;
    }
    if (stream->is_owned) {
        close(stream->descriptor);
    }
    free(stream->name);
    free(stream);
}

/* Ends the stream; false where the regular file was written since it was opened. */
static bool end(ByteStream *stream, Error *error)
{
    FileState now;
    FileKind kind;
    stream->has_ended = true;
    if (stream->from < 0) {
        return true;
    }
    bool is_same = file_look_descriptor(stream->descriptor, stream->name, &kind, &now, error);
    if (is_same && !file_states_equal(now, stream->state)) {
        is_same = error_set(error, ERROR_CHANGED, stream->name, "the file changes during the reading; try again");
    }
    return is_same;
}

bool byte_stream_read(ByteStream *stream, size_t most, Text *content, Error *error)
{
    if (stream->has_ended) {
        return true;
    }
    most = most < READ_MOST ? most : READ_MOST;
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
    stream->count += (size_t)count;
    return count > 0 || end(stream, error);
}

bool byte_stream_has_ended(const ByteStream *stream)
{
    return stream->has_ended;
}

bool byte_stream_is_ready(const ByteStream *stream)
{
    struct pollfd look = {.fd = stream->descriptor, .events = POLLIN};
    return stream->has_ended || stream->from >= 0 || poll(&look, 1, 0) != 0;
}

bool byte_stream_read_all(ByteStream *stream, size_t limit, Text *content, FileState *state, Error *error)
{
    if (stream->from >= 0 && lseek(stream->descriptor, stream->from, SEEK_SET) == stream->from) {
        text_clear(content);
        stream->has_ended = true;
        return file_read_descriptor(stream->descriptor, stream->name, limit, content, state, error);
    }
    while (!stream->has_ended) {
        if (!byte_stream_read(stream, READ_MOST, content, error)) {
            return false;
        }
        if (content->length > limit) {
            return error_set(error, ERROR_LIMIT, stream->name, "the file is too large; allowed: at most %zu bytes",
                             limit);
        }
    }
    if (state) {
        *state = stream->state;
        state->content = file_content_print(text_slice(content));
    }
    return true;
}
