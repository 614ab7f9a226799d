/*
 * HL7 URL: where only HL7 defines URLs.
 *
 * The table is src/definitions/hl7-urls.tsv: the beginning of a URL; "reserved" for what only definitions of HL7 have,
 * "open" for parts of that which name other things, "mapping" for the names of mappings
 * (StructureDefinition.mapping.uri); whether "all" code systems below are known here, or "some"; and why. Of several
 * beginnings the longest counts.
 */
#ifndef IPSE_PROFILE_HL7_URL_H
#define IPSE_PROFILE_HL7_URL_H

#include "src/base/slice.h"

/* True for a URL that must be that of a definition. */
bool hl7_url_is_reserved(Slice url);

/* True for the URL of a code system that HL7 defines; and for one of them that must be known here if it exists. */
bool hl7_url_is_of_systems(Slice url);
bool hl7_url_is_of_known_systems(Slice url);

#endif
