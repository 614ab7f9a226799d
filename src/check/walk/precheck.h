/*
 * Precheck: a resource judged before the walk comes to it. For this folder only.
 *
 * A slice of a Bundle asks whether a resource conforms to a profile, and where it does, the resource is judged by that
 * profile when the walk comes to it. So it is judged at once as the walk would, what is found is set aside, and the
 * walk takes that over. Before, a shallow at the resource tells most profiles that it does not conform to; one that it
 * declares itself needs none, for it is judged by that anyway. What the walk has found of a resource answers questions
 * that are asked later as well; where they are of another profile, only what that adds to the base is still to be
 * judged.
 *
 * All this holds for a check from the beginning. After an edit nothing of it is remembered; but where a check takes
 * over what was found before (src/check/state/kept.h), the value of a resource is judged only where it must be.
 */
#ifndef IPSE_CHECK_PRECHECK_H
#define IPSE_CHECK_PRECHECK_H

#include "src/check/state/session.h"

/* What is known of a resource that a conformance test is to be held of. */
typedef enum PrecheckResult {
    PRECHECK_NOTHING, /* it is too late or too early to know anything, or it has errors by what it is judged by */
    PRECHECK_BASE,  /* it is without error by what it is judged by: the conformance test is of what the profile adds to
                       the base */
    PRECHECK_RIGHT, /* it is judged by that profile, and without error */
    PRECHECK_WRONG  /* it is judged by that profile, and has errors */
} PrecheckResult;

/* Judges the resource of a scope ahead where that is to be known. */
PrecheckResult precheck(Walk *walk, const Scope *scope, const Structure *profile);

/* The resource of a scope as it is known to the session; NULL where it is not known, or with other surroundings. */
ScopeOf *precheck_find(const CheckSession *session, const Scope *scope);

/* Makes a resource known to the session. */
void precheck_note(CheckSession *session, ScopeOf *own);

/* Judges the value of a resource for the walk, or takes over what was found before. */
void precheck_walk(Walk *walk, ScopeOf *own, Place *place);

/* Forgets all resources. */
void precheck_forget(CheckSession *session);

#endif
