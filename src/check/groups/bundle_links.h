/*
 * Bundle links: does all of a document hang together?
 */
#ifndef IPSE_CHECK_BUNDLE_LINKS_H
#define IPSE_CHECK_BUNDLE_LINKS_H

#include "src/check/state/group.h"
#include "src/check/state/reference_resolver.h"

/* Judges the entries of a document or message by the references between them: each must be reached from the first.
   There must be one entry at least. */
void bundle_judge_links(Walk *walk, const Place *place, const BundleEntry *entries, uint32_t count);

/* Judges the addresses of places in entries (fullUrl#id): each must lead to one place. */
void bundle_judge_fragments(Walk *walk, const Place *place, const BundleEntry *entries, uint32_t count);

/* Reports that an entry lacks the fullUrl that it must have. */
void bundle_report_nameless(Walk *walk, NodeId entry);

/* True when an entry has the type and id of a relative address. */
bool bundle_entry_is_at(const BundleEntry *entry, Slice address);

#endif
