/*
 * Dependents: references to resources of the document that do not conform to what the references require.
 *
 * A fault of a target is said once, however many references lead there, and it is no fault of the resources that refer
 * to it: in a conformance test it does not count. Where the target is an unmatched resource
 * (src/check/walk/unmatched.h) that is checked by a required profile, its faults are said at their own places. For
 * other entries of a Bundle one issue at the target tells how many references require what: a warning in a summary,
 * whose resources need not conform to its slices, and a note where the fault is said at its own place. For contained
 * resources, which are no entries, there is one at the first reference.
 *
 * A conformance test gathers what it notes. The walk takes it over where the value that was tried is accepted for its
 * sake: so the faults of resources that only a chain of references requires are told as well.
 *
 * With the option "declared" every reference is judged by itself, as by the HL7 validator.
 */
#ifndef IPSE_CHECK_DEPENDENTS_H
#define IPSE_CHECK_DEPENDENTS_H

#include "src/check/state/reference_resolver.h"

typedef struct CheckSession CheckSession;

/* Notes that what a reference leads to conforms to none of the profiles that an element requires; `unmet` is the first
   of them, `allowed` names them for a sentence. */
void dependents_note(Walk *walk, const Place *place, const Target *target, const Element *element,
                     const Structure *unmet, Slice allowed);

/* References of a value that were noted in a conformance test of it. */
typedef struct Waiting Waiting;

/* Notes what was gathered in a conformance test whose value is accepted: by the walk of the document, or by the
 * conformance test around it. */
void dependents_accept(Walk *walk, const Waiting *waiting);

/* What is noted, and the scopes of what is tried, live there until they are forgotten. */
Arena *dependents_arena(CheckSession *session);

/* Reports what was noted, after all references were followed. */
void dependents_report(Walk *walk);

/* Forgets what was noted. */
void dependents_forget(CheckSession *session);

#endif
