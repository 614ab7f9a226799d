/* Archive: reading a .tgz from front to back, one header and one file at a time. */
#include "src/profile/compile/archive.h"

#include "src/base/memory.h"
#include "src/base/text.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <zlib.h>

enum { BLOCK = 512, MEMBER_MAXIMUM = 256 << 20, BUFFER_SIZE = 1 << 16 };

/* Fields of a ustar header: where they begin, and their size. */
enum {
    NAME = 0,
    NAME_SIZE = 100,
    SIZE = 124,
    SIZE_SIZE = 12,
    CHECKSUM = 148,
    CHECKSUM_SIZE = 8,
    KIND = 156,
    MAGIC = 257,
    PREFIX = 345,
    PREFIX_SIZE = 155
};

typedef struct Archive {
    gzFile file;
    const char *path;
    unsigned char header[BLOCK];
    Text name;      /* of the file at hand */
    Text long_name; /* for the next file; empty where none was stated */
    Text content;
    Error *error;
} Archive;

/* A field of text ends with its first zero byte or its size. */
static Slice read_field(const unsigned char *header, size_t start, size_t size)
{
    const char *bytes = (const char *)header + start;
    const char *end = memchr(bytes, '\0', size);
    return (Slice){bytes, end ? (size_t)(end - bytes) : size};
}

/* An octal number, or a binary one where the first bit is set; UINT64_MAX where it is neither. */
static uint64_t read_number(const unsigned char *field, size_t size)
{
    uint64_t number = 0;
    if (field[0] & 0x80u) {
        for (size_t i = size - 8; i < size; i++) {
            number = number << 8 | field[i];
        }
        return number;
    }
    for (size_t i = 0; i < size && field[i] && (field[i] != ' ' || number == 0); i++) {
        if (field[i] == ' ') {
            continue;
        }
        if (field[i] < '0' || field[i] > '7') {
            return UINT64_MAX;
        }
        number = number << 3 | (uint64_t)(field[i] - '0');
    }
    return number;
}

/* True when the header's sum of bytes is the one that it states. */
static bool is_header(const unsigned char *header)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < BLOCK; i++) {
        sum += i >= CHECKSUM && i < CHECKSUM + CHECKSUM_SIZE ? ' ' : header[i];
    }
    return sum == read_number(header + CHECKSUM, CHECKSUM_SIZE);
}

static bool is_zero(const unsigned char *header)
{
    for (size_t i = 0; i < BLOCK; i++) {
        if (header[i]) {
            return false;
        }
    }
    return true;
}

/* Fails with what zlib says of the last call: the system's reason, or that the bytes are wrong. */
static bool fail(const Archive *archive, int code)
{
    if (code == Z_MEM_ERROR) {
        memory_exhausted(0);
    }
    return code == Z_ERRNO
               ? error_set_errno(archive->error, archive->path, "cannot read")
               : error_set(archive->error, ERROR_FORMAT, archive->path, "the archive is incomplete or damaged");
}

/* Reads at most `size` bytes; false where that fails. */
static bool read_some(Archive *archive, void *bytes, size_t size, size_t *count)
{
    int result = gzread(archive->file, bytes, (unsigned)size), code = Z_OK;
    *count = result > 0 ? (size_t)result : 0;
    if (result < 0) {
        int reason = errno;
        gzerror(archive->file, &code);
        errno = reason;
    }
    return result >= 0 || fail(archive, code);
}

/* Reads exactly `size` bytes. */
static bool read_bytes(Archive *archive, void *bytes, size_t size)
{
    size_t count;
    return read_some(archive, bytes, size, &count) && (count == size || fail(archive, Z_BUF_ERROR));
}

/* Reads the content of a member and what fills its last block. */
static bool read_content(Archive *archive, uint64_t size)
{
    if (size > MEMBER_MAXIMUM) {
        return error_set(archive->error, ERROR_LIMIT, archive->path, "a file in the archive is larger than 256 MiB");
    }
    text_clear(&archive->content);
    size_t padded = (size_t)(size + BLOCK - 1) / BLOCK * BLOCK;
    while (archive->content.length < padded) {
        size_t rest = padded - archive->content.length;
        size_t step = rest < BUFFER_SIZE ? rest : BUFFER_SIZE;
        text_reserve(&archive->content, archive->content.length + step);
        if (!read_bytes(archive, archive->content.bytes + archive->content.length, step)) {
            return false;
        }
        archive->content.length += step;
    }
    archive->content.length = (size_t)size;
    return true;
}

/* The value of the record `path` of a pax header: records are "LENGTH KEY=VALUE\n". */
static Slice find_pax_path(Slice records)
{
    size_t start = 0;
    while (start < records.length) {
        size_t stop = slice_find(records, SLICE("\n"), start);
        stop = stop < records.length ? stop : records.length;
        Slice record = slice_part(records, start, stop - start);
        size_t space = slice_find(record, SLICE(" "), 0);
        Slice pair = slice_part(record, space < record.length ? space + 1 : record.length, record.length);
        if (slice_starts_with(pair, SLICE("path="))) {
            return slice_part(pair, 5, pair.length);
        }
        start = stop + 1;
    }
    return SLICE("");
}

/* The name of the member at hand: the long one that was stated before, or that of the header. */
static void read_name(Archive *archive)
{
    text_clear(&archive->name);
    if (archive->long_name.length) {
        text_append(&archive->name, text_slice(&archive->long_name));
        text_clear(&archive->long_name);
        return;
    }
    Slice prefix = read_field(archive->header, PREFIX, PREFIX_SIZE);
    if (memcmp(archive->header + MAGIC, "ustar", 6) == 0 && prefix.length) {
        text_append(&archive->name, prefix);
        text_append_byte(&archive->name, '/');
    }
    text_append(&archive->name, read_field(archive->header, NAME, NAME_SIZE));
}

/* Takes the name that a header of kind L or x states for the next member. */
static void take_long_name(Archive *archive, char kind)
{
    Slice content = text_slice(&archive->content);
    Slice name = kind == 'L' ? slice_part(content, 0, strnlen(content.bytes, content.length)) : find_pax_path(content);
    if (name.length) {
        text_clear(&archive->long_name);
        text_append(&archive->long_name, name);
    }
}

/* Reads one member; `is_last` where the end mark stands in its place or the visitor has had enough. */
static bool read_member(Archive *archive, ArchiveVisitor *visit, void *context, bool *is_last)
{
    if (!read_bytes(archive, archive->header, BLOCK)) {
        return false;
    }
    if (is_zero(archive->header)) {
        *is_last = true;
        return true;
    }
    if (!is_header(archive->header)) {
        return error_set(archive->error, ERROR_FORMAT, archive->path, "not a tar archive, or damaged");
    }
    char kind = (char)archive->header[KIND];
    if (!read_content(archive, read_number(archive->header + SIZE, SIZE_SIZE))) {
        return false;
    }
    if (kind == 'L' || kind == 'x') {
        take_long_name(archive, kind);
        return true;
    }
    read_name(archive);
    if (kind == '0' || kind == '\0') {
        *is_last = !visit(context, text_slice(&archive->name), text_slice(&archive->content));
    }
    return true;
}

/* Reads what comes after the end mark: only at the end of the file is it known that nothing of it is missing. */
static bool read_rest(Archive *archive)
{
    size_t count = 1;
    bool is_read = true;
    while (is_read && count > 0) {
        is_read = read_some(archive, archive->header, BLOCK, &count);
    }
    return is_read;
}

bool archive_visit(const char *path, ArchiveVisitor *visit, void *context, Error *error)
{
    Archive archive = {.file = gzopen(path, "rb"), .path = path, .error = error};
    if (!archive.file) {
        return error_set_errno(error, path, "cannot open");
    }
    gzbuffer(archive.file, BUFFER_SIZE);
    bool is_fine = true, is_last = false;
    while (is_fine && !is_last) {
        is_fine = read_member(&archive, visit, context, &is_last);
    }
    is_fine = is_fine && read_rest(&archive);
    int closed = gzclose_r(archive.file);
    is_fine = is_fine && (closed == Z_OK || fail(&archive, closed));
    text_free(&archive.name);
    text_free(&archive.long_name);
    text_free(&archive.content);
    return is_fine;
}
