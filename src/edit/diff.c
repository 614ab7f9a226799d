/* Differences: lines of both texts are matched (matching.h); those without a partner are what differs. */
#include "src/edit/diff.h"

#include "src/base/memory.h"
#include "src/base/slice_map.h"
#include "src/edit/matching.h"

#include <stdint.h>
#include <stdlib.h>

enum { CONTEXT = 3 };

typedef struct DiffLines {
    Slice *items;
    size_t count;
    size_t capacity;
} DiffLines;

/* One line of the result: of which text it is (' ', '-' or '+'), and its numbers in both. */
typedef struct DiffLine {
    char sign;
    size_t before;
    size_t after;
} DiffLine;

typedef struct Diff {
    DiffLines before;
    DiffLines after;
    DiffLine *lines;
    size_t count;
    size_t capacity;
} Diff;

static DiffLines split(Slice text)
{
    DiffLines lines = {0};
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

/* A number for each line, the same for lines that are alike; freed by the caller. */
static uint32_t *number_lines(const DiffLines *lines, SliceMap *map)
{
    uint32_t *numbers = memory_allocate_zeroed(lines->count + 1, sizeof *numbers);
    for (size_t i = 0; i < lines->count; i++) {
        bool is_new;
        uint32_t *number = slice_map_add(map, lines->items[i], &is_new);
        *number = is_new ? (uint32_t)map->count : *number;
        numbers[i] = *number;
    }
    return numbers;
}

/* Fills the lines of the difference. */
static void compare(Diff *diff)
{
    SliceMap map = SLICE_MAP_EMPTY;
    uint32_t *before = number_lines(&diff->before, &map), *after = number_lines(&diff->after, &map);
    uint32_t *matches = memory_allocate_zeroed(diff->before.count + 1, sizeof *matches);
    matching_find(before, diff->before.count, after, diff->after.count, matches);
    size_t shown = 0;
    for (size_t i = 0; i < diff->before.count; i++) {
        for (; matches[i] != MATCH_NONE && shown < matches[i]; shown++) {
            add_line(diff, '+', i, shown);
        }
        add_line(diff, matches[i] == MATCH_NONE ? '-' : ' ', i, shown);
        shown += matches[i] != MATCH_NONE;
    }
    for (; shown < diff->after.count; shown++) {
        add_line(diff, '+', diff->before.count, shown);
    }
    slice_map_free(&map);
    free(before);
    free(after);
    free(matches);
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
