/*
 * Filters of value sets: which concepts of a code system they select
 * (http://hl7.org/fhir/R4/valueset.html#compositions, ValueSet.compose.include.filter). For this folder only.
 */
#ifndef IPSE_PROFILE_TERM_FILTER_H
#define IPSE_PROFILE_TERM_FILTER_H

#include "src/profile/pack/term_section.h"

/* Does the concept pass a filter of the set? UNKNOWN where the filter, or the property that it asks for, is not known.
 */
Membership term_filter_passes(const ValueSet *set, const TermFilter *filter, const CodeSystem *system,
                              uint32_t position);

/* Where the system is not known: NO where the code alone shows that the filter does not let it pass. */
Membership term_filter_passes_code(const ValueSet *set, const TermFilter *filter, Slice code);

#endif
