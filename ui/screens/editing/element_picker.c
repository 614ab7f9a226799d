/* Element picker: the elements that may be added to an object. */
#include "ui/screens/editing/element_picker.h"

#include "src/outline/rules_here.h"
#include "src/profile/pack/actors.h"
#include "ui/screens/bench/bench.h"
#include "ui/screens/bench/cursor.h"
#include "ui/screens/editing/filling.h"

#include "src/base/memory.h"
#include "src/profile/facts/explain.h"
#include "src/profile/terminology.h"
#include "ui/widgets/picker.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct Addition {
    NodeId holder;
    ChildRule rule;
    const char *group;
    Text note; /* cardinality and obligation */
} Addition;

/* In the order of the list. */
typedef enum Rank { RANK_REQUIRED, RANK_OBLIGATED, RANK_ALLOWED, RANK_PRESENT } Rank;

typedef struct Additions {
    Workbench *bench;
    Addition *items;
    size_t count;
    size_t capacity;
} Additions;

static PickerRow addition_row(void *context, size_t position)
{
    const Additions *additions = context;
    const Addition *addition = &additions->items[position];
    return (PickerRow){.code = addition->rule.name,
                       .display = text_slice(&addition->note),
                       .note = explain_element(element_path(addition->rule.element)),
                       .group = slice_from(addition->group)};
}

static Reaction addition_chosen(void *context, size_t position, Slice typed)
{
    (void)typed;
    Additions *additions = context;
    if (position != SIZE_MAX) {
        const Addition *addition = &additions->items[position];
        filling_add(additions->bench, addition->holder, addition->rule.element, false);
    }
    return REACT_REDRAW;
}

static void additions_free(void *context)
{
    Additions *additions = context;
    for (size_t i = 0; i < additions->count; i++) {
        text_free(&additions->items[i].note);
    }
    free(additions->items);
    free(additions);
}

static void describe(const ChildRule *rule, Slice actor, Text *note)
{
    const Element *element = rule->element;
    if (element_maximum(element) == MAXIMUM_UNBOUNDED) {
        text_format(note, "%u..*", element_minimum(element));
    } else {
        text_format(note, "%u..%u", element_minimum(element), element_maximum(element));
    }
    for (uint32_t i = 0; i < element_type_count(element) && i < 3; i++) {
        text_format(note, "%s%.*s", i ? "|" : " ", SLICE_ARGS(type_fhir_code(element_type(element, i))));
    }
    for (uint32_t i = 0; i < element_obligation_count(element); i++) {
        Obligation obligation = element_obligation(element, i);
        if (obligation_is_to_populate(&obligation, actor)) {
            text_format(note, "  %.*s", SLICE_ARGS(obligation.code));
        }
    }
}

static void add(Additions *additions, NodeId holder, const ChildRule *rule, const char *group)
{
    ARRAY_RESERVE(additions->items, additions->capacity, additions->count + 1);
    Addition *addition = &additions->items[additions->count++];
    *addition = (Addition){.holder = holder, .rule = *rule, .group = group};
    describe(rule, slice_from(additions->bench->session->actor), &addition->note);
}

/* True where an element of an object is listed already. */
static bool is_listed(const Additions *additions, NodeId holder, Slice name)
{
    bool is_it = false;
    for (size_t i = 0; i < additions->count && !is_it; i++) {
        is_it = additions->items[i].holder == holder && slice_equals(additions->items[i].rule.name, name);
    }
    return is_it;
}

/* What belongs at the cursor itself: the element of an absent row, or one more item of the array that the row is, or is
 * an item of. */
static void add_here(Additions *additions, NodeId holder, NodeId member, const Element *absent, const char *group)
{
    const Document *document = bench_file(additions->bench)->document;
    ChildrenHere children = children_here(additions->bench->session->checker, document, holder);
    for (uint32_t i = 0; i < children.count; i++) {
        const ChildRule *rule = &children.items[i];
        bool is_here =
            absent ? rule->member == NODE_NONE && slice_equals(element_name(rule->element), element_name(absent))
                   : rule->member == member && rule->is_repeating;
        if (is_here && !is_listed(additions, holder, rule->name)) {
            add(additions, holder, rule, group);
        }
    }
    children_here_free(&children);
}

/* The addable children of an object of one rank. */
static void add_children(Additions *additions, NodeId holder, const ChildrenHere *children, Rank rank)
{
    static const char *const groups[] = {"required", "obligated", "allowed", "existing: add an item"};
    for (uint32_t i = 0; i < children->count; i++) {
        const ChildRule *rule = &children->items[i];
        Rank own = rule->member != NODE_NONE ? RANK_PRESENT
                   : rule->is_required       ? RANK_REQUIRED
                   : rule->is_obligated      ? RANK_OBLIGATED
                                             : RANK_ALLOWED;
        bool is_addable = rule->member == NODE_NONE || rule->is_repeating;
        if (own == rank && is_addable && !is_listed(additions, holder, rule->name)) {
            add(additions, holder, rule, groups[rank]);
        }
    }
}

/* One more item of each array that the cursor lies in, the inner ones first. */
static void add_around(Additions *additions, NodeId node)
{
    const Document *document = bench_file(additions->bench)->document;
    for (NodeId list = document_node(document, node)->parent; list != NODE_NONE;
         list = document_node(document, list)->parent) {
        NodeId holder = document_node(document, list)->parent;
        if (holder != NODE_NONE && document_node(document, list)->kind == NODE_ARRAY &&
            document_node(document, holder)->kind == NODE_OBJECT) {
            add_here(additions, holder, list, NULL, "around the cursor: one more");
        }
    }
}

/* The object around a value, or it itself; NODE_NONE if there is none. */
static NodeId object_around(const Document *document, NodeId node)
{
    while (node != NODE_NONE && document_node(document, node)->kind != NODE_OBJECT) {
        node = document_node(document, node)->parent;
    }
    return node;
}

static void collect(Additions *additions)
{
    Workbench *bench = additions->bench;
    const Document *document = bench_file(bench)->document;
    RowView row = *bench_row(bench);
    NodeId holder = row.is_absent ? row.node : object_around(document, row.node);
    NodeId list = row.node;
    NodeId parent = document_node(document, list)->parent;
    if (parent != NODE_NONE && document_node(document, parent)->kind == NODE_ARRAY) {
        list = parent;
    }
    if (row.is_absent) {
        add_here(additions, holder, NODE_NONE, row.element, "at the cursor");
    } else if (document_node(document, list)->kind == NODE_ARRAY &&
               document_node(document, list)->parent != NODE_NONE) {
        add_here(additions, document_node(document, list)->parent, list, NULL, "at the cursor: one more");
    }
    if (holder != NODE_NONE) {
        ChildrenHere children = children_here(bench->session->checker, document, holder);
        for (Rank rank = RANK_REQUIRED; rank <= RANK_PRESENT; rank++) {
            add_children(additions, holder, &children, rank);
            if (rank == (holder == row.node ? RANK_PRESENT : RANK_OBLIGATED)) {
                add_around(additions, row.node);
            }
        }
        children_here_free(&children);
    }
}

Reaction element_picker_open(Workbench *bench)
{
    Additions *additions = memory_allocate_zeroed(1, sizeof *additions);
    additions->bench = bench;
    collect(additions);
    if (additions->count == 0) {
        additions_free(additions);
        messages_add(bench->messages, STYLE_ISSUE_WARNING, "No element can be added");
        return REACT_REDRAW;
    }
    PickerSource source = {.context = additions,
                           .count = additions->count,
                           .row = addition_row,
                           .chosen = addition_chosen,
                           .free = additions_free};
    stage_push(bench->stage, picker_new(source, (PickerOptions){.title = "Add"}));
    return REACT_REDRAW;
}
