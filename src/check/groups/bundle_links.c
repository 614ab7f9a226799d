/*
 * Bundle links: a graph of entries, with the references between them as edges.
 *
 * What the Composition leads to is in the document. What only leads there itself (a Provenance) hangs on to it
 * backwards. What does neither has no place in it (http://hl7.org/fhir/R4/documents.html#content). Only what leads
 * strictly to the fullUrl of one entry counts; addresses that are no References (of attachments, of links into
 * narratives) count too.
 */
#include "src/check/groups/bundle_links.h"

#include "src/check/groups/reference_resolution.h"
#include "src/check/state/group.h"
#include "src/check/walk/resource_profiles.h"

#include <stdlib.h>

/* A reference from one entry to another. */
typedef struct BundleEdge {
    uint32_t from;
    uint32_t to;
} BundleEdge;

typedef enum BundleReach { REACH_NOT, REACH_BACKWARDS, REACH_FORWARDS } BundleReach;

typedef struct Graph {
    Walk *walk;
    const Place *bundle;
    const BundleEntry *entries;
    uint32_t count;
    BundleEdge *edges;
    size_t edge_count;
    size_t edge_capacity;
    BundleEdge *backwards; /* the same edges with their ends swapped */
    uint8_t *reach;        /* Reach, by entry */
    uint32_t *stack;       /* entries from which to go on */
    size_t height;
} Graph;

static uint32_t position_of(const Graph *graph, NodeId entry)
{
    return resolver_position(walk_resolver(graph->walk), graph->bundle->node, entry);
}

/* Takes in an address that stands in a resource. */
static void add_edge(Graph *graph, const Scope *scope, Slice address)
{
    if (address.length == 0 || address.bytes[0] == '#') {
        return;
    }
    Target target = resolver_find(walk_resolver(graph->walk), scope, address);
    uint32_t from = position_of(graph, scope_container(scope)->entry);
    uint32_t to = reference_is_strict(&target) ? position_of(graph, target.entry) : UINT32_MAX;
    if (from != UINT32_MAX && to != UINT32_MAX) {
        ARRAY_RESERVE(graph->edges, graph->edge_capacity, graph->edge_count + 1);
        graph->edges[graph->edge_count++] = (BundleEdge){from, to};
    }
}

static void add_references(Graph *graph)
{
    Walk *walk = graph->walk;
    for (size_t i = 0; i < walk_far_count(walk) && walk_step(walk); i++) {
        Place place = walk_far_place(walk, i);
        const Scope *bundle = slice_equals(place.plan->type, SLICE("Reference")) ? scope_bundle(place.scope) : NULL;
        if (bundle && bundle->resource == graph->bundle->node) {
            add_edge(graph, place.scope, walk_text(walk, walk_member(walk, place.node, "reference")));
        }
    }
}

bool bundle_entry_is_at(const BundleEntry *entry, Slice address)
{
    return entry->id.length > 0 && address.length == entry->type.length + entry->id.length + 1 &&
           slice_starts_with(address, entry->type) && address.bytes[entry->type.length] == '/' &&
           slice_ends_with(address, entry->id);
}

/* Takes in the addresses in an entry that are no References. */
static void add_addresses(Graph *graph, const BundleEntry *entry)
{
    const Scope scope = {.container = graph->bundle->scope, .resource = entry->resource, .entry = entry->entry};
    size_t count = 0;
    const NodeId *nodes = entry->resource == NODE_NONE ? NULL : walk_addresses(graph->walk, entry->resource, &count);
    for (size_t i = 0; i < count; i++) {
        add_edge(graph, &scope, walk_text(graph->walk, nodes[i]));
    }
}

static int compare_edges(const void *a, const void *b)
{
    const BundleEdge *left = a, *right = b;
    return (left->from > right->from) - (left->from < right->from);
}

/* Puts the edges in order, and the same the other way round beside them. */
static void sort_edges(Graph *graph)
{
    graph->backwards = memory_allocate((graph->edge_count + 1) * sizeof *graph->backwards);
    for (size_t i = 0; i < graph->edge_count; i++) {
        graph->backwards[i] = (BundleEdge){graph->edges[i].to, graph->edges[i].from};
    }
    if (graph->edge_count > 0) {
        qsort(graph->edges, graph->edge_count, sizeof *graph->edges, compare_edges);
        qsort(graph->backwards, graph->edge_count, sizeof *graph->backwards, compare_edges);
    }
}

/* The first edge that starts at an entry. */
static size_t first_edge(const Graph *graph, const BundleEdge *edges, uint32_t from)
{
    size_t low = 0, high = graph->edge_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (edges[middle].from < from) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Marks what edges lead to from an entry, and puts it on the stack. */
static void step(Graph *graph, const BundleEdge *edges, uint32_t at, BundleReach reach)
{
    for (size_t i = first_edge(graph, edges, at); i < graph->edge_count && edges[i].from == at; i++) {
        if (graph->reach[edges[i].to] == REACH_NOT) {
            graph->reach[edges[i].to] = (uint8_t)reach;
            graph->stack[graph->height++] = edges[i].to;
        }
    }
}

/* Marks all that the first entry leads to. */
static void spread_forwards(Graph *graph)
{
    graph->reach[0] = REACH_FORWARDS;
    graph->stack[graph->height++] = 0;
    while (graph->height > 0) {
        step(graph, graph->edges, graph->stack[--graph->height], REACH_FORWARDS);
    }
}

/* Marks what leads to something marked, with all that it leads to. */
static void spread_backwards(Graph *graph)
{
    for (uint32_t i = 0; i < graph->count; i++) {
        if (graph->reach[i] != REACH_NOT) {
            graph->stack[graph->height++] = i;
        }
    }
    while (graph->height > 0) {
        uint32_t at = graph->stack[--graph->height];
        step(graph, graph->edges, at, REACH_BACKWARDS);
        step(graph, graph->backwards, at, REACH_BACKWARDS);
    }
}

/* Marks the entries that the Bundle itself names as its style sheets. */
static void reach_style_sheets(Graph *graph)
{
    Walk *walk = graph->walk;
    const Document *document = walk_document(walk);
    NodeId list = walk_member(walk, graph->bundle->node, "link");
    NodeId item = list == NODE_NONE ? NODE_NONE : document_first_child(document, list);
    for (; item != NODE_NONE; item = document_next_sibling(document, item)) {
        Slice relation = walk_text(walk, walk_member(walk, item, "relation"));
        Slice url = walk_text(walk, walk_member(walk, item, "url"));
        for (uint32_t i = 0; slice_equals(relation, SLICE("stylesheet")) && i < graph->count; i++) {
            graph->reach[i] = bundle_entry_is_at(&graph->entries[i], url) ? REACH_FORWARDS : graph->reach[i];
        }
    }
}

/* Reports what the head, the first resource, does not lead to: an error in documents, where nothing may be loose. */
static void report_unreachable(const Graph *graph, Slice head)
{
    bool is_document = slice_equals(head, SLICE("Composition"));
    bool has_head = slice_equals(graph->entries[0].type, head);
    Slice from = has_head ? head : SLICE("first entry");
    for (uint32_t i = 0; i < graph->count; i++) {
        const BundleEntry *entry = &graph->entries[i];
        bool is_loose = graph->reach[i] == REACH_NOT && entry->resource != NODE_NONE;
        if (is_loose && resource_type(graph->walk, entry->resource)) {
            IssueForm form = {.key = KEY_BUNDLE_ORPHAN,
                              .in_case = is_document ? CASE_NONE : CASE_ORPHAN_IN_MESSAGE,
                              .node = entry->entry};
            issue_form(graph->walk, &form,
                       "Entry is not reachable from the %.*s. Add a reference to the entry, or remove the entry.",
                       SLICE_ARGS(from));
        }
        if (graph->reach[i] == REACH_BACKWARDS && is_document && has_head &&
            !slice_equals(entry->type, SLICE("Provenance"))) {
            issue_add(graph->walk, KEY_BUNDLE_REVERSE, entry->entry, NULL,
                      "Entry is not referenced from the Composition; the entry only refers to other entries.");
        }
    }
}

void bundle_judge_links(Walk *walk, const Place *place, const BundleEntry *entries, uint32_t count)
{
    Graph graph = {.walk = walk, .bundle = place, .entries = entries, .count = count};
    add_references(&graph);
    for (uint32_t i = 0; i < count && walk_step(walk); i++) {
        add_addresses(&graph, &entries[i]);
    }
    sort_edges(&graph);
    graph.reach = memory_allocate_zeroed(count, sizeof *graph.reach);
    graph.stack = memory_allocate(count * sizeof *graph.stack);
    spread_forwards(&graph);
    reach_style_sheets(&graph);
    spread_backwards(&graph);
    report_unreachable(&graph, resolver_head(walk_resolver(walk), place->node));
    free(graph.stack);
    free(graph.reach);
    free(graph.backwards);
    free(graph.edges);
}
