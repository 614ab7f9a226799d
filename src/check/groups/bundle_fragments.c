/*
 * Bundles: addresses of places in entries, such as those of the extension narrativeLink.
 *
 * The ids of an entry are counted when an address first leads to it, so that many links into one narrative cost one
 * pass over it.
 */
#include "src/base/slice_map.h"
#include "src/base/systems.h"
#include "src/check/groups/bundle_links.h"

#include "src/check/narrative/anchors.h"
#include "src/check/state/group.h"

#include <stdlib.h>

/* How many of an entry's elements, and of the places in its narratives, have an id; and the links to ids that several
   have, which are reported once, at the first: a narrative that repeats another one makes all links into both
   ambiguous. */
typedef struct EntryIds {
    bool is_read;
    SliceMap counts;
    NodeId link; /* the first ambiguous one */
    Slice id;    /* that it leads to */
    uint32_t places;
    uint32_t links;
} EntryIds;

typedef struct Places {
    Walk *walk;
    const Place *bundle;
    EntryIds *ids; /* by entry */
} Places;

static void count_id(void *context, Slice id)
{
    SliceMap *counts = context;
    if (id.length > 0) {
        ++*slice_map_add(counts, id, NULL);
    }
}

/* Counts the ids below a resource. */
static void read_ids(Walk *walk, NodeId resource, SliceMap *counts)
{
    const Document *document = walk_document(walk);
    for (NodeId node = resource; node < document_node(document, resource)->end; node++) {
        if (document_key_equals(document, node, SLICE("div"))) {
            anchors_visit(walk_text(walk, node), count_id, counts);
        } else if (document_key_equals(document, node, SLICE("id"))) {
            count_id(counts, walk_text(walk, node));
        }
    }
}

/* The ids of the entry that an address leads to. */
static EntryIds *ids_of(Places *places, const Target *target)
{
    Resolver *resolver = walk_resolver(places->walk);
    EntryIds *ids = &places->ids[resolver_position(resolver, places->bundle->node, target->entry)];
    if (!ids->is_read) {
        ids->is_read = true;
        read_ids(places->walk, target->resource, &ids->counts);
    }
    return ids;
}

/* Notes a link that leads to several places. */
static void add_ambiguous(EntryIds *ids, NodeId link, Slice id, uint32_t places)
{
    if (ids->links++ == 0) {
        ids->link = link;
        ids->id = id;
        ids->places = places;
    }
}

/* Reports the ambiguous links into an entry. */
static void report_ambiguous(Walk *walk, const EntryIds *ids)
{
    Shown shown = shown_value(ids->id);
    if (ids->links == 1) {
        issue_add(walk, KEY_BUNDLE_FRAGMENT, ids->link, NULL,
                  "Link is ambiguous: the target entry has %u elements with id '" SHOWN "'.", ids->places,
                  SHOWN_ARGS(shown));
    } else if (ids->links > 1) {
        issue_add(walk, KEY_BUNDLE_FRAGMENT, ids->link, NULL,
                  "%u links are ambiguous: the target entry has %u elements with id '" SHOWN
                  "', for example. An id must be unique.",
                  ids->links, ids->places, SHOWN_ARGS(shown));
    }
}

/* True for the value of an extension that links to where the narrative says the same. */
static bool is_narrative_link(Walk *walk, NodeId node)
{
    NodeId url = walk_member(walk, document_node(walk_document(walk), node)->parent, "url");
    return url == NODE_NONE || slice_equals(walk_text(walk, url), SLICE(FHIR_STRUCTURES "narrativeLink"));
}

/* Judges an address with a fragment that leads to a resource of the Bundle: is the place there, and once? */
static void judge_address(Places *places, const BundleEntry *entry, NodeId node)
{
    Walk *walk = places->walk;
    Slice text = walk_text(walk, node);
    size_t mark = slice_find(text, SLICE("#"), 0);
    if (mark == SIZE_MAX || mark == 0 || mark + 1 == text.length) {
        return;
    }
    const Scope scope = {.container = places->bundle->scope, .resource = entry->resource, .entry = entry->entry};
    Target target = resolver_find(walk_resolver(walk), &scope, text);
    if (target.kind != REFERENCE_ABSOLUTE || target.resolution != RESOLUTION_ONE || target.resource == NODE_NONE) {
        return;
    }
    Slice id = slice_part(text, mark + 1, text.length);
    Shown shown = shown_value(id);
    EntryIds *ids = ids_of(places, &target);
    const uint32_t *found = slice_map_find(&ids->counts, id);
    uint32_t count = found ? *found : 0;
    if (count > 1) {
        add_ambiguous(ids, node, id, count);
    } else if (count == 0 && is_narrative_link(walk, node)) {
        issue_add(walk, KEY_BUNDLE_FRAGMENT, node, NULL,
                  "Link does not resolve: the target entry has no element with id '" SHOWN "'.", SHOWN_ARGS(shown));
    }
}

void bundle_judge_fragments(Walk *walk, const Place *place, const BundleEntry *entries, uint32_t count)
{
    Places places = {.walk = walk, .bundle = place};
    places.ids = memory_allocate_zeroed(count, sizeof *places.ids);
    for (uint32_t i = 0; i < count && walk_step(walk); i++) {
        size_t found = 0;
        const NodeId *nodes =
            entries[i].resource == NODE_NONE ? NULL : walk_addresses(walk, entries[i].resource, &found);
        for (size_t k = 0; k < found; k++) {
            judge_address(&places, &entries[i], nodes[k]);
        }
    }
    for (uint32_t i = 0; i < count; i++) {
        report_ambiguous(walk, &places.ids[i]);
        slice_map_free(&places.ids[i].counts);
    }
    free(places.ids);
}
