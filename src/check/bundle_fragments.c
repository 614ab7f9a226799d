/* Bundles: links into narratives, such as those of the extension narrativeLink. */
#include "src/check/bundle_links.h"

#include "src/check/session.h"

/* What was found wrong so far. */
typedef struct Fragments {
    Walk *walk;
    const BundleEntry *entries;
    uint32_t count;
    uint32_t wrong;
    Slice first; /* the first wrong link, as it is shown */
    uint32_t matches;
} Fragments;

/* How often an id stands in a text of XHTML. */
static uint32_t count_ids(Slice html, Slice id)
{
    uint32_t count = 0;
    for (size_t at = slice_find(html, id, 0); at != SIZE_MAX; at = slice_find(html, id, at + 1)) {
        bool is_quoted = at > 0 && at + id.length < html.length && html.bytes[at - 1] == html.bytes[at + id.length] &&
                         (html.bytes[at - 1] == '"' || html.bytes[at - 1] == '\'');
        Slice before = slice_trim(slice_part(html, 0, is_quoted ? at - 1 : 0));
        count += is_quoted && slice_ends_with(before, SLICE("id="));
    }
    return count;
}

/* How many places of a resource's narratives have an id. */
static uint32_t count_places(Walk *walk, NodeId resource, Slice id)
{
    const Document *document = walk->document;
    uint32_t count = 0;
    for (NodeId node = resource; node < document_node(document, resource)->end; node++) {
        if (document_key_equals(document, node, SLICE("div"))) {
            count += count_ids(walk_text(walk, node, 2), id);
        }
    }
    return count;
}

/* The resource of the entry with a fullUrl; NODE_NONE where there is none. */
static NodeId find_resource(const Fragments *fragments, Slice url)
{
    for (uint32_t i = 0; i < fragments->count; i++) {
        if (slice_equals(fragments->entries[i].full_url, url)) {
            return fragments->entries[i].resource;
        }
    }
    return NODE_NONE;
}

static void judge_link(Fragments *fragments, NodeId node)
{
    Walk *walk = fragments->walk;
    Slice text = walk_text(walk, node, 1);
    size_t mark = slice_find(text, SLICE("#"), 0);
    NodeId resource = mark == SIZE_MAX || mark == 0 ? NODE_NONE : find_resource(fragments, slice_part(text, 0, mark));
    if (resource == NODE_NONE) {
        return;
    }
    uint32_t places = count_places(walk, resource, slice_part(text, mark + 1, text.length));
    if (places != 1 && fragments->wrong++ == 0) {
        fragments->first = arena_copy(walk->checker->scratch, issue_shown(text));
        fragments->matches = places;
    }
}

void bundle_judge_fragments(Walk *walk, const Place *place, const BundleEntry *entries, uint32_t count)
{
    Fragments fragments = {.walk = walk, .entries = entries, .count = count};
    const Document *document = walk->document;
    for (NodeId node = place->node; node < document_node(document, place->node)->end; node++) {
        if (document_key_equals(document, node, SLICE("valueUrl")) ||
            document_key_equals(document, node, SLICE("valueUri"))) {
            judge_link(&fragments, node);
        }
    }
    if (fragments.wrong > 0) {
        issue_add(
            walk, KEY_BUNDLE_NOT_FOUND, place->node, NULL,
            "%u %s within this document %s not to one place of a narrative; the first is '%.*s', whose id is there "
            "%u times.",
            fragments.wrong, fragments.wrong == 1 ? "link" : "links", fragments.wrong == 1 ? "leads" : "lead",
            SLICE_ARGS(fragments.first), fragments.matches);
    }
}
