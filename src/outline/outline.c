/*
 * Outline: the rows that a tree shows.
 *
 * `open` is the sorted list of open nodes. Rows are made from it in one pass over what is open (outline_rows.c); a
 * closed container costs one row and is jumped over, so a study of 100,000 closed instances costs as many short steps
 * and no more.
 */
#include "src/outline/outline.h"

#include "src/base/memory.h"
#include "src/outline/describe_row.h"

#include <stdlib.h>

enum { FILTER_OPENED_MAXIMUM = 20000 };

bool outline_is_container(const Document *document, NodeId id)
{
    const Node *node = document_node(document, id);
    return node->end > id + 1 || node->kind == NODE_OBJECT;
}

/* ---- the list of open nodes ---- */

/* Position of the first open node that is `id` or after it. */
size_t outline_open_position(const Outline *outline, NodeId id)
{
    size_t low = 0, high = outline->open_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (outline->open[middle] < id) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

bool outline_is_open(const Outline *outline, NodeId id)
{
    size_t at = outline_open_position(outline, id);
    return at < outline->open_count && outline->open[at] == id;
}

void outline_open_node(Outline *outline, NodeId id)
{
    size_t at = outline_open_position(outline, id);
    if (at < outline->open_count && outline->open[at] == id) {
        return;
    }
    ARRAY_RESERVE(outline->open, outline->open_capacity, outline->open_count + 1);
    memmove(outline->open + at + 1, outline->open + at, (outline->open_count - at) * sizeof *outline->open);
    outline->open[at] = id;
    outline->open_count++;
}

void outline_open_ancestors(Outline *outline, NodeId id)
{
    for (NodeId up = document_node(outline->document, id)->parent; up != NODE_NONE;
         up = document_node(outline->document, up)->parent) {
        outline_open_node(outline, up);
    }
}

/* Closes all nodes in [first, end). */
static void close_range(Outline *outline, NodeId first, NodeId end)
{
    size_t from = outline_open_position(outline, first), to = outline_open_position(outline, end);
    memmove(outline->open + from, outline->open + to, (outline->open_count - to) * sizeof *outline->open);
    outline->open_count -= to - from;
}

/* Opens all containers in [first, end): merges two sorted lists. */
static void open_range(Outline *outline, NodeId first, NodeId end)
{
    close_range(outline, first, end);
    size_t at = outline_open_position(outline, first), added = 0;
    for (NodeId id = first; id < end; id++) {
        added += outline_is_container(outline->document, id);
    }
    ARRAY_RESERVE(outline->open, outline->open_capacity, outline->open_count + added);
    memmove(outline->open + at + added, outline->open + at, (outline->open_count - at) * sizeof *outline->open);
    for (NodeId id = first; id < end; id++) {
        if (outline_is_container(outline->document, id)) {
            outline->open[at++] = id;
        }
    }
    outline->open_count += added;
}

Outline *outline_new(Checker *checker, const Document *document, const Report *report)
{
    Outline *outline = memory_allocate_zeroed(1, sizeof *outline);
    outline->checker = checker;
    outline->document = document;
    outline->report = report;
    outline->names = names_new(document);
    outline_open_start(outline);
    outline_make_rows(outline);
    return outline;
}

void outline_free(Outline *outline)
{
    if (!outline) {
        return;
    }
    filter_free(&outline->filter);
    names_free(outline->names);
    free(outline->open);
    free(outline->rows);
    free(outline->old.rows);
    free(outline->absent.items);
    pair_map_free(&outline->absent.numbers);
    free(outline->actor);
    text_free(&outline->label);
    text_free(&outline->summary);
    text_free(&outline->obligation);
    text_free(&outline->words);
    for (size_t i = 0; i < DESCRIBED_COUNT; i++) {
        text_free(&outline->described[i].label);
        text_free(&outline->described[i].summary);
        text_free(&outline->described[i].obligation);
        text_free(&outline->described[i].words);
    }
    free(outline);
}

void outline_set_checker(Outline *outline, Checker *checker)
{
    outline->checker = checker;
    outline->old.is_useless = true;
}

void outline_set_actor(Outline *outline, Slice actor)
{
    free(outline->actor);
    outline->actor = memory_copy_string(actor);
    outline->generation++;
}

void outline_set_markup(Outline *outline, bool is_shown)
{
    outline->shows_markup = is_shown;
    outline->generation++;
}

bool outline_shows_markup(const Outline *outline)
{
    return outline->shows_markup;
}

Names *outline_names(const Outline *outline)
{
    return outline->names;
}

uint32_t outline_count(const Outline *outline)
{
    return (uint32_t)outline->row_count;
}

static void swap_texts(Text *a, Text *b)
{
    Text kept = *a;
    *a = *b;
    *b = kept;
}

/* Rows stay described until they may look different, so drawing again what is seen costs no looking at the document. */
const RowView *outline_row(Outline *outline, uint32_t row)
{
    Described *described = &outline->described[row % DESCRIBED_COUNT];
    if (described->row == row && described->generation == outline->generation) {
        return &described->view;
    }
    const Row *found = &outline->rows[row];
    bool is_shut = found->absent || !outline_is_container(outline->document, found->node);
    describe_row(outline, found, !is_shut, !is_shut && outline_is_open(outline, found->node));
    described->row = row;
    described->generation = outline->generation;
    described->view = outline->view;
    swap_texts(&described->label, &outline->label);
    swap_texts(&described->summary, &outline->summary);
    swap_texts(&described->obligation, &outline->obligation);
    swap_texts(&described->words, &outline->words);
    return &described->view;
}

NodeId outline_node(const Outline *outline, uint32_t row, Slice *absent)
{
    const Element *element = outline_absent(outline, &outline->rows[row]);
    *absent = element ? element_name(element) : (Slice){0};
    return outline->rows[row].node;
}

/* The last row of a value that is a node or before it. Rows of values are sorted by node; absent rows follow their
   holder and are skipped. */
static uint32_t row_up_to(const Outline *outline, NodeId node)
{
    uint32_t low = 0, high = outline_count(outline);
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2, value = middle;
        while (value > low && outline->rows[value].absent) {
            value--;
        }
        if (outline->rows[value].node <= node) {
            low = value > low ? value : middle;
        } else {
            high = value > low ? value : middle;
        }
    }
    return low;
}

uint32_t outline_row_of(const Outline *outline, NodeId node, Slice name)
{
    uint32_t best = outline->row_count > 0 ? row_up_to(outline, node) : 0;
    while (best > 0 &&
           (outline->rows[best].absent || !document_contains(outline->document, outline->rows[best].node, node))) {
        best--;
    }
    bool is_shown = name.length > 0 && outline->row_count > 0 && outline->rows[best].node == node;
    for (uint32_t i = best + 1;
         is_shown && i < outline->row_count && outline->rows[i].depth > outline->rows[best].depth; i++) {
        const Row *row = &outline->rows[i];
        if (row->absent && row->node == node && slice_starts_with(name, element_name(outline_absent(outline, row)))) {
            return i;
        }
    }
    return best;
}

void outline_hoist(Outline *outline, NodeId node)
{
    outline->hoisted = node;
    outline_open_node(outline, node);
    outline_make_rows(outline);
}

NodeId outline_hoisted(const Outline *outline)
{
    return outline_top(outline);
}

uint32_t outline_reveal(Outline *outline, NodeId node, Slice name)
{
    size_t open_count = outline->open_count;
    bool is_elsewhere = !document_contains(outline->document, outline->hoisted, node);
    outline->hoisted = is_elsewhere ? 0 : outline->hoisted;
    outline_open_ancestors(outline, node);
    if (name.length) {
        outline_open_node(outline, node);
    }
    if (is_elsewhere || outline->open_count != open_count || !outline_rows_are_current(outline)) {
        outline_make_rows(outline);
    }
    return outline_row_of(outline, node, name);
}

void outline_reveal_errors(Outline *outline)
{
    outline_open_errors(outline);
    outline_make_rows(outline);
}

void outline_redescribe(Outline *outline)
{
    outline->generation++;
}

void outline_set_open(Outline *outline, uint32_t row, bool opens, bool is_deep)
{
    NodeId id = outline->rows[row].node;
    const Node *node = document_node(outline->document, id);
    if (outline->rows[row].absent || !outline_is_container(outline->document, id)) {
        return;
    }
    NodeId end = is_deep ? node->end : id + 1;
    if (!opens) {
        close_range(outline, id, end);
    } else if (end - id <= OUTLINE_DEEP_MAXIMUM) {
        open_range(outline, id, end);
    }
    outline_make_rows(outline);
}

void outline_set_level(Outline *outline, unsigned level)
{
    NodeId top = outline_top(outline), id = top;
    const Node *nodes = document_nodes(outline->document);
    NodeId end = nodes[top].end;
    close_range(outline, top, end);
    size_t at = outline_open_position(outline, top);
    while (id < end) {
        unsigned own = 0;
        for (NodeId up = id; up != top && own <= level; up = nodes[up].parent) {
            own++;
        }
        if (own >= level) {
            id = nodes[id].end;
            continue;
        }
        if (outline_is_container(outline->document, id)) {
            ARRAY_RESERVE(outline->open, outline->open_capacity, outline->open_count + 1);
            memmove(outline->open + at + 1, outline->open + at, (outline->open_count - at) * sizeof *outline->open);
            outline->open[at++] = id;
            outline->open_count++;
        }
        id++;
    }
    outline_make_rows(outline);
}

/* The number of an open node after a patch. A value that was read again mostly has the same shape: its containers stay
   open by position. */
static NodeId moved(const Patch *patch, NodeId id)
{
    bool is_inside = id >= patch->first && id < patch->first + patch->removed;
    return is_inside && id - patch->first < patch->inserted ? id : patch_node(patch, id);
}

void outline_patch(Outline *outline, const Patch *patch)
{
    size_t kept = 0;
    outline->generation++;
    names_patch(outline->names, patch);
    for (size_t i = 0; i < outline->open_count; i++) {
        NodeId now = moved(patch, outline->open[i]);
        if (now != NODE_NONE) {
            outline->open[kept++] = now;
        }
    }
    outline->open_count = kept;
    NodeId hoisted = moved(patch, outline->hoisted);
    outline->old.is_useless = outline->old.is_useless || hoisted == NODE_NONE;
    outline->hoisted = hoisted == NODE_NONE ? 0 : hoisted;
    outline_patch_rows(outline, patch);
}

/* Opens what holds what the filter keeps, and shows it. */
static void show_filtered(Outline *outline)
{
    uint32_t opened = 0;
    for (NodeId id = 0; outline->filter.kept && id < outline->filter.count && opened < FILTER_OPENED_MAXIMUM; id++) {
        bool has_kept = outline_is_container(outline->document, id) &&
                        id + 1 < document_node(outline->document, id)->end && filter_keeps(&outline->filter, id) &&
                        memchr(outline->filter.kept + id + 1, 1, document_node(outline->document, id)->end - id - 1);
        if (has_kept || (id == 0 && outline->filter.kind != FILTER_NONE)) {
            outline_open_node(outline, id);
            opened++;
        }
    }
    outline_make_rows(outline);
}

void outline_set_filter(Outline *outline, FilterKind kind, Slice text)
{
    filter_begin(&outline->filter, kind, text, outline->document);
    filter_gather(&outline->filter, outline->document, outline->report, outline->names, UINT32_MAX);
    show_filtered(outline);
}

void outline_take_filter(Outline *outline, Filter *made)
{
    filter_free(&outline->filter);
    outline->filter = *made;
    *made = (Filter){0};
    show_filtered(outline);
}

const Filter *outline_filter(const Outline *outline)
{
    return &outline->filter;
}

void outline_refresh(Outline *outline, const Report *report)
{
    outline->report = report;
    filter_make(&outline->filter, outline->document, report, outline->names);
    outline_renew_rows(outline);
}

uint32_t outline_made_count(const Outline *outline)
{
    return outline->made_count;
}
