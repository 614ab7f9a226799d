/* Filling: the values are found anew after each edit, by their trails. */
#include "ui/screens/editing/filling.h"

#include "src/base/memory.h"
#include "ui/screens/bench/changing.h"
#include "ui/screens/bench/cursor.h"
#include "ui/screens/editing/code_picker.h"
#include "ui/screens/editing/fields.h"
#include "ui/screens/editing/trail.h"
#include "ui/screens/editing/unfinished.h"
#include "ui/screens/editing/value_editor.h"
#include "ui/widgets/line_editor.h"

#include <stdlib.h>

/* ---- trails ---- */

void trails_add(Trails *trails, const Document *document, NodeId node)
{
    ARRAY_RESERVE(trails->items, trails->capacity, trails->count + 1);
    trails->items[trails->count] = TEXT_EMPTY;
    trail_append(document, node, &trails->items[trails->count++]);
}

static void trails_free(Trails *trails)
{
    for (size_t i = 0; i < trails->count; i++) {
        text_free(&trails->items[i]);
    }
    free(trails->items);
    *trails = (Trails){0};
}

void filling_free(Filling *filling)
{
    text_free(&filling->root);
    trails_free(&filling->kept);
    trails_free(&filling->begun);
    trails_free(&filling->filled);
    text_free(&filling->unfinished);
    *filling = (Filling){0};
}

bool filling_is_on(const Workbench *bench)
{
    return bench->filling->is_on;
}

/* ---- fields ---- */

/* The value that a row stands for: of an array with one item, that. */
static NodeId only_item(const Document *document, NodeId node)
{
    bool is_one = document_node(document, node)->kind == NODE_ARRAY && document_child_count(document, node) == 1;
    return is_one ? document_first_child(document, node) : node;
}

/* The field under the cursor. */
static Field present_field(Workbench *bench)
{
    const RowView *row = bench_row(bench);
    return row->is_absent ? (Field){row->node, row->element}
                          : (Field){only_item(bench_file(bench)->document, row->node), NULL};
}

/* The field in a value after the present one, or before it, or the first (where `present` has no node); fields that
 * were reached count. */
static bool find_field(Workbench *bench, NodeId root, Field present, bool is_backward, Field *found)
{
    const Trails *trails = &bench->filling->kept;
    NodeId *kept = memory_allocate((trails->count + 1) * sizeof *kept);
    size_t count = 0;
    for (size_t i = 0; i < trails->count; i++) {
        kept[count] = trail_find(bench_file(bench)->document, text_slice(&trails->items[i]));
        count += kept[count] != NODE_NONE;
    }
    if (!present.element && present.node != NODE_NONE) {
        kept[count++] = present.node;
    }
    bool is_found = fields_find(bench, &(FieldSearch){root, kept, count, present, is_backward}, found);
    free(kept);
    return is_found;
}

/* ---- adding ---- */

/* What an element begins with: a number and a truth value begin with an empty text, so that they are typed. */
static void append_skeleton(const Operation *operation, NodeId holder, const Element *element, Text *json)
{
    operation_skeleton(operation, holder, element, json);
    bool is_typed = slice_equals(text_slice(json), SLICE("0")) || slice_equals(text_slice(json), SLICE("false"));
    if (is_typed) {
        text_clear(json);
        text_append(json, SLICE("\"\""));
    }
}

/* Adds the skeleton of an element as a change of its own; gives the new value, NODE_NONE with a message where that
 * failed. */
static NodeId put(Workbench *bench, NodeId holder, const Element *element)
{
    OpenFile *file = bench_file(bench);
    Operation operation = session_operation(bench->session, file);
    Text json = TEXT_EMPTY, scratch = TEXT_EMPTY;
    SpliceList list = SPLICE_LIST_EMPTY;
    Error error;
    NodeId added = NODE_NONE;
    append_skeleton(&operation, holder, element, &json);
    if (!operation_add(&operation, holder, element, text_slice(&json), &list, &error)) {
        messages_add_error(bench->messages, "Not added", &error);
    } else if (bench_apply(bench, &list, "add")) {
        added = document_member(file->document, holder, operation_member_name(element, &scratch));
        uint32_t count = added == NODE_NONE ? 0 : document_child_count(file->document, added);
        if (count > 0 && document_node(file->document, added)->kind == NODE_ARRAY) {
            added = document_child_at(file->document, added, count - 1);
        }
    }
    splice_list_free(&list);
    text_free(&json);
    text_free(&scratch);
    return added;
}

/* Shows a value with all that is in it. */
static void show(Workbench *bench, NodeId node)
{
    bench_go_to(bench, node, (Slice){0});
    outline_set_open(bench_file(bench)->outline, (uint32_t)bench->tree.selected, true, true);
    list_set_count(&bench->tree, outline_count(bench_file(bench)->outline));
}

static bool begin_field(Workbench *bench, Field field);

/* Begins with the first field of a value; false where it has none. */
static bool begin_first(Workbench *bench, NodeId root)
{
    Field first;
    return find_field(bench, root, (Field){NODE_NONE, NULL}, false, &first) && begin_field(bench, first);
}

/* Begins with the parts of an object that cannot be chosen as a whole. */
static bool begin_parts(Workbench *bench, NodeId object)
{
    NodeId first = document_first_child(bench_file(bench)->document, object);
    return first != NODE_NONE && begin_field(bench, (Field){first, NULL});
}

/* Types or chooses a field, or adds what is an object and begins with its first field. False where there is nothing to
 * fill in. */
static bool begin_field(Workbench *bench, Field field)
{
    OpenFile *file = bench_file(bench);
    bench_go_to(bench, field.node, field.element ? element_name(field.element) : (Slice){0});
    Operation operation = session_operation(bench->session, file);
    const RowView *row = bench_row(bench);
    if (row->node != field.node || row->is_absent != (field.element != NULL)) {
        return false; /* a filter hides it */
    }
    if (code_picker_open(bench, false)) {
        return true;
    }
    if (field.element && !operation_is_simple(&operation, field.element)) {
        NodeId added = put(bench, field.node, field.element);
        if (added == NODE_NONE) {
            return false;
        }
        trails_add(&bench->filling->begun, file->document, added);
        show(bench, added);
        return begin_first(bench, added);
    }
    if (!field.element && document_node(file->document, field.node)->kind == NODE_OBJECT) {
        return begin_parts(bench, field.node);
    }
    return typing_begin(bench, false) != REACT_UNHANDLED;
}

/* ---- the end ---- */

/* True where a field in the value got a value. */
static bool has_filled(const Filling *filling, Slice trail)
{
    bool has = false;
    for (size_t i = 0; i < filling->filled.count && !has; i++) {
        has = slice_starts_with(text_slice(&filling->filled.items[i]), trail);
    }
    return has;
}

/* Removes what was added on the way and got no value, and all that is still empty. */
static void remove_begun(Workbench *bench)
{
    const Filling *filling = bench->filling;
    OpenFile *file = bench_file(bench);
    for (size_t i = filling->begun.count; i-- > 0;) {
        Slice trail = text_slice(&filling->begun.items[i]);
        if (has_filled(filling, trail)) {
            unfinished_remove_blank(bench->session, file, trail);
        } else {
            unfinished_remove_whole(bench->session, file, trail);
        }
    }
    if (filling->is_added || filling->is_new) {
        unfinished_remove_blank(bench->session, file, text_slice(&filling->root));
    }
}

void filling_append_unfinished(Workbench *bench, Text *list)
{
    const Filling *filling = bench->filling;
    Text present = TEXT_EMPTY;
    bool is_typed = typing_is_on(bench) && line_editor_text(bench->typing->editor).length > 0;
    if (is_typed && !bench_row(bench)->is_absent) {
        trail_append(bench_file(bench)->document, bench_row(bench)->node, &present);
    }
    for (size_t i = filling->begun.count; i-- > 0;) {
        Slice trail = text_slice(&filling->begun.items[i]);
        bool is_present = present.length > 0 && slice_starts_with(text_slice(&present), trail);
        unfinished_append(!is_present && !has_filled(filling, trail), trail, list);
    }
    if (filling->is_added || filling->is_new) {
        unfinished_append(false, text_slice(&filling->root), list);
    }
    text_free(&present);
}

/* Reports how many fields were filled in and, where some are left, how to come to them. */
static void report_filled(Workbench *bench, NodeId root)
{
    Field next;
    size_t count = bench->filling->filled.count;
    bool has_more = root != NODE_NONE && find_field(bench, root, (Field){NODE_NONE, NULL}, false, &next);
    bool has_gaps = report_counts(bench_file(bench)->report).gaps > 0;
    const char *more = has_more && has_gaps ? ". ]o goes to the gaps that are left" : "";
    if (count > 0) {
        messages_add(bench->messages, STYLE_PLAIN, "Filled in %zu field%s%s", count, count == 1 ? "" : "s", more);
    } else {
        messages_add(bench->messages, STYLE_PLAIN, "%s%s",
                     has_more ? "Nothing filled in" : "No further field is missing", more);
    }
}

/* Removes what got no value; the cursor stays at its row, or goes to the nearest value around it that is left. */
static void remove_and_stay(Workbench *bench)
{
    const OpenFile *file = bench_file(bench);
    Trails around = {0};
    NodeId node = bench_row(bench)->node;
    for (; node != NODE_NONE; node = document_node(file->document, node)->parent) {
        trails_add(&around, file->document, node);
    }
    bool is_absent = bench_row(bench)->is_absent;
    const Element *absent = is_absent ? bench_row(bench)->element : NULL;
    remove_begun(bench);
    node = NODE_NONE;
    for (size_t i = 0; i < around.count && node == NODE_NONE; i++) {
        node = trail_find(file->document, text_slice(&around.items[i]));
        absent = i == 0 ? absent : NULL;
    }
    bench_go_to(bench, node == NODE_NONE ? 0 : node, absent ? element_name(absent) : (Slice){0});
    trails_free(&around);
}

void filling_end(Workbench *bench)
{
    Filling *filling = bench->filling;
    OpenFile *file = bench_file(bench);
    if (!filling->is_on) {
        return;
    }
    filling->is_on = false;
    remove_and_stay(bench);
    NodeId root = trail_find(file->document, text_slice(&filling->root));
    if (filling->is_added && root == NODE_NONE) {
        history_drop(file->history, filling->from);
        session_settle(file);
        bench_go_to(bench, filling->holder, filling->absent ? element_name(filling->absent) : (Slice){0});
    } else {
        history_join(file->history, filling->from, filling->is_added ? SLICE("add") : SLICE("fill in"));
        list_set_count(&bench->tree, outline_count(file->outline));
        if (filling->is_added) {
            bench_go_to(bench, root, (Slice){0});
            bench_report(bench, filling->what, root);
        } else {
            report_filled(bench, root);
        }
    }
    filling_free(filling);
}

/* ---- going on ---- */

void filling_go_on(Workbench *bench, bool is_backward, bool is_filled)
{
    Filling *filling = bench->filling;
    Field present = present_field(bench);
    if (!present.element) {
        trails_add(&filling->kept, bench_file(bench)->document, present.node);
    }
    if (!present.element && is_filled) {
        trails_add(&filling->filled, bench_file(bench)->document, present.node);
    }
    bool is_begun = false, has_more = true;
    while (has_more && !is_begun) {
        NodeId root = trail_find(bench_file(bench)->document, text_slice(&filling->root));
        Field next;
        has_more = find_field(bench, root == NODE_NONE ? 0 : root, present, is_backward, &next);
        if (has_more) {
            present = next;
            is_begun = begin_field(bench, present);
            if (!is_begun && present.element && bench_row(bench)->is_absent == false) {
                present = present_field(bench); /* what was added there has no field */
            }
        }
    }
    if (!is_begun) {
        filling_end(bench);
    }
}

void filling_add(Workbench *bench, NodeId holder, const Element *element, bool is_absent)
{
    OpenFile *file = bench_file(bench);
    Filling *filling = bench->filling;
    filling_free(filling);
    *filling = (Filling){.is_on = true,
                         .is_added = true,
                         .what = is_absent ? "Filled in" : "Added",
                         .from = history_position(file->history),
                         .holder = holder,
                         .absent = is_absent ? element : NULL};
    NodeId added = put(bench, holder, element);
    if (added == NODE_NONE) {
        filling_free(filling);
        return;
    }
    trail_append(file->document, added, &filling->root);
    show(bench, added);
    if (!begin_first(bench, added)) {
        filling_end(bench);
    }
}

void filling_begin(Workbench *bench, NodeId root, Trails *kept)
{
    OpenFile *file = bench_file(bench);
    Filling *filling = bench->filling;
    filling_free(filling);
    *filling = (Filling){.is_on = true, .is_new = true, .from = history_position(file->history), .kept = *kept};
    *kept = (Trails){0};
    trail_append(file->document, root, &filling->root);
    NodeId first = filling->kept.count ? trail_find(file->document, text_slice(&filling->kept.items[0])) : NODE_NONE;
    bool is_begun = first != NODE_NONE && begin_field(bench, (Field){first, NULL});
    if (!is_begun && !begin_first(bench, root)) {
        filling_end(bench);
    }
}

void filling_begin_here(Workbench *bench, bool is_backward)
{
    OpenFile *file = bench_file(bench);
    Filling *filling = bench->filling;
    NodeId root = bench_row(bench)->node;
    while (root != 0 && (document_node(file->document, root)->kind != NODE_OBJECT ||
                         document_member(file->document, root, SLICE("resourceType")) == NODE_NONE)) {
        root = document_node(file->document, root)->parent;
    }
    filling_free(filling);
    *filling = (Filling){.is_on = true, .from = history_position(file->history)};
    trail_append(file->document, root, &filling->root);
    filling_go_on(bench, is_backward, false);
}
