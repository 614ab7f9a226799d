/*
 * Compilation: gathering definitions, and making each snapshot when it is first asked for.
 *
 * A structure is asked for by the snapshots that derive from it, so bases are ready before what stands on them whatever
 * the order in which they came. One that is asked for while it is being made (a circle of bases) is not known.
 */
#include "src/profile/compile.h"

#include "src/base/slice_map.h"
#include "src/profile/draft.h"
#include "src/profile/pack.h"
#include "src/profile/pack_builder.h"
#include "src/profile/snapshot.h"
#include "src/profile/term_builder.h"

#include <stdlib.h>

enum { CHAIN_MAXIMUM = 256 };

struct Compilation {
    const Rules *rules;
    Arena *arena;
    DraftStructure **drafts; /* in order of addition */
    size_t count;
    size_t capacity;
    SliceMap urls;           /* canonical URL to position + 1 of the draft added last */
    SliceMap types;          /* likewise of drafts that define a type */
    DraftStructure **thawed; /* structures of the rules that were asked for */
    size_t thawed_count;
    size_t thawed_capacity;
    SliceMap thawed_urls; /* canonical URL to position */
    TermBuilder *terms;
    uint32_t term_count;
    uint32_t depth; /* of snapshots that wait for others */
    Error error;
    uint32_t failed;
};

Compilation *compilation_new(const Rules *rules, bool drops_properties)
{
    Compilation *compilation = memory_allocate_zeroed(1, sizeof *compilation);
    compilation->rules = rules;
    compilation->arena = arena_new();
    compilation->terms = term_builder_new(drops_properties);
    return compilation;
}

void compilation_free(Compilation *compilation)
{
    slice_map_free(&compilation->urls);
    slice_map_free(&compilation->types);
    slice_map_free(&compilation->thawed_urls);
    term_builder_free(compilation->terms);
    arena_free(compilation->arena);
    free(compilation->drafts);
    free(compilation->thawed);
    free(compilation);
}

/* ---- adding ---- */

static Slice get_text(const cJSON *object, const char *name)
{
    return slice_from(cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, name)));
}

/* Reads a StructureDefinition, to be compiled with the others; false, with an error, for another release of FHIR. */
static bool add_structure(Compilation *compilation, const cJSON *resource, Error *error)
{
    Slice version = get_text(resource, "fhirVersion");
    if (version.length && !slice_starts_with(version, SLICE("4."))) {
        return error_set(error, ERROR_FORMAT, NULL, "it is a definition for FHIR %.*s, not for R4",
                         SLICE_ARGS(version));
    }
    Slice base = get_text(resource, "baseDefinition");
    bool is_base_known = slice_map_find(&compilation->urls, base) || rules_structure(compilation->rules, base);
    DraftStructure *draft = draft_read(compilation->arena, resource, !is_base_known, error);
    if (!draft) {
        return false;
    }
    ARRAY_RESERVE(compilation->drafts, compilation->capacity, compilation->count + 1);
    compilation->drafts[compilation->count++] = draft;
    *slice_map_add(&compilation->urls, draft->url, NULL) = (uint32_t)compilation->count;
    if (!draft->is_profile && draft->kind != STRUCTURE_LOGICAL) {
        *slice_map_add(&compilation->types, draft->type, NULL) = (uint32_t)compilation->count;
    }
    return true;
}

static bool add_bundle(Compilation *compilation, const cJSON *bundle, Error *error)
{
    bool is_whole = true;
    const cJSON *entry;
    cJSON_ArrayForEach(entry, cJSON_GetObjectItemCaseSensitive(bundle, "entry"))
    {
        const cJSON *resource = cJSON_GetObjectItemCaseSensitive(entry, "resource");
        Slice kind = get_text(resource, "resourceType");
        if (!slice_equals(kind, SLICE("Bundle"))) {
            is_whole = compilation_add(compilation, resource, is_whole ? error : NULL) && is_whole;
        }
    }
    return is_whole;
}

bool compilation_add(Compilation *compilation, const cJSON *resource, Error *error)
{
    Slice kind = get_text(resource, "resourceType");
    if (slice_equals(kind, SLICE("StructureDefinition"))) {
        return add_structure(compilation, resource, error);
    }
    if (slice_equals(kind, SLICE("Bundle"))) {
        return add_bundle(compilation, resource, error);
    }
    if (!slice_equals(kind, SLICE("ValueSet")) && !slice_equals(kind, SLICE("CodeSystem"))) {
        return true;
    }
    if (!term_builder_add(compilation->terms, resource)) {
        return error_set(error, ERROR_FORMAT, NULL, "a %.*s has no url", SLICE_ARGS(kind));
    }
    compilation->term_count++;
    return true;
}

/* ---- snapshots ---- */

static const DraftStructure *find_structure(void *self, Slice url);
static const DraftStructure *find_type(void *self, Slice name);
static const DraftStructure *find_unready_type(void *self, Slice name);

/* Makes the snapshot where it is not there yet; NULL where it cannot be made. */
static const DraftStructure *make_ready(Compilation *compilation, DraftStructure *draft)
{
    if (draft->state == DRAFT_READ && compilation->depth < CHAIN_MAXIMUM) {
        SnapshotSource source = {compilation, find_structure, find_type, find_unready_type};
        draft->state = DRAFT_IN_WORK;
        compilation->depth++;
        bool is_made =
            snapshot_make(compilation->arena, &source, draft, compilation->failed ? NULL : &compilation->error);
        compilation->depth--;
        draft->state = is_made ? DRAFT_READY : DRAFT_FAILED;
        compilation->failed += !is_made;
    }
    return draft->state == DRAFT_READY ? draft : NULL;
}

/* The draft of a structure of the rules, thawed once. */
static const DraftStructure *thaw(Compilation *compilation, const Structure *structure)
{
    if (!structure) {
        return NULL;
    }
    bool is_new;
    uint32_t *position = slice_map_add(&compilation->thawed_urls, structure_url(structure), &is_new);
    if (is_new) {
        *position = (uint32_t)compilation->thawed_count;
        ARRAY_RESERVE(compilation->thawed, compilation->thawed_capacity, compilation->thawed_count + 1);
        compilation->thawed[compilation->thawed_count++] = draft_thaw(compilation->arena, structure);
    }
    return compilation->thawed[*position];
}

static const DraftStructure *find_structure(void *self, Slice url)
{
    Compilation *compilation = self;
    Slice canonical = slice_part(url, 0, slice_find(url, SLICE("|"), 0));
    const uint32_t *position = slice_map_find(&compilation->urls, canonical);
    if (position) {
        return make_ready(compilation, compilation->drafts[*position - 1]);
    }
    return thaw(compilation, rules_structure(compilation->rules, canonical));
}

static const DraftStructure *find_type(void *self, Slice name)
{
    Compilation *compilation = self;
    const uint32_t *position = slice_map_find(&compilation->types, name);
    if (position) {
        return make_ready(compilation, compilation->drafts[*position - 1]);
    }
    return thaw(compilation, rules_type(compilation->rules, name));
}

static const DraftStructure *find_unready_type(void *self, Slice name)
{
    Compilation *compilation = self;
    const uint32_t *position = slice_map_find(&compilation->types, name);
    if (position) {
        return compilation->drafts[*position - 1];
    }
    return thaw(compilation, rules_type(compilation->rules, name));
}

uint32_t compilation_finish(Compilation *compilation, Text *pack, uint32_t *failed, Error *error)
{
    PackBuilder *builder = pack_builder_new();
    uint32_t count = compilation->term_count;
    for (size_t i = 0; i < compilation->count; i++) {
        const DraftStructure *draft = make_ready(compilation, compilation->drafts[i]);
        if (draft) {
            pack_builder_add(builder, draft);
            count++;
        }
    }
    Text terminology = TEXT_EMPTY;
    term_builder_finish(compilation->terms, &terminology);
    pack_builder_finish(builder, text_slice(&terminology), pack);
    text_free(&terminology);
    pack_builder_free(builder);
    if (failed) {
        *failed = compilation->failed;
    }
    if (error && compilation->failed) {
        *error = compilation->error;
    }
    return count;
}
