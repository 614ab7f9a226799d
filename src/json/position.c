/*
 * Document: lines and columns.
 *
 * Line ends are counted once for every block of bytes; a place is found from the count before its block and the bytes
 * of the block. A line ends with LF, CRLF or a lone CR; of CRLF the LF is counted.
 */
#include "src/base/memory.h"
#include "src/base/utf8.h"
#include "src/json/document_private.h"

/* True when the byte at `at` ends a line. */
static inline bool ends_line(Slice bytes, size_t at)
{
    char c = bytes.bytes[at];
    return c == '\n' || (c == '\r' && (at + 1 >= bytes.length || bytes.bytes[at + 1] != '\n'));
}

static uint32_t count_line_ends(Slice bytes, size_t from, size_t to)
{
    uint32_t count = 0;
    for (size_t i = from; i < to; i++) {
        count += ends_line(bytes, i);
    }
    return count;
}

/* The index, made where it is missing: it is a cache, so a const document may fill it. */
static const LineIndex *line_index(const Document *document)
{
    LineIndex *index = (LineIndex *)(uintptr_t)&document->lines;
    if (index->is_current) {
        return index;
    }
    Slice bytes = document_bytes(document);
    size_t blocks = bytes.length / LINE_BLOCK_SIZE + 1;
    ARRAY_RESERVE(index->lines_before, index->capacity, blocks);
    uint32_t lines = 0;
    for (size_t block = 0; block < blocks; block++) {
        index->lines_before[block] = lines;
        size_t from = block * LINE_BLOCK_SIZE;
        size_t to = from + LINE_BLOCK_SIZE < bytes.length ? from + LINE_BLOCK_SIZE : bytes.length;
        lines += count_line_ends(bytes, from, to);
    }
    index->count = blocks;
    index->is_current = true;
    return index;
}

Position document_position(const Document *document, uint32_t offset)
{
    Slice bytes = document_bytes(document);
    const LineIndex *index = line_index(document);
    size_t at = offset < bytes.length ? offset : bytes.length;
    size_t block = at / LINE_BLOCK_SIZE;
    uint32_t line = index->lines_before[block] + count_line_ends(bytes, block * LINE_BLOCK_SIZE, at);
    size_t start = at;
    while (start > 0 && !ends_line(bytes, start - 1)) {
        start--;
    }
    if (start == 0) {
        start = document_mark_length(document) <= at ? document_mark_length(document) : at;
    }
    return (Position){line + 1, (uint32_t)utf8_count(slice_part(bytes, start, at - start)) + 1};
}

uint32_t document_line_start(const Document *document, uint32_t line)
{
    Slice bytes = document_bytes(document);
    const LineIndex *index = line_index(document);
    if (line <= 1) {
        return 0;
    }
    size_t low = 0, high = index->count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (index->lines_before[middle] < line - 1) {
            low = middle;
        } else {
            high = middle;
        }
    }
    uint32_t ended = index->lines_before[low];
    for (size_t i = low * LINE_BLOCK_SIZE; i < bytes.length; i++) {
        ended += ends_line(bytes, i);
        if (ended == line - 1) {
            return (uint32_t)i + 1;
        }
    }
    return (uint32_t)bytes.length;
}

uint32_t document_line_count(const Document *document)
{
    return document_position(document, (uint32_t)document_bytes(document).length).line;
}
