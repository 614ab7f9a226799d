/*
 * Raw view: the text of the file, line by line, to read and to mend.
 *
 * It shows the bytes as they are, with line numbers and the places of faults. Enter edits the line under the cursor; the
 * change goes through the history like any other, so a file that is no JSON is mended here and becomes a tree.
 */
#include "ui/screens/bench.h"

#include "src/base/memory.h"

#include <stdlib.h>

enum { NUMBER_WIDTH = 7 };

typedef struct RawView {
    Workbench *bench;
    List list; /* lines of the file, from 0 */
    LineEditor *editor;
} RawView;

static const Document *document_of(const RawView *view)
{
    return bench_file(view->bench)->document;
}

/* The bytes of a line (from 1) without its line end. */
static Slice line_text(const Document *document, uint32_t line, uint32_t *start)
{
    *start = document_line_start(document, line);
    uint32_t end = document_line_start(document, line + 1);
    Slice text = slice_part(document_bytes(document), *start, end - *start);
    while (text.length && (text.bytes[text.length - 1] == '\n' || text.bytes[text.length - 1] == '\r')) {
        text.length--;
    }
    return text;
}

/* The fault that lies on the bytes; NULL where none does. */
static const SyntaxFault *fault_on(const Document *document, uint32_t start, uint32_t end)
{
    for (uint32_t i = 0; i < document_fault_count(document); i++) {
        const SyntaxFault *fault = document_fault(document, i);
        if (fault->offset >= start && fault->offset <= end) {
            return fault;
        }
    }
    return NULL;
}

static void draw_line(void *context, uint64_t row, Canvas *canvas, Rect line, bool is_selected)
{
    RawView *view = context;
    uint32_t start;
    Slice text = line_text(document_of(view), (uint32_t)row + 1, &start);
    const SyntaxFault *fault = fault_on(document_of(view), start, start + (uint32_t)text.length);
    canvas_format(canvas, line.x, line.y, NUMBER_WIDTH, fault ? STYLE_ISSUE_ERROR : STYLE_DIM, "%*u", NUMBER_WIDTH - 1,
                  (unsigned)row + 1);
    Rect field = rect_make(line.x + NUMBER_WIDTH, line.y, line.width - NUMBER_WIDTH, 1);
    if (is_selected && view->editor) {
        line_editor_draw(view->editor, canvas, field, true);
        return;
    }
    int used = canvas_text(canvas, field.x, field.y, field.width, STYLE_PLAIN, text);
    if (fault) {
        canvas_format(canvas, field.x + used + 2, field.y, field.width - used - 2, STYLE_ISSUE_ERROR, "✗ %s",
                      document_fault_message(fault));
    }
}

static void raw_draw(void *self, Canvas *canvas, Rect area)
{
    RawView *view = self;
    header_draw(view->bench, canvas, rect_make(area.x, area.y, area.width, 1));
    list_set_count(&view->list, document_line_count(document_of(view)));
    list_draw(&view->list, canvas, rect_make(area.x, area.y + 1, area.width, area.height - 2), GROUND_SCREEN,
              !view->editor, draw_line, view);
    Rect foot = rect_make(area.x, area.y + area.height - 1, area.width, 1);
    canvas_fill(canvas, foot, GROUND_FOOTER);
    if (messages_is_showing(view->bench->messages)) {
        messages_draw(view->bench->messages, canvas, foot);
        return;
    }
    canvas_label(
        canvas, foot.x + 1, foot.y, foot.width - 2, STYLE_HINT,
        view->editor
            ? "Enter keeps the line · Esc takes it back"
            : "Enter edits the line · ]d next fault · u undo · ^R redo · ^S save · m, q or Esc back to the tree");
}

/* Puts the cursor of the tree where the line is, and closes. */
static Reaction leave(RawView *view)
{
    uint32_t start;
    Slice text = line_text(document_of(view), (uint32_t)view->list.selected + 1, &start);
    uint32_t offset = start;
    for (size_t i = 0; i < text.length && (text.bytes[i] == ' ' || text.bytes[i] == '\t'); i++) {
        offset++;
    }
    bench_go_to(view->bench, document_node_at(document_of(view), offset), (Slice){0});
    return REACT_CLOSE;
}

static void keep_line(RawView *view)
{
    OpenFile *file = bench_file(view->bench);
    uint32_t start;
    Slice old = line_text(file->document, (uint32_t)view->list.selected + 1, &start);
    SpliceList list = SPLICE_LIST_EMPTY;
    if (!slice_equals(old, line_editor_text(view->editor))) {
        splice_list_add(&list, start, (uint32_t)old.length, line_editor_text(view->editor));
    }
    bench_apply(view->bench, &list, "mend the text");
    splice_list_free(&list);
}

static Reaction editing_key(RawView *view, Key key)
{
    if (key.code == KEYCODE_ENTER || key.code == KEYCODE_ESCAPE) {
        if (key.code == KEYCODE_ENTER) {
            keep_line(view);
        }
        line_editor_free(view->editor);
        view->editor = NULL;
        return REACT_REDRAW;
    }
    line_editor_key(view->editor, key);
    return REACT_REDRAW;
}

static void begin_line(RawView *view)
{
    uint32_t start;
    view->editor = line_editor_new();
    line_editor_set(view->editor, line_text(document_of(view), (uint32_t)view->list.selected + 1, &start));
}

/* Goes to the line of the first fault behind the present line, or of the first of all. */
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
    }
}

/* ---- keys ---- */

static Reaction edit_line(RawView *view)
{
    Workbench *bench = view->bench;
    const char *refusal = action_refusal(bench->actions, action_find(bench->actions, SLICE("edit")), bench);
    if (refusal) {
        messages_add(bench->messages, STYLE_ISSUE_WARNING, "%s", refusal);
    } else {
        begin_line(view);
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
    bench_run(bench, action_find(bench->actions, slice_from(name)), (ActionCall){0});
    return REACT_REDRAW;
}

static Reaction undo(RawView *view)
{
    return run_named(view, "undo");
}

static Reaction redo(RawView *view)
{
    return run_named(view, "redo");
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
    {{'u', 0}, undo},
    {{'r', KEY_CTRL}, redo},
    {{'U', 0}, redo},
    {{'s', KEY_CTRL}, save},
    {{KEYCODE_F2, 0}, save},
    {{'m', 0}, leave},
    {{'q', 0}, leave},
    {{KEYCODE_ESCAPE, 0}, leave},
};

static Reaction raw_key(void *self, Key key)
{
    RawView *view = self;
    messages_dismiss(view->bench->messages);
    if (view->editor) {
        return editing_key(view, key);
    }
    for (size_t i = 0; i < sizeof raw_keys / sizeof *raw_keys; i++) {
        if (keys_equal(raw_keys[i].key, key)) {
            return raw_keys[i].run(view);
        }
    }
    return list_browse_key(&view->list, key) | REACT_REDRAW;
}

static Reaction raw_paste(void *self, Slice text)
{
    RawView *view = self;
    return view->editor ? line_editor_paste(view->editor, text) : REACT_NONE;
}

static Reaction raw_mouse(void *self, Mouse mouse)
{
    RawView *view = self;
    bool is_activated = false;
    Reaction reaction = view->editor ? REACT_NONE : list_mouse(&view->list, mouse, &is_activated);
    if (is_activated) {
        edit_line(view);
    }
    return reaction | REACT_REDRAW;
}

static void raw_free(void *self)
{
    RawView *view = self;
    line_editor_free(view->editor);
    free(view);
}

static void raw_rescue(void *self)
{
    session_rescue(((RawView *)self)->bench->session);
}

static const ViewKind raw_kind = {.name = "raw",
                                  .help = "Up Down j k PgUp PgDn ^D ^U\tgo from line to line\n"
                                          "Home End g G\tgo to the first, the last line\n"
                                          "Enter e i\tedit the line\n"
                                          "]d F8\tgo to the next fault\n"
                                          "u\ttakes back the last change\n"
                                          "^R U\tdo it again\n"
                                          "^S F2\tsave the file\n"
                                          "m q Esc\tgo back to the tree, at this place",
                                  .draw = raw_draw,
                                  .key = raw_key,
                                  .mouse = raw_mouse,
                                  .paste = raw_paste,
                                  .rescue = raw_rescue,
                                  .free = raw_free};

void raw_view_open(Workbench *bench)
{
    RawView *view = memory_allocate_zeroed(1, sizeof *view);
    const OpenFile *file = bench_file(bench);
    view->bench = bench;
    list_set_count(&view->list, document_line_count(file->document));
    uint32_t offset = document_node(file->document, bench_row(bench)->node)->start;
    if (document_fault_count(file->document)) {
        offset = document_fault(file->document, 0)->offset;
    }
    list_select(&view->list, document_position(file->document, offset).line - 1);
    stage_push(bench->stage, (View){&raw_kind, view});
}
