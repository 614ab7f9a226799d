/*
 * Discriminator paths: followed through an item, where they may lead to several values, and through a definition, where
 * they lead to what is demanded there. For src/check/discriminator.c only.
 */
#ifndef IPSE_CHECK_DISCRIMINATOR_PATH_H
#define IPSE_CHECK_DISCRIMINATOR_PATH_H

#include "src/check/discriminator.h"
#include "src/check/plan_private.h"

/* Leads from an item along a path; what was reached is kept until another path is asked for. */
void reach_follow(Walk *walk, const Place *item, Slice path, Reach *reach);

/* The values that are the members of a name of a node, the types of a choice included. */
void reach_members(const Document *document, NodeId node, Slice name, Reach *reach);

/* The elements that a path leads to from a slice. `is_resolved` gets whether its last step is resolve(). */
void demands_follow(Plans *plans, const Element *slice, Slice path, ElementList *demands, bool *is_resolved);

#endif
