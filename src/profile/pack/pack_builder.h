/*
 * Pack builder: writes drafts with their snapshots, and a terminology section, as a pack.
 *
 * The pack of the built-in definitions and packs made at run time come from here. For this folder only.
 */
#ifndef IPSE_PROFILE_PACK_BUILDER_H
#define IPSE_PROFILE_PACK_BUILDER_H

#include "src/base/text.h"
#include "src/profile/pack/draft.h"

typedef struct PackBuilder PackBuilder;

/* The seed is that of hash_key, for the hash indexes. */
PackBuilder *pack_builder_new(uint32_t seed);
void pack_builder_free(PackBuilder *builder);

/* Adds a structure whose snapshot is ready. Of one URL the last added is found unless a version is asked for. */
void pack_builder_add(PackBuilder *builder, const DraftStructure *structure);

/* Writes the pack (src/profile/pack/pack.h) to `pack`, which must be empty; `terminology` is a section of
   src/profile/pack/term_section.h or empty. The builder is used up and must be freed. */
void pack_builder_finish(PackBuilder *builder, Slice terminology, Text *pack);

#endif
