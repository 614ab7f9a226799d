/*
 * Byte stream: the bytes of a file, a FIFO or standard input as they come, so that what is larger than the memory can
 * be read piece by piece. What is packed with gzip is unpacked on the way.
 *
 * What is wanted whole and once is read by src/base/file.h. A stream does not notice that a file is written meanwhile
 * until its end.
 */
#ifndef IPSE_BASE_BYTE_STREAM_H
#define IPSE_BASE_BYTE_STREAM_H

#include "src/base/file.h"

typedef struct ByteStream ByteStream;

/* Opens the file that a path leads to; FIFOs and devices are waited for. With a folder, only a regular file in it is
   opened, as file_read_watched. NULL with an error. Free with byte_stream_close. */
ByteStream *byte_stream_open(const char *folder, const char *path, Error *error);

/* Standard input, which stays open. */
ByteStream *byte_stream_standard(Error *error);

/* Bytes that are there already, which are taken over: `bytes` is empty afterwards. */
ByteStream *byte_stream_of(Text *bytes, const char *name);

/* Closes and frees the stream; NULL does nothing. */
void byte_stream_close(ByteStream *stream);

/* Appends the bytes that come next, at most `most` of them; waits for the first one only. None are appended at the end,
   and then the stream has ended. False with an error where reading fails: ERROR_CHANGED at the end of a regular file
   that was written since it was opened, ERROR_DAMAGED where the bytes are no gzip any more. */
bool byte_stream_read(ByteStream *stream, size_t most, Text *content, Error *error);

/* True where the bytes are packed; known after the first reading. */
bool byte_stream_is_packed(const ByteStream *stream);

/* True after the last byte. */
bool byte_stream_has_ended(const ByteStream *stream);

/* True where byte_stream_read would not wait. */
bool byte_stream_is_ready(const ByteStream *stream);

/* Appends all the rest, at most `limit` bytes with what `content` holds already, which must be what was read so far. A
   regular file that is not packed is read anew from its beginning, by the rules of file_read_stream. */
bool byte_stream_read_all(ByteStream *stream, size_t limit, Text *content, Error *error);

#endif
