/* Stops: found by the rules of the study and of its series, and the issues that belong to them. */
#include "ui/screens/present/stops.h"

#include "src/base/memory.h"
#include "src/outline/explanation.h"
#include "src/outline/names.h"
#include "src/outline/rules_here.h"
#include "src/outline/studies.h"
#include "ui/screens/bench/cursor.h"

#include <stdlib.h>

static void add(Stops *stops, Slice place, NodeId node, Slice absent)
{
    for (size_t i = 0; i < stops->count; i++) {
        if (slice_equals(stops->items[i].place, place)) {
            return;
        }
    }
    ARRAY_RESERVE(stops->items, stops->capacity, stops->count + 1);
    stops->items[stops->count++] =
        (Stop){.place = arena_copy(stops->arena, place), .node = node, .absent = arena_copy(stops->arena, absent)};
}

/* Adds what is obligated of an object; of what is a list of objects with parts that are obligated, those too. */
static void add_children(Workbench *bench, Stops *stops, NodeId object, unsigned depth)
{
    const Document *document = bench_file(bench)->document;
    ChildrenHere children = children_here(bench->session->checker, document, object);
    Text place = TEXT_EMPTY;
    for (uint32_t i = 0; i < children.count; i++) {
        const ChildRule *child = &children.items[i];
        if (!child->is_obligated) {
            continue;
        }
        bool is_absent = child->member == NODE_NONE;
        text_clear(&place);
        explanation_place(document, is_absent ? object : child->member, is_absent ? child->name : (Slice){0}, &place);
        add(stops, text_slice(&place), is_absent ? object : child->member,
            is_absent ? element_name(child->element) : (Slice){0});
        NodeId item = is_absent ? NODE_NONE : document_item(document, child->member);
        bool is_backbone = slice_equals(child->name, SLICE("series"));
        for (; depth > 0 && is_backbone && item != NODE_NONE;
             item = document_item_after(document, child->member, item)) {
            add_children(bench, stops, item, depth - 1);
        }
    }
    text_free(&place);
    children_here_free(&children);
}

/* True where a place is another one or lies in it. */
static bool is_within(Slice place, Slice holder)
{
    return slice_starts_with(place, holder) && (place.length == holder.length || place.bytes[holder.length] == '.');
}

size_t stops_find(const Stops *stops, const Document *document, const Issue *issue)
{
    bool is_gap = issue_is_gap(issue);
    if ((issue->severity == SEVERITY_NOTE && !is_gap) || !document_contains(document, stops->study, issue->node)) {
        return SIZE_MAX;
    }
    Text place = TEXT_EMPTY;
    explanation_place(document, issue->node, issue->missing, &place);
    size_t best = 0;
    for (size_t i = 1; i < stops->count; i++) {
        bool is_longer = stops->items[i].place.length > stops->items[best].place.length;
        best = is_longer && is_within(text_slice(&place), stops->items[i].place) ? i : best;
    }
    text_free(&place);
    return best;
}

/* The value at the place of a stop that an issue lies in: from the issue outwards. */
static NodeId holder_at(const Document *document, NodeId node, Slice place)
{
    Text here = TEXT_EMPTY;
    NodeId found = NODE_NONE;
    for (; node != NODE_NONE && found == NODE_NONE; node = document_node(document, node)->parent) {
        text_clear(&here);
        explanation_place(document, node, (Slice){0}, &here);
        bool is_item = !document_node(document, node)->key;
        found = !is_item && slice_equals(text_slice(&here), place) ? node : NODE_NONE;
    }
    text_free(&here);
    return found;
}

/* The stop leads to its first error, else its first warning, else its first gap. */
static void lead(Stops *stops, size_t position, const Document *document, const Issue *issue)
{
    Stop *stop = &stops->items[position];
    bool is_gap = issue_is_gap(issue), is_error = issue->severity == SEVERITY_ERROR;
    bool is_first = is_error ? !stop->errors
                    : is_gap ? !(stop->errors + stop->warnings + stop->gaps)
                             : !(stop->errors + stop->warnings);
    stop->errors += is_error;
    stop->gaps += is_gap;
    stop->warnings += !is_error && !is_gap;
    if (!is_first || position == 0) {
        return;
    }
    NodeId holder = holder_at(document, issue->node, stop->place);
    stop->node = holder == NODE_NONE ? issue->node : holder;
    stop->absent = holder == NODE_NONE ? arena_copy(stops->arena, issue->missing) : (Slice){0};
}

/* What is presented of a file. */
static NodeId find_study(Workbench *bench)
{
    OpenFile *file = bench_file(bench);
    NodeId alone = outline_hoisted(file->outline);
    NodeId study = alone != 0 && alone != NODE_NONE ? alone : studies_next(file->document, NODE_NONE);
    if (study == NODE_NONE) {
        NodeId holder = names_holder(file->document, bench_row(bench)->node);
        study = holder == NODE_NONE ? 0 : names_resource(file->document, holder);
    }
    return study;
}

Stops stops_of(Workbench *bench)
{
    OpenFile *file = bench_file(bench);
    Stops stops = {.arena = arena_new(), .study = find_study(bench)};
    Text place = TEXT_EMPTY;
    explanation_place(file->document, stops.study, (Slice){0}, &place);
    add(&stops, text_slice(&place), stops.study, (Slice){0});
    text_free(&place);
    add_children(bench, &stops, stops.study, 1);
    for (uint32_t i = 0; i < report_count(file->report); i++) {
        size_t position = stops_find(&stops, file->document, report_issue(file->report, i));
        if (position != SIZE_MAX) {
            lead(&stops, position, file->document, report_issue(file->report, i));
        }
    }
    return stops;
}

void stops_free(Stops *stops)
{
    free(stops->items);
    arena_free(stops->arena);
    *stops = (Stops){0};
}
