/*
 * Rehearsal: a resource judged before the walk comes to it. For this folder only.
 *
 * Whether a resource conforms to a profile is mostly asked of just the profile that it is judged by anyway: a slice of a
 * Bundle asks for it, and the resource declares it. It need not be judged twice then. It is judged as the walk would, what
 * is found is set aside, and the walk takes it over when it comes to the resource. Likewise what the walk found of a
 * resource answers the question when it is asked later.
 *
 * All this holds for a check from the beginning; after an edit nothing is remembered.
 */
#ifndef IPSE_CHECK_REHEARSAL_H
#define IPSE_CHECK_REHEARSAL_H

#include "src/check/session.h"

/* Answers whether the resource of a scope is without error by a plan. False where that is not the plan that it is judged
   by, or where it is too late or too early to know: then a trial has to find out. */
bool rehearse(Walk *walk, const Scope *scope, const Plan *plan, bool *is_right);

/* The resource of a scope as it is known to the session; NULL where it is not known, or with other surroundings. */
ScopeOf *rehearsal_find(const Session *session, const Scope *scope);

/* Makes a resource known to the session. */
void rehearsal_note(Session *session, ScopeOf *own);

/* Judges the value of a resource for the walk, or takes over what was found before. */
void rehearsal_walk(Walk *walk, ScopeOf *own, Place *place);

/* Forgets all resources. */
void rehearsal_forget(Session *session);

#endif
