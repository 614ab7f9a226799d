/*
 * Going to a path. Where it names no value it may name a gap: an element that is absent, in a row of its own below what
 * would hold it.
 */
#include "src/outline/rules_here.h"
#include "ui/screens/actions/actions_list.h"
#include "ui/screens/bench/bench.h"
#include "ui/screens/bench/cursor.h"

#include "src/json/path.h"
#include "ui/widgets/prompt.h"

/* A path without its last part. */
typedef struct Parted {
    Slice holder;
    Slice name;
} Parted;

/* Parts a path or pointer after its last dot or slash; the first item of what would be a list is the gap itself. */
static Parted part(Slice path)
{
    const Slice first = SLICE("[0]");
    bool is_pointer = slice_starts_with(path, SLICE("/"));
    size_t at = path.length;
    while (at > 0 && path.bytes[at - 1] != (is_pointer ? '/' : '.')) {
        at--;
    }
    Parted parted = {.holder = slice_part(path, 0, at > 0 ? at - 1 : 0), .name = slice_part(path, at, path.length)};
    if (slice_ends_with(parted.name, first)) {
        parted.name.length -= first.length;
    }
    return parted;
}

/* True when a rule's element is meant by a name: its own, that of a choice with or without [x], or with a type. */
static bool is_meant(const ChildRule *rule, Slice name)
{
    Slice base = element_name(rule->element), choice = {0};
    const Element *parent = element_parent(rule->element);
    bool is_typed = element_is_choice(rule->element) && parent &&
                    element_child_find(parent, name, &choice) == rule->element && choice.length;
    return slice_equals(base, name) || slice_equals(rule->name, name) || is_typed;
}

/* Finds the gap that a path names, of what is required or obligated: the object that would hold it, and its row's name. */
static NodeId find_gap(const Workbench *bench, Slice path, Slice *name)
{
    const OpenFile *file = bench_file(bench);
    Parted parted = part(path);
    NodeId holder = path_find(file->document, parted.holder, NULL);
    while (holder != NODE_NONE && document_node(file->document, holder)->kind == NODE_ARRAY) {
        holder = document_first_child(file->document, holder);
    }
    if (holder == NODE_NONE || !parted.name.length) {
        return NODE_NONE;
    }
    ChildrenHere children = children_here(bench->session->checker, file->document, holder);
    bool is_found = false;
    for (uint32_t i = 0; i < children.count && !is_found; i++) {
        const ChildRule *rule = &children.items[i];
        bool is_gap = rule->member == NODE_NONE && (rule->is_required || rule->is_wanted);
        is_found = is_gap && is_meant(rule, parted.name);
        *name = is_found ? element_name(rule->element) : *name;
    }
    children_here_free(&children);
    return is_found ? holder : NODE_NONE;
}

/* True where a path begins with a member of the root. */
static bool is_of_root(const Document *document, Slice path)
{
    size_t length = 0;
    while (length < path.length && path.bytes[length] != '.' && path.bytes[length] != '[') {
        length++;
    }
    Slice first = slice_part(path, 0, length);
    NodeId type = document_member(document, 0, SLICE("resourceType"));
    return document_member(document, 0, first) != NODE_NONE ||
           (type != NODE_NONE && document_string_equals(document, type, first));
}

/* The path as it is meant: from the root, or where that has no such member, from the value that is shown alone, with or without
   the type of its resource in front. What is made for that lies in `whole`. */
static Slice meant_path(const Workbench *bench, Slice path, Text *whole)
{
    const OpenFile *file = bench_file(bench);
    NodeId alone = outline_hoisted(file->outline);
    bool is_relative = path.length > 0 && path.bytes[0] != '/' && path.bytes[0] != '[';
    if (alone == 0 || alone == NODE_NONE || !is_relative || is_of_root(file->document, path)) {
        return path;
    }
    Text scratch = TEXT_EMPTY;
    NodeId type = document_member(file->document, alone, SLICE("resourceType"));
    Slice rest = path;
    if (type != NODE_NONE) {
        rest = slice_without_prefix(path, document_string(file->document, type, &scratch));
        rest = rest.length < path.length ? slice_without_prefix(rest, SLICE(".")) : path;
    }
    text_free(&scratch);
    path_append(file->document, alone, whole);
    text_append_byte(whole, '.');
    text_append(whole, rest);
    return text_slice(whole);
}

static Reaction path_changed(void *context, Slice text, Text *verdict, Style *style)
{
    const Workbench *bench = context;
    Slice name;
    Error error;
    Text whole = TEXT_EMPTY;
    Slice path = meant_path(bench, text, &whole);
    if (path_find(bench_file(bench)->document, path, &error) == NODE_NONE) {
        bool is_gap = find_gap(bench, path, &name) != NODE_NONE;
        text_append(verdict, is_gap ? SLICE("absent") : slice_from(error.message));
        *style = is_gap ? STYLE_HINT : STYLE_ISSUE_WARNING;
    }
    text_free(&whole);
    return REACT_REDRAW;
}

/* Goes to a gap, or where it has no row to what would hold it, and says so. */
static void go_to_gap(Workbench *bench, NodeId holder, Slice name)
{
    bench_go_to(bench, holder, name);
    const RowView *row = bench_row(bench);
    if (!row->is_absent || !slice_equals(element_name(row->element), name)) {
        bench_go_to(bench, holder, (Slice){0});
        messages_add(bench->messages, STYLE_PLAIN, "'%.*s' is missing. Press o to add", SLICE_ARGS(name));
    }
}

static Reaction path_entered(void *context, Slice text)
{
    Workbench *bench = context;
    Slice name;
    Error error;
    Text whole = TEXT_EMPTY;
    Slice path = meant_path(bench, text, &whole);
    NodeId node = path_find(bench_file(bench)->document, path, &error);
    NodeId holder = node == NODE_NONE ? find_gap(bench, path, &name) : NODE_NONE;
    text_free(&whole);
    if (node == NODE_NONE && holder == NODE_NONE) {
        messages_add(bench->messages, STYLE_ISSUE_WARNING, "%s", error.message);
        return REACT_REDRAW;
    }
    bench->panes.focus = PANE_TREE;
    if (node != NODE_NONE) {
        bench_go_to(bench, node, (Slice){0});
    } else {
        go_to_gap(bench, holder, name);
    }
    return REACT_REDRAW;
}

static Reaction go_to_path(void *context, const ActionCall *call)
{
    Workbench *bench = context;
    if (call->argument.length) {
        return path_entered(bench, call->argument);
    }
    const RowView row = *bench_row(bench);
    Text path = TEXT_EMPTY;
    path_append(bench_file(bench)->document, row.node, &path);
    if (row.is_absent) {
        text_format(&path, ".%.*s", SLICE_ARGS(row.name));
    }
    stage_push(bench->stage, prompt_new((PromptOptions){.label = "Path: ",
                                                        .text = text_slice(&path),
                                                        .is_selected = true,
                                                        .history = bench->typed_before[TYPED_PATH],
                                                        .context = bench,
                                                        .changed = path_changed,
                                                        .entered = path_entered}));
    text_free(&path);
    return REACT_REDRAW;
}

static const Action rows[] = {
    {.name = "go-to-path",
     .help = "Go to a path, such as series[0].uid",
     .keys = "@",
     .commands = "go",
     .argument = "PATH",
     .group = GROUP_FIND,
     .needs = NEEDS_FILE,
     .run = go_to_path},
};

const ActionRows path_actions = ACTION_ROWS(rows);
