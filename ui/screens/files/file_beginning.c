/* File beginning: read as a stream, of which only the first part is taken. */
#include "ui/screens/files/file_beginning.h"

#include "src/base/file.h"
#include "src/base/memory.h"
#include "src/base/streams/byte_stream.h"

#include <stdlib.h>
#include <string.h>

bool file_beginning_read(const char *path, size_t most, Text *bytes)
{
    const char *slash = strrchr(path, '/');
    char *folder =
        slash ? memory_copy_string(slice_make(path, (size_t)(slash - path) + 1)) : memory_copy_string(SLICE("."));
    ByteStream *stream = file_kind(path, true) == FILE_REGULAR ? byte_stream_open(folder, path, NULL) : NULL;
    bool is_read = stream != NULL;
    while (is_read && bytes->length < most && !byte_stream_has_ended(stream)) {
        is_read = byte_stream_read(stream, most - bytes->length, bytes, NULL);
    }
    bool is_whole = is_read && byte_stream_has_ended(stream);
    byte_stream_close(stream);
    free(folder);
    return is_whole;
}
