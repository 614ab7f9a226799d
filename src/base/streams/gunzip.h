/*
 * Gunzip: bytes packed with gzip (RFC 1952), unpacked as they come.
 *
 * Several members one after the other are one text, as gzip(1) has it; zeros after the last one are passed over. A few
 * bytes may unpack to a thousand times as many: whoever keeps what comes sets a limit.
 */
#ifndef IPSE_BASE_GUNZIP_H
#define IPSE_BASE_GUNZIP_H

#include "src/base/error.h"
#include "src/base/text.h"

/* The most that is unpacked where a text is kept as a whole. */
enum { GUNZIP_SIZE_MAXIMUM = 1 << 30 };

/* True where bytes begin as gzip begins. */
bool gunzip_is_packed(Slice beginning);

/* A name without the ending .gz, in any case. */
Slice gunzip_name(Slice name);

typedef struct Gunzip Gunzip;

/* Starts with the first byte; `name` is for messages. Free with gunzip_free. */
Gunzip *gunzip_new(const char *name);
void gunzip_free(Gunzip *gunzip);

/* Takes bytes off the front of `packed` and appends what they unpack to, at most `most` bytes, until either is used up.
   False with ERROR_DAMAGED where they are no gzip. */
bool gunzip_take(Gunzip *gunzip, Slice *packed, size_t most, Text *content, Error *error);

/* To be asked after the last byte: false with ERROR_DAMAGED where some are missing. */
bool gunzip_end(const Gunzip *gunzip, Error *error);

/* Unpacks all of a text; ERROR_LIMIT where that is more than `limit` bytes. */
bool gunzip_all(Slice packed, const char *name, size_t limit, Text *content, Error *error);

/* Fails because what is unpacked is larger than `limit` bytes. */
bool gunzip_fail_large(const char *name, size_t limit, Error *error);

#endif
