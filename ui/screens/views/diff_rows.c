/* Diff rows: stretches of two texts, line by line, and rows of an alignment. */
#include "ui/screens/views/diff_rows.h"

#include "src/base/utf8.h"
#include "src/json/path.h"

#include <stdlib.h>

enum { CONTEXT = 3, VALUE_MAXIMUM = 200 };

void diff_rows_free(DiffRows *rows)
{
    free(rows->items);
    arena_free(rows->arena);
    *rows = (DiffRows){0};
}

static void begin(DiffRows *rows)
{
    arena_free(rows->arena);
    rows->arena = arena_new();
    rows->count = 0;
}

static DiffRow *add_row(DiffRows *rows, DiffRow row)
{
    ARRAY_RESERVE(rows->items, rows->capacity, rows->count + 1);
    rows->items[rows->count++] = row;
    return &rows->items[rows->count - 1];
}

/* ---- lines ---- */

static uint32_t line_number(Slice text, size_t offset)
{
    uint32_t number = 1;
    for (size_t at = slice_find(text, SLICE("\n"), 0); at < offset; at = slice_find(text, SLICE("\n"), at + 1)) {
        number++;
    }
    return number;
}

/* The offset some lines before (or after) one. */
static size_t lines_before(Slice text, size_t at, unsigned lines)
{
    while (at > 0 && lines > 0) {
        at--;
        while (at > 0 && text.bytes[at - 1] != '\n') {
            at--;
        }
        lines--;
    }
    return at;
}

static size_t line_end(Slice text, size_t at)
{
    size_t end = slice_find(text, SLICE("\n"), at);
    return end == SIZE_MAX ? text.length : end + 1;
}

static size_t lines_behind(Slice text, size_t at, unsigned lines)
{
    for (; at < text.length && lines > 0; lines--) {
        at = line_end(text, at);
    }
    return at;
}

/* Adds the lines of a stretch of a text; the first has these numbers, 0 where it is not in a text. Returns how many. */
static size_t add_lines(DiffRows *rows, char sign, Slice text, size_t from, size_t length, size_t hunk, uint32_t before,
                        uint32_t after)
{
    size_t count = 0;
    for (size_t at = from; at < from + length; count++) {
        size_t end = line_end(text, at);
        add_row(rows, (DiffRow){.sign = sign,
                                .text = slice_part(text, at, end - at - (text.bytes[end - 1] == '\n')),
                                .before = before ? before + (uint32_t)count : 0,
                                .after = after ? after + (uint32_t)count : 0,
                                .hunk = hunk});
        at = end;
    }
    return count;
}

/* A divider with the element in which a change is. */
static void add_divider(DiffRows *rows, const DiffSource *source, size_t position)
{
    const DiffHunk *hunk = &source->hunks->items[position];
    Text path = TEXT_EMPTY;
    Slice now = document_bytes(source->now);
    size_t at = hunk->after;
    while (at + 1 < hunk->after + hunk->after_length && (now.bytes[at] == ' ' || now.bytes[at] == '\t')) {
        at++;
    }
    path_append(source->now, document_node_at(source->now, (uint32_t)at), &path);
    add_row(rows, (DiffRow){.sign = '=', .text = arena_copy(rows->arena, text_slice(&path)), .hunk = position});
    text_free(&path);
}

static void add_hunk(DiffRows *rows, const DiffSource *source, size_t position, size_t *shown)
{
    const DiffHunk *hunk = &source->hunks->items[position];
    Slice now = document_bytes(source->now), before = source->before;
    size_t from = lines_before(now, hunk->after, CONTEXT), end = hunk->after + hunk->after_length;
    size_t limit = position + 1 < source->hunks->count ? source->hunks->items[position + 1].after : now.length;
    size_t to = lines_behind(now, end, CONTEXT);
    from = from < *shown ? *shown : from;
    to = to > limit ? limit : to;
    uint32_t old_line = line_number(before, hunk->before), new_line = line_number(now, hunk->after);
    uint32_t context = new_line - line_number(now, from);
    add_divider(rows, source, position);
    add_lines(rows, ' ', now, from, hunk->after - from, position, old_line - context, new_line - context);
    size_t first = rows->count, removed, added;
    if (source->is_after_first) {
        added = add_lines(rows, '+', now, hunk->after, hunk->after_length, position, 0, new_line);
        removed = add_lines(rows, '-', before, hunk->before, hunk->before_length, position, old_line, 0);
    } else {
        removed = add_lines(rows, '-', before, hunk->before, hunk->before_length, position, old_line, 0);
        added = add_lines(rows, '+', now, hunk->after, hunk->after_length, position, 0, new_line);
    }
    for (size_t i = 0; removed == added && i < removed; i++) {
        DiffRow *one = &rows->items[first + i], *other = &rows->items[first + removed + i];
        line_marks(one->text, other->text, &one->mark, &other->mark);
    }
    add_lines(rows, ' ', now, end, to - end, position, old_line + (uint32_t)removed, new_line + (uint32_t)added);
    *shown = to;
}

void diff_rows_text(DiffRows *rows, const DiffSource *source)
{
    size_t shown = 0;
    begin(rows);
    for (size_t i = 0; i < source->hunks->count; i++) {
        add_hunk(rows, source, i, &shown);
    }
}

/* ---- elements ---- */

static void append_value(const Document *document, NodeId id, Text *text)
{
    Slice raw = document_raw(document, id), shown = utf8_beginning(raw, VALUE_MAXIMUM);
    for (size_t i = 0; i < shown.length; i++) {
        text_append_byte(text, shown.bytes[i] == '\n' || shown.bytes[i] == '\r' ? ' ' : shown.bytes[i]);
    }
    text_append(text, shown.length < raw.length ? SLICE("…") : (Slice){0});
}

void diff_rows_elements(DiffRows *rows, const DiffSource *source, const Alignment *alignment)
{
    begin(rows);
    for (size_t i = 0; i < alignment->count; i++) {
        const AlignmentRow *row = &alignment->rows[i];
        bool is_right = row->state != ALIGNED_LEFT_ONLY, is_changed = row->state == ALIGNED_CHANGED;
        bool is_new = !is_changed && is_right != source->is_after_first;
        const Document *document = is_right ? source->now : source->old;
        Text text = TEXT_EMPTY;
        if (!alignment_differs(row)) {
            continue;
        }
        path_append(document, is_right ? row->right : row->left, &text);
        text_append(&text, SLICE("  "));
        if (is_changed && source->is_after_first) {
            append_value(source->now, row->right, &text);
            text_append(&text, SLICE(" → "));
            append_value(source->old, row->left, &text);
        } else {
            if (is_changed) {
                append_value(source->old, row->left, &text);
                text_append(&text, SLICE(" → "));
            }
            append_value(document, is_right ? row->right : row->left, &text);
        }
        add_row(rows, (DiffRow){.sign = is_new       ? '>'
                                        : is_changed ? '*'
                                                     : '<',
                                .text = arena_copy(rows->arena, text_slice(&text)),
                                .hunk = i});
        text_free(&text);
    }
}

void diff_append_summary(const Alignment *alignment, bool is_after_first, Text *text)
{
    AlignmentState added = is_after_first ? ALIGNED_LEFT_ONLY : ALIGNED_RIGHT_ONLY,
                   removed = is_after_first ? ALIGNED_RIGHT_ONLY : ALIGNED_LEFT_ONLY;
    size_t counts[ALIGNED_RIGHT_ONLY + 1] = {0};
    const struct {
        AlignmentState state;
        const char *word;
    } parts[] = {{ALIGNED_CHANGED, "changed"}, {added, "added"}, {removed, "removed"}};
    size_t start = text->length;
    for (size_t i = 0; i < alignment->count; i++) {
        counts[alignment->rows[i].state]++;
    }
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        size_t count = counts[parts[i].state];
        if (count) {
            bool is_first = text->length == start;
            text_format(text, "%s%zu%s %s", is_first ? "" : ", ", count,
                        !is_first    ? ""
                        : count == 1 ? " element"
                                     : " elements",
                        parts[i].word);
        }
    }
}
