/*
 * Bundles: their links (self, next and the like), and what results of a search say of themselves.
 *
 * Standard: http://hl7.org/fhir/R4/bundle.html#searchset, http://hl7.org/fhir/R4/http.html#paging.
 */
#ifndef IPSE_CHECK_BUNDLE_SEARCH_H
#define IPSE_CHECK_BUNDLE_SEARCH_H

#include "src/check/state/reference_resolver.h"

/* Judges the links of a Bundle of the type. */
void bundle_judge_relations(Walk *walk, const Place *place, Slice type, const BundleEntry *entries, uint32_t count);

/* Judges the results of a search. */
void bundle_judge_search(Walk *walk, const Place *place, const BundleEntry *entries, uint32_t count);

#endif
