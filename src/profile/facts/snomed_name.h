/*
 * SnomedName: what the fully specified name of a SNOMED CT concept tells of its place in the hierarchy.
 *
 * Such a name ends with a tag in parentheses ("Brain structure (body structure)") that names the hierarchy of the
 * concept (SNOMED CT Editorial Guide, fully specified name). The table is src/definitions/snomed-tags.tsv: the code of
 * a concept near the top, the tags of what is below it with commas between them, its name.
 */
#ifndef IPSE_PROFILE_SNOMED_NAME_H
#define IPSE_PROFILE_SNOMED_NAME_H

#include "src/base/slice.h"

/* True where a concept of this name is probably below the one with the code; false where the table does not tell. */
bool snomed_name_is_below(Slice name, Slice code);

#endif
