/* Copying, pasting and duplicating values. Each says in the status line what it did. */
#include "ui/screens/actions/actions_list.h"
#include "ui/screens/actions/value_steps.h"
#include "ui/screens/bench/bench.h"
#include "ui/screens/bench/changing.h"
#include "ui/screens/bench/cursor.h"
#include "ui/screens/bench/register.h"

static Reaction copy(void *context, const ActionCall *call)
{
    (void)call;
    Workbench *bench = context;
    NodeId node = value_present_node(bench);
    if (node != NODE_NONE) {
        register_copy(bench->copied, bench_file(bench)->document, node);
        messages_add(bench->messages, STYLE_PLAIN, "Copied %zu byte%s; p pastes", bench->copied->json.length,
                     bench->copied->json.length == 1 ? "" : "s");
    }
    return REACT_REDRAW;
}

/* False, with a sentence, where a value cannot go beside a property for want of a name of its own. */
static bool has_free_name(Workbench *bench, NodeId node, Slice key, const char *what)
{
    const Document *document = bench_file(bench)->document;
    NodeId object = document_node(document, node)->parent;
    if (object == NODE_NONE || document_node(document, object)->kind != NODE_OBJECT) {
        return true;
    }
    if (!key.length) {
        messages_add(bench->messages, STYLE_ISSUE_WARNING, "%s: an array item has no name", what);
        return false;
    }
    NodeId taken = document_member(document, object, key);
    if (taken == NODE_NONE) {
        return true;
    }
    bool is_list = document_node(document, taken)->kind == NODE_ARRAY && document_child_count(document, taken);
    messages_add(bench->messages, STYLE_ISSUE_WARNING, "%s: the object already has a property '%.*s'%s", what,
                 SLICE_ARGS(key), is_list ? ". Go to an item of the array" : "");
    return false;
}

/* Makes a planned insertion the same one so many times over; false, with an error, where that is too large. */
static bool repeat(const Document *document, uint32_t times, SpliceList *list, Error *error)
{
    Slice once = list->splices[0].inserted;
    size_t room = DOCUMENT_SIZE_MAXIMUM - document_bytes(document).length;
    if (once.length > room / times) {
        return error_set(error, ERROR_LIMIT, NULL, "the file would become too large; allowed: at most 4 GiB");
    }
    Text all = TEXT_EMPTY;
    text_reserve(&all, once.length * times + 1);
    for (uint32_t i = 0; i < times; i++) {
        text_append(&all, once);
    }
    SpliceList repeated = SPLICE_LIST_EMPTY;
    splice_list_add(&repeated, list->splices[0].offset, 0, text_slice(&all));
    splice_list_free(list);
    *list = repeated;
    text_free(&all);
    return true;
}

/* Puts a value beside a node, so many times, and goes to the last one that was put there. */
static bool paste_beside(Workbench *bench, NodeId node, bool is_after, Slice json, Slice key, uint32_t times,
                         const char *label)
{
    OpenFile *file = bench_file(bench);
    NodeId parent = document_node(file->document, node)->parent;
    SpliceList list = SPLICE_LIST_EMPTY;
    Error error;
    bool is_named = parent != NODE_NONE && document_node(file->document, parent)->kind == NODE_OBJECT;
    bool is_planned = splice_insert(file->document, node, is_after ? PLACE_AFTER : PLACE_BEFORE,
                                    is_named ? key : (Slice){0}, json, &list, &error) &&
                      (times == 1 || repeat(file->document, times, &list, &error));
    uint32_t position = is_planned ? document_position_in_parent(file->document, node) : 0;
    bool is_done = value_carry_out(bench, is_planned, &list, label, &error);
    NodeId pasted = !is_done ? NODE_NONE : document_child_at(file->document, parent, position + (is_after ? times : 0));
    if (pasted != NODE_NONE) {
        bench_go_to(bench, pasted, (Slice){0});
    }
    return is_done;
}

/* True on the gap that the last deletion left, while nothing else was changed. */
static bool is_gap_of_cut(Workbench *bench, const RowView *row)
{
    const Cut *cut = &bench->copied->cut;
    const Document *document = bench_file(bench)->document;
    return cut->splices.count > 0 && cut->document == document && cut->revision == document_revision(document) &&
           cut->holder == row->node &&
           slice_equals(text_slice(&cut->name), row->name.length ? row->name : element_name(row->element));
}

/* What was copied fills in what is absent; where it was deleted just there, with the same bytes. */
static bool paste_into_absent(Workbench *bench)
{
    const RowView row = *bench_row(bench);
    Operation operation = session_operation(bench->session, bench_file(bench));
    SpliceList list = SPLICE_LIST_EMPTY;
    Error error;
    Text scratch = TEXT_EMPTY;
    bool is_back = is_gap_of_cut(bench, &row), is_planned = true;
    for (size_t i = 0; is_back && i < bench->copied->cut.splices.count; i++) {
        const Splice *splice = &bench->copied->cut.splices.splices[i];
        splice_list_add(&list, splice->offset, 0, splice->inserted);
    }
    if (!is_back) {
        is_planned = operation_add(&operation, row.node, row.element, text_slice(&bench->copied->json), &list, &error);
    }
    Slice name = is_back ? text_slice(&bench->copied->cut.name) : operation_member_name(row.element, &scratch);
    bool is_done = value_carry_out(bench, is_planned, &list, "paste", &error);
    NodeId member = is_done ? document_member(operation.document, row.node, name) : NODE_NONE;
    bench_go_to(bench, member != NODE_NONE ? member : row.node, (Slice){0});
    if (member != NODE_NONE) {
        bench_report(bench, "Pasted as", member);
    }
    text_free(&scratch);
    return false;
}

/* How often a value is put beside a node at once: a name is taken after the first time. */
static uint32_t times_at_once(const Document *document, NodeId node, const ActionCall *call)
{
    NodeId parent = document_node(document, node)->parent;
    bool is_named = parent != NODE_NONE && document_node(document, parent)->kind == NODE_OBJECT;
    return is_named || call->count == 0 ? 1 : call->count;
}

static bool paste_copied(Workbench *bench, const ActionCall *call)
{
    if (bench_row(bench)->is_absent) {
        return paste_into_absent(bench);
    }
    Slice key = text_slice(&bench->copied->name), json = text_slice(&bench->copied->json);
    NodeId node = bench_row(bench)->node;
    uint32_t times = times_at_once(bench_file(bench)->document, node, call);
    return has_free_name(bench, node, key, "Not pasted") &&
           paste_beside(bench, node, call->action->parameter > 0, json, key, times, "paste");
}

static Reaction paste(void *context, const ActionCall *call)
{
    Workbench *bench = context;
    if (paste_copied(bench, call)) {
        bench_report(bench, "Pasted as", bench_row(bench)->node);
    }
    return REACT_REDRAW;
}

static bool duplicate_value(Workbench *bench, const ActionCall *call)
{
    NodeId node = value_present_node(bench);
    Text json = TEXT_EMPTY, scratch = TEXT_EMPTY;
    if (node == NODE_NONE) {
        return false;
    }
    const Document *document = bench_file(bench)->document;
    text_append(&json, document_raw(document, node));
    bool is_done = has_free_name(bench, node, document_key(document, node, &scratch), "Not duplicated") &&
                   paste_beside(bench, node, true, text_slice(&json), (Slice){0}, times_at_once(document, node, call),
                                "duplicate");
    text_free(&json);
    text_free(&scratch);
    return is_done;
}

static Reaction duplicate(void *context, const ActionCall *call)
{
    Workbench *bench = context;
    if (duplicate_value(bench, call)) {
        bench_report(bench, "Duplicated as", bench_row(bench)->node);
    }
    return REACT_REDRAW;
}

static const Action rows[] = {
    {.name = "copy",
     .help = "Copy the value with its content",
     .keys = "yy",
     .group = GROUP_EDIT,
     .places = IN_TREE,
     .needs = NEEDS_FILE,
     .run = copy},
    {.name = "paste",
     .help = "Paste after",
     .keys = "p",
     .group = GROUP_EDIT,
     .places = IN_TREE,
     .needs = NEEDS_CHANGES | NEEDS_REGISTER,
     .run = paste,
     .parameter = 1},
    {.name = "paste-before",
     .help = "Paste before",
     .keys = "P",
     .group = GROUP_EDIT,
     .places = IN_TREE,
     .needs = NEEDS_CHANGES | NEEDS_REGISTER,
     .run = paste,
     .parameter = -1},
    {.name = "duplicate",
     .help = "Duplicate",
     .keys = "Alt-d",
     .group = GROUP_EDIT,
     .places = IN_TREE,
     .needs = NEEDS_CHANGES,
     .run = duplicate},
};

const ActionRows copy_actions = ACTION_ROWS(rows);
