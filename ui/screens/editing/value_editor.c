/*
 * Value editor: a value, or the name of a property, as it is typed.
 *
 * At every key what has been typed is applied to the document as a change of its own and judged; Enter joins these
 * changes into one, Esc takes them back. Nothing is refused.
 */
#include "ui/screens/editing/value_editor.h"

#include "src/edit/date_step.h"
#include "src/edit/string_edit.h"
#include "ui/screens/bench/bench.h"
#include "ui/screens/bench/changing.h"
#include "ui/screens/bench/cursor.h"
#include "ui/screens/bench/last_change.h"
#include "ui/screens/editing/filling.h"
#include "ui/widgets/line_editor.h"

bool typing_is_on(const Workbench *bench)
{
    return bench->typing->editor != NULL;
}

/* True for values that are typed on one line. */
static bool is_simple(const OpenFile *file, NodeId node)
{
    NodeKind kind = (NodeKind)document_node(file->document, node)->kind;
    return kind <= NODE_STRING || kind == NODE_BROKEN;
}

static void start(Workbench *bench, NodeId node, const Element *absent, Slice text)
{
    Typing *typing = bench->typing;
    *typing = (Typing){.editor = line_editor_new(),
                       .node = node,
                       .absent = absent,
                       .from = history_position(bench_file(bench)->history)};
    if (!absent) {
        Operation operation = session_operation(bench->session, bench_file(bench));
        typing->place = operation_typed_place(&operation, node);
    }
    line_editor_set_history(typing->editor, bench->typed_before[TYPED_VALUE]);
    line_editor_keep_line_ends(typing->editor, true);
    line_editor_set(typing->editor, text);
    typing->revision = line_editor_revision(typing->editor);
}

/* Plans what the typed text asks for. */
static bool plan(Workbench *bench, SpliceList *list, Error *error)
{
    const Typing *typing = bench->typing;
    OpenFile *file = bench_file(bench);
    Operation operation = session_operation(bench->session, file);
    Slice text = line_editor_text(typing->editor);
    if (typing->is_rename) {
        return string_edit_rename(file->document, typing->node, text, list, error);
    }
    if (!typing->absent) {
        return operation_type(&operation, typing->node, text, list, error);
    }
    Text json = TEXT_EMPTY, scratch = TEXT_EMPTY;
    Slice choice = element_is_choice(typing->absent) && element_type_count(typing->absent)
                       ? type_code(element_type(typing->absent, 0))
                       : (Slice){0};
    operation_compose(typing->absent, choice, text, &json);
    bool is_done = operation_add(&operation, typing->node, typing->absent, text_slice(&json), list, error);
    text_free(&json);
    text_free(&scratch);
    return is_done;
}

/* The row of what is typed: the value itself, or the member that took the absent row's place. */
static void keep_cursor(Workbench *bench)
{
    OpenFile *file = bench_file(bench);
    NodeId node = bench->typing->node;
    if (bench->typing->absent) {
        Text scratch = TEXT_EMPTY;
        NodeId member = document_member(file->document, node, operation_member_name(bench->typing->absent, &scratch));
        text_free(&scratch);
        if (member != NODE_NONE) {
            bench_go_to_row(bench, outline_row_of(file->outline, member, (Slice){0}));
            return;
        }
        bench_go_to_row(bench, outline_row_of(file->outline, node, element_name(bench->typing->absent)));
        return;
    }
    bench_go_to_row(bench, outline_row_of(file->outline, node, (Slice){0}));
}

/* True where what was applied before put one value in the place of the other and nothing else, so that another one may
 * come there. */
static bool can_amend(const Workbench *bench, SingleSplice *splice)
{
    const Typing *typing = bench->typing;
    const OpenFile *file = bench_file(bench);
    if (typing->absent || typing->is_rename || !history_single(file->history, typing->from, splice)) {
        return false;
    }
    const Node *node = document_node(file->document, typing->node);
    return node->start == splice->offset && node->length == splice->inserted.length;
}

/* Puts what was typed in the place of the value that was typed so far. */
static bool amend(Workbench *bench, const SingleSplice *splice, Error *error)
{
    const Typing *typing = bench->typing;
    Text json = TEXT_EMPTY;
    operation_compose_over(&typing->place, splice->removed, line_editor_text(typing->editor), &json);
    bool is_done = history_amend(bench_file(bench)->history, typing->from, text_slice(&json), error);
    text_free(&json);
    return is_done;
}

/* Takes back what was applied before, and applies what was typed so far. */
static bool apply_anew(Workbench *bench, Error *error)
{
    OpenFile *file = bench_file(bench);
    history_drop(file->history, bench->typing->from);
    SpliceList list = SPLICE_LIST_EMPTY;
    bool is_done = plan(bench, &list, error) && history_apply(file->history, &list, SLICE("type"), error);
    splice_list_free(&list);
    return is_done;
}

/* Applies what has been typed in the place of what was applied before: by one splice, where both are the same value. */
static void apply(Workbench *bench)
{
    Typing *typing = bench->typing;
    OpenFile *file = bench_file(bench);
    typing->revision = line_editor_revision(typing->editor);
    SingleSplice splice;
    Error error;
    if (!(can_amend(bench, &splice) ? amend(bench, &splice, &error) : apply_anew(bench, &error))) {
        messages_add_error(bench->messages, "Not changed", &error);
    }
    session_settle(file);
    keep_cursor(bench);
}

/* Applies what was typed, if something was. */
static void apply_news(Workbench *bench)
{
    if (line_editor_revision(bench->typing->editor) != bench->typing->revision) {
        apply(bench);
    }
}

Reaction typing_begin(Workbench *bench, bool is_empty)
{
    OpenFile *file = bench_file(bench);
    RowView row = *bench_row(bench);
    if (!row.is_absent && !is_simple(file, row.node)) {
        return REACT_UNHANDLED;
    }
    Text scratch = TEXT_EMPTY;
    Slice text = row.is_absent || is_empty ? (Slice){0} : document_string(file->document, row.node, &scratch);
    start(bench, row.node, row.is_absent ? row.element : NULL, text);
    line_editor_select(bench->typing->editor);
    text_free(&scratch);
    if (is_empty && !row.is_absent) {
        apply(bench);
    }
    return REACT_REDRAW;
}

Reaction typing_begin_rename(Workbench *bench)
{
    OpenFile *file = bench_file(bench);
    RowView row = *bench_row(bench);
    if (row.is_absent || !document_node(file->document, row.node)->key) {
        messages_add(bench->messages, STYLE_ISSUE_WARNING, "Only properties have names");
        return REACT_REDRAW;
    }
    Text scratch = TEXT_EMPTY;
    start(bench, row.node, NULL, document_key(file->document, row.node, &scratch));
    line_editor_keep_line_ends(bench->typing->editor, false);
    bench->typing->is_rename = true;
    text_free(&scratch);
    return REACT_REDRAW;
}

static void finish(Workbench *bench)
{
    line_editor_free(bench->typing->editor);
    *bench->typing = (Typing){0};
}

/* Reports what the typing did, where it changed something. */
static void report(Workbench *bench)
{
    const Typing *typing = bench->typing;
    bool is_changed = history_position(bench_file(bench)->history) > typing->from;
    if (is_changed && !bench_row(bench)->is_absent) {
        bench_report(bench,
                     typing->is_rename ? "Renamed to"
                     : typing->absent  ? "Filled in"
                                       : "Changed",
                     bench_row(bench)->node);
    }
}

/* What the change that typing makes is called. */
static Slice label_of(const Typing *typing)
{
    if (typing->is_rename) {
        return SLICE("rename");
    }
    return typing->absent ? SLICE("fill in") : SLICE("edit");
}

/* Keeps what was typed as one change. True where the field got a value. */
static bool keep(Workbench *bench)
{
    Typing *typing = bench->typing;
    OpenFile *file = bench_file(bench);
    bool is_filled = line_editor_text(typing->editor).length > 0;
    line_history_add(bench->typed_before[TYPED_VALUE], line_editor_text(typing->editor));
    history_join(file->history, typing->from, label_of(typing));
    if (!typing->is_rename && !bench_row(bench)->is_absent) {
        change_note_value(bench, document_raw(file->document, bench_row(bench)->node));
    }
    if (!filling_is_on(bench)) {
        report(bench);
    }
    finish(bench);
    return is_filled;
}

static Reaction enter(Workbench *bench)
{
    bool is_filled = keep(bench);
    if (filling_is_on(bench)) {
        filling_go_on(bench, false, is_filled);
    }
    return REACT_REDRAW;
}

/* Keeps what was typed, and goes on with another field. */
static Reaction leave(Workbench *bench, bool is_backward)
{
    bool is_rename = bench->typing->is_rename, is_filled = keep(bench);
    if (filling_is_on(bench)) {
        filling_go_on(bench, is_backward, is_filled);
    } else if (!is_rename) {
        filling_begin_here(bench, is_backward);
    }
    return REACT_REDRAW;
}

void typing_cancel(Workbench *bench)
{
    if (!typing_is_on(bench)) {
        return;
    }
    OpenFile *file = bench_file(bench);
    history_drop(file->history, bench->typing->from);
    session_settle(file);
    Slice absent = bench->typing->absent ? element_name(bench->typing->absent) : (Slice){0};
    bench_go_to_row(bench, outline_row_of(file->outline, bench->typing->node, absent));
    finish(bench);
    filling_end(bench);
}

/* Up and Down on a date step the part under the cursor; false for other values. */
static bool step_date(Workbench *bench, Key key)
{
    LineEditor *editor = bench->typing->editor;
    const Element *element = bench_row(bench)->element;
    Slice type = element && element_type_count(element) ? type_fhir_code(element_type(element, 0)) : (Slice){0};
    bool is_date = slice_equals(type, SLICE("date")) || slice_equals(type, SLICE("dateTime")) ||
                   slice_equals(type, SLICE("instant"));
    if (!is_date || key.modifiers || (key.code != KEYCODE_UP && key.code != KEYCODE_DOWN)) {
        return false;
    }
    Text stepped = TEXT_EMPTY;
    size_t cursor = line_editor_cursor(editor);
    bool is_done = date_step(line_editor_text(editor), cursor, key.code == KEYCODE_UP ? 1 : -1, &stepped);
    if (is_done) {
        line_editor_replace(editor, 0, line_editor_text(editor).length, text_slice(&stepped));
        line_editor_set_cursor(editor, cursor);
    }
    text_free(&stepped);
    return is_done;
}

Reaction typing_key(Workbench *bench, Key key)
{
    if (key.code == KEYCODE_ENTER && !key.modifiers) {
        return enter(bench);
    }
    if (keys_equal(key, key_make(KEYCODE_ESCAPE, 0))) {
        typing_cancel(bench);
        return REACT_REDRAW;
    }
    if (key.code == KEYCODE_TAB && !(key.modifiers & ~(unsigned)KEY_SHIFT)) {
        return leave(bench, key.modifiers & KEY_SHIFT);
    }
    Reaction reaction = step_date(bench, key) ? REACT_NONE : line_editor_key(bench->typing->editor, key);
    apply_news(bench);
    return reaction | REACT_REDRAW;
}

Reaction typing_paste(Workbench *bench, Slice text)
{
    line_editor_paste(bench->typing->editor, text);
    apply_news(bench);
    return REACT_REDRAW;
}
