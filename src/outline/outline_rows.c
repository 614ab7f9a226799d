/*
 * Outline: its rows, made from the list of open nodes in one pass.
 *
 * After an edit most rows are as they were. Those of before follow the patches by their nodes, and the pass takes them
 * over in runs: closed items of a list, whatever is in them, and in a file of lines all that is shown of the lines that
 * were not changed.
 */
#include "src/base/memory.h"
#include "src/outline/describe_row.h"

enum { CHILDREN_MAXIMUM = 128 };

const Element *outline_absent(const Outline *outline, const Row *row)
{
    return row->absent ? outline->absent.items[row->absent - 1] : NULL;
}

static void add_row(Outline *outline, NodeId node, uint32_t absent, unsigned depth)
{
    ARRAY_RESERVE(outline->rows, outline->row_capacity, outline->row_count + 1);
    outline->rows[outline->row_count++] =
        (Row){.node = node, .depth = depth & 1023u, .absent = absent & ABSENT_MAXIMUM};
    outline->made_count++;
}

/* The number of an absent element, which is given with the first row of it. */
static uint32_t absent_number(AbsentElements *absent, const Element *element)
{
    const PairEntry *known = pair_map_entry(&absent->numbers, element, NULL);
    if (known) {
        return (uint32_t)(known - absent->numbers.entries) + 1;
    }
    ARRAY_RESERVE(absent->items, absent->capacity, absent->count + 1);
    absent->items[absent->count++] = element;
    pair_map_add_const(&absent->numbers, element, NULL, element);
    return (uint32_t)absent->count;
}

/* Adds the row of an absent element: of those that rules name, ABSENT_MAXIMUM at most. */
static void add_absent(Outline *outline, NodeId holder, const Element *element, unsigned depth)
{
    uint32_t number = absent_number(&outline->absent, element);
    if (number <= ABSENT_MAXIMUM) {
        add_row(outline, holder, number, depth);
    }
}

/* ---- rows of before ---- */

/* The end of the items of a list, from one on, that have the rows of before. In a file of lines they are the lines
   before the next that was changed; elsewhere also closed. */
static NodeId same_end(const Outline *outline, NodeId list, NodeId item)
{
    const Node *node = document_node(outline->document, list);
    const ChangedNodes *changed = &outline->old.changed;
    NodeId end = changed->end > item && changed->first < node->end ? changed->first : node->end;
    size_t at = node->kind == NODE_LINES ? outline->open_count : outline_open_position(outline, item);
    return at < outline->open_count && outline->open[at] < end ? outline->open[at] : end;
}

/* Goes on in the rows of before to that of a node; false where it has none. */
static bool find_old_row(OldRows *old, NodeId node)
{
    for (; old->at < old->count; old->at++) {
        const Row *row = &old->rows[old->at];
        if (row->node != NODE_NONE && !row->absent && row->node >= node) {
            return row->node == node;
        }
    }
    return false;
}

/* Takes over rows of items of a list, from one on; returns the first item that is left. */
static NodeId take_rows(Outline *outline, NodeId list, NodeId item, unsigned depth)
{
    OldRows *old = &outline->old;
    NodeId end = old->at < old->count ? same_end(outline, list, item) : item, last = NODE_NONE;
    if (item >= end || !find_old_row(old, item)) {
        return item;
    }
    ARRAY_RESERVE(outline->rows, outline->row_capacity, outline->row_count + (old->count - old->at));
    for (; old->at < old->count; old->at++) {
        const Row *row = &old->rows[old->at];
        if (row->node != NODE_NONE && (row->node >= end || row->depth < depth)) {
            break;
        }
        if (row->node != NODE_NONE) {
            outline->rows[outline->row_count++] = *row;
            last = row->depth == depth ? row->node : last;
        }
    }
    return document_node(outline->document, last)->end;
}

/* What a patch read again; in a file of lines, the whole lines. */
static ChangedNodes changed_by(const Document *document, const Patch *patch)
{
    enum { LINES = 0 };
    NodeId up = patch->parent;
    if (document_nodes(document)[LINES].kind != NODE_LINES || up == LINES) {
        return (ChangedNodes){patch->first, patch->first + patch->inserted};
    }
    while (document_node(document, up)->parent != LINES) {
        up = document_node(document, up)->parent;
    }
    return (ChangedNodes){up, document_node(document, up)->end};
}

/* The least range that holds what was changed before a patch, by the numbers of after it, and what the patch changed.
 */
static ChangedNodes changed_with(ChangedNodes before, const Document *document, const Patch *patch)
{
    ChangedNodes own = changed_by(document, patch);
    if (before.first == before.end) {
        return own;
    }
    NodeId first = patch_node(patch, before.first), last = patch_node(patch, before.end - 1);
    first = first == NODE_NONE ? patch->first : first;
    NodeId end = last == NODE_NONE ? patch->first + patch->inserted : last + 1;
    return (ChangedNodes){own.first < first ? own.first : first, own.end > end ? own.end : end};
}

void outline_patch_rows(Outline *outline, const Patch *patch)
{
    enum { PATCHES_MAXIMUM = 8 }; /* of more, which come one after the other, making the rows anew costs less */
    OldRows *old = &outline->old;
    if (patch->parent == NODE_NONE || outline->filter.kind != FILTER_NONE || old->patches == PATCHES_MAXIMUM) {
        old->is_useless = true;
    }
    if (old->is_useless) {
        return;
    }
    old->patches++;
    old->changed = changed_with(old->changed, outline->document, patch);
    for (size_t i = 0; i < outline->row_count; i++) {
        outline->rows[i].node = patch_node(patch, outline->rows[i].node);
    }
}

/* ---- rows ---- */

static void add_node(Outline *outline, NodeId id, unsigned depth);

/* True for absent children that a row is shown for. */
static bool is_shown_absent(const Outline *outline, NodeId holder, const ChildRule *rule)
{
    return rule->member == NODE_NONE && (rule->is_required || rule->is_wanted) &&
           filter_keeps_absent(&outline->filter, outline->report, holder, element_name(rule->element));
}

/* The row of a member, where only obligated ones are shown: of others what is in them, and nothing if there is none. */
static void add_member(Outline *outline, NodeId id, const ChildRule *rule, unsigned depth)
{
    size_t before = outline->row_count;
    add_node(outline, id, depth);
    bool is_plain = outline->filter.kind == FILTER_OBLIGATED && !(rule && rule->is_obligated);
    if (is_plain && outline->row_count == before + 1) {
        outline->row_count = before;
    }
}

/* The rows of an object's members in the order of the document, each absent row before the first member that the
   definition puts after it. */
static void add_members(Outline *outline, NodeId id, unsigned depth)
{
    ChildRule rules[CHILDREN_MAXIMUM];
    uint32_t count = check_children(outline->checker, outline->document, id, rules, CHILDREN_MAXIMUM);
    count = count < CHILDREN_MAXIMUM ? count : CHILDREN_MAXIMUM;
    uint32_t next_absent = 0;
    for (NodeId child = document_first_child(outline->document, id); child != NODE_NONE;
         child = document_next_sibling(outline->document, child)) {
        uint32_t position = 0;
        while (position < count && rules[position].member != child) {
            position++;
        }
        for (; position < count && next_absent < position; next_absent++) {
            if (is_shown_absent(outline, id, &rules[next_absent])) {
                add_absent(outline, id, rules[next_absent].element, depth);
            }
        }
        add_member(outline, child, position < count ? &rules[position] : NULL, depth);
    }
    for (; next_absent < count; next_absent++) {
        if (is_shown_absent(outline, id, &rules[next_absent])) {
            add_absent(outline, id, rules[next_absent].element, depth);
        }
    }
}

/* The row of a value and, where it is open, those in it. The depth of the recursion is that of the document. */
static void add_node(Outline *outline, NodeId id, unsigned depth)
{
    if (!filter_keeps(&outline->filter, id)) {
        return;
    }
    add_row(outline, id, 0, depth);
    if (!outline_is_container(outline->document, id) || !outline_is_open(outline, id)) {
        return;
    }
    if (document_node(outline->document, id)->kind == NODE_OBJECT) {
        add_members(outline, id, depth + 1);
        return;
    }
    const Node *nodes = document_nodes(outline->document);
    for (NodeId child = id + 1; child < nodes[id].end;) {
        NodeId next = take_rows(outline, id, child, depth + 1);
        if (next == child) {
            add_node(outline, child, depth + 1);
            next = nodes[child].end;
        }
        child = next;
    }
}

/* The value of the first row: a filter looks at the whole document. */
NodeId outline_top(const Outline *outline)
{
    return outline->filter.kind == FILTER_NONE ? outline->hoisted : 0;
}

/* Makes the rows, of those that can be taken over only what is not there. */
static void make(Outline *outline)
{
    OldRows *old = &outline->old;
    outline->generation++;
    outline->row_count = 0;
    outline->made_count = 0;
    add_node(outline, outline_top(outline), 0);
    old->count = 0;
    old->changed = (ChangedNodes){0};
    old->patches = 0;
    old->is_useless = false;
}

void outline_make_rows(Outline *outline)
{
    outline->old.count = outline->old.at = 0;
    make(outline);
}

bool outline_rows_are_current(const Outline *outline)
{
    return outline->old.patches == 0 && !outline->old.is_useless;
}

void outline_renew_rows(Outline *outline)
{
    OldRows *old = &outline->old;
    if (outline_rows_are_current(outline) || old->is_useless || outline->filter.kind != FILTER_NONE) {
        outline_make_rows(outline);
        return;
    }
    Row *spare = old->rows;
    size_t capacity = old->capacity;
    old->rows = outline->rows;
    old->count = outline->row_count;
    old->capacity = outline->row_capacity;
    outline->rows = spare;
    outline->row_capacity = capacity;
    old->at = 0;
    make(outline);
}
