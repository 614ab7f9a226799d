/* Gunzip: a stream of zlib, started anew for each member. */
#include "src/base/streams/gunzip.h"

#include "src/base/memory.h"

#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#define ZLIB_CONST /* zlib reads what it is given */
#include <zlib.h>

enum { WINDOW_BITS = 15, ONLY_GZIP = 16, STEP = 1 << 16 };

struct Gunzip {
    z_stream stream;
    char *name;
    bool is_between; /* a member has ended, and no other has begun */
};

bool gunzip_is_packed(Slice beginning)
{
    return slice_starts_with(beginning, SLICE("\x1f\x8b"));
}

Slice gunzip_name(Slice name)
{
    Slice ending = SLICE(".gz");
    size_t stem = name.length > ending.length ? name.length - ending.length : name.length;
    return slice_equals_ignoring_case(slice_part(name, stem, SIZE_MAX), ending) ? slice_part(name, 0, stem) : name;
}

static void *allocate(void *context, unsigned count, unsigned size)
{
    (void)context;
    return memory_allocate((size_t)count * size);
}

static void release(void *context, void *memory)
{
    (void)context;
    free(memory);
}

Gunzip *gunzip_new(const char *name)
{
    Gunzip *gunzip = memory_allocate_zeroed(1, sizeof *gunzip);
    gunzip->name = memory_copy_string(slice_from(name));
    gunzip->stream.zalloc = allocate;
    gunzip->stream.zfree = release;
    inflateInit2(&gunzip->stream, WINDOW_BITS + ONLY_GZIP);
    return gunzip;
}

void gunzip_free(Gunzip *gunzip)
{
    if (gunzip) {
        inflateEnd(&gunzip->stream);
        free(gunzip->name);
        free(gunzip);
    }
}

static bool fail_damaged(const Gunzip *gunzip, Error *error)
{
    return error_set(error, ERROR_DAMAGED, gunzip->name, "cannot unpack: the gzip data are damaged");
}

/* Passes over zeros after a member, and starts the next one where there is one. */
static void go_between(Gunzip *gunzip, Slice *packed)
{
    size_t zeros = 0;
    while (zeros < packed->length && packed->bytes[zeros] == '\0') {
        zeros++;
    }
    *packed = slice_part(*packed, zeros, SIZE_MAX);
    if (packed->length > 0) {
        inflateReset(&gunzip->stream);
        gunzip->is_between = false;
    }
}

/* Unpacks one step; false where the bytes are no gzip. */
static bool unpack(Gunzip *gunzip, Slice *packed, size_t most, Text *content)
{
    z_stream *stream = &gunzip->stream;
    unsigned given = packed->length < UINT_MAX ? (unsigned)packed->length : UINT_MAX;
    unsigned room = most < STEP ? (unsigned)most : STEP;
    text_reserve(content, content->length + room);
    stream->next_in = (const unsigned char *)packed->bytes;
    stream->avail_in = given;
    stream->next_out = (unsigned char *)content->bytes + content->length;
    stream->avail_out = room;
    int result = inflate(stream, Z_NO_FLUSH);
    *packed = slice_part(*packed, given - stream->avail_in, SIZE_MAX);
    content->length += room - stream->avail_out;
    content->bytes[content->length] = '\0';
    gunzip->is_between = result == Z_STREAM_END;
    return result == Z_OK || result == Z_STREAM_END || result == Z_BUF_ERROR;
}

bool gunzip_take(Gunzip *gunzip, Slice *packed, size_t most, Text *content, Error *error)
{
    size_t end = content->length + most, before = 0;
    bool is_full = false; /* more may come without further bytes */
    do {
        if (gunzip->is_between) {
            go_between(gunzip, packed);
        }
        if (gunzip->is_between || (packed->length == 0 && !is_full)) {
            return true;
        }
        before = content->length;
        size_t wanted = end - before < STEP ? end - before : STEP;
        if (!unpack(gunzip, packed, end - before, content)) {
            return fail_damaged(gunzip, error);
        }
        is_full = content->length - before == wanted;
    } while (content->length < end);
    return true;
}

bool gunzip_end(const Gunzip *gunzip, Error *error)
{
    return gunzip->is_between ||
           error_set(error, ERROR_DAMAGED, gunzip->name, "cannot unpack: the gzip data end too early");
}

bool gunzip_fail_large(const char *name, size_t limit, Error *error)
{
    return error_set(error, ERROR_LIMIT, name, "the unpacked text is too large; allowed: at most %zu bytes", limit);
}

bool gunzip_all(Slice packed, const char *name, size_t limit, Text *content, Error *error)
{
    Gunzip *gunzip = gunzip_new(name);
    size_t start = content->length;
    bool is_unpacked = gunzip_take(gunzip, &packed, limit + 1, content, error);
    if (is_unpacked) {
        is_unpacked =
            content->length - start > limit ? gunzip_fail_large(name, limit, error) : gunzip_end(gunzip, error);
    }
    gunzip_free(gunzip);
    return is_unpacked;
}
