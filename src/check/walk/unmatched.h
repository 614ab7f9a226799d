/*
 * Unmatched: resources that match no slice of what holds them, although some slice is for their type.
 *
 * A Bundle may tell its entries apart by the profiles of their resources. Where that slicing is open, a resource that
 * conforms to none of them is allowed, and nothing would be said of what it lacks. So it is checked by the profile of
 * the slice that comes nearest as well (src/check/walk/nearest.h). What fails by that profile alone is a warning, also
 * where references require the profile, of which the note at the entry tells the number; it is an error where the
 * Bundle requires the slice and the resource is the only candidate. With the option "declared" the resource is checked
 * by what it declares, and a note says so.
 *
 * The same is done for an Observation in a Bundle whose code does not tell which vital sign it is, although its
 * components, its unit or its category do (src/check/state/vital_sign.h): what fails by that profile alone is a
 * warning, and a note tells why it is checked by it.
 *
 * Whether a finding is an error is decided at the end of a check (unmatched_settle): slices are counted and references
 * are followed after the resources were checked.
 */
#ifndef IPSE_CHECK_UNMATCHED_H
#define IPSE_CHECK_UNMATCHED_H

#include "src/check/state/found.h"

/* Notes that an item matches no slice, where some slice is for the type of its resource. */
void unmatched_note(Walk *walk, const Place *item, const Slicing *slicing);

/* True for a Bundle that tells its entries apart by the profiles of their resources, and allows others. */
bool unmatched_may_be_in(Walk *walk, const Scope *bundle);

/* The unmatched resource that the resource of a scope is; NULL where it is none, or in a conformance test. A vital sign
   whose code does not tell the profile is noted by this. */
Unmatched *unmatched_of_resource(Walk *walk, const Scope *scope);

/* The unmatched resource of an entry, or the one that a scope is in; NULL if there is none. */
Unmatched *unmatched_of_entry(const CheckSession *session, NodeId entry);
Unmatched *unmatched_of_scope(const Scope *scope);

/* True where a missing slice of a holder has one candidate, to which the finding is left. */
bool unmatched_takes_slice(Walk *walk, const Place *holder, const Element *slice);

/* Decides what is an error, and says at each entry which profile is missed. */
void unmatched_settle(Walk *walk);

/* Forgets all. */
void unmatched_forget(CheckSession *session);

#endif
