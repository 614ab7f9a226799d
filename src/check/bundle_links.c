/*
 * Bundle links: a graph of entries, with the references between them as edges.
 *
 * What the Composition leads to is in the document. What only leads there itself (a Provenance) hangs on to it backwards.
 * What does neither has no place in it (http://hl7.org/fhir/R4/documents.html#content).
 */
#include "src/check/bundle_links.h"

#include "src/check/session.h"

#include <stdlib.h>

/* A reference from one entry to another. */
typedef struct Edge {
    uint32_t from;
    uint32_t to;
} Edge;

typedef enum Reach { REACH_NOT, REACH_BACKWARDS, REACH_FORWARDS } Reach;

typedef struct Graph {
    Walk *walk;
    NodeId bundle;
    const BundleEntry *entries;
    uint32_t count;
    Edge *edges;
    size_t edge_count;
    size_t edge_capacity;
    uint8_t *reach; /* Reach, by entry */
    uint32_t lost;  /* references that name an entry but not by its fullUrl */
    Slice lost_first;
} Graph;

/* Position of an entry by its node. */
static uint32_t position_of(const Graph *graph, NodeId entry)
{
    uint32_t low = 0, high = graph->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (graph->entries[middle].entry < entry) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < graph->count && graph->entries[low].entry == entry ? low : UINT32_MAX;
}

/* Takes in a reference that stands in an entry. */
static void add_reference(Graph *graph, const FarPlace *place)
{
    Walk *walk = graph->walk;
    Slice text = walk_text(walk, walk_member(walk, place->node, "reference"), 1);
    if (text.length == 0 || text.bytes[0] == '#') {
        return;
    }
    Target target = resolver_find(walk->session->resolver, place->scope, text);
    uint32_t from = position_of(graph, scope_container(place->scope)->entry);
    bool is_found = target.resolution == RESOLUTION_ONE || target.resolution == RESOLUTION_SEVERAL;
    if (is_found && from != UINT32_MAX) {
        ARRAY_RESERVE(graph->edges, graph->edge_capacity, graph->edge_count + 1);
        graph->edges[graph->edge_count++] = (Edge){from, position_of(graph, target.entry)};
    } else if (from == 0 || target.resolution == RESOLUTION_BY_ID) {
        if (graph->lost++ == 0) {
            graph->lost_first = arena_copy(walk->checker->scratch, issue_shown(text));
        }
    }
}

static void add_references(Graph *graph)
{
    const FarList *far = graph->walk->far;
    for (size_t i = 0; i < far->count; i++) {
        const FarPlace *place = &far->items[i];
        const Scope *bundle = slice_equals(place->plan->type, SLICE("Reference")) ? scope_bundle(place->scope) : NULL;
        if (bundle && bundle->resource == graph->bundle) {
            add_reference(graph, place);
        }
    }
}

static int compare_edges(const void *a, const void *b)
{
    const Edge *left = a, *right = b;
    return (left->from > right->from) - (left->from < right->from);
}

/* The first edge that starts at an entry. */
static size_t first_edge(const Graph *graph, uint32_t from)
{
    size_t low = 0, high = graph->edge_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (graph->edges[middle].from < from) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Marks all that an entry leads to, itself included. */
static void spread(Graph *graph, uint32_t start, Reach reach, uint32_t *stack)
{
    size_t height = 0;
    stack[height++] = start;
    graph->reach[start] = (uint8_t)reach;
    while (height > 0) {
        uint32_t at = stack[--height];
        for (size_t i = first_edge(graph, at); i < graph->edge_count && graph->edges[i].from == at; i++) {
            uint32_t to = graph->edges[i].to;
            if (to != UINT32_MAX && graph->reach[to] == REACH_NOT) {
                graph->reach[to] = (uint8_t)reach;
                stack[height++] = to;
            }
        }
    }
}

/* Marks what leads to something marked, with all that it leads to, until nothing is added. */
static void spread_backwards(Graph *graph, uint32_t *stack)
{
    for (bool is_changed = true; is_changed;) {
        is_changed = false;
        for (size_t i = 0; i < graph->edge_count; i++) {
            Edge edge = graph->edges[i];
            if (edge.to != UINT32_MAX && graph->reach[edge.to] != REACH_NOT && graph->reach[edge.from] == REACH_NOT) {
                spread(graph, edge.from, REACH_BACKWARDS, stack);
                is_changed = true;
            }
        }
    }
}

/* ---- saying it ---- */

static void say_lost(Graph *graph)
{
    if (graph->lost > 0) {
        Slice first = graph->lost_first;
        issue_add(graph->walk, KEY_BUNDLE_NOT_FOUND, graph->bundle, NULL,
                  "%u %s within this document %s to no entry of it by fullUrl; the first is '%.*s'.", graph->lost,
                  graph->lost == 1 ? "reference" : "references", graph->lost == 1 ? "leads" : "lead",
                  SLICE_ARGS(first));
    }
}

static void say_unreachable(Graph *graph)
{
    for (uint32_t i = 0; i < graph->count; i++) {
        if (graph->reach[i] == REACH_NOT) {
            issue_add(graph->walk, KEY_BUNDLE_ORPHAN, graph->entries[i].entry, NULL,
                      "No reference leads from the Composition to this entry. Refer to it, or take it out.");
        }
    }
    for (uint32_t i = 0; i < graph->count; i++) {
        if (graph->reach[i] == REACH_BACKWARDS && !slice_equals(graph->entries[i].type, SLICE("Provenance"))) {
            issue_add(graph->walk, KEY_BUNDLE_REVERSE, graph->entries[i].entry, NULL,
                      "This entry refers to others, but no reference leads from the Composition to it.");
        }
    }
}

void bundle_judge_links(Walk *walk, const Place *place, const BundleEntry *entries, uint32_t count)
{
    Graph graph = {.walk = walk, .bundle = place->node, .entries = entries, .count = count};
    add_references(&graph);
    if (graph.edge_count > 0) {
        qsort(graph.edges, graph.edge_count, sizeof *graph.edges, compare_edges);
    }
    graph.reach = memory_allocate_zeroed(count, 1);
    uint32_t *stack = memory_allocate(count * sizeof *stack);
    spread(&graph, 0, REACH_FORWARDS, stack);
    spread_backwards(&graph, stack);
    say_lost(&graph);
    say_unreachable(&graph);
    free(stack);
    free(graph.reach);
    free(graph.edges);
}
