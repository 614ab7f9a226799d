/* Element paths: where a path that a person or a script gives leads in the file that is shown. */
#include "ui/screens/play/element_path.h"

#include "src/outline/rules_here.h"
#include "ui/screens/bench/cursor.h"

#include "src/json/path.h"

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

NodeId element_path_gap(const Workbench *bench, Slice path, Slice *name)
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

Slice element_path_whole(const Workbench *bench, Slice path, Text *whole)
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

bool element_path_go(Workbench *bench, Slice text, Error *error)
{
    Slice name;
    Text whole = TEXT_EMPTY;
    Slice path = element_path_whole(bench, text, &whole);
    NodeId node = path_find(bench_file(bench)->document, path, error);
    NodeId holder = node == NODE_NONE ? element_path_gap(bench, path, &name) : NODE_NONE;
    text_free(&whole);
    if (node != NODE_NONE) {
        bench_go_to(bench, node, (Slice){0});
    } else if (holder != NODE_NONE) {
        go_to_gap(bench, holder, name);
    }
    return node != NODE_NONE || holder != NODE_NONE;
}
