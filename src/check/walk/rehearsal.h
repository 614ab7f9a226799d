/*
 * Rehearsal: a resource judged before the walk comes to it. For this folder only.
 *
 * A slice of a Bundle asks whether a resource conforms to a profile, and where it does, the resource is judged by that
 * profile when the walk comes to it. So it is judged at once as the walk would, what is found is set aside, and the walk
 * takes that over. Before, a glance at the resource tells most profiles that it does not conform to. What the walk has found
 * of a resource answers questions that are asked later as well; where they are of another profile, only what that adds to
 * the base is still to be judged.
 *
 * All this holds for a check from the beginning; after an edit nothing is remembered.
 */
#ifndef IPSE_CHECK_REHEARSAL_H
#define IPSE_CHECK_REHEARSAL_H

#include "src/check/state/session.h"

/* What is known of a resource that a trial is to be held of. */
typedef enum Rehearsed {
    REHEARSED_NOTHING, /* it is too late or too early to know anything, or it has errors by what it is judged by */
    REHEARSED_BASE, /* it is without error by what it is judged by: the trial is of what the profile adds to the base */
    REHEARSED_RIGHT, /* it is judged by that profile, and without error */
    REHEARSED_WRONG  /* it is judged by that profile, and has errors */
} Rehearsed;

/* Judges the resource of a scope ahead where that is to be known. */
Rehearsed rehearse(Walk *walk, const Scope *scope, const Structure *profile);

/* The resource of a scope as it is known to the session; NULL where it is not known, or with other surroundings. */
ScopeOf *rehearsal_find(const CheckSession *session, const Scope *scope);

/* Makes a resource known to the session. */
void rehearsal_note(CheckSession *session, ScopeOf *own);

/* Judges the value of a resource for the walk, or takes over what was found before. */
void rehearsal_walk(Walk *walk, ScopeOf *own, Place *place);

/* Forgets all resources. */
void rehearsal_forget(CheckSession *session);

#endif
