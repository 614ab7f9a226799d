/*
 * Required profiles: profiles that the element which holds a resource asks for, such as those of Bundle.entry.resource
 * in a profile of Bundle. One is a rule for the resource like those that it declares; of several it must meet one.
 */
#ifndef IPSE_CHECK_REQUIRED_PROFILES_H
#define IPSE_CHECK_REQUIRED_PROFILES_H

#include "src/check/walk/walk.h"

/* The type of an element that a resource of the type is there as, where it names profiles; NULL where none does. */
const ElementType *required_profiles_of(const Rules *rules, const Element *element, const Structure *type);

/* The plan of a resource with what the elements that hold it say of it themselves: invariants, and rules for its parts.
 */
const Plan *required_profiles_add(Plans *plans, const Plan *plan, const Scope *scope);

/* Names what a resource fails: required profiles that are not known, and several of which it meets none. */
void required_profiles_check(Walk *walk, const Scope *scope);

#endif
