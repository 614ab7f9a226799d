/*
 * Trial: does a value conform to a profile? Asked for references and slices; remembered until the document changes.
 */
#ifndef IPSE_CHECK_TRIAL_H
#define IPSE_CHECK_TRIAL_H

#include "src/check/state/first_error.h"
#include "src/check/state/reference_resolver.h"

typedef struct Trials Trials;

/* Verdicts that are remembered, none at first; free them with trials_free. */
Trials *trials_new(void);
void trials_free(Trials *trials);

/* True when the resource that a reference led to from `scope` is without error by the profile. A resource that is on
   trial already counts as conforming; so does one at the end of a chain of trials that is too long to follow, and a note
   says that it is not checked. */
bool trial_resource(Walk *walk, const Scope *scope, const Target *target, const Structure *profile);

/* Likewise for the resource in the entry of a Bundle, or contained, below `scope`. */
bool trial_below(Walk *walk, const Scope *scope, NodeId resource, NodeId entry, bool is_contained,
                 const Structure *profile);

/* The same for a value that is no resource, at a place. */
bool trial_value(Walk *walk, const Place *place, const Structure *profile);

/* Takes over what was noted of references in a trial that a value passed, where the value is required to conform. */
void trial_accept(Walk *walk, NodeId value, const Structure *profile);

/* Finds the first error of a resource that failed a trial. False where it was not on trial, or did not fail, and inside
   trials, where nobody would read it. The caller frees the message in both cases. */
bool trial_first_error(Walk *walk, const Scope *scope, const Target *target, const Structure *profile,
                       FirstError *first);

/* Likewise for the resource in the entry of a Bundle, or contained, below `scope`. */
bool trial_first_error_below(Walk *walk, const Scope *scope, NodeId resource, NodeId entry, bool is_contained,
                             const Structure *profile, FirstError *first);

/* Appends where a value fails, and why: " It fails at birthDate: 'birthDate' is required, and is not here.", with `name`
   for "Target". */
void trial_append_error(const Walk *walk, NodeId value, const FirstError *first, const char *name, Text *text);

#endif
