/*
 * Recursion: the one circle of the engine, drawn.
 *
 *     check.c, recheck.c ──► walk ──► shape                      reads members, pushes parts
 *                             │ ▲
 *                             │ └───────────────┐
 *                             ▼                 │
 *          resource ◄── walk_resource      walk_place ──► local groups, and places noted for document groups
 *     profiles, plan          │                 ▲
 *                             ▼                 │
 *                          precheck ────────────┘               judges, or takes over what was judged ahead
 *                             ▲
 *                             │ precheck
 *          slicing ──► discriminator ──► test ───► walk_place    "does the resource conform to the profile?"
 *             ▲  │                         ▲
 *   walk_part ┘  └► unmatched ──► nearest ─┴──► walk_place       which profile a resource without a slice is nearest to
 *                                          │
 *          document groups (reference, invariant) ► test         after the walk, for the places that were noted
 *
 * To choose the slices of an item the walk may have to know whether a resource conforms to a profile. That is asked of
 * a walk within the walk, which chooses slices as well. It ends because a resource that is under such a test already
 * counts as conforming, and because a chain of conformance tests within each other that is too long for the stack is
 * left off, with a note (src/check/walk/conformance.c). What such a test notes of references
 * (src/check/walk/dependents.h) waits with its verdict until the value is accepted.
 *
 * The kinds of walks differ in a few members of Walk (src/check/state/walk_state.h), which are set here and nowhere
 * else, but for the check itself (src/check/check.c, src/check/recheck.c), which has depth 0, a report, and after an
 * edit a change:
 *
 *     walk          report   found   first   is_shallow  ends
 *     check         yes      -       -       -           at the end of the document
 *     precheck      yes      -       -       -           at the end of the resource; what it adds is set aside
 *     conformance   -        -       maybe   -           at the first error
 *     shallow       -        -       -       yes         at the first error, or below the members of the resource
 *     weighing      -        yes     -       -           when the points that were found reach the limit
 *
 * All of them share the session. Who judges what, and when, is told by these states of it:
 *
 *     is_walking    set by check.c while the check goes through the document from the beginning; only then is anything
 * judged ahead, for only then does the walk come to it later front         set by precheck_walk: the last resource that
 * the check itself came to; what lies after it is "ahead" ScopeOf       one for a resource of the check. Its judgement
 * goes JUDGED_NOT → OPEN → NEAR → OPEN → RIGHT or WRONG, set by precheck.c alone. OPEN means: who asks now is within
 * the answer, and is told nothing results       verdicts by node and profile, set by conformance.c: OPEN while a test
 * is held, then YES or NO has_far_slices  set by walk.c, required_profiles.c and some groups: what a value is judged by
 * depends on other places. Then an edit is not followed value by value; ScopeOf.looks_elsewhere says of which resources
 * that is true kept          set by recheck.c while the check goes through the document again after such an edit, and
 * takes over what was found of resources (src/check/state/kept.h): judge_value in precheck.c does
 *
 * The short cuts, and when each may be taken:
 *
 *     is_idle       (Plan, made by plan.c) the plan is lean and adds nothing. walk_part passes its values over. Right
 * only where the value was, or will be, judged by the base as well is_lean       (Plan) what the base says is left out.
 * For shallow walks, and for conformance tests of a resource that is known to be without error by what it is judged by
 * (PRECHECK_BASE): a profile can only narrow its base is_shallow    (Walk) looks at a resource and its members alone,
 * and not at slices that depend on other places. An error is an error; that there is none says nothing. May be taken
 * for any resource ahead of the front precheck      a resource ahead of the front is judged as the walk will, and the
 * walk takes over what was found. Right only where its surroundings will be the same (is_settled in precheck.c) and it
 * gets the same plan: make_scope and find_plan of walk.c look again, and drop it where it does not (is_ahead) silent
 * (GroupPlace) a bit for a document group that is_result_reusable and found nothing in a test of the same plan: the
 * check need not ask it again. Not after an edit that is followed value by value, where group_is_left decides faultless
 * (GroupPlace) the same for what was no error when it was asked last, for conformance tests after an edit that left
 *                   what the group found
 *     results       a verdict holds until the document changes: session_forget drops them
 *     repeats       coded values in which nothing was found, for those that are written like them, also in other
 * documents (Checker, src/check/state/repeat.h) change        (Walk) after an edit only what it changed is judged;
 * walk.c takes it away (NULL) below what was read again. needs_full_check, set by walk_resource and recheck.c, says
 * that this was not enough memo          (Checker, src/check/query.c) plans of resources that somebody asked for; holds
 * for one revision of a document. It asks in the session of the last check, where that was of this revision, and else
 * in one of its own
 *
 * Two more are no part of the circle: the memo of the code judge (src/check/codes/code_cache.h) and the narratives of
 * which nothing is to be said (session_is_silent).
 */
#ifndef IPSE_CHECK_RECURSION_H
#define IPSE_CHECK_RECURSION_H

#include "src/check/state/found.h"

/* Each is a walk of the outer one's session, one deeper, with a list of its own for places of document groups; end it
 * with walk_end. */

/* A conformance test; the first error goes to `first`, which may be NULL. */
Walk walk_conformance(const Walk *outer, GroupPlaces *far, FirstError *first);

/* A shallow. */
Walk walk_shallow(const Walk *outer, GroupPlaces *far);

/* A precheck: adds to the report of the check. */
Walk walk_precheck(const Walk *outer, GroupPlaces *far);

/* A weighing: all that is found is listed with its points. */
Walk walk_weighing(const Walk *outer, GroupPlaces *far, FoundErrors *found);

/* Gives back what such a walk holds, and frees its places of document groups. */
void walk_end(Walk *walk);

#endif
