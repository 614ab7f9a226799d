/* Resolver: entries of Bundles by fullUrl (src/check/follow/bundle_index.h), contained resources by id. */
#include "src/check/state/reference_resolver.h"

#include "src/base/ascii.h"
#include "src/base/slice_map.h"
#include "src/check/follow/bundle_index.h"
#include "src/profile/facts/identifier_syntax.h"

#include <stdlib.h>

/* What one resource contains, by id. */
typedef struct ContainedIndex {
    NodeId container; /* NODE_NONE: none is listed */
    SliceMap by_id;   /* id to the node of the first that has it */
} ContainedIndex;

struct Resolver {
    const Document *document;
    Arena *arena; /* texts, until the next edit */
    Text scratch;
    BundleIndex *bundles;
    const BundleIndex *listed; /* whose entries are listed below; NULL: none are */
    BundleEntry *entries;
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

/* Forgets the texts of the document. */
static void forget_texts(Resolver *resolver)
{
    free(resolver->entries);
    resolver->entries = NULL;
    resolver->listed = NULL;
    resolver->contained.container = NODE_NONE;
    arena_reset(resolver->arena);
}

void resolver_free(Resolver *resolver)
{
    if (!resolver) {
        return;
    }
    forget_texts(resolver);
    while (resolver->bundles) {
        BundleIndex *index = resolver->bundles;
        resolver->bundles = index->next;
        bundle_index_free(index);
    }
    slice_map_free(&resolver->contained.by_id);
    arena_free(resolver->arena);
    text_free(&resolver->scratch);
    free(resolver);
}

bool resolver_follow(Resolver *resolver, const Patch *patch)
{
    bool holds = true;
    forget_texts(resolver);
    for (BundleIndex **at = &resolver->bundles; *at;) {
        BundleIndex *index = *at;
        if (bundle_index_follow(index, resolver->document, patch)) {
            at = &index->next;
        } else {
            holds = false;
            *at = index->next;
            bundle_index_free(index);
        }
    }
    return holds;
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

/* The index of a Bundle, made when it is first asked for. */
static BundleIndex *bundle_index(Resolver *resolver, NodeId bundle)
{
    BundleIndex *index = resolver->bundles;
    while (index && index->bundle != bundle) {
        index = index->next;
    }
    if (!index) {
        index = bundle_index_new(resolver->document, bundle);
        index->next = resolver->bundles;
        resolver->bundles = index;
    }
    return index;
}

/* What the index holds of an entry, with its texts. */
static BundleEntry read_entry(Resolver *resolver, const IndexedEntry *entry)
{
    return (BundleEntry){.entry = entry->entry,
                         .resource = entry->facts[FACT_RESOURCE],
                         .full_url_node = entry->facts[FACT_FULL_URL],
                         .full_url = text_of(resolver, entry->facts[FACT_FULL_URL]),
                         .type = text_of(resolver, entry->facts[FACT_TYPE]),
                         .id = text_of(resolver, entry->facts[FACT_ID]),
                         .same = entry->same,
                         .earlier = entry->earlier};
}

const BundleEntry *resolver_entries(Resolver *resolver, NodeId bundle, uint32_t *count)
{
    const BundleIndex *index = bundle_index(resolver, bundle);
    *count = (uint32_t)index->count;
    if (resolver->listed != index) {
        free(resolver->entries);
        resolver->entries = memory_allocate((index->count + 1) * sizeof *resolver->entries);
        resolver->listed = index;
        for (size_t i = 0; i < index->count; i++) {
            resolver->entries[i] = read_entry(resolver, &index->entries[i]);
        }
    }
    return resolver->entries;
}

bool resolver_entry(Resolver *resolver, NodeId bundle, uint32_t position, BundleEntry *entry)
{
    const BundleIndex *index = bundle_index(resolver, bundle);
    bool is_there = position < index->count;
    if (is_there) {
        *entry = read_entry(resolver, &index->entries[position]);
    }
    return is_there;
}

uint32_t resolver_position(Resolver *resolver, NodeId bundle, NodeId entry)
{
    return bundle_index_position(bundle_index(resolver, bundle), entry);
}

NodeId resolver_entry_around(Resolver *resolver, NodeId bundle, NodeId node)
{
    return bundle_index_entry_around(bundle_index(resolver, bundle), resolver->document, node);
}

static Slice type_of_bundle(Resolver *resolver, NodeId bundle)
{
    return text_of(resolver, bundle_index(resolver, bundle)->type);
}

Slice resolver_head(Resolver *resolver, NodeId bundle)
{
    Slice type = type_of_bundle(resolver, bundle);
    return slice_equals(type, SLICE("document"))  ? SLICE("Composition")
           : slice_equals(type, SLICE("message")) ? SLICE("MessageHeader")
                                                  : SLICE("");
}

bool resolver_is_answer(Resolver *resolver, NodeId bundle)
{
    return slice_ends_with(type_of_bundle(resolver, bundle), SLICE("-response"));
}

/* ---- addresses ---- */

const Scope *scope_container(const Scope *scope)
{
    return scope->is_contained && scope->container ? scope->container : scope;
}

Slice scope_language(const Scope *scope)
{
    while (scope && scope->language.length == 0) {
        scope = scope->container;
    }
    return scope ? scope->language : (Slice){NULL, 0};
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
    uint32_t position = bundle_index_by_url(index, resolver->document, url);
    if (position == UINT32_MAX || !is_version(resolver, index->entries[position].facts[FACT_RESOURCE], reference)) {
        return false;
    }
    const IndexedEntry *entry = &index->entries[position];
    target->resolution = entry->same == UINT32_MAX ? RESOLUTION_ONE : RESOLUTION_SEVERAL;
    target->resource = entry->facts[FACT_RESOURCE];
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
    uint32_t position = bundle_index_by_id(index, resolver->document, address);
    target->has_no_base = url.length == 0;
    target->is_known = position != UINT32_MAX;
    if (url.length > 0) {
        Slice full = address_beside(resolver, url, container->resource, address, &target->is_loose);
        if (find_by_url(resolver, index, full, reference, target)) {
            return;
        }
    }
    if (target->is_known) {
        target->resolution = RESOLUTION_BY_ID;
        target->resource = index->entries[position].facts[FACT_RESOURCE];
        target->entry = index->entries[position].entry;
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
