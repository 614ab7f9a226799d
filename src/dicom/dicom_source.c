/*
 * DicomSource: a window over the file.
 *
 *     |...........[ start ─ window ─ start + length ).................|
 *
 * A plain window is filled anew at the offset that is asked for. A deflated one drops what lies before that offset, and
 * is filled by zlib, which has an input buffer of its own.
 */
#include "src/dicom/dicom_source.h"

#include "src/base/memory.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>
#define ZLIB_CONST /* zlib reads what it is given */
#include <zlib.h>

enum { STEP = 8 << 10, PACKED_STEP = 16 << 10 };

typedef enum SourceFailure { FAILURE_NONE, FAILURE_SYSTEM, FAILURE_DAMAGED, FAILURE_LIMIT } SourceFailure;

struct DicomSource {
    int descriptor; /* -1: the bytes lie in `given` */
    Slice given;
    uint64_t size; /* of the file as it is stored */
    char *window;
    size_t capacity;
    size_t length;
    uint64_t start; /* offset of the first byte of the window */
    bool is_deflated;
    bool has_ended; /* the last deflated byte is unpacked */
    bool has_stream;
    z_stream stream;
    uint64_t packed_offset; /* of the next deflated byte to be read */
    char packed[PACKED_STEP];
    SourceFailure failure;
    int reason; /* errno of FAILURE_SYSTEM */
};

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

DicomSource *dicom_source_new(void)
{
    return memory_allocate_zeroed(1, sizeof(DicomSource));
}

static void end_stream(DicomSource *source)
{
    if (source->has_stream) {
        inflateEnd(&source->stream);
        source->has_stream = false;
    }
}

void dicom_source_free(DicomSource *source)
{
    if (source) {
        end_stream(source);
        free(source->window);
        free(source);
    }
}

/* Forgets the file before. */
static void begin(DicomSource *source, int descriptor, Slice given, uint64_t size)
{
    end_stream(source);
    source->descriptor = descriptor;
    source->given = given;
    source->size = size;
    source->length = 0;
    source->start = 0;
    source->is_deflated = source->has_ended = false;
    source->failure = FAILURE_NONE;
}

void dicom_source_open(DicomSource *source, int descriptor, uint64_t size)
{
    begin(source, descriptor, SLICE(""), size);
}

void dicom_source_open_bytes(DicomSource *source, Slice bytes)
{
    begin(source, -1, bytes, bytes.length);
}

/* Reads stored bytes at an offset, as many as there are and have room. */
static size_t read_stored(DicomSource *source, uint64_t offset, char *bytes, size_t room)
{
    if (source->descriptor < 0) {
        Slice part = slice_part(source->given, (size_t)offset, room);
        if (part.length > 0) {
            memcpy(bytes, part.bytes, part.length);
        }
        return part.length;
    }
    size_t length = 0;
    while (length < room) {
        ssize_t count = pread(source->descriptor, bytes + length, room - length, (off_t)(offset + length));
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count < 0) {
            source->failure = FAILURE_SYSTEM;
            source->reason = errno;
        }
        if (count <= 0) {
            break;
        }
        length += (size_t)count;
    }
    return length;
}

void dicom_source_inflate(DicomSource *source, uint64_t offset)
{
    source->is_deflated = true;
    source->packed_offset = offset;
    source->start = offset;
    source->length = 0;
    source->stream = (z_stream){.zalloc = allocate, .zfree = release};
    inflateInit2(&source->stream, -MAX_WBITS);
    source->has_stream = true;
}

/* Unpacks as much as has room after the window; false where nothing came. */
static bool unpack(DicomSource *source, size_t room)
{
    z_stream *stream = &source->stream;
    stream->next_out = (unsigned char *)source->window + source->length;
    stream->avail_out = (unsigned)room;
    while (stream->avail_out == room && !source->has_ended) {
        if (stream->avail_in == 0) {
            size_t count = read_stored(source, source->packed_offset, source->packed, sizeof source->packed);
            source->packed_offset += count;
            stream->next_in = (const unsigned char *)source->packed;
            stream->avail_in = (unsigned)count;
        }
        int result = stream->avail_in > 0 ? inflate(stream, Z_NO_FLUSH) : Z_BUF_ERROR;
        source->has_ended = result != Z_OK;
        if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR) {
            source->failure = FAILURE_DAMAGED;
        }
    }
    source->length += room - stream->avail_out;
    return stream->avail_out < room;
}

static void reserve(DicomSource *source, size_t length)
{
    if (source->capacity < length) {
        source->capacity = length < STEP ? STEP : length;
        source->window = memory_resize(source->window, source->capacity);
    }
}

/* Drops what lies before the offset, and unpacks until the length is reached. */
static bool move_deflated(DicomSource *source, uint64_t offset, size_t length)
{
    reserve(source, length);
    while (offset > source->start || source->length < length) {
        uint64_t before = offset - source->start;
        size_t dropped = before < source->length ? (size_t)before : source->length;
        memmove(source->window, source->window + dropped, source->length - dropped);
        source->start += dropped;
        source->length -= dropped;
        if (offset == source->start && source->length >= length) {
            break;
        }
        if (source->start + source->length >= DICOM_INFLATED_MAXIMUM) {
            source->failure = FAILURE_LIMIT;
            return false;
        }
        if (!unpack(source, source->capacity - source->length)) {
            return false;
        }
    }
    return true;
}

bool dicom_source_bytes(DicomSource *source, uint64_t offset, size_t length, Slice *bytes)
{
    bool is_within = offset >= source->start && offset - source->start + length <= source->length;
    if (!is_within && source->is_deflated) {
        is_within = move_deflated(source, offset, length);
    } else if (!is_within && offset <= source->size && length <= source->size - offset) {
        size_t room = length > STEP ? length : STEP;
        reserve(source, room);
        source->start = offset;
        room = room < source->size - offset ? room : (size_t)(source->size - offset);
        source->length = read_stored(source, offset, source->window, room);
        is_within = source->length >= length;
    }
    if (is_within) {
        *bytes = slice_make(source->window + (offset - source->start), length);
    }
    return is_within;
}

bool dicom_source_reaches(const DicomSource *source, uint64_t offset)
{
    if (source->is_deflated) {
        return !source->has_ended || offset <= source->start + source->length;
    }
    return offset <= source->size;
}

bool dicom_source_has_failed(const DicomSource *source, Error *error)
{
    switch (source->failure) {
    case FAILURE_NONE:
        return false;
    case FAILURE_SYSTEM:
        errno = source->reason;
        error_set_errno(error, NULL, "cannot read");
        return true;
    case FAILURE_DAMAGED:
        error_set(error, ERROR_DAMAGED, NULL, "cannot unpack: the deflated data set is damaged");
        return true;
    case FAILURE_LIMIT:
        error_set(error, ERROR_LIMIT, NULL, "the header is larger than %u MB",
                  (unsigned)(DICOM_INFLATED_MAXIMUM >> 20));
        return true;
    }
    return false;
}
