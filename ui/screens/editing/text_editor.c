/*
 * Text editor: a text of several lines, in a box of its own.
 *
 * ^S (or F2) keeps it as one change of the history, Esc takes it back; Enter begins a new line. The text lies open in
 * the box only: the document changes when it is kept.
 */
#include "ui/screens/editing/text_editor.h"

#include "src/base/memory.h"
#include "ui/screens/bench/bench.h"
#include "ui/screens/bench/changing.h"
#include "ui/screens/bench/cursor.h"
#include "ui/screens/bench/pending.h"
#include "ui/widgets/line_editor.h"
#include "ui/widgets/text_box.h"

#include <stdlib.h>

enum { WIDTH_MAXIMUM = 100, HEIGHT_MINIMUM = 8 };

typedef struct TextEditor {
    Workbench *bench;
    NodeId node;
    LineEditor *editor;
    TextBox *box;
} TextEditor;

static Rect editor_area(void *self, Rect screen)
{
    (void)self;
    int width = screen.width - 4 < WIDTH_MAXIMUM ? screen.width - 4 : WIDTH_MAXIMUM;
    int height = screen.height * 2 / 3 > HEIGHT_MINIMUM ? screen.height * 2 / 3 : HEIGHT_MINIMUM;
    return rect_make((screen.width - width) / 2, (screen.height - height) / 2, width, height);
}

static void editor_draw(void *self, Canvas *canvas, Rect area)
{
    TextEditor *view = self;
    canvas_fill(canvas, area, GROUND_OVERLAY);
    Rect inside = canvas_box(canvas, area, STYLE_BORDER_FOCUS, "Text");
    Rect text = rect_make(inside.x, inside.y, inside.width, inside.height - 1);
    text_box_draw(view->box, canvas, text, true);
    canvas_label(canvas, inside.x, inside.y + text.height, inside.width, STYLE_HINT,
                 "^S apply · Esc cancel · Enter new line");
}

/* Plans to give the value the text. */
static bool plan(void *context, SpliceList *list, Error *error)
{
    const TextEditor *view = context;
    Operation operation = session_operation(view->bench->session, bench_file(view->bench));
    return operation_type(&operation, view->node, line_editor_text(view->editor), list, error);
}

/* Gives the value the text as one change. */
static void keep(TextEditor *view)
{
    Workbench *bench = view->bench;
    SpliceList list = SPLICE_LIST_EMPTY;
    Error error;
    if (!plan(view, &list, &error)) {
        messages_add_error(bench->messages, "Not changed", &error);
    } else if (bench_apply(bench, &list, "edit")) {
        bench_go_to(bench, view->node, (Slice){0});
        bench_report(bench, "Changed", view->node);
    }
    splice_list_free(&list);
}

static Reaction editor_key(void *self, Key key)
{
    TextEditor *view = self;
    bool is_kept = keys_equal(key, key_make('s', KEY_CTRL)) || keys_equal(key, key_make(KEYCODE_F2, 0));
    if (is_kept) {
        keep(view);
    }
    if (is_kept || keys_equal(key, key_make(KEYCODE_ESCAPE, 0))) {
        return REACT_CLOSE | REACT_REDRAW;
    }
    return text_box_key(view->box, key) | REACT_REDRAW;
}

static Reaction editor_paste(void *self, Slice text)
{
    return text_box_paste(((TextEditor *)self)->box, text) | REACT_REDRAW;
}

static Reaction editor_mouse(void *self, Mouse mouse)
{
    return text_box_mouse(((TextEditor *)self)->box, mouse) | REACT_REDRAW;
}

static void editor_free(void *self)
{
    TextEditor *view = self;
    bench_set_pending(view->bench, NULL, NULL, NULL);
    text_box_free(view->box);
    line_editor_free(view->editor);
    free(view);
}

static const ViewKind editor_kind = {
    .name = "text",
    .help = "^S\tapply\nEnter\tstart a new line\narrows Home End PgUp PgDn\tmove\nEsc\tcancel",
    .area = editor_area,
    .draw = editor_draw,
    .key = editor_key,
    .mouse = editor_mouse,
    .paste = editor_paste,
    .free = editor_free};

void text_editor_open(Workbench *bench)
{
    const OpenFile *file = bench_file(bench);
    const RowView *row = bench_row(bench);
    if (row->is_absent || document_node(file->document, row->node)->kind != NODE_STRING) {
        messages_add(bench->messages, STYLE_DIM, "Only strings can be edited in a box");
        return;
    }
    TextEditor *view = memory_allocate_zeroed(1, sizeof *view);
    Text scratch = TEXT_EMPTY;
    *view = (TextEditor){.bench = bench, .node = row->node, .editor = line_editor_new()};
    line_editor_keep_line_ends(view->editor, true);
    line_editor_set(view->editor, document_string(file->document, row->node, &scratch));
    view->box = text_box_new(view->editor);
    bench_set_pending(bench, view->editor, plan, view);
    text_free(&scratch);
    stage_push(bench->stage, (View){&editor_kind, view});
}
