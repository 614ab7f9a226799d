/*
 * Compilation: FHIR definitions as JSON become a pack.
 *
 * StructureDefinitions, ValueSets and CodeSystems are added in any order; a snapshot is made when all are there, from a
 * base in the same compilation or in the rules that the compilation stands on. For this folder and src/tools.
 */
#ifndef IPSE_PROFILE_COMPILE_H
#define IPSE_PROFILE_COMPILE_H

#include "src/base/text.h"
#include "src/profile/rules.h"

#include <cjson/cJSON.h>

typedef struct Compilation Compilation;

/* `rules` are borrowed and must not change until the compilation is freed. The seed of the pack's hash indexes is that
   of hash_key_seed, or 0 for what is compiled in. */
Compilation *compilation_new(const Rules *rules, uint32_t seed);
void compilation_free(Compilation *compilation);

/* Says from which file come the resources that are added next; the name is copied. */
void compilation_set_file(Compilation *compilation, Slice name);

/* Takes in a StructureDefinition, ValueSet or CodeSystem, the global profiles of an ImplementationGuide, or those in a
   Bundle; other resources are passed over. The resource may be freed afterwards. False with a sentence where one of
   those could not be taken in; `where` is then the path of what is wrong, from the resource on, or empty. */
bool compilation_add(Compilation *compilation, const cJSON *resource, Error *error);

/* Writes the pack to `pack`, which must be empty. Returns how many definitions were taken in; `failed` (may be NULL)
   gets the number of structures that have no snapshot, `error` the first reason. To be called once. */
uint32_t compilation_finish(Compilation *compilation, Text *pack, uint32_t *failed, Error *error);

/* A structure that has no snapshot, after compilation_finish; all slices are the compilation's. */
typedef struct FailedStructure {
    Slice url;
    Slice version;
    Slice reason;         /* a sentence without a full stop */
    bool is_base_missing; /* the reason: a base definition that is not there */
    Slice file;           /* that it was read from; empty: not known */
    Slice path;           /* of what is wrong, in that file */
} FailedStructure;

/* The failed structures one after the other: `*position` starts at 0; false after the last. */
bool compilation_failure(const Compilation *compilation, size_t *position, FailedStructure *failure);

/* The global profiles of the ImplementationGuides that were added. */
typedef struct GlobalProfile {
    Slice type;
    Slice profile;
} GlobalProfile;

const GlobalProfile *compilation_globals(const Compilation *compilation, size_t *count);

#endif
