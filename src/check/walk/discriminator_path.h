/*
 * Discriminator paths: followed through an item, where they may lead to several values, and through a definition, where
 * they lead to what is required there. For src/check/walk/discriminator.c only.
 */
#ifndef IPSE_CHECK_DISCRIMINATOR_PATH_H
#define IPSE_CHECK_DISCRIMINATOR_PATH_H

#include "src/check/plan/plan_private.h"
#include "src/check/walk/discriminator.h"

/* Leads from an item along a path; what was reached is kept until another path is asked for. */
void reach_follow(Walk *walk, const Place *item, Slice path, Reach *reach);

/* The values that are the members of a name of a node, the types of a choice included. */
void reach_members(const Document *document, NodeId node, Slice name, Reach *reach);

/* The definition of the type of a value that is a resource; NULL for others. */
const Structure *reached_resource(Walk *walk, Reached *value);

/* The type of a value: a resource's own, that of a choice, or that of the item; empty where it is not told. */
Slice reached_type(Walk *walk, Reached *value);

/* True when a type is another one or derives from it; choices write the names of primitive types with a capital. */
bool is_type_of(const Rules *rules, Slice type, Slice wanted);

/* The elements that a path leads to from a slice. `is_resolved` gets whether its last step is resolve(). */
void requirements_follow(Plans *plans, const Element *slice, Slice path, ElementList *requirements, bool *is_resolved);

#endif
