/*
 * Diff view: what differs between a text (the file on disk) and the document, hunk by hunk.
 *
 * The hunk under the cursor can be undone alone: its lines become again what they were in the other text, as one change
 * of the history; so can an element, where they are shown by elements. The same view shows what may be brought in (work
 * that was not saved), to take as a whole or in parts. Of long lines that differ in one place, that place is shown.
 */
#include "ui/screens/views/diff_view.h"

#include "src/base/file.h"
#include "src/base/memory.h"
#include "src/json/source.h"
#include "src/remote/remote_file.h"
#include "ui/screens/bench/bench.h"
#include "ui/screens/bench/changing.h"
#include "ui/screens/bench/cursor.h"
#include "ui/screens/views/diff_rows.h"
#include "ui/widgets/wrapped.h"

#include <stdlib.h>

enum { NUMBER_WIDTH = 14 };

typedef struct DiffView {
    Workbench *bench;
    char *name;
    bool is_later; /* changes are told from the document to the other text; else from that to the document */
    void (*taken)(Workbench *bench); /* NULL: the other text is none that may be brought in */
    DiffSend send;                   /* `entered` NULL: nothing is sent */
    Text other;
    Document *old;       /* of the other text */
    Alignment alignment; /* of that and the document */
    DiffHunks hunks;
    DiffRows rows;
    bool is_by_element;
    List list;
} DiffView;

/* ---- rows ---- */

static void compare(DiffView *view)
{
    const Document *now = bench_file(view->bench)->document;
    diff_hunks_free(&view->hunks);
    alignment_free(&view->alignment);
    view->hunks = diff_hunks(text_slice(&view->other), document_bytes(now));
    view->alignment = alignment_make(view->old, now);
    DiffSource source = {.before = text_slice(&view->other),
                         .old = view->old,
                         .now = now,
                         .hunks = &view->hunks,
                         .is_after_first = view->is_later};
    if (view->is_by_element) {
        diff_rows_elements(&view->rows, &source, &view->alignment);
    } else {
        diff_rows_text(&view->rows, &source);
    }
    list_set_count(&view->list, view->rows.count);
}

/* Selects the first changed line of a hunk. */
static void select_hunk(DiffView *view, size_t hunk)
{
    for (size_t i = 0; i < view->rows.count; i++) {
        char sign = view->rows.items[i].sign;
        if (view->rows.items[i].hunk == hunk && sign != ' ' && sign != '=') {
            list_select(&view->list, i);
            list_select(&view->list, i > 0 ? i - 1 : i);
            list_select(&view->list, i);
            return;
        }
    }
}

/* ---- the view ---- */

/* A line across, with the element that the change is in. */
static void draw_divider(Canvas *canvas, Rect line, Slice path)
{
    canvas_horizontal(canvas, line.x, line.y, line.width, STYLE_BORDER);
    int used = canvas_text(canvas, line.x + 3, line.y, line.width - 6, STYLE_KEY, path);
    canvas_label(canvas, line.x + 2, line.y, 1, STYLE_PLAIN, " ");
    canvas_label(canvas, line.x + 3 + used, line.y, 1, STYLE_PLAIN, " ");
}

static void draw_row(void *context, uint64_t position, Canvas *canvas, Rect line, bool is_selected)
{
    const DiffView *view = context;
    const DiffRow *row = &view->rows.items[position];
    (void)is_selected;
    if (row->sign == '=') {
        draw_divider(canvas, line, row->text);
        return;
    }
    if (view->is_by_element) {
        Style style = row->sign == '>' ? STYLE_GOOD : row->sign == '<' ? STYLE_ISSUE_ERROR : STYLE_PLAIN;
        canvas_label(canvas, line.x + 1, line.y, 1, style, row->sign == '>' ? "+" : row->sign == '<' ? "-" : "≠");
        canvas_label_slice(canvas, line.x + 3, line.y, line.width - 3, style, row->text);
        return;
    }
    char sign = row->sign == ' ' || !view->is_later ? row->sign : row->sign == '+' ? '-' : '+';
    Style style = sign == '+' ? STYLE_GOOD : sign == '-' ? STYLE_ISSUE_ERROR : STYLE_DIM;
    uint32_t left = view->is_later ? row->after : row->before, right = view->is_later ? row->before : row->after;
    if (left) {
        canvas_format(canvas, line.x, line.y, 6, STYLE_DIM, "%5u", left);
    }
    if (right) {
        canvas_format(canvas, line.x + 6, line.y, 6, STYLE_DIM, "%5u", right);
    }
    canvas_format(canvas, line.x + 12, line.y, 1, style, "%c", sign);
    marked_line_draw(canvas, rect_make(line.x + NUMBER_WIDTH, line.y, line.width - NUMBER_WIDTH, 1), style, row->text,
                     row->mark);
}

static void view_draw(void *self, Canvas *canvas, Rect area)
{
    DiffView *view = self;
    Rect head = rect_make(area.x, area.y, area.width, 1),
         foot = rect_make(area.x, area.y + area.height - 1, area.width, 1);
    canvas_fill(canvas, head, GROUND_FOOTER);
    Text summary = TEXT_EMPTY;
    diff_append_summary(&view->alignment, view->is_later, &summary);
    int used = canvas_format(canvas, head.x + 1, head.y, head.width - 2, STYLE_KEY, "%zu change%s %s %s",
                             view->hunks.count, view->hunks.count == 1 ? "" : "s",
                             view->taken      ? "from"
                             : view->is_later ? "to"
                                              : "against",
                             view->name);
    text_append_byte(&summary, '\0');
    canvas_label_right(canvas, head.x + used + 3, head.y, head.width - used - 4, STYLE_HINT, summary.bytes);
    text_free(&summary);
    list_draw(&view->list, canvas, rect_make(area.x, area.y + 1, area.width, area.height - 2), GROUND_SCREEN, true,
              draw_row, view);
    hints_draw(canvas, foot,
               view->send.entered ? "Enter send · Esc back · u undo this change · n N next, previous · e elements"
               : view->taken      ? "Esc back · a apply all · u apply this change · n N next, previous · e elements"
                             : "Esc back · u undo this change · n N next, previous · Enter go to · e elements");
}

/* Plans to put back what the change under the cursor replaced. */
static bool plan_undo(const DiffView *view, size_t position, SpliceList *list, Error *error)
{
    const Document *now = bench_file(view->bench)->document;
    if (view->is_by_element) {
        return alignment_plan(&view->alignment, position, view->old, now, false, list, error);
    }
    DiffHunk hunk = view->hunks.items[position];
    splice_list_add(list, (uint32_t)hunk.after, (uint32_t)hunk.after_length,
                    slice_part(text_slice(&view->other), hunk.before, hunk.before_length));
    return true;
}

static void undo_hunk(DiffView *view)
{
    size_t position = view->rows.items[view->list.selected].hunk;
    uint64_t selected = view->list.selected;
    SpliceList list = SPLICE_LIST_EMPTY;
    Error error;
    if (!plan_undo(view, position, &list, &error)) {
        messages_add_error(view->bench->messages, "Not changed", &error);
    } else if (bench_apply(view->bench, &list, "undo a change")) {
        messages_add(view->bench->messages, STYLE_PLAIN, "Restored the content before change %zu",
                     view->is_by_element ? (size_t)selected + 1 : position + 1);
        compare(view);
        if (view->is_by_element) {
            list_select(&view->list, selected);
        } else {
            select_hunk(view, position < view->hunks.count ? position : position - 1);
        }
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
    return view->rows.count > 0 ? view->rows.items[view->list.selected].hunk : 0;
}

static Reaction leave(DiffView *view)
{
    (void)view;
    return REACT_CLOSE | REACT_REDRAW;
}

/* The next row of an element, or the one before. */
static Reaction step(DiffView *view, int distance)
{
    list_move(&view->list, distance);
    return REACT_REDRAW;
}

static Reaction next_hunk(DiffView *view)
{
    if (view->is_by_element) {
        return step(view, 1);
    }
    size_t hunk = hunk_here(view);
    select_hunk(view, hunk + 1 < view->hunks.count ? hunk + 1 : hunk);
    return REACT_REDRAW;
}

static Reaction previous_hunk(DiffView *view)
{
    if (view->is_by_element) {
        return step(view, -1);
    }
    size_t hunk = hunk_here(view);
    select_hunk(view, hunk > 0 ? hunk - 1 : 0);
    return REACT_REDRAW;
}

static Reaction take_other(DiffView *view)
{
    bool is_offered = view->taken && view->rows.count > 0 && is_writable(view);
    return is_offered ? close_view(view, take_all(view)) : REACT_UNHANDLED;
}

static Reaction go_to_place(DiffView *view)
{
    const Document *now = bench_file(view->bench)->document;
    if (view->send.entered) {
        view->send.entered(view->send.context);
        return REACT_CLOSE | REACT_REDRAW;
    }
    if (view->rows.count == 0) {
        return REACT_UNHANDLED;
    }
    size_t here = hunk_here(view);
    NodeId node = !view->is_by_element ? document_node_at(now, (uint32_t)view->hunks.items[here].after)
                                       : view->alignment.rows[here].right;
    if (node == NODE_NONE) {
        messages_add(view->bench->messages, STYLE_PLAIN, "The element was removed");
    } else {
        bench_go_to(view->bench, node, (Slice){0});
    }
    return REACT_CLOSE | REACT_REDRAW;
}

/* Shows the changes by elements, or as text again. */
static Reaction turn_elements(DiffView *view)
{
    view->is_by_element = !view->is_by_element;
    compare(view);
    list_select(&view->list, 0);
    if (!view->is_by_element) {
        select_hunk(view, 0);
    }
    return REACT_REDRAW;
}

static Reaction undo_here(DiffView *view)
{
    if (view->rows.count == 0 || !is_writable(view)) {
        return REACT_UNHANDLED;
    }
    undo_hunk(view);
    return view->rows.count > 0 ? REACT_REDRAW : close_view(view, true);
}

static const struct {
    Key key;
    Reaction (*run)(DiffView *view);
} diff_keys[] = {
    {{KEYCODE_ESCAPE, 0}, leave}, {{'q', 0}, leave},      {{'D', 0}, leave},         {{'n', 0}, next_hunk},
    {{'N', 0}, previous_hunk},    {{'a', 0}, take_other}, {{'e', 0}, turn_elements}, {{KEYCODE_ENTER, 0}, go_to_place},
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
    alignment_free(&view->alignment);
    document_free(view->old);
    diff_rows_free(&view->rows);
    if (view->send.free) {
        view->send.free(view->send.context);
    }
    free(view->name);
    free(view);
}

static const ViewKind diff_kind = {
    .name = "diff",
    .help = "Up Down j k PgUp PgDn ^D ^U\tgo from line to line\nn N\tgo to the next or previous change\nu\tundo this "
            "change\ne\tshow the changes by elements, or as text\na\tapply all changes, if offered\nEnter\tgo to the "
            "value in the tree, or send\nq D Esc\tgo back to the tree",
    .draw = view_draw,
    .key = view_key,
    .mouse = view_mouse,
    .free = view_free};

/* `is_later`: the changes are told from the document to the other text. */
static DiffView *diff_view_new(Workbench *bench, Slice other, const char *name, bool is_later,
                               void (*taken)(Workbench *bench))
{
    DiffView *view = memory_allocate_zeroed(1, sizeof *view);
    view->bench = bench;
    view->taken = taken;
    view->is_later = is_later;
    view->name = memory_copy_string(slice_from(name));
    text_append(&view->other, other);
    view->old = document_new(other, bench_file(bench)->path, NULL);
    compare(view);
    return view;
}

static void open_view(Workbench *bench, Slice other, const char *name, bool is_later, void (*taken)(Workbench *bench))
{
    DiffView *view = diff_view_new(bench, other, name, is_later, taken);
    if (view->rows.count == 0) {
        messages_add(bench->messages, STYLE_GOOD, "No differences from %s", name);
        view_free(view);
        return;
    }
    select_hunk(view, 0);
    stage_push(bench->stage, (View){&diff_kind, view});
}

void diff_view_open(Workbench *bench, Slice other, const char *name, void (*taken)(Workbench *bench))
{
    open_view(bench, other, name, taken != NULL, taken);
}

void diff_view_open_to(Workbench *bench, Slice other, const char *name)
{
    open_view(bench, other, name, true, NULL);
}

void diff_view_open_send(Workbench *bench, Slice other, const char *name, DiffSend send)
{
    DiffView *view = diff_view_new(bench, other, name, false, NULL);
    view->send = send;
    if (view->rows.count == 0) {
        send.entered(send.context);
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
    if (file->remote) {
        diff_view_open(bench, text_slice(&file->remote->received), file->path, NULL);
    } else if (!file->is_on_disk) {
        messages_add(bench->messages, STYLE_ISSUE_WARNING,
                     file->mask        ? "The patient is hidden: no file to compare with"
                     : file->is_unborn ? "The file is new: there is no saved one to compare"
                                       : "The data are from standard input: no file to compare");
    } else if (!file_read(file->path, DOCUMENT_SIZE_MAXIMUM, &disk, NULL, &error) ||
               !source_unpack(file->path, &disk, NULL, &error)) {
        messages_add_error(bench->messages, "Not compared", &error);
    } else {
        diff_view_open(bench, text_slice(&disk), file->path, NULL);
    }
    text_free(&disk);
}
