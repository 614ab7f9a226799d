/* Fields: present members in the order of the document, absent ones before the first that the definition puts after
 * them. */
#include "ui/screens/editing/fields.h"

#include "src/edit/unfilled.h"
#include "src/outline/rules_here.h"
#include "ui/screens/bench/cursor.h"

typedef struct FieldWalk {
    const FieldSearch *search;
    const Document *document;
    Operation operation;
    Field found;
    bool has_found;
    bool has_passed; /* the present field */
    bool is_over;
} FieldWalk;

static bool is_same(Field a, Field b)
{
    bool has_elements = a.element && b.element;
    return a.node == b.node &&
           (a.element == b.element || (has_elements && slice_equals(element_name(a.element), element_name(b.element))));
}

/* Takes a field, in order: the first after the present one, or the last before it. */
static void take(FieldWalk *walk, Field field)
{
    bool is_present = is_same(field, walk->search->present);
    if (walk->search->is_backward) {
        walk->is_over = is_present;
        walk->has_passed = is_present;
        walk->found = is_present ? walk->found : field;
        walk->has_found = walk->has_found || !is_present;
    } else if (walk->has_passed) {
        walk->found = field;
        walk->has_found = walk->is_over = true;
    } else {
        walk->has_passed = is_present;
    }
}

static bool is_kept(const FieldWalk *walk, NodeId node)
{
    bool is_it = false;
    for (size_t i = 0; i < walk->search->kept_count && !is_it; i++) {
        is_it = walk->search->kept[i] == node;
    }
    return is_it;
}

/* True where one of the kept values lies in a value. */
static bool holds_kept(const FieldWalk *walk, NodeId node)
{
    bool holds = false;
    for (size_t i = 0; i < walk->search->kept_count && !holds; i++) {
        holds = walk->search->kept[i] > node && walk->search->kept[i] < document_node(walk->document, node)->end;
    }
    return holds;
}

/* True for narratives, which nobody types: a fix makes them. */
static bool is_narrative(const Element *element)
{
    return element_type_count(element) == 1 && slice_equals(type_code(element_type(element, 0)), SLICE("Narrative"));
}

/* True for an empty Coding, which is chosen as a whole. */
static bool is_empty_coding(const FieldWalk *walk, NodeId node)
{
    const Element *element = NULL;
    return check_elements(walk->operation.checker, walk->document, node, &element, 1) > 0 &&
           element_type_count(element) == 1 && slice_equals(type_code(element_type(element, 0)), SLICE("Coding")) &&
           !holds_kept(walk, node) && unfilled_is(&walk->operation, node);
}

static void visit(FieldWalk *walk, NodeId node);

/* The members of an object. Absent elements without a member after them come last. */
static void visit_members(FieldWalk *walk, NodeId node)
{
    ChildrenHere rules = children_here(walk->operation.checker, walk->document, node);
    uint32_t next = 0;
    NodeId child = document_first_child(walk->document, node);
    while (!walk->is_over && (child != NODE_NONE || next < rules.count)) {
        uint32_t position = 0;
        while (child != NODE_NONE && position < rules.count && rules.items[position].member != child) {
            position++;
        }
        bool is_known = child != NODE_NONE && position < rules.count;
        uint32_t last = is_known ? position : child == NODE_NONE ? rules.count : next;
        for (; next < last && !walk->is_over; next++) {
            const ChildRule *rule = &rules.items[next];
            bool is_wanted = rule->is_required || rule->is_wanted;
            if (rule->member == NODE_NONE && is_wanted && !is_narrative(rule->element)) {
                take(walk, (Field){node, rule->element});
            }
        }
        if (child != NODE_NONE) {
            if (!walk->is_over) {
                visit(walk, child);
            }
            child = document_next_sibling(walk->document, child);
        }
    }
    children_here_free(&rules);
}

/* True for values that lie wholly before the present field, where what comes after it is looked for. */
static bool is_passed_by(const FieldWalk *walk, NodeId node)
{
    return !walk->search->is_backward && !walk->has_passed &&
           document_node(walk->document, node)->end <= walk->search->present.node;
}

static void visit(FieldWalk *walk, NodeId node)
{
    NodeKind kind = (NodeKind)document_node(walk->document, node)->kind;
    if (is_passed_by(walk, node)) {
        return;
    }
    bool is_empty = kind == NODE_STRING && document_string_equals(walk->document, node, SLICE(""));
    bool is_whole = kind == NODE_OBJECT && is_empty_coding(walk, node);
    if (is_empty || is_whole || is_kept(walk, node)) {
        take(walk, (Field){node, NULL});
    }
    if (kind == NODE_OBJECT && !is_whole) {
        visit_members(walk, node);
    } else if (kind == NODE_ARRAY) {
        NodeId item = document_first_child(walk->document, node);
        for (; item != NODE_NONE && !walk->is_over; item = document_next_sibling(walk->document, item)) {
            visit(walk, item);
        }
    }
}

bool fields_find(Workbench *bench, const FieldSearch *search, Field *found)
{
    OpenFile *file = bench_file(bench);
    bool is_first = search->present.node == NODE_NONE;
    FieldWalk walk = {.search = search,
                      .document = file->document,
                      .operation = session_operation(bench->session, file),
                      .has_passed = is_first};
    visit(&walk, search->root);
    *found = walk.found;
    return walk.has_found && (walk.has_passed || is_first);
}
