/* Bundles: links, and the results of searches. */
#include "src/check/groups/bundle_search.h"

#include "src/check/groups/bundle_links.h"
#include "src/check/state/group.h"
#include "src/profile/facts/identifier_syntax.h"

static bool is_among(Slice word, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (slice_equals(word, slice_from(words[i]))) {
            return true;
        }
    }
    return false;
}

#define IS_AMONG(word, words) is_among(word, words, sizeof(words) / sizeof *(words))

/* The first item of Bundle.link; NODE_NONE if there is none. */
static NodeId first_link(const Walk *walk, NodeId bundle)
{
    NodeId list = walk_member(walk, bundle, "link");
    bool is_array = list != NODE_NONE && document_node(walk_document(walk), list)->kind == NODE_ARRAY;
    return is_array ? document_first_child(walk_document(walk), list) : NODE_NONE;
}

/* ---- links ---- */

/* The relations that only results of searches and histories have. */
static const char *const paging[] = {"first", "previous", "next", "last"};

static const char *const search_types[] = {"searchset", "history"};
static const char *const other_types[] = {"document",
                                          "message",
                                          "collection",
                                          "transaction",
                                          "transaction-response",
                                          "batch",
                                          "batch-response",
                                          "subscription-notification"};

/* True when a link before this one has the same relation. */
static bool is_repeated(Walk *walk, NodeId first, NodeId link, Slice relation)
{
    for (NodeId other = first; other != link; other = document_next_sibling(walk_document(walk), other)) {
        NodeId own = walk_member(walk, other, "relation");
        if (own != NODE_NONE && document_string_equals(walk_document(walk), own, relation)) {
            return true;
        }
    }
    return false;
}

/* True when some entry has the type and id of a relative address. */
static bool is_here(Slice url, const BundleEntry *entries, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        if (bundle_entry_is_at(&entries[i], url)) {
            return true;
        }
    }
    return false;
}

/* Style sheets of documents stand in the Bundle. */
static void judge_style(Walk *walk, NodeId link, const BundleEntry *entries, uint32_t count)
{
    NodeId node = walk_member(walk, link, "url");
    Slice url = walk_text(walk, node);
    Shown shown = shown_value(url);
    if (url.length > 0 && !uri_is_absolute(url) && !is_here(url, entries, count)) {
        issue_add(walk, KEY_BUNDLE_LINK, node, NULL,
                  "Style sheet '" SHOWN "' does not resolve to an entry of the Bundle.", SHOWN_ARGS(shown));
    }
}

void bundle_judge_relations(Walk *walk, const Place *place, Slice type, const BundleEntry *entries, uint32_t count)
{
    bool is_search = IS_AMONG(type, search_types), is_document = slice_equals(type, SLICE("document"));
    NodeId first = first_link(walk, place->node);
    if (!is_search && !IS_AMONG(type, other_types)) {
        return;
    }
    for (NodeId link = first; link != NODE_NONE; link = document_next_sibling(walk_document(walk), link)) {
        NodeId node = walk_member(walk, link, "relation");
        Slice relation = walk_text(walk, node);
        bool is_paging = IS_AMONG(relation, paging), is_self = slice_equals(relation, SLICE("self"));
        if (is_paging && !is_search) {
            issue_add(walk, KEY_BUNDLE_LINK, node, NULL,
                      "Link relation '%.*s' is not allowed. Allowed only in Bundles of type searchset or history.",
                      SLICE_ARGS(relation));
        } else if ((is_paging || is_self) && is_repeated(walk, first, link, relation)) {
            issue_add(walk, KEY_BUNDLE_LINK, is_search ? link : node, NULL,
                      "Duplicate link relation '%.*s'. Allowed: one link per relation.", SLICE_ARGS(relation));
        } else if (is_document && slice_equals(relation, SLICE("stylesheet"))) {
            judge_style(walk, link, entries, count);
        }
    }
}

/* ---- results ---- */

/* What was searched: the last part of the path of the link self, or else its parameter _type. Empty where it says
 * neither. */
static Slice searched_types(Walk *walk, NodeId bundle)
{
    for (NodeId link = first_link(walk, bundle); link != NODE_NONE;
         link = document_next_sibling(walk_document(walk), link)) {
        NodeId relation = walk_member(walk, link, "relation");
        if (relation == NODE_NONE || !document_string_equals(walk_document(walk), relation, SLICE("self"))) {
            continue;
        }
        Slice url = walk_text(walk, walk_member(walk, link, "url"));
        size_t question = slice_find(url, SLICE("?"), 0), start = question < url.length ? question : url.length;
        while (start > 0 && url.bytes[start - 1] != '/') {
            start--;
        }
        Slice last = slice_part(url, start, question - start);
        const Structure *type = rules_type(walk_rules(walk), last);
        if (type && structure_kind(type) == STRUCTURE_RESOURCE) {
            return last;
        }
        size_t parameter = slice_find(url, SLICE("_type="), question);
        if (parameter < url.length) {
            Slice types = slice_part(url, parameter + strlen("_type="), url.length);
            return slice_part(types, 0, slice_find(types, SLICE("&"), 0));
        }
        break;
    }
    return SLICE("");
}

/* True when a type is one of a list with commas between. */
static bool is_searched(Slice types, Slice type)
{
    for (size_t start = 0; start <= types.length;) {
        size_t end = slice_find(types, SLICE(","), start);
        end = end < types.length ? end : types.length;
        if (slice_equals(slice_part(types, start, end - start), type)) {
            return true;
        }
        start = end + 1;
    }
    return false;
}

/* Judges an entry by what it says of itself: a match, something included, or what the server has to tell. */
static void judge_mode(Walk *walk, const BundleEntry *entry, Slice mode, Slice types)
{
    static const char *const of_resources[] = {"match", "include"};
    bool is_match = slice_equals(mode, SLICE("match"));
    if (!IS_AMONG(mode, of_resources)) {
        if (!slice_equals(entry->type, SLICE("OperationOutcome"))) {
            Slice type = entry->type;
            issue_add(walk, KEY_BUNDLE_RESULT, entry->resource, NULL,
                      "Search mode is 'outcome', but the type of the resource is %.*s. Expected: OperationOutcome.",
                      SLICE_ARGS(type));
        }
        return;
    }
    if (entry->id.length == 0) {
        IssueForm form = {.key = KEY_BUNDLE_RESULT, .node = entry->resource, .missing = SLICE("id")};
        issue_form(walk, &form, "'id' of the search result is missing.");
    }
    if (is_match && types.length > 0 && !is_searched(types, entry->type)) {
        Slice type = entry->type;
        issue_add(walk, KEY_BUNDLE_RESULT, entry->resource, NULL,
                  "Search result has type %.*s, but link 'self' searches for %.*s.", SLICE_ARGS(type),
                  SLICE_ARGS(types));
    }
}

void bundle_judge_search(Walk *walk, const Place *place, const BundleEntry *entries, uint32_t count)
{
    Slice types = searched_types(walk, place->node);
    uint32_t without = 0;
    for (uint32_t i = 0; i < count; i++) {
        const BundleEntry *entry = &entries[i];
        Slice mode = walk_text(walk, walk_member(walk, walk_member(walk, entry->entry, "search"), "mode"));
        without += mode.length == 0;
        if (entry->resource == NODE_NONE) {
            IssueForm form = {.key = KEY_BUNDLE_RESULT, .node = entry->entry, .missing = SLICE("resource")};
            issue_form(walk, &form, "'resource' of the search result is missing.");
        } else if (mode.length > 0) {
            judge_mode(walk, entry, mode, types);
        }
    }
    if (without > 0) {
        issue_add(walk, KEY_BUNDLE_SEARCH_MODE, place->node, NULL,
                  "'search.mode' is missing in %u of %u search results.", without, count);
    }
}
