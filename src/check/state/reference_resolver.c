/* Resolver: entries of Bundles by fullUrl, contained resources by id. */
#include "src/check/state/reference_resolver.h"

#include "src/base/ascii.h"
#include "src/base/slice_map.h"
#include "src/profile/facts/identifier_syntax.h"

#include <stdlib.h>

/* The entries of one Bundle. */
typedef struct BundleIndex {
    NodeId bundle;
    Slice type;
    BundleEntry *entries;
    size_t count;
    size_t capacity;
    SliceMap by_url; /* fullUrl to position + 1 of the first entry that has it */
    SliceMap by_id;  /* "Type/id" likewise */
    struct BundleIndex *next;
} BundleIndex;

/* What one resource contains, by id. */
typedef struct ContainedIndex {
    NodeId container; /* NODE_NONE: none is listed */
    SliceMap by_id;   /* id to the node of the first that has it */
} ContainedIndex;

struct Resolver {
    const Document *document;
    Arena *arena;
    Text scratch;
    BundleIndex *bundles;
    ContainedIndex contained; /* of the resource that was asked for last: references come resource by resource */
};

Resolver *resolver_new(const Document *document)
{
    Resolver *resolver = memory_allocate_zeroed(1, sizeof *resolver);
    resolver->document = document;
    resolver->arena = arena_new();
    resolver->contained.container = NODE_NONE;
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
    slice_map_free(&resolver->contained.by_id);
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

/* Notes the position of an entry under a key; where another one has it already, with that one. */
static void note(BundleIndex *index, SliceMap *map, Slice key, uint32_t position, bool is_counted)
{
    bool is_new;
    uint32_t *first = key.length > 0 ? slice_map_add(map, key, &is_new) : NULL;
    if (first && is_new) {
        *first = position + 1;
    } else if (first && is_counted) {
        index->entries[*first - 1].same = position;
        index->entries[position].earlier = *first - 1;
    }
}

/* Puts an entry into the index of its Bundle, by its fullUrl and by type and id. */
static void add_entry(Resolver *resolver, BundleIndex *index, NodeId node)
{
    NodeId url = document_member(resolver->document, node, SLICE("fullUrl")),
           resource = document_member(resolver->document, node, SLICE("resource"));
    BundleEntry entry = {.entry = node,
                         .resource = resource,
                         .full_url_node = url,
                         .full_url = text_of(resolver, url),
                         .type =
                             text_of(resolver, document_member(resolver->document, resource, SLICE("resourceType"))),
                         .id = text_of(resolver, document_member(resolver->document, resource, SLICE("id"))),
                         .same = UINT32_MAX,
                         .earlier = UINT32_MAX};
    ARRAY_RESERVE(index->entries, index->capacity, index->count + 1);
    uint32_t position = (uint32_t)index->count++;
    index->entries[position] = entry;
    note(index, &index->by_url, entry.full_url, position, true);
    if (entry.type.length > 0 && entry.id.length > 0) {
        Slice key = arena_join(resolver->arena, (const Slice[]){entry.type, SLICE("/"), entry.id}, 3);
        note(index, &index->by_id, key, position, false);
    }
}

/* The index of a Bundle, made when it is first asked for. */
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
    index->type = text_of(resolver, document_member(resolver->document, bundle, SLICE("type")));
    NodeId entries = document_member(resolver->document, bundle, SLICE("entry"));
    for (NodeId item = document_item(resolver->document, entries); item != NODE_NONE;
         item = document_item_after(resolver->document, entries, item)) {
        if (document_node(resolver->document, item)->kind == NODE_OBJECT) {
            add_entry(resolver, index, item);
        }
    }
    return index;
}

const BundleEntry *resolver_entries(Resolver *resolver, NodeId bundle, uint32_t *count)
{
    const BundleIndex *index = bundle_index(resolver, bundle);
    *count = (uint32_t)index->count;
    return index->entries;
}

uint32_t resolver_position(Resolver *resolver, NodeId bundle, NodeId entry)
{
    const BundleIndex *index = bundle_index(resolver, bundle);
    uint32_t low = 0, high = (uint32_t)index->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (index->entries[middle].entry < entry) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < index->count && index->entries[low].entry == entry ? low : UINT32_MAX;
}

Slice resolver_head(Resolver *resolver, NodeId bundle)
{
    Slice type = bundle_index(resolver, bundle)->type;
    return slice_equals(type, SLICE("document"))  ? SLICE("Composition")
           : slice_equals(type, SLICE("message")) ? SLICE("MessageHeader")
                                                  : SLICE("");
}

bool resolver_is_answer(Resolver *resolver, NodeId bundle)
{
    return slice_ends_with(bundle_index(resolver, bundle)->type, SLICE("-response"));
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

/* Offset of the slash before "Type/id" at the end of an address, `/_history/…` left out; SIZE_MAX if there is none. */
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
    return word.length > 2 && ascii_is_upper(word.bytes[0]) && ascii_are_all(word, ascii_is_letter);
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

/* Lists what a resource contains, unless that is done. */
static const SliceMap *contained_index(Resolver *resolver, NodeId container)
{
    ContainedIndex *index = &resolver->contained;
    if (index->container == container) {
        return &index->by_id;
    }
    slice_map_clear(&index->by_id);
    index->container = container;
    const Document *document = resolver->document;
    NodeId list = document_member(resolver->document, container, SLICE("contained"));
    for (NodeId item = document_item(document, list); item != NODE_NONE;
         item = document_item_after(document, list, item)) {
        bool is_object = document_node(document, item)->kind == NODE_OBJECT;
        Slice id = is_object ? text_of(resolver, document_member(resolver->document, item, SLICE("id"))) : SLICE("");
        bool is_new = false;
        uint32_t *first = id.length > 0 ? slice_map_add(&index->by_id, id, &is_new) : NULL;
        if (is_new) {
            *first = item;
        }
    }
    return &index->by_id;
}

/* Finds a contained resource by its id; the resource that contains them where the id is empty. */
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
    const uint32_t *item = slice_map_find(contained_index(resolver, container->resource), id);
    if (item) {
        target.resource = *item;
        target.resolution = RESOLUTION_ONE;
    }
    return target;
}

/* True when a reference names no version, or that of the resource. */
static bool is_version(Resolver *resolver, NodeId resource, Slice reference)
{
    size_t mark = slice_find(reference, SLICE("/_history/"), 0);
    if (mark >= reference.length) {
        return true;
    }
    NodeId version = document_member(resolver->document, document_member(resolver->document, resource, SLICE("meta")),
                                     SLICE("versionId"));
    Slice asked = slice_part(reference, mark + SLICE("/_history/").length, reference.length);
    return version != NODE_NONE && document_string_equals(resolver->document, version, asked);
}

/* Finds the entry with a fullUrl, in the version that the reference names. */
static bool find_by_url(Resolver *resolver, const BundleIndex *index, Slice url, Slice reference, Target *target)
{
    const uint32_t *position = slice_map_find(&index->by_url, url);
    if (!position || !is_version(resolver, index->entries[*position - 1].resource, reference)) {
        return false;
    }
    const BundleEntry *entry = &index->entries[*position - 1];
    target->resolution = entry->same == UINT32_MAX ? RESOLUTION_ONE : RESOLUTION_SEVERAL;
    target->resource = entry->resource;
    target->entry = entry->entry;
    return true;
}

/* The address that a relative reference stands for beside a fullUrl. `is_loose`: strictly it stands for none. */
static Slice address_beside(Resolver *resolver, Slice full_url, NodeId resource, Slice reference, bool *is_loose)
{
    if (slice_starts_with(full_url, SLICE("urn:"))) {
        size_t colon = full_url.length, slash = slice_find(reference, SLICE("/"), 0);
        while (full_url.bytes[colon - 1] != ':') {
            colon--;
        }
        *is_loose = true;
        Slice id = slice_part(reference, slash < reference.length ? slash + 1 : 0, reference.length);
        return arena_join(resolver->arena, (const Slice[]){slice_part(full_url, 0, colon), id}, 2);
    }
    size_t tail = find_tail(full_url);
    bool has_base = tail != SIZE_MAX && tail > 0;
    Slice type = text_of(resolver, document_member(resolver->document, resource, SLICE("resourceType")));
    Slice id = text_of(resolver, document_member(resolver->document, resource, SLICE("id")));
    Slice own = arena_join(resolver->arena, (const Slice[]){SLICE("/"), type, SLICE("/"), id}, 4);
    bool is_bare = slice_equals(full_url, slice_part(own, 1, own.length));
    *is_loose = !is_bare && (url_base(full_url).length == 0 || !slice_ends_with(full_url, own));
    Slice base = slice_part(full_url, 0, has_base ? tail + 1 : 0);
    return arena_join(resolver->arena, (const Slice[]){base, reference}, 2);
}

/* Finds what "Patient/1" leads to: beside the fullUrl of the entry that refers to it, else by type and id. */
static void find_relative(Resolver *resolver, const BundleIndex *index, const Scope *scope, Slice reference,
                          Target *target)
{
    const Scope *container = scope_container(scope);
    Slice address = plain(reference);
    Slice url = text_of(resolver, document_member(resolver->document, container->entry, SLICE("fullUrl")));
    const uint32_t *position = slice_map_find(&index->by_id, address);
    target->has_no_base = url.length == 0;
    target->is_known = position != NULL;
    if (url.length > 0) {
        Slice full = address_beside(resolver, url, container->resource, address, &target->is_loose);
        if (find_by_url(resolver, index, full, reference, target)) {
            return;
        }
    }
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
        find_by_url(resolver, index, address, reference, &target);
    } else {
        find_relative(resolver, index, scope, reference, &target);
    }
    return target;
}

bool resolver_is_logical(const Document *document, NodeId reference)
{
    return document_member(document, reference, SLICE("reference")) == NODE_NONE &&
           (document_member(document, reference, SLICE("identifier")) != NODE_NONE ||
            document_member(document, reference, SLICE("type")) != NODE_NONE);
}
