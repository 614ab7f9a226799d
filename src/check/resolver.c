/* Resolver: where the references of a document lead, inside of it. */
#include "src/check/resolver.h"

#include "src/base/slice_map.h"

#include <stdlib.h>

struct Resolver {
    const Document *document;
    NodeId root;
    bool has_bundle;
    SliceMap entries; /* fullUrl to the number of the entry's resource */
    SliceMap answers; /* bytes of {node, structure} to the answer */
    Arena *keys;
};

/* Reads the fullUrls of a Bundle's entries; of two entries with one the first is found. */
static void read_entries(Resolver *resolver, NodeId list)
{
    const Document *document = resolver->document;
    Text scratch = TEXT_EMPTY;
    for (NodeId entry = document_first_child(document, list); entry != NODE_NONE;
         entry = document_next_sibling(document, entry)) {
        NodeId resource = document_member(document, entry, SLICE("resource"));
        Slice url = walk_member_string(document, entry, SLICE("fullUrl"), &scratch);
        if (resource == NODE_NONE || !url.length) {
            continue;
        }
        bool is_new;
        uint32_t *place = slice_map_add(&resolver->entries, arena_copy(resolver->keys, url), &is_new);
        *place = is_new ? resource : *place;
    }
    text_free(&scratch);
}

Resolver *resolver_new(const Document *document, NodeId root)
{
    Resolver *resolver = memory_allocate_zeroed(1, sizeof *resolver);
    resolver->document = document;
    resolver->root = root;
    resolver->keys = arena_new();
    NodeId type = document_member(document, root, SLICE("resourceType"));
    resolver->has_bundle = type != NODE_NONE && document_string_equals(document, type, SLICE("Bundle"));
    NodeId list = resolver->has_bundle ? document_member(document, root, SLICE("entry")) : NODE_NONE;
    if (list != NODE_NONE && document_node(document, list)->kind == NODE_ARRAY) {
        read_entries(resolver, list);
    }
    return resolver;
}

void resolver_free(Resolver *resolver)
{
    if (!resolver) {
        return;
    }
    slice_map_free(&resolver->entries);
    slice_map_free(&resolver->answers);
    arena_free(resolver->keys);
    free(resolver);
}

bool resolver_has_bundle(const Resolver *resolver)
{
    return resolver->has_bundle;
}

NodeId resolver_find_contained(const Document *document, NodeId container, Slice id)
{
    NodeId list = document_member(document, container, SLICE("contained"));
    if (list == NODE_NONE || document_node(document, list)->kind != NODE_ARRAY) {
        return NODE_NONE;
    }
    for (NodeId item = document_first_child(document, list); item != NODE_NONE;
         item = document_next_sibling(document, item)) {
        NodeId own = document_member(document, item, SLICE("id"));
        if (own != NODE_NONE && document_string_equals(document, own, id)) {
            return item;
        }
    }
    return NODE_NONE;
}

NodeId resolver_container(const Scope *scope)
{
    return scope->role == ROLE_CONTAINED && scope->container ? scope->container->node : scope->node;
}

static NodeId find_entry(const Resolver *resolver, Slice url)
{
    const uint32_t *found = slice_map_find(&resolver->entries, url);
    return found ? *found : NODE_NONE;
}

/* The fullUrl of the entry whose resource the scope is, or lies in; empty where it is in none. */
static Slice full_url_of(const Resolver *resolver, const Scope *scope, Text *scratch)
{
    while (scope && scope->role == ROLE_CONTAINED) {
        scope = scope->container;
    }
    if (!scope || scope->role != ROLE_ENTRY) {
        return (Slice){0};
    }
    NodeId entry = document_node(resolver->document, scope->node)->parent;
    return walk_member_string(resolver->document, entry, SLICE("fullUrl"), scratch);
}

/* The base of a RESTful URL `BASE/Type/id`, with its closing slash; empty where the URL is not of that form. */
static Slice base_of(Slice url)
{
    if (!slice_starts_with(url, SLICE("http"))) {
        return (Slice){0};
    }
    size_t end = url.length;
    for (int parts = 0; parts < 2; parts++) {
        while (end > 0 && url.bytes[end - 1] != '/') {
            end--;
        }
        end -= end > 0;
    }
    return end > 8 ? slice_part(url, 0, end + 1) : (Slice){0};
}

/* A reference that is no URL, seen from the entry of the scope. */
static NodeId find_relative(const Resolver *resolver, const Scope *scope, Slice reference)
{
    Text scratch = TEXT_EMPTY, url = TEXT_EMPTY;
    Slice base = base_of(full_url_of(resolver, scope, &scratch));
    text_append(&url, base);
    text_append(&url, reference);
    NodeId found = base.length ? find_entry(resolver, text_slice(&url)) : NODE_NONE;
    text_free(&scratch);
    text_free(&url);
    return found;
}

NodeId resolver_find(const Resolver *resolver, const Scope *scope, Slice reference)
{
    if (slice_starts_with(reference, SLICE("#"))) {
        NodeId container = resolver_container(scope);
        return reference.length == 1
                   ? container
                   : resolver_find_contained(resolver->document, container, slice_part(reference, 1, reference.length));
    }
    size_t fragment = slice_find(reference, SLICE("#"), 0);
    size_t version = slice_find(reference, SLICE("/_history/"), 0);
    size_t end = fragment < version ? fragment : version;
    Slice url = slice_part(reference, 0, end == SIZE_MAX ? reference.length : end);
    bool is_absolute = slice_find(url, SLICE(":"), 0) != SIZE_MAX;
    NodeId found = is_absolute ? find_entry(resolver, url) : find_relative(resolver, scope, url);
    if (found != NODE_NONE && fragment != SIZE_MAX) {
        found =
            resolver_find_contained(resolver->document, found, slice_part(reference, fragment + 1, reference.length));
    }
    return found;
}

uint32_t *resolver_answer(Resolver *resolver, NodeId resource, const Structure *structure)
{
    struct {
        const Structure *structure;
        NodeId node;
        uint32_t zero;
    } key = {structure, resource, 0};
    Slice bytes = slice_make((const char *)&key, sizeof key);
    uint32_t *answer = slice_map_find(&resolver->answers, bytes);
    return answer ? answer : slice_map_add(&resolver->answers, arena_copy(resolver->keys, bytes), NULL);
}
