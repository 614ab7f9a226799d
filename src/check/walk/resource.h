/*
 * Resource: what type a resource has, and which profiles it is judged by.
 */
#ifndef IPSE_CHECK_RESOURCE_H
#define IPSE_CHECK_RESOURCE_H

#include "src/check/state/group.h"

/* The definition of the type of the resource at a node; NULL where it names none that is known. */
const Structure *resource_type(Walk *walk, NodeId node);

/* The language that a resource states; empty where it states none. Lives as long as the session. */
Slice resource_language(Walk *walk, NodeId node);

/* The profiles that a resource is judged by, the base definition where there are none; returns their number, at most
   `capacity`. Declared profiles that are not known, or are of another type, are left out. */
uint32_t resource_profiles(Walk *walk, const Scope *scope, const Structure **profiles, uint32_t capacity);

/* The plan that a resource is judged by: that of its profiles, and of one that its holder will ask for (or NULL). */
const Plan *resource_plan(Walk *walk, const Scope *scope, const Structure *expected);

/* Names what is wrong with the declaration of type and profiles; false where the resource cannot be judged. */
bool resource_check(Walk *walk, NodeId node, const Element *element);
void resource_check_profiles(Walk *walk, const Scope *scope);

/* Why a profile that is asked for cannot be checked, as the end of a sentence about it without its full stop. */
Slice resource_profile_fault(Walk *walk, Slice url);

#endif
