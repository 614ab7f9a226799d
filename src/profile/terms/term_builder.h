/*
 * Terminology builder: makes the terminology section of a pack from CodeSystem and ValueSet resources.
 *
 * Used by the tool that makes the built-in pack and by rules_add for packs made at run time. Resources may be freed after
 * they were added. Where two have the same URL, the one added last is found, unless a version is asked for.
 */
#ifndef IPSE_PROFILE_TERM_BUILDER_H
#define IPSE_PROFILE_TERM_BUILDER_H

#include "src/base/text.h"

#include <cjson/cJSON.h>

typedef struct TermBuilder TermBuilder;

/* `drops_properties`: of the properties of concepts only the meaning is kept that the program knows of (inactive,
   deprecated, abstract, parents); value sets that filter by others are then not decidable. */
TermBuilder *term_builder_new(bool drops_properties);
void term_builder_free(TermBuilder *builder);

/* Takes in a CodeSystem or ValueSet; false where the resource is neither, or has no URL. Supplements are passed over. */
bool term_builder_add(TermBuilder *builder, const cJSON *resource);

/* Appends the section (src/profile/pack/term_section.h) to `section`, whose length must be a multiple of 4; the builder is
   used up and must be freed. */
void term_builder_finish(TermBuilder *builder, Text *section);

#endif
