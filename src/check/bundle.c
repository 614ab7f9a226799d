/*
 * Bundle: fullUrls of entries, the links of a document, and what the kinds of Bundles ask of their entries.
 *
 * Standard: http://hl7.org/fhir/R4/bundle.html, documents.html.
 */
#include "src/base/slice_map.h"
#include "src/check/families.h"
#include "src/check/resolver.h"
#include "src/profile/identifier_syntax.h"

#include <stdlib.h>

typedef struct Entry {
    NodeId node;
    NodeId resource; /* NODE_NONE where the entry has none */
    bool is_reached;
    bool is_forward; /* reached by links that lead away from the Composition */
} Entry;

typedef struct Entries {
    Entry *items;
    uint32_t count;
    Slice type; /* of the Bundle */
} Entries;

static Entries read_entries(const Document *document, NodeId bundle, Text *scratch)
{
    Entries entries = {.type = walk_member_string(document, bundle, SLICE("type"), scratch)};
    NodeId list = document_member(document, bundle, SLICE("entry"));
    if (list == NODE_NONE || document_node(document, list)->kind != NODE_ARRAY) {
        return entries;
    }
    entries.items = memory_allocate_zeroed(document_child_count(document, list), sizeof *entries.items);
    for (NodeId item = document_first_child(document, list); item != NODE_NONE;
         item = document_next_sibling(document, item)) {
        bool is_object = document_node(document, item)->kind == NODE_OBJECT;
        NodeId resource = is_object ? document_member(document, item, SLICE("resource")) : NODE_NONE;
        bool is_resource = resource != NODE_NONE && document_node(document, resource)->kind == NODE_OBJECT;
        entries.items[entries.count++] = (Entry){.node = item, .resource = is_resource ? resource : NODE_NONE};
    }
    return entries;
}

static bool is_type(const Entries *entries, const char *type)
{
    return slice_equals(entries->type, slice_from(type));
}

/* True for `http(s)://…/Type/id`. */
static bool is_restful(const Walk *walk, Slice url, Slice *type, Slice *id)
{
    if (!slice_starts_with(url, SLICE("http://")) && !slice_starts_with(url, SLICE("https://"))) {
        return false;
    }
    size_t end = url.length, start = end;
    while (start > 0 && url.bytes[start - 1] != '/') {
        start--;
    }
    *id = slice_part(url, start, end - start);
    end = start ? start - 1 : 0;
    start = end;
    while (start > 0 && url.bytes[start - 1] != '/') {
        start--;
    }
    *type = slice_part(url, start, end - start);
    const Structure *structure = rules_type(walk->rules, *type);
    return structure && structure_kind(structure) == STRUCTURE_RESOURCE;
}

static void check_full_url(Walk *walk, const Entry *entry, Slice url)
{
    Text scratch[2] = {{0}};
    Slice type, id;
    if (!uri_is_absolute(url)) {
        walk_error(walk, "bundle-full-url", entry->node, NULL, "the fullUrl of an entry must be absolute");
    } else if (entry->resource != NODE_NONE && is_restful(walk, url, &type, &id)) {
        Slice own_type = walk_member_string(walk->document, entry->resource, SLICE("resourceType"), &scratch[0]);
        Slice own_id = walk_member_string(walk->document, entry->resource, SLICE("id"), &scratch[1]);
        if (!own_id.length) {
            walk_error(walk, "bundle-full-url", entry->node, NULL,
                       "the fullUrl is that of a resource on a server, but the resource has no id");
        } else if (!slice_equals(own_type, type) || !slice_equals(own_id, id)) {
            walk_error(walk, "bundle-full-url", entry->node, NULL,
                       "the fullUrl must end with the type and id of the resource: /%.*s/%.*s", SLICE_ARGS(own_type),
                       SLICE_ARGS(own_id));
        }
    }
    text_free(&scratch[0]);
    text_free(&scratch[1]);
}

static void check_full_urls(Walk *walk, const Entries *entries)
{
    bool is_exempt = is_type(entries, "transaction") || is_type(entries, "batch") ||
                     is_type(entries, "transaction-response") || is_type(entries, "batch-response");
    Text scratch = TEXT_EMPTY;
    for (uint32_t i = 0; i < entries->count; i++) {
        const Entry *entry = &entries->items[i];
        Slice url = document_node(walk->document, entry->node)->kind == NODE_OBJECT
                        ? walk_member_string(walk->document, entry->node, SLICE("fullUrl"), &scratch)
                        : (Slice){0};
        if (url.length) {
            check_full_url(walk, entry, url);
        } else if (!is_exempt && document_node(walk->document, entry->node)->kind == NODE_OBJECT) {
            Finding finding = {
                .severity = SEVERITY_ERROR, .key = "bundle-full-url", .node = entry->node, .missing = SLICE("fullUrl")};
            walk_add(walk, &finding, "an entry needs a fullUrl: by it the resource is known and referred to");
        }
    }
    text_free(&scratch);
}

/* ---- the links of a document ---- */

typedef struct Links {
    Walk *walk;
    Entries *entries;
    SliceMap by_resource; /* bytes of the resource's number to the entry's position */
    NodeId *keys;
} Links;

static uint32_t entry_of(const Links *links, NodeId resource)
{
    const uint32_t *found = slice_map_find(&links->by_resource, slice_make((const char *)&resource, sizeof resource));
    return found ? *found : UINT32_MAX;
}

/* Calls `visit` for every entry that the resource of an entry refers to. */
static void each_link(Links *links, uint32_t from, void (*visit)(Links *links, uint32_t from, uint32_t to))
{
    const Document *document = links->walk->document;
    const Node *nodes = document_nodes(document);
    NodeId resource = links->entries->items[from].resource;
    Scope scope = {.node = resource, .role = ROLE_ENTRY};
    Text scratch = TEXT_EMPTY;
    for (NodeId id = resource; resource != NODE_NONE && id < nodes[resource].end; id++) {
        if (nodes[id].kind != NODE_STRING || !slice_equals(document_raw_key(document, id), SLICE("reference"))) {
            continue;
        }
        Slice reference = document_string(document, id, &scratch);
        bool is_local = slice_starts_with(reference, SLICE("#"));
        NodeId target = is_local ? NODE_NONE : resolver_find(links->walk->resolver, &scope, reference);
        uint32_t to = target == NODE_NONE ? UINT32_MAX : entry_of(links, target);
        if (to != UINT32_MAX) {
            visit(links, from, to);
        }
    }
    text_free(&scratch);
}

static void mark_forward(Links *links, uint32_t from, uint32_t to)
{
    Entry *entry = &links->entries->items[to];
    (void)from;
    entry->is_forward = true;
}

static void mark_backward(Links *links, uint32_t from, uint32_t to)
{
    Entry *entries = links->entries->items;
    entries[from].is_reached = entries[from].is_reached || entries[to].is_reached;
}

/* Marks what is reached from the first entry: forward along references, then backward, until nothing changes. */
static void mark_reached(Links *links)
{
    Entries *entries = links->entries;
    bool *is_done = memory_allocate_zeroed(entries->count + 1, sizeof *is_done);
    entries->items[0].is_forward = true;
    for (bool changes = true; changes;) {
        changes = false;
        for (uint32_t i = 0; i < entries->count; i++) {
            if (entries->items[i].is_forward && !is_done[i]) {
                is_done[i] = changes = true;
                each_link(links, i, mark_forward);
            }
        }
    }
    free(is_done);
    for (uint32_t i = 0; i < entries->count; i++) {
        entries->items[i].is_reached = entries->items[i].is_forward;
    }
    for (bool changes = true; changes;) {
        changes = false;
        for (uint32_t i = 0; i < entries->count; i++) {
            bool was = entries->items[i].is_reached;
            if (!was) {
                each_link(links, i, mark_backward);
                changes = changes || entries->items[i].is_reached;
            }
            if (!was && entries->items[i].is_reached) {
                each_link(links, i, mark_forward);
            }
        }
    }
}

static void check_reached(Walk *walk, Entries *entries)
{
    Links links = {.walk = walk, .entries = entries};
    links.keys = memory_allocate(entries->count * sizeof *links.keys);
    for (uint32_t i = 0; i < entries->count; i++) {
        links.keys[i] = entries->items[i].resource;
        *slice_map_add(&links.by_resource, slice_make((const char *)&links.keys[i], sizeof links.keys[i]), NULL) = i;
    }
    mark_reached(&links);
    for (uint32_t i = 1; i < entries->count; i++) {
        const Entry *entry = &entries->items[i];
        if (entry->resource == NODE_NONE) {
            continue;
        }
        if (!entry->is_reached && !entry->is_forward) {
            walk_error(walk, "bundle-orphan", entry->node, NULL,
                       "nothing in the document leads to this entry, and it leads to nothing in it; refer to it from a "
                       "section of the Composition, or take it out");
        } else if (!entry->is_forward) {
            walk_issue(walk, SEVERITY_WARNING, "bundle-reverse", entry->node, NULL,
                       "this entry refers to others of the document, but none refers to it");
        }
    }
    slice_map_free(&links.by_resource);
    free(links.keys);
}

/* The references of a Composition's own and of its sections must lead to entries. */
static void check_section_links(Walk *walk, NodeId composition)
{
    static const char *const names[] = {"subject", "encounter", "author", "attester", "custodian", "event", "section"};
    const Document *document = walk->document;
    const Node *nodes = document_nodes(document);
    Scope scope = {.node = composition, .role = ROLE_ENTRY};
    Text scratch = TEXT_EMPTY, shown = TEXT_EMPTY;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        NodeId part = document_member(document, composition, slice_from(names[i]));
        for (NodeId id = part; part != NODE_NONE && id < nodes[part].end; id++) {
            if (nodes[id].kind != NODE_STRING || !slice_equals(document_raw_key(document, id), SLICE("reference"))) {
                continue;
            }
            Slice reference = document_string(document, id, &scratch);
            if (!slice_starts_with(reference, SLICE("#")) &&
                resolver_find(walk->resolver, &scope, reference) == NODE_NONE) {
                Slice text = walk_shown(reference, &shown);
                walk_error(walk, "bundle-link", nodes[id].parent, NULL,
                           "'%.*s' is not among the entries of this document", SLICE_ARGS(text));
            }
        }
    }
    text_free(&scratch);
    text_free(&shown);
}

static void check_document_bundle(Walk *walk, NodeId bundle, Entries *entries)
{
    if (entries->count == 0) {
        walk_error(walk, "bundle-first", bundle, NULL, "a document needs entries, the first of them a Composition");
        return;
    }
    NodeId first = entries->items[0].resource;
    NodeId type = first != NODE_NONE ? document_member(walk->document, first, SLICE("resourceType")) : NODE_NONE;
    bool is_composition = type != NODE_NONE && document_string_equals(walk->document, type, SLICE("Composition"));
    if (!is_composition) {
        walk_error(walk, "bundle-first", first != NODE_NONE ? first : entries->items[0].node, NULL,
                   "the first entry of a document must be its Composition");
        return;
    }
    check_section_links(walk, first);
    check_reached(walk, entries);
}

void bundle_check(Walk *walk, NodeId bundle)
{
    if (!walk->resolver || bundle != walk->root) {
        return;
    }
    Text scratch = TEXT_EMPTY;
    Entries entries = read_entries(walk->document, bundle, &scratch);
    check_full_urls(walk, &entries);
    if (is_type(&entries, "document")) {
        check_document_bundle(walk, bundle, &entries);
    }
    free(entries.items);
    text_free(&scratch);
}
