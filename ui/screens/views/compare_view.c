/*
 * Compare view: two open files side by side, value by value, with what differs.
 *
 *      1  ct-defects.json                │    ct.json
 *        status  entered-in-error        ≠      status  available
 *                                        >      number  3
 *
 * Both sides scroll together. Runs of values that are alike are one row, unless all are asked for. What differs is
 * taken from one side to the other as one change of that file's history; the selected value is shown whole on both
 * sides.
 */
#include "ui/screens/views/compare_view.h"

#include "ui/screens/bench/cursor.h"
#include "ui/screens/views/diff_rows.h"
#include "ui/screens/views/diff_view.h"
#include "ui/widgets/wrapped.h"

#include "src/base/memory.h"
#include "src/edit/alignment.h"

#include <stdlib.h>
#include <string.h>

enum { NUMBER_CELLS = 5, NUMBERED_LEAST = 34, SIGN_WIDTH = 3, INDENT_MAXIMUM = 12, HEAD = 2, FOOT = 4 };

typedef enum ComparedSide { SIDE_LEFT, SIDE_RIGHT, SIDE_COUNT } ComparedSide;

/* A row of the screen: one of the alignment, or a run of rows that are alike. */
typedef struct ComparedRow {
    size_t row;
    size_t run; /* 0: the row itself; else how many values are alike */
} ComparedRow;

typedef struct CompareView {
    Workbench *bench;
    OpenFile *files[SIDE_COUNT];
    Alignment alignment;
    ComparedRow *entries;
    size_t count;
    size_t capacity;
    bool is_whole;     /* values that are alike have rows of their own */
    OpenFile *changed; /* the file that was changed last */
    List list;
} CompareView;

/* ---- rows ---- */

static const AlignmentRow *row_at(const CompareView *view, uint64_t entry)
{
    return &view->alignment.rows[view->entries[entry].row];
}

/* Number of rows from one on that are alike and belong to the same holder. */
static size_t run_of(const Alignment *alignment, size_t row)
{
    const AlignmentRow *first = &alignment->rows[row];
    size_t run = 0;
    while (row + run < alignment->count && alignment->rows[row + run].state == ALIGNED_ALIKE &&
           alignment->rows[row + run].depth == first->depth) {
        run++;
    }
    return run;
}

static void make_entries(CompareView *view)
{
    view->count = 0;
    for (size_t row = 0; row < view->alignment.count;) {
        size_t run = view->is_whole ? 0 : run_of(&view->alignment, row);
        ARRAY_RESERVE(view->entries, view->capacity, view->count + 1);
        view->entries[view->count++] = (ComparedRow){row, run > 1 ? run : 0};
        row += run > 1 ? run : 1;
    }
    list_set_count(&view->list, view->count);
}

static void compare(CompareView *view)
{
    alignment_free(&view->alignment);
    view->alignment = alignment_make(view->files[SIDE_LEFT]->document, view->files[SIDE_RIGHT]->document);
    make_entries(view);
}

/* Selects the next difference, or the one before, if there is one. */
static void select_difference(CompareView *view, bool is_backward)
{
    uint64_t entry = view->list.selected;
    while (is_backward ? entry-- > 0 : ++entry < view->count) {
        if (alignment_differs(row_at(view, entry))) {
            list_select(&view->list, entry);
            return;
        }
    }
}

/* Selects a row, or what is at its place now. */
static void select_row(CompareView *view, size_t row)
{
    uint64_t entry = 0;
    while (entry + 1 < view->count && view->entries[entry + 1].row <= row) {
        entry++;
    }
    list_select(&view->list, entry);
}

/* ---- drawing ---- */

/* The side's half of a line. */
static Rect half(Rect line, ComparedSide side)
{
    int width = (line.width - SIGN_WIDTH) / 2;
    return side == SIDE_LEFT ? rect_make(line.x, line.y, width, 1)
                             : rect_make(line.x + width + SIGN_WIDTH, line.y, line.width - width - SIGN_WIDTH, 1);
}

static Style style_of(const AlignmentRow *row, ComparedSide side)
{
    return row->state < ALIGNED_CHANGED ? STYLE_DIM : side == SIDE_LEFT ? STYLE_REMOVED : STYLE_ADDED;
}

/* What differs of the summary of a side from that of the other, where the value was changed. */
static LineMark mark_of(CompareView *view, const AlignmentRow *row, ComparedSide side, Slice own)
{
    LineMark mark = {0}, unused;
    ComparedSide other = side == SIDE_LEFT ? SIDE_RIGHT : SIDE_LEFT;
    if (row->state == ALIGNED_CHANGED) {
        line_marks(own,
                   outline_describe(view->files[other]->outline, other == SIDE_LEFT ? row->left : row->right)->summary,
                   &mark, &unused);
    }
    return mark;
}

static void draw_side(CompareView *view, Canvas *canvas, Rect area, const ComparedRow *entry, ComparedSide side)
{
    const AlignmentRow *row = &view->alignment.rows[entry->row];
    NodeId id = side == SIDE_LEFT ? row->left : row->right;
    if (id == NODE_NONE) {
        return;
    }
    int indent = (int)(row->depth < INDENT_MAXIMUM ? row->depth : INDENT_MAXIMUM) + 1;
    int x = area.x + indent, right = area.x + area.width;
    if (area.width >= NUMBERED_LEAST) {
        const Document *document = view->files[side]->document;
        canvas_format(canvas, area.x, area.y, NUMBER_CELLS, STYLE_DIM, "%5u",
                      document_position(document, node_begin(document_node(document, id))).line);
        x += NUMBER_CELLS;
    }
    if (entry->run) {
        canvas_format(canvas, x, area.y, right - x, STYLE_DIM, "… %zu equal", entry->run);
        return;
    }
    const RowView *value = outline_describe(view->files[side]->outline, id);
    x += canvas_text(canvas, x, area.y, right - x, STYLE_KEY, value->label) + 2;
    Text own = TEXT_EMPTY;
    bool has_signs = value->text == ROW_WORDS;
    text_append(&own, value->summary);
    LineMark mark = mark_of(view, row, side, text_slice(&own));
    mark.has_signs = has_signs;
    marked_line_draw(canvas, rect_make(x, area.y, right - x, 1), style_of(row, side), text_slice(&own), mark);
    text_free(&own);
}

static void draw_row(void *context, uint64_t position, Canvas *canvas, Rect line, bool is_selected)
{
    static const Glyph signs[] = {[ALIGNED_ALIKE] = GLYPH_VERTICAL,
                                  [ALIGNED_WITHIN] = GLYPH_VERTICAL,
                                  [ALIGNED_CHANGED] = GLYPH_DIFFERS,
                                  [ALIGNED_LEFT_ONLY] = GLYPH_ONLY_LEFT,
                                  [ALIGNED_RIGHT_ONLY] = GLYPH_ONLY_RIGHT};
    CompareView *view = context;
    const AlignmentRow *row = row_at(view, position);
    bool differs = alignment_differs(row);
    (void)is_selected;
    for (ComparedSide side = SIDE_LEFT; side < SIDE_COUNT; side++) {
        draw_side(view, canvas, half(line, side), &view->entries[position], side);
    }
    canvas_glyph(canvas, half(line, SIDE_LEFT).width + line.x + 1, line.y, differs ? STYLE_MATCH : STYLE_BORDER,
                 signs[row->state]);
}

/* The names of the files, and which difference this is of how many. */
static void draw_head(const CompareView *view, Canvas *canvas, Rect area)
{
    Rect line = rect_make(area.x, area.y, area.width, 1), names = rect_make(area.x, area.y + 1, area.width, 1);
    size_t at = 0;
    for (uint64_t i = 0; i < view->count && i <= view->list.selected; i++) {
        at += alignment_differs(row_at(view, i));
    }
    canvas_fill(canvas, line, GROUND_HEADER);
    canvas_fill(canvas, names, GROUND_HEADER);
    if (view->alignment.differences == 0) {
        canvas_label(canvas, line.x + 1, line.y, line.width - 2, STYLE_GOOD, "✓ no differences");
    } else {
        enum { WORD_ROOM = 26 }; /* of "difference 1 of 200", with what parts it from the summary */
        Text summary = TEXT_EMPTY;
        diff_append_summary(&view->alignment, false, &summary);
        text_append_byte(&summary, '\0');
        bool has_word = (int)strlen(summary.bytes) <= line.width - WORD_ROOM;
        int used = canvas_format(canvas, line.x + 1, line.y, line.width - 2, STYLE_TITLE, "%s%zu of %zu",
                                 has_word ? "difference " : "", at, view->alignment.differences);
        canvas_label_right(canvas, line.x + used + 3, line.y, line.width - used - 4, STYLE_HINT, summary.bytes);
        text_free(&summary);
    }
    for (ComparedSide side = SIDE_LEFT; side < SIDE_COUNT; side++) {
        Rect place = half(names, side);
        int used =
            canvas_text(canvas, place.x + 1, place.y, place.width - 3, STYLE_FILE, open_file_name(view->files[side]));
        if (history_is_modified(view->files[side]->history)) {
            canvas_glyph(canvas, place.x + used + 2, place.y, STYLE_MODIFIED, GLYPH_MODIFIED);
        }
    }
}

/* The selected value of both sides, whole if the screen is wide enough. */
static void draw_values(const CompareView *view, Canvas *canvas, Rect area)
{
    static const char *const names[] = {"left", "right"};
    const ComparedRow *entry = &view->entries[view->list.selected];
    const AlignmentRow *row = &view->alignment.rows[entry->row];
    canvas_horizontal(canvas, area.x, area.y, area.width, STYLE_BORDER);
    for (ComparedSide side = SIDE_LEFT; side < SIDE_COUNT && !entry->run; side++) {
        NodeId id = side == SIDE_LEFT ? row->left : row->right;
        int y = area.y + 1 + (int)side;
        canvas_label(canvas, area.x + 1, y, 6, STYLE_HINT, names[side]);
        Rect field = rect_make(area.x + 7, y, area.width - 8, 1);
        if (id == NODE_NONE) {
            canvas_label(canvas, field.x, y, field.width, STYLE_ABSENT, "absent");
        } else {
            Slice own = document_raw(view->files[side]->document, id);
            LineMark mark = {0}, unused;
            if (row->state == ALIGNED_CHANGED) {
                line_marks(own, document_raw(view->files[!side]->document, side == SIDE_LEFT ? row->right : row->left),
                           &mark, &unused);
            }
            marked_line_draw(canvas, field, style_of(row, side), own, mark);
        }
    }
}

static void view_draw(void *self, Canvas *canvas, Rect area)
{
    CompareView *view = self;
    draw_head(view, canvas, area);
    list_draw(&view->list, canvas, rect_make(area.x, area.y + HEAD, area.width, area.height - HEAD - FOOT),
              GROUND_SCREEN, true, draw_row, view);
    draw_values(view, canvas, rect_make(area.x, area.y + area.height - FOOT, area.width, FOOT - 1));
    Rect foot = rect_make(area.x, area.y + area.height - 1, area.width, 1);
    hints_draw(canvas, foot, "q back · n N next · < > copy · u undo · Space all · e text · Enter go to");
}

/* ---- keys ---- */

/* Does again what depends on the bytes, after the side's file was changed. */
static void settle(CompareView *view, OpenFile *file)
{
    size_t row = view->entries[view->list.selected].row;
    session_settle(file);
    compare(view);
    select_row(view, row);
}

/* Makes the selected value of one side what it is on the other. */
static void take(CompareView *view, ComparedSide to)
{
    OpenFile *file = view->files[to];
    const ComparedRow *entry = &view->entries[view->list.selected];
    SpliceList list = SPLICE_LIST_EMPTY;
    Error error;
    if (view->bench->session->is_readonly) {
        messages_add(view->bench->messages, STYLE_ISSUE_WARNING, "The files are open read-only.");
    } else if (view->alignment.rows[entry->row].state == ALIGNED_ALIKE) {
        messages_add(view->bench->messages, STYLE_PLAIN, "Both sides are equal. Press n for the next difference");
    } else if (alignment_plan(&view->alignment, entry->row, view->files[SIDE_LEFT]->document,
                              view->files[SIDE_RIGHT]->document, to == SIDE_LEFT, &list, &error) &&
               history_apply(file->history, &list, SLICE("copy from another file"), &error)) {
        view->changed = file;
        settle(view, file);
        messages_add(view->bench->messages, STYLE_PLAIN, "Changed in %.*s", SLICE_ARGS(open_file_name(file)));
        if (!alignment_differs(row_at(view, view->list.selected))) {
            select_difference(view, false);
        }
    } else {
        messages_add_error(view->bench->messages, "Not copied", &error);
    }
    splice_list_free(&list);
}

/* The last row that begins at or before a byte of a file. */
static size_t row_of_offset(const CompareView *view, const OpenFile *file, uint32_t offset)
{
    size_t found = 0;
    for (size_t i = 0; i < view->alignment.count; i++) {
        const AlignmentRow *row = &view->alignment.rows[i];
        NodeId id = file == view->files[SIDE_LEFT] ? row->left : row->right;
        found = id != NODE_NONE && node_begin(document_node(file->document, id)) <= offset ? i : found;
    }
    return found;
}

static void undo(CompareView *view)
{
    if (view->changed && history_undo(view->changed->history)) {
        settle(view, view->changed);
        messages_add(view->bench->messages, STYLE_PLAIN, "Undone in %.*s", SLICE_ARGS(open_file_name(view->changed)));
        select_row(view, row_of_offset(view, view->changed, history_last_offset(view->changed->history)));
    } else {
        messages_add(view->bench->messages, STYLE_PLAIN, "Nothing to undo.");
    }
}

/* Goes to the selected value in the left file, and closes. */
static Reaction go_there(void *self)
{
    CompareView *view = self;
    const AlignmentRow *row = row_at(view, view->list.selected);
    if (row->left != NODE_NONE) {
        bench_go_to(view->bench, row->left, (Slice){0});
        return REACT_CLOSE | REACT_REDRAW;
    }
    messages_add(view->bench->messages, STYLE_PLAIN, "The value is not in %.*s",
                 SLICE_ARGS(open_file_name(view->files[SIDE_LEFT])));
    return REACT_REDRAW;
}

static Reaction view_key(void *self, Key key)
{
    CompareView *view = self;
    switch (key.modifiers ? 0 : key.code) {
    case 'n':
    case 'N':
        select_difference(view, key.code == 'N');
        return REACT_REDRAW;
    case '<':
    case '>':
        take(view, key.code == '<' ? SIDE_LEFT : SIDE_RIGHT);
        return REACT_REDRAW;
    case 'u':
        undo(view);
        return REACT_REDRAW;
    case ' ': {
        size_t row = view->entries[view->list.selected].row;
        view->is_whole = !view->is_whole;
        make_entries(view);
        select_row(view, row);
        return REACT_REDRAW;
    }
    case 'e':
        diff_view_open_to(view->bench, document_bytes(view->files[SIDE_RIGHT]->document),
                          view->files[SIDE_RIGHT]->path);
        return REACT_REDRAW;
    case '=':
        return REACT_CLOSE | REACT_REDRAW;
    default:
        return list_view_key(&view->list, key, go_there, view);
    }
}

static Reaction view_mouse(void *self, Mouse mouse)
{
    CompareView *view = self;
    return list_view_mouse(&view->list, mouse, go_there, view);
}

static void view_free(void *self)
{
    CompareView *view = self;
    alignment_free(&view->alignment);
    free(view->entries);
    free(view);
}

static const ViewKind compare_kind = {
    .name = "compare",
    .help =
        "Up Down j k PgUp PgDn\tgo from row to row\nn N\tgo to the next or previous difference\n<\tcopy the value of "
        "the right side to the left\n>\tcopy the value of the left side to the right\nu\tundo the last "
        "change\ne\tshow the differences as text\nSpace\tshow or hide equal rows\nEnter\tgo to the value in the left "
        "file\n= q Esc\tgo back to the tree",
    .draw = view_draw,
    .key = view_key,
    .mouse = view_mouse,
    .free = view_free};

void compare_view_open(Workbench *bench, size_t other)
{
    CompareView *view = memory_allocate_zeroed(1, sizeof *view);
    view->bench = bench;
    view->files[SIDE_LEFT] = bench_file(bench);
    view->files[SIDE_RIGHT] = bench->session->files[other];
    compare(view);
    list_select(&view->list, 0);
    if (view->count > 0 && !alignment_differs(row_at(view, 0))) {
        select_difference(view, false);
    }
    stage_push(bench->stage, (View){&compare_kind, view});
}
