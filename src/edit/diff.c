/* Differences: equal ends are cut off, what lies between is compared by the longest common subsequence of lines. */
#include "src/edit/diff.h"

#include "src/base/memory.h"

#include <stdint.h>
#include <stdlib.h>

enum { CONTEXT = 3, TABLE_MAXIMUM = 4000000 };

typedef struct Lines {
    Slice *items;
    size_t count;
    size_t capacity;
} Lines;

/* One line of the result: of which text it is (' ', '-' or '+'), and its numbers in both. */
typedef struct DiffLine {
    char sign;
    size_t before;
    size_t after;
} DiffLine;

typedef struct Diff {
    Lines before;
    Lines after;
    DiffLine *lines;
    size_t count;
    size_t capacity;
} Diff;

static Lines split(Slice text)
{
    Lines lines = {0};
    for (size_t at = 0; at < text.length;) {
        size_t end = slice_find(text, SLICE("\n"), at);
        end = end == SIZE_MAX ? text.length : end + 1;
        ARRAY_RESERVE(lines.items, lines.capacity, lines.count + 1);
        lines.items[lines.count++] = slice_part(text, at, end - at);
        at = end;
    }
    return lines;
}

static void add_line(Diff *diff, char sign, size_t before, size_t after)
{
    ARRAY_RESERVE(diff->lines, diff->capacity, diff->count + 1);
    diff->lines[diff->count++] = (DiffLine){sign, before, after};
}

static bool same(const Diff *diff, size_t before, size_t after)
{
    return slice_equals(diff->before.items[before], diff->after.items[after]);
}

/* Lengths of the longest common subsequences of what is left from each pair of lines on; freed by the caller. */
static uint32_t *common_lengths(const Diff *diff, size_t first, size_t rows, size_t columns)
{
    uint32_t *lengths = memory_allocate_zeroed((rows + 1) * (columns + 1), sizeof *lengths);
    for (size_t row = rows; row-- > 0;) {
        for (size_t column = columns; column-- > 0;) {
            uint32_t *cell = &lengths[row * (columns + 1) + column];
            uint32_t below = cell[columns + 1], beside = cell[1];
            *cell = same(diff, first + row, first + column) ? cell[columns + 2] + 1 : below > beside ? below : beside;
        }
    }
    return lengths;
}

/* The lines between the equal ends. */
static void compare_middle(Diff *diff, size_t first, size_t rows, size_t columns)
{
    uint32_t *lengths =
        rows && columns && rows <= TABLE_MAXIMUM / columns ? common_lengths(diff, first, rows, columns) : NULL;
    size_t row = 0, column = 0;
    while (row < rows || column < columns) {
        const uint32_t *cell = lengths ? &lengths[row * (columns + 1) + column] : NULL;
        bool is_inside = row < rows && column < columns;
        if (cell && is_inside && same(diff, first + row, first + column)) {
            add_line(diff, ' ', first + row++, first + column++);
        } else if (row < rows && (!cell || !is_inside || cell[columns + 1] >= cell[1])) {
            add_line(diff, '-', first + row++, first + column);
        } else {
            add_line(diff, '+', first + row, first + column++);
        }
    }
    free(lengths);
}

/* Fills the lines of the difference. */
static void compare(Diff *diff)
{
    size_t first = 0, last = 0, before = diff->before.count, after = diff->after.count;
    while (first < before && first < after && same(diff, first, first)) {
        add_line(diff, ' ', first, first);
        first++;
    }
    while (last < before - first && last < after - first && same(diff, before - last - 1, after - last - 1)) {
        last++;
    }
    compare_middle(diff, first, before - first - last, after - first - last);
    for (; last > 0; last--) {
        add_line(diff, ' ', before - last, after - last);
    }
}

static void append_line(const Diff *diff, const DiffLine *line, Text *output)
{
    Slice text = line->sign == '+' ? diff->after.items[line->after] : diff->before.items[line->before];
    text_append_byte(output, line->sign);
    text_append(output, text);
    if (!slice_ends_with(text, SLICE("\n"))) {
        text_append(output, SLICE("\n\\ No newline at end of file\n"));
    }
}

/* Appends a number of lines as hunks state it: "start" or "start,count". */
static void append_range(Text *output, char sign, size_t start, size_t count)
{
    text_format(output, count == 1 ? " %c%zu" : " %c%zu,%zu", sign, count ? start + 1 : start, count);
}

/* Appends the hunk of the lines [from, to). */
static void append_hunk(const Diff *diff, size_t from, size_t to, Text *output)
{
    size_t before = 0, after = 0;
    for (size_t i = from; i < to; i++) {
        before += diff->lines[i].sign != '+';
        after += diff->lines[i].sign != '-';
    }
    text_append(output, SLICE("@@"));
    append_range(output, '-', diff->lines[from].before, before);
    append_range(output, '+', diff->lines[from].after, after);
    text_append(output, SLICE(" @@\n"));
    for (size_t i = from; i < to; i++) {
        append_line(diff, &diff->lines[i], output);
    }
}

/* Appends all hunks: changes that are close to each other share one. */
static void append_hunks(const Diff *diff, Text *output)
{
    for (size_t i = 0; i < diff->count;) {
        if (diff->lines[i].sign == ' ') {
            i++;
            continue;
        }
        size_t from = i > CONTEXT ? i - CONTEXT : 0, end = i, quiet = 0;
        for (; i < diff->count && quiet <= 2 * CONTEXT; i++) {
            quiet = diff->lines[i].sign == ' ' ? quiet + 1 : 0;
            end = quiet == 0 ? i + 1 : end;
        }
        size_t to = end + CONTEXT < diff->count ? end + CONTEXT : diff->count;
        append_hunk(diff, from, to, output);
        i = to;
    }
}

static void free_diff(Diff *diff)
{
    free(diff->before.items);
    free(diff->after.items);
    free(diff->lines);
}

void diff_unified(Slice before, Slice after, const char *name, Text *output)
{
    if (slice_equals(before, after)) {
        return;
    }
    Diff diff = {.before = split(before), .after = split(after)};
    compare(&diff);
    text_format(output, "--- %s\n+++ %s\n", name, name);
    append_hunks(&diff, output);
    free_diff(&diff);
}

DiffHunks diff_hunks(Slice before, Slice after)
{
    Diff diff = {.before = split(before), .after = split(after)};
    DiffHunks hunks = {0};
    size_t before_at = 0, after_at = 0;
    char last = ' ';
    compare(&diff);
    for (size_t i = 0; i < diff.count; i++) {
        const DiffLine *line = &diff.lines[i];
        size_t removed = line->sign != '+' ? diff.before.items[line->before].length : 0;
        size_t added = line->sign != '-' ? diff.after.items[line->after].length : 0;
        if (line->sign != ' ') {
            if (last == ' ') {
                ARRAY_RESERVE(hunks.items, hunks.capacity, hunks.count + 1);
                hunks.items[hunks.count++] = (DiffHunk){.before = before_at, .after = after_at};
            }
            hunks.items[hunks.count - 1].before_length += removed;
            hunks.items[hunks.count - 1].after_length += added;
        }
        last = line->sign;
        before_at += removed;
        after_at += added;
    }
    free_diff(&diff);
    return hunks;
}

void diff_hunks_free(DiffHunks *hunks)
{
    free(hunks->items);
    *hunks = (DiffHunks){0};
}
