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

/* `rules` are borrowed and must not change until the compilation is freed. `drops_properties`: see
   src/profile/term_builder.h. */
Compilation *compilation_new(const Rules *rules, bool drops_properties);
void compilation_free(Compilation *compilation);

/* Takes in a StructureDefinition, ValueSet or CodeSystem, or those in a Bundle; other resources are passed over. The
   resource may be freed afterwards. False with a sentence where one of those could not be taken in. */
bool compilation_add(Compilation *compilation, const cJSON *resource, Error *error);

/* Writes the pack to `pack`, which must be empty. Returns how many definitions were taken in; `failed` (may be NULL) gets
   the number of structures that have no snapshot, `error` the first reason. To be called once. */
uint32_t compilation_finish(Compilation *compilation, Text *pack, uint32_t *failed, Error *error);

#endif
