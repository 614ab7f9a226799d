/*
 * Conformance: does a value conform to a profile? Asked for references and slices; remembered until the document
 * changes.
 */
#ifndef IPSE_CHECK_CONFORMANCE_H
#define IPSE_CHECK_CONFORMANCE_H

#include "src/check/state/first_error.h"
#include "src/check/state/reference_resolver.h"

typedef struct ConformanceResults ConformanceResults;

/* Verdicts that are remembered, none at first; free them with conformance_results_free. */
ConformanceResults *conformance_results_new(void);
void conformance_results_free(ConformanceResults *results);

/* True when the resource that a reference led to from `scope` is without error by the profile. A resource that is on
   conformance test already counts as conforming; so does one at the end of a chain of conformance tests that is too
   long to follow, and a note says that it is not checked. */
bool conformance_resource(Walk *walk, const Scope *scope, const Target *target, const Structure *profile);

/* The same for the resource in the entry of a Bundle, or contained, below `scope`. */
bool conformance_below(Walk *walk, const Scope *scope, NodeId resource, NodeId entry, bool is_contained,
                       const Structure *profile);

/* The same for a value that is no resource, at a place. */
bool conformance_value(Walk *walk, const Place *place, const Structure *profile);

/* Takes over what was noted of references in a conformance test that a value passed, where the value is required to
 * conform. */
void conformance_accept(Walk *walk, NodeId value, const Structure *profile);

/* Finds the first error of a resource that failed a conformance test. False where it was not under such a test, or did
   not fail, and inside results, where nobody would read it. The caller frees the message in both cases. */
bool conformance_first_error(Walk *walk, const Scope *scope, const Target *target, const Structure *profile,
                             FirstError *first);

/* The same for the resource in the entry of a Bundle, or contained, below `scope`. */
bool conformance_first_error_below(Walk *walk, const Scope *scope, NodeId resource, NodeId entry, bool is_contained,
                                   const Structure *profile, FirstError *first);

/* Appends where a value fails, and why: " It fails at birthDate: 'birthDate' is required, and is not here.", with
   `name` for "Target". */
void conformance_append_error(const Walk *walk, NodeId value, const FirstError *first, const char *name, Text *text);

#endif
