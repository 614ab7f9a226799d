/*
 * Document: lines and columns.
 *
 * The text is cut into blocks; of each the index keeps how many lines end before it, and how many characters of its
 * first line stand before it. A place is found from its block and the bytes of the block. A splice counts the blocks
 * that it changes again and shifts the others. Blocks start between characters, so that their counts add up.
 *
 * A line ends with LF, CRLF or a lone CR; of CRLF the LF is counted.
 */
#include "src/base/memory.h"
#include "src/base/utf8.h"
#include "src/json/document_private.h"
#include "src/json/run.h"

#include <stdlib.h>

enum { BLOCK_SIZE = 1024, CHARACTER_SIZE_MAXIMUM = 4 };

/* A point in the text, counted from its start. */
typedef struct Count {
    uint32_t lines;
    uint32_t columns; /* characters since the last line end */
} Count;

typedef struct LineBlock {
    uint32_t start;
    Count before;
} LineBlock;

struct LineIndex {
    LineBlock *blocks; /* none: to be made */
    size_t count;
    size_t capacity;
    uint32_t asked; /* the place that was asked for last, and the count there: places are mostly asked for in order */
    Count known;
    bool has_known;
};

LineIndex *line_index_new(void)
{
    return memory_allocate_zeroed(1, sizeof(LineIndex));
}

void line_index_free(LineIndex *index)
{
    free(index->blocks);
    free(index);
}

/* Moves from after the last line end to after the next; false if there is none before `to`. */
static bool next_line(Slice bytes, uint32_t *at, uint32_t to)
{
    while ((*at = run_of_line(bytes.bytes, *at, to)) < to) {
        bool is_lone = bytes.bytes[*at] == '\n' || *at + 1 >= bytes.length || bytes.bytes[*at + 1] != '\n';
        (*at)++;
        if (is_lone) {
            return true;
        }
    }
    return false;
}

/* The count at `to`, from that at `at`. */
static Count count_on(Slice bytes, uint32_t at, uint32_t to, Count count)
{
    uint32_t line = at;
    while (next_line(bytes, &at, to)) {
        count = (Count){count.lines + 1, 0};
        line = at;
    }
    count.columns += (uint32_t)utf8_count(slice_part(bytes, line, to - line));
    return count;
}

/* The end of a block: not within a character. A run of more than three continuation bytes is no character. */
static uint32_t block_end(Slice bytes, uint32_t start, uint32_t end)
{
    if (end - start <= BLOCK_SIZE + CHARACTER_SIZE_MAXIMUM) {
        return end;
    }
    uint32_t at = start + BLOCK_SIZE;
    while (at < start + BLOCK_SIZE + CHARACTER_SIZE_MAXIMUM - 1 && ((unsigned char)bytes.bytes[at] & 0xC0u) == 0x80u) {
        at++;
    }
    return at;
}

/* Appends the blocks of bytes[at, end); returns the count at the end. */
static Count append_blocks(LineIndex *index, Slice bytes, uint32_t at, uint32_t end, Count count)
{
    do {
        uint32_t next = block_end(bytes, at, end);
        ARRAY_RESERVE(index->blocks, index->capacity, index->count + 1);
        index->blocks[index->count++] = (LineBlock){at, count};
        count = count_on(bytes, at, next, count);
        at = next;
    } while (at < end);
    return count;
}

/* The index, made where it is missing. */
static LineIndex *line_index(const Document *document)
{
    LineIndex *index = document->lines;
    if (index->count == 0) {
        Slice bytes = document_bytes(document);
        append_blocks(index, bytes, document_mark_length(document), (uint32_t)bytes.length, (Count){0, 0});
    }
    return index;
}

/* The last block that starts at or before the byte; the first where none does. */
static size_t block_of(const LineIndex *index, uint32_t offset)
{
    size_t low = 0, high = index->count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (index->blocks[middle].start <= offset) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Puts the blocks of `fresh` in the place of [first, after), and shifts those after. */
static void replace_blocks(LineIndex *index, size_t first, size_t after, const LineIndex *fresh, uint32_t delta,
                           Count count)
{
    size_t tail = index->count - after;
    ARRAY_RESERVE(index->blocks, index->capacity, first + fresh->count + tail);
    LineBlock *moved = index->blocks + first + fresh->count;
    memmove(moved, index->blocks + after, tail * sizeof *moved);
    memcpy(index->blocks + first, fresh->blocks, fresh->count * sizeof *moved);
    index->count = first + fresh->count + tail;
    Count old = tail ? moved[0].before : count;
    for (size_t i = 0; i < tail; i++) {
        moved[i].start += delta;
        moved[i].before.columns += moved[i].before.lines == old.lines ? count.columns - old.columns : 0;
        moved[i].before.lines += count.lines - old.lines;
    }
}

void line_index_splice(const Document *document, uint32_t offset, uint32_t removed, uint32_t inserted)
{
    LineIndex *index = document->lines;
    index->has_known = false;
    if (index->count == 0 || offset < index->blocks[0].start ||
        index->blocks[0].start != document_mark_length(document)) {
        index->count = 0;
        return;
    }
    Slice bytes = document_bytes(document);
    uint32_t delta = inserted - removed;
    size_t first = block_of(index, offset > CHARACTER_SIZE_MAXIMUM ? offset - CHARACTER_SIZE_MAXIMUM : 0);
    size_t after = block_of(index, offset + removed + CHARACTER_SIZE_MAXIMUM) + 1;
    uint32_t end = after < index->count ? index->blocks[after].start + delta : (uint32_t)bytes.length;
    LineIndex fresh = {0};
    Count count = append_blocks(&fresh, bytes, index->blocks[first].start, end, index->blocks[first].before);
    replace_blocks(index, first, after, &fresh, delta, count);
    free(fresh.blocks);
}

void line_index_forget(const Document *document)
{
    document->lines->count = 0;
    document->lines->has_known = false;
}

Position document_position(const Document *document, uint32_t offset)
{
    Slice bytes = document_bytes(document);
    LineIndex *index = line_index(document);
    uint32_t at = offset < bytes.length ? offset : (uint32_t)bytes.length;
    if (!(index->has_known && index->asked <= at && at - index->asked < BLOCK_SIZE)) {
        const LineBlock *block = &index->blocks[block_of(index, at)];
        if (at < block->start) {
            return (Position){1, 1};
        }
        index->asked = block->start;
        index->known = block->before;
    }
    Count count = count_on(bytes, index->asked, at, index->known);
    bool is_whole = at < bytes.length && ((unsigned char)bytes.bytes[at] & 0xC0u) != 0x80u;
    index->has_known = is_whole && bytes.bytes[at] != '\n';
    index->asked = at;
    index->known = count;
    return (Position){count.lines + 1, count.columns + 1};
}

uint32_t document_line_start(const Document *document, uint32_t line)
{
    if (line <= 1) {
        return 0;
    }
    Slice bytes = document_bytes(document);
    const LineIndex *index = line_index(document);
    size_t low = 0, high = index->count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (index->blocks[middle].before.lines < line - 1) {
            low = middle;
        } else {
            high = middle;
        }
    }
    uint32_t ended = index->blocks[low].before.lines, at = index->blocks[low].start;
    while (ended < line - 1 && next_line(bytes, &at, (uint32_t)bytes.length)) {
        ended++;
    }
    return at;
}

uint32_t document_line_count(const Document *document)
{
    return document_position(document, (uint32_t)document_bytes(document).length).line;
}
