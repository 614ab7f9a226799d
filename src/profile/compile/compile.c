/*
 * Compilation: gathering definitions, and making each snapshot when it is first asked for.
 *
 * A structure is asked for by the snapshots that derive from it, so bases are ready before what stands on them whatever
 * the order in which they came. One that is asked for while it is being made (a circle of bases) is not known.
 */
#include "src/profile/compile/compile.h"

#include "src/base/slice_map.h"
#include "src/base/systems.h"
#include "src/profile/pack/draft.h"
#include "src/profile/pack/pack.h"
#include "src/profile/pack/pack_builder.h"
#include "src/profile/snapshot/snapshot.h"
#include "src/profile/terms/term_builder.h"

#include <stdlib.h>

enum { CHAIN_MAXIMUM = 2000 };

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
    Slice file;     /* that is being read */
    Slice place;    /* of the resource in it that is being added, as a path */
    GlobalProfile *globals;
    size_t global_count;
    size_t global_capacity;
    uint32_t failed;
    uint32_t seed; /* of the hash indexes */
};

Compilation *compilation_new(const Rules *rules, uint32_t seed)
{
    Compilation *compilation = memory_allocate_zeroed(1, sizeof *compilation);
    compilation->rules = rules;
    compilation->arena = arena_new();
    compilation->terms = term_builder_new(seed);
    compilation->seed = seed;
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
    free(compilation->globals);
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
        return error_set(error, ERROR_FORMAT, NULL, "the definition is for FHIR %.*s, not for R4", SLICE_ARGS(version));
    }
    bool is_base_known = rules_structure(compilation->rules, get_text(resource, "baseDefinition"));
    DraftStructure *draft = draft_read(compilation->arena, resource, !is_base_known, error);
    if (!draft) {
        return false;
    }
    draft->file = compilation->file;
    draft->place = compilation->place;
    ARRAY_RESERVE(compilation->drafts, compilation->capacity, compilation->count + 1);
    compilation->drafts[compilation->count++] = draft;
    *slice_map_add(&compilation->urls, draft->url, NULL) = (uint32_t)compilation->count;
    if (!draft->is_profile && draft->kind != STRUCTURE_LOGICAL) {
        *slice_map_add(&compilation->types, draft->type, NULL) = (uint32_t)compilation->count;
    }
    return true;
}

/* Adds the resource of an entry; the path of what is wrong begins at the Bundle. */
static bool add_entry(Compilation *compilation, const cJSON *entry, unsigned position, Error *error)
{
    const cJSON *resource = cJSON_GetObjectItemCaseSensitive(entry, "resource");
    Error fault = {0};
    if (slice_equals(get_text(resource, "resourceType"), SLICE("Bundle"))) {
        return true;
    }
    compilation->place = arena_format(compilation->arena, "entry[%u].resource", position);
    bool is_added = compilation_add(compilation, resource, &fault);
    Slice path = fault.where[0] ? arena_format(compilation->arena, "%s.%s", compilation->place.bytes, fault.where)
                                : compilation->place;
    compilation->place = SLICE("");
    return is_added || error_set(error, fault.code, path.bytes, "%s", fault.message);
}

static bool add_bundle(Compilation *compilation, const cJSON *bundle, Error *error)
{
    bool is_whole = true;
    unsigned position = 0;
    const cJSON *entry;
    cJSON_ArrayForEach(entry, cJSON_GetObjectItemCaseSensitive(bundle, "entry"))
    {
        is_whole = add_entry(compilation, entry, position++, is_whole ? error : NULL) && is_whole;
    }
    return is_whole;
}

/* Takes in the profiles that an ImplementationGuide asks for in all resources of a type. */
static bool add_globals(Compilation *compilation, const cJSON *guide)
{
    const cJSON *global;
    cJSON_ArrayForEach(global, cJSON_GetObjectItemCaseSensitive(guide, "global"))
    {
        Slice type = draft_text(compilation->arena, global, "type");
        Slice profile = draft_text(compilation->arena, global, "profile");
        if (type.length > 0 && profile.length > 0) {
            ARRAY_RESERVE(compilation->globals, compilation->global_capacity, compilation->global_count + 1);
            compilation->globals[compilation->global_count++] = (GlobalProfile){type, profile};
        }
    }
    return true;
}

const GlobalProfile *compilation_globals(const Compilation *compilation, size_t *count)
{
    *count = compilation->global_count;
    return compilation->globals;
}

void compilation_set_file(Compilation *compilation, Slice name)
{
    compilation->file = arena_copy(compilation->arena, name);
}

bool compilation_add(Compilation *compilation, const cJSON *resource, Error *error)
{
    Slice kind = get_text(resource, "resourceType");
    if (slice_equals(kind, SLICE("ImplementationGuide"))) {
        return add_globals(compilation, resource);
    }
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
        return error_set(error, ERROR_FORMAT, NULL, "the %.*s has no url", SLICE_ARGS(kind));
    }
    compilation->term_count++;
    return true;
}

/* ---- snapshots ---- */

static const DraftStructure *find_structure(void *self, Slice url);
static const DraftStructure *find_type(void *self, Slice name);
static const DraftStructure *find_unready_type(void *self, Slice name);

/* The draft of a canonical URL that was added last; with a version, that of the version, or the last one that states
   none. NULL if there is none. */
static DraftStructure *find_draft(const Compilation *compilation, Slice canonical)
{
    size_t bar = slice_find(canonical, SLICE("|"), 0);
    Slice url = slice_part(canonical, 0, bar), version = slice_part(canonical, url.length + 1, canonical.length);
    const uint32_t *latest = slice_map_find(&compilation->urls, url);
    DraftStructure *versionless = NULL;
    for (uint32_t i = latest ? *latest : 0; i > 0; i--) {
        DraftStructure *draft = compilation->drafts[i - 1];
        if (!slice_equals(draft->url, url)) {
            continue;
        }
        if (version.length == 0 || pack_version_fits(draft->version, version)) {
            return draft;
        }
        versionless = versionless || draft->version.length > 0 ? versionless : draft;
    }
    return versionless;
}

/* Reports why a draft has no snapshot: for a base's sake, what that lacks. */
static void note_failure(Compilation *compilation, DraftStructure *draft, const Error *error)
{
    const DraftStructure *base = draft->is_base_missing ? find_draft(compilation, draft->base) : NULL;
    bool is_circle = base && base->state == DRAFT_IN_WORK;
    draft->state = DRAFT_FAILED;
    compilation->failed++;
    if (!base) {
        draft->reason = arena_copy(compilation->arena, slice_from(error->message));
        return;
    }
    draft->is_base_missing = base->is_base_missing && !is_circle;
    draft->reason =
        draft->is_base_missing ? base->reason
        : is_circle            ? SLICE("its base definitions form a cycle")
        : base->reason.length > 0
            ? arena_format(compilation->arena, "the base definition '%.*s' cannot be used: %.*s", SLICE_ARGS(base->url),
                           SLICE_ARGS(base->reason))
            : arena_format(compilation->arena, "the definition has more than %d base definitions", CHAIN_MAXIMUM);
}

/* Makes the snapshot where it is not there yet; NULL where it cannot be made. */
static const DraftStructure *make_ready(Compilation *compilation, DraftStructure *draft)
{
    if (draft->state == DRAFT_READ && compilation->depth < CHAIN_MAXIMUM) {
        SnapshotSource source = {compilation, find_structure, find_type, find_unready_type};
        Error error = {0};
        draft->state = DRAFT_IN_WORK;
        compilation->depth++;
        bool is_made = snapshot_make(compilation->arena, &source, draft, &error);
        compilation->depth--;
        if (is_made) {
            draft->state = DRAFT_READY;
        } else {
            note_failure(compilation, draft, &error);
        }
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
    Slice url = structure_url(structure), version = structure_version(structure);
    Slice key = arena_format(compilation->arena, "%.*s|%.*s", SLICE_ARGS(url), SLICE_ARGS(version));
    uint32_t *position = slice_map_add(&compilation->thawed_urls, key, &is_new);
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
    DraftStructure *draft = find_draft(compilation, url);
    if (draft) {
        return make_ready(compilation, draft);
    }
    const Structure *known = rules_structure(compilation->rules, url);
    bool is_core = slice_starts_with(url, SLICE(FHIR_STRUCTURES));
    if (!known && is_core) { /* those of other releases of FHIR 4 are taken as those of this one */
        known = rules_structure(compilation->rules, slice_part(url, 0, slice_find(url, SLICE("|"), 0)));
    }
    return thaw(compilation, known);
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
    PackBuilder *builder = pack_builder_new(compilation->seed);
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
    size_t position = 0;
    FailedStructure first;
    if (compilation_failure(compilation, &position, &first)) {
        error_set(error, first.is_base_missing ? ERROR_NOT_FOUND : ERROR_FORMAT, first.url.bytes, "%.*s",
                  SLICE_ARGS(first.reason));
    }
    return count;
}

bool compilation_failure(const Compilation *compilation, size_t *position, FailedStructure *failure)
{
    while (*position < compilation->count) {
        const DraftStructure *draft = compilation->drafts[(*position)++];
        if (draft->state == DRAFT_READY) {
            continue;
        }
        Slice path = draft->place.length > 0 ? draft->place : SLICE("");
        if (draft->fault > 0) {
            path = arena_format(compilation->arena, "%.*s%sdifferential.element[%u]", SLICE_ARGS(draft->place),
                                draft->place.length > 0 ? "." : "", draft->fault - 1);
        }
        *failure =
            (FailedStructure){draft->url, draft->version, draft->reason, draft->is_base_missing, draft->file, path};
        return true;
    }
    return false;
}
