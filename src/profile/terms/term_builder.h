/*
 * Terminology builder: makes the terminology section of a pack from CodeSystem and ValueSet resources.
 *
 * Used by the tool that makes the built-in pack and by rules_add for packs made at run time. Resources may be freed
 * after they were added. Where two have the same URL, the one added last is found, unless a version is asked for.
 */
#ifndef IPSE_PROFILE_TERM_BUILDER_H
#define IPSE_PROFILE_TERM_BUILDER_H

#include "src/base/text.h"

#include <cjson/cJSON.h>
#include <stdint.h>

typedef struct TermBuilder TermBuilder;

/* The seed is that of hash_key: 0 for what is compiled in. */
TermBuilder *term_builder_new(uint32_t seed);
void term_builder_free(TermBuilder *builder);

/* Takes in a CodeSystem or ValueSet; false where the resource is neither, or has no URL. Supplements are passed over.
 */
bool term_builder_add(TermBuilder *builder, const cJSON *resource);

/* Appends the section (src/profile/pack/term_section.h) to `section`, whose length must be a multiple of 4; the builder
   is used up and must be freed. */
void term_builder_finish(TermBuilder *builder, Text *section);

#endif
