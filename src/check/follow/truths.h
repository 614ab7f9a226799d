/*
 * Truths: invariants that held for values with much in them, which need not be evaluated again after an edit that they
 * cannot see.
 *
 * An invariant looks at the members that its expression names. Where an edit is below a member that it does not name,
 * its outcome is what it was (fhirpath_may_see). Kept are only those of values with so many nodes in them that an
 * evaluation can take long.
 */
#ifndef IPSE_CHECK_TRUTHS_H
#define IPSE_CHECK_TRUTHS_H

#include "src/fhirpath/fhirpath.h"

enum { TRUTH_NODES_LEAST = 10000 };

typedef struct Truth {
    NodeId node;
    FhirpathType type;              /* as which it was evaluated */
    const FhirpathProgram *program; /* of the invariant */
} Truth;

/* Starts as all zero; free with truth_list_free. */
typedef struct TruthList {
    Truth *items;
    size_t count;
    size_t capacity;
} TruthList;

void truth_list_free(TruthList *list);

/* Adds one that is not there yet. */
void truth_list_add(TruthList *list, const Truth *truth);

/* True when an invariant is known to hold for a value. */
bool truth_list_has(const TruthList *list, const Truth *truth);

/* Follows an edit: those that it may have changed are forgotten. */
void truth_list_follow(TruthList *list, const Document *document, const Patch *patch);

#endif
