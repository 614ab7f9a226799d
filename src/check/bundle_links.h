/*
 * Bundle links: does all of a document hang together?
 */
#ifndef IPSE_CHECK_BUNDLE_LINKS_H
#define IPSE_CHECK_BUNDLE_LINKS_H

#include "src/check/resolver.h"
#include "src/check/walk.h"

/* Judges the references between the entries of a document whose first entry is a Composition: those that lead nowhere,
   and entries that no reference leads to. */
void bundle_judge_links(Walk *walk, const Place *place, const BundleEntry *entries, uint32_t count);

/* Judges the links of extensions into narratives (fullUrl#id): each must lead to one place. */
void bundle_judge_fragments(Walk *walk, const Place *place, const BundleEntry *entries, uint32_t count);

#endif
