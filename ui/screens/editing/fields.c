/* Fields: present members in the order of the document, absent ones before the first that the definition puts after them. */
#include "ui/screens/editing/fields.h"

#include "src/base/memory.h"
#include "src/edit/unfilled.h"
#include "src/outline/rules_here.h"
#include "ui/screens/bench/cursor.h"

#include <stdlib.h>

typedef struct Walk {
    Workbench *bench;
    const Document *document;
    Operation operation;
    const NodeId *kept;
    size_t kept_count;
    Fields fields;
} Walk;

static void add(Walk *walk, Field field)
{
    Fields *fields = &walk->fields;
    ARRAY_RESERVE(fields->items, fields->capacity, fields->count + 1);
    fields->items[fields->count++] = field;
}

static bool is_kept(const Walk *walk, NodeId node)
{
    bool is_it = false;
    for (size_t i = 0; i < walk->kept_count && !is_it; i++) {
        is_it = walk->kept[i] == node;
    }
    return is_it;
}

/* True where one of the kept values lies in a value. */
static bool holds_kept(const Walk *walk, NodeId node)
{
    bool holds = false;
    for (size_t i = 0; i < walk->kept_count && !holds; i++) {
        holds = walk->kept[i] > node && walk->kept[i] < document_node(walk->document, node)->end;
    }
    return holds;
}

/* True for narratives, which nobody types: a fix makes them. */
static bool is_narrative(const Element *element)
{
    return element_type_count(element) == 1 && slice_equals(type_code(element_type(element, 0)), SLICE("Narrative"));
}

/* True for an empty Coding, which is chosen as a whole. */
static bool is_empty_coding(const Walk *walk, NodeId node)
{
    const Element *element = NULL;
    return check_elements(walk->operation.checker, walk->document, node, &element, 1) > 0 &&
           element_type_count(element) == 1 && slice_equals(type_code(element_type(element, 0)), SLICE("Coding")) &&
           !holds_kept(walk, node) && unfilled_is(&walk->operation, node);
}

static void visit(Walk *walk, NodeId node);

/* The members of an object. Absent elements without a member after them come last. */
static void visit_members(Walk *walk, NodeId node)
{
    ChildrenHere rules = children_here(walk->operation.checker, walk->document, node);
    uint32_t next = 0;
    NodeId child = document_first_child(walk->document, node);
    while (child != NODE_NONE || next < rules.count) {
        uint32_t position = 0;
        while (child != NODE_NONE && position < rules.count && rules.items[position].member != child) {
            position++;
        }
        bool is_known = child != NODE_NONE && position < rules.count;
        uint32_t last = is_known ? position : child == NODE_NONE ? rules.count : next;
        for (; next < last; next++) {
            const ChildRule *rule = &rules.items[next];
            bool is_wanted = rule->is_required || rule->is_wanted;
            if (rule->member == NODE_NONE && is_wanted && !is_narrative(rule->element)) {
                add(walk, (Field){node, rule->element});
            }
        }
        if (child != NODE_NONE) {
            visit(walk, child);
            child = document_next_sibling(walk->document, child);
        }
    }
    children_here_free(&rules);
}

static void visit(Walk *walk, NodeId node)
{
    NodeKind kind = (NodeKind)document_node(walk->document, node)->kind;
    bool is_empty = kind == NODE_STRING && document_string_equals(walk->document, node, SLICE(""));
    if (is_empty || is_kept(walk, node) || (kind == NODE_OBJECT && is_empty_coding(walk, node))) {
        add(walk, (Field){node, NULL});
    } else if (kind == NODE_OBJECT) {
        visit_members(walk, node);
    } else if (kind == NODE_ARRAY) {
        NodeId item = document_first_child(walk->document, node);
        for (; item != NODE_NONE; item = document_next_sibling(walk->document, item)) {
            visit(walk, item);
        }
    }
}

Fields fields_collect(Workbench *bench, NodeId root, const NodeId *kept, size_t kept_count)
{
    OpenFile *file = bench_file(bench);
    Walk walk = {.bench = bench,
                 .document = file->document,
                 .operation = session_operation(bench->session, file),
                 .kept = kept,
                 .kept_count = kept_count};
    visit(&walk, root);
    return walk.fields;
}

void fields_free(Fields *fields)
{
    free(fields->items);
    *fields = (Fields){0};
}

size_t fields_find(const Fields *fields, Field field)
{
    for (size_t i = 0; i < fields->count; i++) {
        bool is_same = fields->items[i].node == field.node &&
                       (fields->items[i].element == field.element ||
                        (field.element && fields->items[i].element &&
                         slice_equals(element_name(fields->items[i].element), element_name(field.element))));
        if (is_same) {
            return i;
        }
    }
    return SIZE_MAX;
}
