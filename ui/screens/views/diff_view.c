/*
 * Diff view: what differs between a text (the file on disk) and the document, hunk by hunk.
 *
 * The hunk under the cursor can be undone alone: its lines become again what they were in the other text, as one change of
 * the history. The same view shows what may be brought in (work that was not saved), to take as a whole or in parts. Of
 * long lines that differ in one place, that place is shown.
 */
#include "ui/screens/views/diff_view.h"

#include "src/edit/diff.h"

#include "src/base/file.h"
#include "src/base/memory.h"
#include "src/json/source.h"
#include "ui/screens/bench/bench.h"
#include "ui/screens/bench/changing.h"
#include "ui/screens/bench/cursor.h"

#include <stdlib.h>

enum { CONTEXT = 3, LEAD = 20, NUMBER_WIDTH = 8 };

/* A line as it is shown. */
typedef struct DiffRow {
    char sign; /* ' ', '-', '+' */
    Slice text;
    uint32_t number; /* of the line in the text that it is from, from 1 */
    size_t hunk;
    size_t skipped; /* bytes at its start that both lines of the hunk have */
} DiffRow;

typedef struct DiffView {
    Workbench *bench;
    char *name;
    void (*taken)(Workbench *bench); /* NULL: the other text is what was there before, not what may be brought in */
    Text other;
    DiffHunks hunks;
    DiffRow *rows;
    size_t count;
    size_t capacity;
    List list;
} DiffView;

/* ---- rows ---- */

static uint32_t line_number(Slice text, size_t offset)
{
    uint32_t number = 1;
    for (size_t at = slice_find(text, SLICE("\n"), 0); at < offset; at = slice_find(text, SLICE("\n"), at + 1)) {
        number++;
    }
    return number;
}

/* Adds the lines of a stretch of a text. */
static void add_rows(DiffView *view, char sign, Slice text, size_t from, size_t length, size_t hunk, size_t skipped)
{
    uint32_t number = line_number(text, from);
    for (size_t at = from; at < from + length; number++) {
        size_t end = slice_find(text, SLICE("\n"), at);
        end = end == SIZE_MAX ? text.length : end + 1;
        ARRAY_RESERVE(view->rows, view->capacity, view->count + 1);
        view->rows[view->count++] = (DiffRow){.sign = sign,
                                              .text = slice_part(text, at, end - at - (text.bytes[end - 1] == '\n')),
                                              .number = number,
                                              .hunk = hunk,
                                              .skipped = skipped};
        at = end;
    }
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

static size_t lines_behind(Slice text, size_t at, unsigned lines)
{
    for (; at < text.length && lines > 0; lines--) {
        size_t end = slice_find(text, SLICE("\n"), at);
        at = end == SIZE_MAX ? text.length : end + 1;
    }
    return at;
}

/* Bytes that both stretches of a hunk begin with, where each is one line. */
static size_t common_start(Slice before, Slice after)
{
    size_t length = 0;
    while (length < before.length && length < after.length && before.bytes[length] == after.bytes[length]) {
        length++;
    }
    return slice_find(before, SLICE("\n"), 0) + 1 >= before.length &&
                   slice_find(after, SLICE("\n"), 0) + 1 >= after.length
               ? length
               : 0;
}

static void add_hunk(DiffView *view, size_t position, size_t *shown)
{
    const DiffHunk *hunk = &view->hunks.items[position];
    Slice now = document_bytes(bench_file(view->bench)->document), before = text_slice(&view->other);
    size_t from = lines_before(now, hunk->after, CONTEXT), end = hunk->after + hunk->after_length;
    size_t limit = position + 1 < view->hunks.count ? view->hunks.items[position + 1].after : now.length;
    size_t to = lines_behind(now, end, CONTEXT);
    size_t skipped = common_start(slice_part(before, hunk->before, hunk->before_length),
                                  slice_part(now, hunk->after, hunk->after_length));
    from = from < *shown ? *shown : from;
    to = to > limit ? limit : to;
    add_rows(view, ' ', now, from, hunk->after - from, position, 0);
    if (view->taken) {
        add_rows(view, '+', now, hunk->after, hunk->after_length, position, skipped);
    }
    add_rows(view, '-', before, hunk->before, hunk->before_length, position, skipped);
    if (!view->taken) {
        add_rows(view, '+', now, hunk->after, hunk->after_length, position, skipped);
    }
    add_rows(view, ' ', now, end, to - end, position, 0);
    *shown = to;
}

static void compare(DiffView *view)
{
    size_t shown = 0;
    diff_hunks_free(&view->hunks);
    view->hunks = diff_hunks(text_slice(&view->other), document_bytes(bench_file(view->bench)->document));
    view->count = 0;
    for (size_t i = 0; i < view->hunks.count; i++) {
        add_hunk(view, i, &shown);
    }
    list_set_count(&view->list, view->count);
}

/* Selects the first changed line of a hunk. */
static void select_hunk(DiffView *view, size_t hunk)
{
    for (size_t i = 0; i < view->count; i++) {
        if (view->rows[i].hunk == hunk && view->rows[i].sign != ' ') {
            list_select(&view->list, i);
            return;
        }
    }
}

/* ---- the view ---- */

static void draw_row(void *context, uint64_t position, Canvas *canvas, Rect line, bool is_selected)
{
    const DiffView *view = context;
    const DiffRow *row = &view->rows[position];
    char sign = row->sign == ' ' || !view->taken ? row->sign : row->sign == '+' ? '-' : '+';
    Style style = sign == '+' ? STYLE_GOOD : sign == '-' ? STYLE_ISSUE_ERROR : STYLE_DIM;
    (void)is_selected;
    canvas_format(canvas, line.x, line.y, NUMBER_WIDTH, STYLE_DIM, "%6u %c", row->number, sign);
    Rect field = rect_make(line.x + NUMBER_WIDTH + 1, line.y, line.width - NUMBER_WIDTH - 1, 1);
    size_t cut = row->text.length > (size_t)field.width && row->skipped > LEAD ? row->skipped - LEAD : 0;
    if (cut > 0) {
        field.x += canvas_text(canvas, field.x, field.y, 1, STYLE_DIM, SLICE("…"));
        field.width--;
    }
    canvas_text(canvas, field.x, field.y, field.width, style, slice_part(row->text, cut, row->text.length));
}

static void view_draw(void *self, Canvas *canvas, Rect area)
{
    DiffView *view = self;
    Rect head = rect_make(area.x, area.y, area.width, 1),
         foot = rect_make(area.x, area.y + area.height - 1, area.width, 1);
    canvas_fill(canvas, head, GROUND_FOOTER);
    canvas_format(canvas, head.x + 1, head.y, head.width - 2, STYLE_KEY, "%zu change%s %s %s", view->hunks.count,
                  view->hunks.count == 1 ? "" : "s", view->taken ? "from" : "against", view->name);
    list_draw(&view->list, canvas, rect_make(area.x, area.y + 1, area.width, area.height - 2), GROUND_SCREEN, true,
              draw_row, view);
    canvas_fill(canvas, foot, GROUND_FOOTER);
    canvas_label(canvas, foot.x + 1, foot.y, foot.width - 2, STYLE_HINT,
                 view->taken ? "Esc back · a apply all · u apply this change · n N next, previous"
                             : "Esc back · u undo this change · n N next, previous · Enter go to");
}

/* Puts back what the hunk under the cursor replaced. */
static void undo_hunk(DiffView *view)
{
    size_t position = view->rows[view->list.selected].hunk;
    DiffHunk hunk = view->hunks.items[position];
    SpliceList list = SPLICE_LIST_EMPTY;
    splice_list_add(&list, (uint32_t)hunk.after, (uint32_t)hunk.after_length,
                    slice_part(text_slice(&view->other), hunk.before, hunk.before_length));
    if (bench_apply(view->bench, &list, "undo a change")) {
        messages_add(view->bench->messages, STYLE_PLAIN, "Restored the content before change %zu", position + 1);
        compare(view);
        select_hunk(view, position < view->hunks.count ? position : position - 1);
    }
    splice_list_free(&list);
}

/* Brings the other text in as one change; false where it cannot be. */
static bool take_all(DiffView *view)
{
    Workbench *bench = view->bench;
    Error error;
    bool is_done = session_replace(bench_file(bench), text_slice(&view->other), SLICE("recover"), &error);
    if (is_done) {
        bench_follow_change(bench);
    } else {
        messages_add_error(bench->messages, "Nothing restored", &error);
    }
    return is_done;
}

/* Closes the view; where the other text was brought in, its owner is told. */
static Reaction close_view(DiffView *view, bool is_taken)
{
    if (is_taken && view->taken) {
        view->taken(view->bench);
    }
    return REACT_CLOSE | REACT_REDRAW;
}

static bool is_writable(const DiffView *view)
{
    return !view->bench->session->is_readonly;
}

/* The change at the selected row. */
static size_t hunk_here(const DiffView *view)
{
    return view->count > 0 ? view->rows[view->list.selected].hunk : 0;
}

static Reaction leave(DiffView *view)
{
    (void)view;
    return REACT_CLOSE | REACT_REDRAW;
}

static Reaction next_hunk(DiffView *view)
{
    size_t hunk = hunk_here(view);
    select_hunk(view, hunk + 1 < view->hunks.count ? hunk + 1 : hunk);
    return REACT_REDRAW;
}

static Reaction previous_hunk(DiffView *view)
{
    size_t hunk = hunk_here(view);
    select_hunk(view, hunk > 0 ? hunk - 1 : 0);
    return REACT_REDRAW;
}

static Reaction take_other(DiffView *view)
{
    bool is_offered = view->taken && view->count > 0 && is_writable(view);
    return is_offered ? close_view(view, take_all(view)) : REACT_UNHANDLED;
}

static Reaction go_to_place(DiffView *view)
{
    if (view->count == 0) {
        return REACT_UNHANDLED;
    }
    uint32_t offset = (uint32_t)view->hunks.items[hunk_here(view)].after;
    bench_go_to(view->bench, document_node_at(bench_file(view->bench)->document, offset), (Slice){0});
    return REACT_CLOSE | REACT_REDRAW;
}

static Reaction undo_here(DiffView *view)
{
    if (view->count == 0 || !is_writable(view)) {
        return REACT_UNHANDLED;
    }
    undo_hunk(view);
    return view->count > 0 ? REACT_REDRAW : close_view(view, true);
}

static const struct {
    Key key;
    Reaction (*run)(DiffView *view);
} diff_keys[] = {{{KEYCODE_ESCAPE, 0}, leave},
                 {{'q', 0}, leave},
                 {{'D', 0}, leave},
                 {{'n', 0}, next_hunk},
                 {{'N', 0}, previous_hunk},
                 {{'a', 0}, take_other},
                 {{KEYCODE_ENTER, 0}, go_to_place},
                 {{'u', 0}, undo_here}};

static Reaction view_key(void *self, Key key)
{
    DiffView *view = self;
    if (list_browse_key(&view->list, key) != REACT_UNHANDLED) {
        return REACT_REDRAW;
    }
    for (size_t i = 0; i < sizeof diff_keys / sizeof *diff_keys; i++) {
        if (keys_equal(diff_keys[i].key, key)) {
            return diff_keys[i].run(view);
        }
    }
    return REACT_UNHANDLED;
}

static Reaction view_mouse(void *self, Mouse mouse)
{
    bool is_activated;
    return list_mouse(&((DiffView *)self)->list, mouse, &is_activated);
}

static void view_free(void *self)
{
    DiffView *view = self;
    diff_hunks_free(&view->hunks);
    text_free(&view->other);
    free(view->rows);
    free(view->name);
    free(view);
}

static const ViewKind diff_kind = {
    .name = "diff",
    .help =
        "Up Down j k PgUp PgDn ^D ^U\tgo from line to line\nn N\tgo to the next or previous change\nu\tundo this "
        "change\na\tapply all changes, if offered\nEnter\tgo to the value in the tree\nq D Esc\tgo back to the tree",
    .draw = view_draw,
    .key = view_key,
    .mouse = view_mouse,
    .free = view_free};

void diff_view_open(Workbench *bench, Slice other, const char *name, void (*taken)(Workbench *bench))
{
    DiffView *view = memory_allocate_zeroed(1, sizeof *view);
    view->bench = bench;
    view->taken = taken;
    view->name = memory_copy_string(slice_from(name));
    text_append(&view->other, other);
    compare(view);
    if (view->count == 0) {
        messages_add(bench->messages, STYLE_GOOD, "No differences from %s", name);
        view_free(view);
        return;
    }
    select_hunk(view, 0);
    stage_push(bench->stage, (View){&diff_kind, view});
}

void diff_view_open_disk(Workbench *bench)
{
    const OpenFile *file = bench_file(bench);
    Text disk = TEXT_EMPTY;
    Error error;
    if (!file->is_on_disk) {
        messages_add(bench->messages, STYLE_ISSUE_WARNING, "The data are from standard input: no file to compare");
    } else if (!file_read(file->path, DOCUMENT_SIZE_MAXIMUM, &disk, NULL, &error) ||
               !source_unpack(file->path, &disk, NULL, &error)) {
        messages_add_error(bench->messages, "Not compared", &error);
    } else {
        diff_view_open(bench, text_slice(&disk), file->path, NULL);
    }
    text_free(&disk);
}
