/* Element picker: the elements that may be added to an object. */
#include "ui/screens/editing/element_picker.h"

#include "ui/screens/editing/code_picker.h"

#include "src/outline/rules_here.h"
#include "src/profile/pack/actors.h"
#include "ui/screens/bench/bench.h"
#include "ui/screens/bench/changing.h"
#include "ui/screens/bench/cursor.h"
#include "ui/screens/editing/value_editor.h"

#include "src/base/memory.h"
#include "src/profile/facts/explain.h"
#include "src/profile/terminology.h"
#include "ui/widgets/picker.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct Additions {
    Workbench *bench;
    NodeId holder;
    ChildRule *rules;
    Text *notes; /* cardinality and obligation of each */
    size_t count;
} Additions;

static PickerRow addition_row(void *context, size_t position)
{
    const Additions *additions = context;
    const ChildRule *rule = &additions->rules[position];
    PickerRow row = {.code = rule->name,
                     .display = text_slice(&additions->notes[position]),
                     .note = explain_element(element_path(rule->element))};
    row.group = rule->member != NODE_NONE ? SLICE("existing: add an item")
                : rule->is_required       ? SLICE("required")
                : rule->is_obligated      ? SLICE("obligated")
                                          : SLICE("allowed");
    return row;
}

/* Adds a skeleton, or begins typing where the value is a simple one. */
static void add_element(Workbench *bench, NodeId holder, const Element *element)
{
    OpenFile *file = bench_file(bench);
    Operation operation = session_operation(bench->session, file);
    Text json = TEXT_EMPTY, scratch = TEXT_EMPTY;
    SpliceList list = SPLICE_LIST_EMPTY;
    Error error;
    operation_skeleton(&operation, holder, element, &json);
    Added added = {.is_on = true, .from = history_position(file->history), .holder = holder};
    if (!operation_add(&operation, holder, element, text_slice(&json), &list, &error)) {
        messages_add_error(bench->messages, "Not added", &error);
    } else if (bench_apply(bench, &list, "add")) {
        NodeId member = document_member(file->document, holder, operation_member_name(element, &scratch));
        if (member != NODE_NONE && document_node(file->document, member)->kind == NODE_ARRAY &&
            document_child_count(file->document, member)) {
            member = document_child_at(file->document, member, document_child_count(file->document, member) - 1);
        }
        if (member != NODE_NONE) {
            bench_go_to(bench, member, (Slice){0});
            outline_set_open(file->outline, (uint32_t)bench->tree.selected, true, true);
        }
        if (!operation_is_simple(&operation, element)) {
            bench_report(bench, "Added", bench_row(bench)->node);
        } else if (!code_picker_open_added(bench, added)) {
            typing_begin_added(bench, added);
        }
    }
    splice_list_free(&list);
    text_free(&json);
    text_free(&scratch);
}

static Reaction addition_chosen(void *context, size_t position, Slice typed)
{
    (void)typed;
    Additions *additions = context;
    if (position != SIZE_MAX) {
        add_element(additions->bench, additions->holder, additions->rules[position].element);
    }
    return REACT_REDRAW;
}

static void additions_free(void *context)
{
    Additions *additions = context;
    for (size_t i = 0; i < additions->count; i++) {
        text_free(&additions->notes[i]);
    }
    free(additions->notes);
    free(additions->rules);
    free(additions);
}

static int rank(const ChildRule *rule)
{
    return rule->member != NODE_NONE ? 3 : rule->is_required ? 0 : rule->is_obligated ? 1 : 2;
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

/* The addable children of an object: absent ones, and repeating ones once more; what is missing first. */
static Additions *collect(Workbench *bench, NodeId holder)
{
    ChildrenHere children = children_here(bench->session->checker, bench_file(bench)->document, holder);
    Additions *additions = memory_allocate_zeroed(1, sizeof *additions);
    *additions = (Additions){.bench = bench, .holder = holder};
    additions->rules = memory_allocate((children.count + 1) * sizeof *additions->rules);
    additions->notes = memory_allocate_zeroed(children.count + 1, sizeof *additions->notes);
    for (int wanted = 0; wanted < 4; wanted++) {
        for (uint32_t i = 0; i < children.count; i++) {
            const ChildRule *rule = &children.items[i];
            bool is_addable = rule->member == NODE_NONE || rule->is_repeating;
            if (is_addable && rank(rule) == wanted) {
                describe(rule, slice_from(bench->session->actor), &additions->notes[additions->count]);
                additions->rules[additions->count++] = *rule;
            }
        }
    }
    children_here_free(&children);
    return additions;
}

Reaction element_picker_open(Workbench *bench)
{
    OpenFile *file = bench_file(bench);
    RowView row = *bench_row(bench);
    NodeId holder = row.node;
    while (!row.is_absent && holder != NODE_NONE && document_node(file->document, holder)->kind != NODE_OBJECT) {
        holder = document_node(file->document, holder)->parent;
    }
    Additions *additions = holder == NODE_NONE ? NULL : collect(bench, holder);
    if (!additions || additions->count == 0) {
        if (additions) {
            additions_free(additions);
        }
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
