/* Resolver: entries of Bundles by fullUrl, contained resources by id. */
#include "src/check/resolver.h"

#include "src/base/slice_map.h"
#include "src/profile/identifier_syntax.h"

#include <stdlib.h>

/* The entries of one Bundle. */
typedef struct BundleIndex {
    NodeId bundle;
    BundleEntry *entries;
    size_t count;
    size_t capacity;
    SliceMap by_url; /* fullUrl to position + 1 of the first entry that has it */
    SliceMap by_id;  /* "Type/id" likewise */
    struct BundleIndex *next;
} BundleIndex;

struct Resolver {
    const Document *document;
    Arena *arena;
    Text scratch;
    BundleIndex *bundles;
};

Resolver *resolver_new(const Document *document)
{
    Resolver *resolver = memory_allocate_zeroed(1, sizeof *resolver);
    resolver->document = document;
    resolver->arena = arena_new();
    return resolver;
}

void resolver_free(Resolver *resolver)
{
    if (!resolver) {
        return;
    }
    for (BundleIndex *index = resolver->bundles; index; index = index->next) {
        free(index->entries);
        slice_map_free(&index->by_url);
        slice_map_free(&index->by_id);
    }
    arena_free(resolver->arena);
    text_free(&resolver->scratch);
    free(resolver);
}

/* ---- reading ---- */

/* A string that stays where it is; empty where the node is none. */
static Slice text_of(Resolver *resolver, NodeId node)
{
    if (node == NODE_NONE || document_node(resolver->document, node)->kind != NODE_STRING) {
        return SLICE("");
    }
    Slice text = document_string(resolver->document, node, &resolver->scratch);
    bool is_copy = document_node(resolver->document, node)->flags & NODE_HAS_ESCAPE;
    return is_copy ? arena_copy(resolver->arena, text) : text;
}

static NodeId member(const Resolver *resolver, NodeId object, Slice name)
{
    return object == NODE_NONE ? NODE_NONE : document_member(resolver->document, object, name);
}

/* Notes the position of an entry under a key; where another one has it already, with that one. */
static void note(BundleIndex *index, SliceMap *map, Slice key, uint32_t position, bool is_counted)
{
    bool is_new;
    uint32_t *first = key.length > 0 ? slice_map_add(map, key, &is_new) : NULL;
    if (first && is_new) {
        *first = position + 1;
    } else if (first && is_counted) {
        index->entries[*first - 1].same = position;
    }
}

static void add_entry(Resolver *resolver, BundleIndex *index, NodeId node)
{
    NodeId url = member(resolver, node, SLICE("fullUrl")), resource = member(resolver, node, SLICE("resource"));
    BundleEntry entry = {.entry = node,
                         .resource = resource,
                         .full_url_node = url,
                         .full_url = text_of(resolver, url),
                         .type = text_of(resolver, member(resolver, resource, SLICE("resourceType"))),
                         .id = text_of(resolver, member(resolver, resource, SLICE("id"))),
                         .same = UINT32_MAX};
    ARRAY_RESERVE(index->entries, index->capacity, index->count + 1);
    uint32_t position = (uint32_t)index->count++;
    index->entries[position] = entry;
    note(index, &index->by_url, entry.full_url, position, true);
    if (entry.type.length > 0 && entry.id.length > 0) {
        Slice key = arena_format(resolver->arena, "%.*s/%.*s", SLICE_ARGS(entry.type), SLICE_ARGS(entry.id));
        note(index, &index->by_id, key, position, false);
    }
}

static BundleIndex *bundle_index(Resolver *resolver, NodeId bundle)
{
    BundleIndex *index = resolver->bundles;
    while (index && index->bundle != bundle) {
        index = index->next;
    }
    if (index) {
        return index;
    }
    index = arena_allocate(resolver->arena, sizeof *index);
    *index = (BundleIndex){.bundle = bundle, .next = resolver->bundles};
    resolver->bundles = index;
    NodeId entries = member(resolver, bundle, SLICE("entry"));
    const Node *nodes = document_nodes(resolver->document);
    bool is_array = entries != NODE_NONE && nodes[entries].kind == NODE_ARRAY;
    for (NodeId item = entries + 1; is_array && item < nodes[entries].end; item = nodes[item].end) {
        add_entry(resolver, index, item);
    }
    return index;
}

const BundleEntry *resolver_entries(Resolver *resolver, NodeId bundle, uint32_t *count)
{
    const BundleIndex *index = bundle_index(resolver, bundle);
    *count = (uint32_t)index->count;
    return index->entries;
}

/* ---- addresses ---- */

const Scope *scope_container(const Scope *scope)
{
    return scope->is_contained && scope->container ? scope->container : scope;
}

const Scope *scope_bundle(const Scope *scope)
{
    scope = scope_container(scope);
    bool is_in_bundle = scope->container && slice_equals(structure_type(scope->container->type), SLICE("Bundle"));
    return is_in_bundle ? scope->container : NULL;
}

/* Offset of the slash before "Type/id" at the end of an address, `/_history/…` left out; SIZE_MAX where there is none. */
static size_t find_tail(Slice url)
{
    size_t slashes = 0;
    for (size_t at = url.length; at > 0; at--) {
        if (url.bytes[at - 1] == '/' && ++slashes == 2) {
            return at - 1;
        }
    }
    return slashes == 1 ? 0 : SIZE_MAX;
}

static bool is_type_name(Slice word)
{
    for (size_t i = 0; i < word.length; i++) {
        char c = (char)(word.bytes[i] | 0x20);
        if (c < 'a' || c > 'z') {
            return false;
        }
    }
    return word.length > 2 && word.bytes[0] >= 'A' && word.bytes[0] <= 'Z';
}

/* The type that an address or relative reference names before the id; empty where it names none. */
static Slice type_in(Slice reference)
{
    size_t tail = find_tail(reference);
    if (tail == SIZE_MAX) {
        return SLICE("");
    }
    size_t start = tail + (tail > 0 || reference.bytes[0] == '/');
    size_t end = slice_find(reference, SLICE("/"), start);
    Slice word = slice_part(reference, start, end - start);
    return is_type_name(word) ? word : SLICE("");
}

Slice url_base(Slice url)
{
    bool is_web = slice_starts_with(url, SLICE("http://")) || slice_starts_with(url, SLICE("https://"));
    return is_web && type_in(url).length > 0 ? slice_part(url, 0, find_tail(url) + 1) : SLICE("");
}

/* A reference without version and fragment. */
static Slice plain(Slice reference)
{
    size_t end = slice_find(reference, SLICE("/_history/"), 0);
    reference = slice_part(reference, 0, end);
    return slice_part(reference, 0, slice_find(reference, SLICE("#"), 0));
}

/* ---- finding ---- */

static Target find_contained(Resolver *resolver, const Scope *scope, Slice id)
{
    const Scope *container = scope_container(scope);
    Target target = {.kind = REFERENCE_CONTAINED, .resource = NODE_NONE, .entry = NODE_NONE, .is_contained = true};
    if (id.length == 0) {
        target.resource = container->resource;
        target.entry = container->entry;
        target.resolution = RESOLUTION_ONE;
        target.is_contained = false;
        return target;
    }
    NodeId list = member(resolver, container->resource, SLICE("contained"));
    const Node *nodes = document_nodes(resolver->document);
    bool is_array = list != NODE_NONE && nodes[list].kind == NODE_ARRAY;
    for (NodeId item = list + 1; is_array && item < nodes[list].end; item = nodes[item].end) {
        NodeId own = nodes[item].kind == NODE_OBJECT ? member(resolver, item, SLICE("id")) : NODE_NONE;
        if (own != NODE_NONE && document_string_equals(resolver->document, own, id)) {
            target.resource = item;
            target.resolution = RESOLUTION_ONE;
            break;
        }
    }
    return target;
}

/* Finds the entry with a fullUrl. */
static bool find_by_url(const BundleIndex *index, Slice url, Target *target)
{
    const uint32_t *position = slice_map_find(&index->by_url, url);
    if (!position) {
        return false;
    }
    const BundleEntry *entry = &index->entries[*position - 1];
    target->resolution = entry->same == UINT32_MAX ? RESOLUTION_ONE : RESOLUTION_SEVERAL;
    target->resource = entry->resource;
    target->entry = entry->entry;
    return true;
}

/* The fullUrl of the entry that a resource is in. */
static Slice own_url(Resolver *resolver, const Scope *scope)
{
    return text_of(resolver, member(resolver, scope_container(scope)->entry, SLICE("fullUrl")));
}

static void find_relative(Resolver *resolver, const BundleIndex *index, const Scope *scope, Slice reference,
                          Target *target)
{
    Slice url = own_url(resolver, scope), base = url_base(url);
    target->has_no_base = url.length == 0;
    if (find_by_url(index, reference, target)) {
        return; /* a fullUrl that is no absolute address may still be written the same way */
    }
    if (base.length > 0 &&
        find_by_url(index, arena_format(resolver->arena, "%.*s%.*s", SLICE_ARGS(base), SLICE_ARGS(reference)),
                    target)) {
        return;
    }
    const uint32_t *position = slice_map_find(&index->by_id, reference);
    if (position) {
        target->resolution = RESOLUTION_BY_ID;
        target->resource = index->entries[*position - 1].resource;
        target->entry = index->entries[*position - 1].entry;
    }
}

Target resolver_find(Resolver *resolver, const Scope *scope, Slice reference)
{
    if (reference.length > 0 && reference.bytes[0] == '#') {
        return find_contained(resolver, scope, slice_part(reference, 1, reference.length));
    }
    Slice address = plain(reference);
    bool is_absolute = uri_is_absolute(reference);
    Target target = {.kind = is_absolute ? REFERENCE_ABSOLUTE : REFERENCE_RELATIVE,
                     .resource = NODE_NONE,
                     .entry = NODE_NONE,
                     .type = slice_starts_with(reference, SLICE("urn:")) ? SLICE("") : type_in(address)};
    const Scope *bundle = scope_bundle(scope);
    if (!bundle) {
        target.resolution = RESOLUTION_OUTSIDE;
        return target;
    }
    const BundleIndex *index = bundle_index(resolver, bundle->resource);
    if (is_absolute) {
        find_by_url(index, address, &target);
    } else {
        find_relative(resolver, index, scope, address, &target);
    }
    return target;
}
