/* Bundles: addresses of places in entries, such as those of the extension narrativeLink. */
#include "src/check/bundle_links.h"

#include "src/check/session.h"

/* How many elements of a resource, and places in its narratives, have an id. */
static uint32_t count_places(Walk *walk, NodeId resource, Slice id)
{
    const Document *document = walk->document;
    uint32_t count = 0;
    for (NodeId node = resource; node < document_node(document, resource)->end; node++) {
        if (document_key_equals(document, node, SLICE("div"))) {
            count += anchors_count(walk_text(walk, node, 2), id);
        } else if (document_key_equals(document, node, SLICE("id"))) {
            count += document_string_equals(document, node, id);
        }
    }
    return count;
}

/* The resource of the one entry with a fullUrl; NODE_NONE where there is none. */
static NodeId find_resource(const BundleEntry *entries, uint32_t count, Slice url)
{
    for (uint32_t i = 0; i < count; i++) {
        if (slice_equals(entries[i].full_url, url)) {
            return entries[i].same == UINT32_MAX ? entries[i].resource : NODE_NONE;
        }
    }
    return NODE_NONE;
}

/* True for the value of an extension that links to where the narrative says the same. */
static bool is_narrative_link(Walk *walk, NodeId node)
{
    NodeId url = walk_member(walk, document_node(walk->document, node)->parent, "url");
    return slice_equals(walk_text(walk, url, 2), SLICE("http://hl7.org/fhir/StructureDefinition/narrativeLink"));
}

static void judge_address(Walk *walk, const BundleEntry *entries, uint32_t count, NodeId node)
{
    Slice text = walk_text(walk, node, 1);
    size_t mark = slice_find(text, SLICE("#"), 0);
    bool has_fragment = mark != SIZE_MAX && mark > 0;
    NodeId resource = has_fragment ? find_resource(entries, count, slice_part(text, 0, mark)) : NODE_NONE;
    if (resource == NODE_NONE) {
        return;
    }
    Slice id = slice_part(text, mark + 1, text.length), shown = issue_shown(id);
    uint32_t places = count_places(walk, resource, id);
    if (places > 1) {
        issue_add(
            walk, KEY_BUNDLE_FRAGMENT, node, NULL,
            "The id '%.*s' stands at %u places of the entry that this leads to, so it is not clear which is meant.",
            SLICE_ARGS(shown), places);
    } else if (places == 0 && is_narrative_link(walk, node)) {
        issue_add(walk, KEY_BUNDLE_FRAGMENT, node, NULL,
                  "The entry that this leads to has no place with the id '%.*s'.", SLICE_ARGS(shown));
    }
}

void bundle_judge_fragments(Walk *walk, const BundleEntry *entries, uint32_t count)
{
    const Document *document = walk->document;
    for (uint32_t i = 0; i < count; i++) {
        NodeId end = entries[i].resource == NODE_NONE ? 0 : document_node(document, entries[i].resource)->end;
        for (NodeId node = entries[i].resource; node < end; node++) {
            if (bundle_is_address(document, node)) {
                judge_address(walk, entries, count, node);
            }
        }
    }
}
