/*
 * Raw view: the text of the file, line by line, to read and to fix; where there is room, beside the tree.
 *
 * It shows the bytes as they are, with line numbers and the places of faults. The cursor is a value and its line: going
 * from line to line or from value to value moves the cursor of the tree along, and the value is marked in the text as
 * long as the tree has the keys. Enter edits the line under the cursor, or in a very long line the value; the change
 * goes through the history like any other, so a file that is no JSON is fixed here and becomes a tree.
 */
#include "ui/screens/views/raw_view.h"

#include "ui/screens/bench/bench.h"
#include "ui/screens/bench/changing.h"
#include "ui/screens/bench/cursor.h"
#include "ui/screens/bench/pending.h"
#include "ui/screens/bench/running.h"
#include "ui/screens/editing/value_editor.h"
#include "ui/screens/panes/header.h"
#include "ui/screens/panes/tree_pane.h"
#include "ui/screens/views/raw_text.h"
#include "ui/widgets/line_editor.h"
#include "ui/widgets/wrapped.h"

#include "src/base/ascii.h"
#include "src/base/memory.h"
#include "src/json/path.h"

#include <stdlib.h>

enum { NUMBER_WIDTH = 7, TREE_FROM_WIDTH = 96, TREE_SHARE = 42, LINE_LONG = 1000 };

typedef struct RawView {
    Workbench *bench;
    List list; /* lines of the file, from 0 */
    NodeId node;
    bool is_tree; /* the tree has the keys */
    LineEditor *editor;
    Span edited; /* the bytes that are edited */
} RawView;

static const Document *document_of(const RawView *view)
{
    return bench_file(view->bench)->document;
}

static RawLine present_line(const RawView *view)
{
    return raw_line(document_of(view), (uint32_t)view->list.selected + 1);
}

/* ---- the cursor ---- */

static void show_in_tree(RawView *view)
{
    bench_go_to_row(view->bench, outline_reveal(bench_file(view->bench)->outline, view->node, (Slice){0}));
}

/* The value that the present line begins with. */
static void follow_line(RawView *view)
{
    RawLine line = present_line(view);
    uint32_t blanks = 0;
    while (blanks < line.text.length && ascii_is_blank(line.text.bytes[blanks])) {
        blanks++;
    }
    view->node = document_node_at(document_of(view), line.start + blanks);
    show_in_tree(view);
}

/* The line on which the value begins. */
static void follow_node(RawView *view, NodeId node)
{
    const Document *document = document_of(view);
    view->node = node;
    list_set_count(&view->list, document_line_count(document));
    list_select(&view->list, document_position(document, node_begin(document_node(document, node))).line - 1);
}

/* To the next value, or the one before. */
static Reaction move_value(RawView *view, bool is_backward)
{
    bool is_end = is_backward ? view->node == 0 : view->node + 1 == document_count(document_of(view));
    if (!is_end) {
        follow_node(view, is_backward ? view->node - 1 : view->node + 1);
        show_in_tree(view);
    }
    return REACT_REDRAW;
}

/* ---- drawing ---- */

/* The fault that lies on a line; NULL where none does. */
static const SyntaxFault *fault_on(const Document *document, RawLine line)
{
    for (uint32_t i = 0; i < document_fault_count(document); i++) {
        const SyntaxFault *fault = document_fault(document, i);
        if (fault->offset >= line.start && fault->offset <= line.start + line.text.length) {
            return fault;
        }
    }
    return NULL;
}

static void draw_line(void *context, uint64_t row, Canvas *canvas, Rect area, bool is_selected)
{
    RawView *view = context;
    RawLine line = raw_line(document_of(view), (uint32_t)row + 1);
    const SyntaxFault *fault = fault_on(document_of(view), line);
    canvas_format(canvas, area.x, area.y, NUMBER_WIDTH, fault ? STYLE_ISSUE_ERROR : STYLE_DIM, "%*u", NUMBER_WIDTH - 1,
                  (unsigned)row + 1);
    Rect field = rect_make(area.x + NUMBER_WIDTH, area.y, area.width - NUMBER_WIDTH, 1);
    if (is_selected && view->editor) {
        line_editor_draw(view->editor, canvas, field, true);
        return;
    }
    int used = raw_text_draw(document_of(view), line, view->node, is_selected, canvas, field);
    if (fault) {
        canvas_format(canvas, field.x + used + 2, field.y, field.width - used - 2, STYLE_ISSUE_ERROR, "✗ %s",
                      document_fault_message(fault));
    }
}

/* Draws the tree at the left, where there is room, and returns what is left for the text. */
static Rect draw_tree(RawView *view, Canvas *canvas, Rect body)
{
    if (body.width < TREE_FROM_WIDTH) {
        return body;
    }
    int width = body.width * TREE_SHARE / 100;
    tree_pane_draw(view->bench, canvas, rect_make(body.x, body.y, width, body.height), view->is_tree);
    canvas_vertical(canvas, body.x + width, body.y, body.height, STYLE_BORDER);
    return rect_make(body.x + width + 1, body.y, body.width - width - 1, body.height);
}

static void draw_foot(RawView *view, Canvas *canvas, Rect foot)
{
    hints_draw(canvas, foot,
               view->editor    ? "Enter apply · Esc cancel"
               : view->is_tree ? "Esc back · Tab to the file"
                               : "Esc back · Enter edit · ← → value · ]d fault · u undo · ^S save · Tab tree");
}

static void draw_path(const RawView *view, Canvas *canvas, Rect line)
{
    Text path = TEXT_EMPTY;
    path_append(document_of(view), view->node, &path);
    canvas_fill(canvas, line, GROUND_FOOTER);
    canvas_text(canvas, line.x + 1, line.y, line.width - 2, STYLE_LINK, text_slice(&path));
    text_free(&path);
}

static void raw_draw(void *self, Canvas *canvas, Rect area)
{
    enum { HEAD = 2, FOOT = 1 };
    RawView *view = self;
    header_draw(view->bench, canvas, rect_make(area.x, area.y, area.width, 1));
    draw_path(view, canvas, rect_make(area.x, area.y + 1, area.width, 1));
    Rect body = rect_make(area.x, area.y + HEAD, area.width, area.height - HEAD - FOOT);
    Rect text = draw_tree(view, canvas, body);
    list_set_count(&view->list, document_line_count(document_of(view)));
    if (view->list.height == 0) {
        view->list.height = text.height;
        list_centre(&view->list);
    }
    list_draw(&view->list, canvas, text, GROUND_SCREEN, !view->editor && !view->is_tree, draw_line, view);
    draw_foot(view, canvas, rect_make(area.x, area.y + area.height - 1, area.width, 1));
}

/* ---- editing ---- */

static Reaction leave(RawView *view)
{
    bench_go_to(view->bench, view->node, (Slice){0});
    return REACT_CLOSE;
}

/* Plans to put the edited text in the place of the old. */
static bool plan(void *context, SpliceList *list, Error *error)
{
    const RawView *view = context;
    Slice old = slice_part(document_bytes(document_of(view)), view->edited.start, view->edited.length);
    (void)error;
    if (!slice_equals(old, line_editor_text(view->editor))) {
        splice_list_add(list, view->edited.start, view->edited.length, line_editor_text(view->editor));
    }
    return true;
}

static void keep_text(RawView *view)
{
    OpenFile *file = bench_file(view->bench);
    SpliceList list = SPLICE_LIST_EMPTY;
    plan(view, &list, NULL);
    if (list.count > 0 && bench_apply(view->bench, &list, "edit the file")) {
        messages_add(view->bench->messages, STYLE_PLAIN, "Changed line %u",
                     document_position(file->document, view->edited.start).line);
    }
    splice_list_free(&list);
    if (view->edited.start == present_line(view).start) {
        follow_line(view);
    } else {
        follow_node(view, document_node_at(file->document, view->edited.start));
        show_in_tree(view);
    }
}

static void end_edit(RawView *view)
{
    bench_set_pending(view->bench, NULL, NULL, NULL);
    line_editor_free(view->editor);
    view->editor = NULL;
}

static Reaction editing_key(RawView *view, Key key)
{
    bool is_kept = keys_equal(key, key_make(KEYCODE_ENTER, 0));
    if (is_kept || keys_equal(key, key_make(KEYCODE_ESCAPE, 0))) {
        if (is_kept) {
            keep_text(view);
        }
        end_edit(view);
        return REACT_REDRAW;
    }
    return line_editor_key(view->editor, key) | REACT_REDRAW;
}

/* The line is edited, or in a very long one the value under the cursor. */
static void begin_edit(RawView *view)
{
    const Document *document = document_of(view);
    RawLine line = present_line(view);
    const Node *node = document_node(document, view->node);
    bool is_value = line.text.length > LINE_LONG && node->length < line.text.length;
    view->edited = is_value ? (Span){node->start, node->length} : (Span){line.start, (uint32_t)line.text.length};
    view->editor = line_editor_new();
    line_editor_set(view->editor, slice_part(document_bytes(document), view->edited.start, view->edited.length));
    bench_set_pending(view->bench, view->editor, plan, view);
}

/* Goes to the line of the first fault after the present line, or of the first of all. */
static void next_fault(RawView *view)
{
    const Document *document = document_of(view);
    uint32_t end = document_line_start(document, (uint32_t)view->list.selected + 2), best = UINT32_MAX;
    for (uint32_t i = 0; i < document_fault_count(document); i++) {
        uint32_t offset = document_fault(document, i)->offset;
        best = offset >= end && offset < best ? offset : best;
    }
    if (best == UINT32_MAX && document_fault_count(document)) {
        best = document_fault(document, 0)->offset;
    }
    if (best != UINT32_MAX) {
        list_select(&view->list, document_position(document, best).line - 1);
        follow_line(view);
    }
}

/* ---- keys ---- */

static Reaction edit_line(RawView *view)
{
    Workbench *bench = view->bench;
    const char *refusal =
        action_refusal(keymap_table(bench->keymap), action_find(keymap_table(bench->keymap), SLICE("edit")), bench);
    if (refusal) {
        messages_add(bench->messages, STYLE_ISSUE_WARNING, "%s", refusal);
    } else {
        begin_edit(view);
    }
    return REACT_REDRAW;
}

static Reaction go_to_fault(RawView *view)
{
    next_fault(view);
    return REACT_REDRAW;
}

static Reaction run_named(RawView *view, const char *name)
{
    Workbench *bench = view->bench;
    bench_run_named(bench, name);
    follow_node(view, bench_row(bench)->node);
    return REACT_REDRAW;
}

static Reaction next_value(RawView *view)
{
    return move_value(view, false);
}

static Reaction previous_value(RawView *view)
{
    return move_value(view, true);
}

/* Gives the keys to the tree, or back to the text. */
static Reaction change_side(RawView *view)
{
    view->is_tree = !view->is_tree && stage_bounds(view->bench->stage).width >= TREE_FROM_WIDTH;
    return REACT_REDRAW;
}

/* Goes to the line that was changed last. */
static Reaction follow_change(RawView *view)
{
    OpenFile *file = bench_file(view->bench);
    list_select(&view->list, document_position(file->document, history_last_offset(file->history)).line - 1);
    follow_line(view);
    return REACT_REDRAW;
}

static Reaction undo(RawView *view)
{
    run_named(view, "undo");
    return follow_change(view);
}

static Reaction redo(RawView *view)
{
    run_named(view, "redo");
    return follow_change(view);
}

static Reaction save(RawView *view)
{
    return run_named(view, "save");
}

/* ] waits for the d of ]d; alone it does nothing. */
static Reaction wait_for_more(RawView *view)
{
    (void)view;
    return REACT_NONE;
}

static const struct {
    Key key;
    Reaction (*run)(RawView *view);
} raw_keys[] = {
    {{KEYCODE_ENTER, 0}, edit_line},
    {{'e', 0}, edit_line},
    {{'i', 0}, edit_line},
    {{']', 0}, wait_for_more},
    {{'d', 0}, go_to_fault},
    {{KEYCODE_F8, 0}, go_to_fault},
    {{KEYCODE_RIGHT, 0}, next_value},
    {{'l', 0}, next_value},
    {{KEYCODE_LEFT, 0}, previous_value},
    {{'h', 0}, previous_value},
    {{KEYCODE_TAB, 0}, change_side},
    {{'u', 0}, undo},
    {{'r', KEY_CTRL}, redo},
    {{'U', 0}, redo},
    {{'s', KEY_CTRL}, save},
    {{KEYCODE_F2, 0}, save},
    {{'m', 0}, leave},
    {{'q', 0}, leave},
    {{KEYCODE_ESCAPE, 0}, leave},
};

/* A key while the tree has them: it does what it does in the tree, and the text follows. */
static Reaction tree_key(RawView *view, Key key)
{
    Workbench *bench = view->bench;
    bool is_free = !typing_is_on(bench) && !bench->keys.pending.count;
    if (is_free && keys_equal(key, key_make(KEYCODE_TAB, 0))) {
        return change_side(view);
    }
    if (is_free && (keys_equal(key, key_make('m', 0)) || keys_equal(key, key_make(KEYCODE_ESCAPE, 0)))) {
        return leave(view);
    }
    Reaction reaction = bench->kind->key(bench, key);
    follow_node(view, bench_row(bench)->node);
    return reaction | REACT_REDRAW;
}

static Reaction raw_key(void *self, Key key)
{
    RawView *view = self;
    if (view->is_tree) {
        return tree_key(view, key);
    }
    if (view->editor) {
        return editing_key(view, key);
    }
    for (size_t i = 0; i < sizeof raw_keys / sizeof *raw_keys; i++) {
        if (keys_equal(raw_keys[i].key, key)) {
            return raw_keys[i].run(view);
        }
    }
    uint64_t before = view->list.selected;
    Reaction reaction = list_browse_key(&view->list, key) | REACT_REDRAW;
    if (view->list.selected != before) {
        follow_line(view);
    }
    return reaction;
}

static Reaction raw_paste(void *self, Slice text)
{
    RawView *view = self;
    return view->editor ? line_editor_paste(view->editor, text) : REACT_NONE;
}

static Reaction raw_mouse(void *self, Mouse mouse)
{
    RawView *view = self;
    Workbench *bench = view->bench;
    bool is_activated = false;
    if (view->editor || typing_is_on(bench)) {
        return REACT_NONE;
    }
    if (list_mouse(&view->list, mouse, &is_activated) != REACT_UNHANDLED) {
        view->is_tree = false;
        follow_line(view);
    } else if (stage_bounds(bench->stage).width >= TREE_FROM_WIDTH &&
               list_mouse(&bench->tree, mouse, &is_activated) != REACT_UNHANDLED) {
        view->is_tree = true;
        is_activated = false;
        follow_node(view, bench_row(bench)->node);
    }
    return is_activated ? edit_line(view) : REACT_REDRAW;
}

/* Another size of the screen may have no room for the tree; what was typed above the view may have changed the file. */
static Reaction raw_uncovered(void *self)
{
    RawView *view = self;
    follow_node(view, bench_row(view->bench)->node);
    return REACT_REDRAW;
}

static void raw_free(void *self)
{
    RawView *view = self;
    if (view->editor) {
        end_edit(view);
    }
    free(view);
}

static const ViewKind raw_kind = {
    .name = "raw",
    .help = "Up Down j k PgUp PgDn ^D ^U\tgo from line to line\nHome End g G\tgo to the first or last line\nLeft Right "
            "h l\tgo from value to value\nEnter e i\tedit the line, or the value of a long line\nTab\tgo to the tree, "
            "or back\n]d F8\tgo to the next fault\nu\tundo the last change\n^R U\tredo\n^S F2\tsave the file\nm q "
            "Esc\tgo to the value in the tree",
    .draw = raw_draw,
    .key = raw_key,
    .mouse = raw_mouse,
    .paste = raw_paste,
    .uncovered = raw_uncovered,
    .free = raw_free};

void raw_view_open(Workbench *bench)
{
    RawView *view = memory_allocate_zeroed(1, sizeof *view);
    const OpenFile *file = bench_file(bench);
    view->bench = bench;
    follow_node(view, bench_row(bench)->node);
    if (document_fault_count(file->document)) {
        uint32_t offset = document_fault(file->document, 0)->offset;
        list_select(&view->list, document_position(file->document, offset).line - 1);
        follow_line(view);
    }
    stage_push(bench->stage, (View){&raw_kind, view});
}
