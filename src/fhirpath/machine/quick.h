/*
 * Quick: the truth of most invariants, told from the members of one object without a machine.
 *
 * Invariants mostly ask whether members are there. Where that alone decides, no collection need be made: a quick look
 * carries out the same instructions in the same order, and gives up at the first one whose outcome it cannot tell for
 * certain (siblings, several values, comparisons but of strings and truths). What it tells is what the machine would.
 */
#ifndef IPSE_FHIRPATH_QUICK_H
#define IPSE_FHIRPATH_QUICK_H

#include "src/fhirpath/fhirpath.h"

/* A member that is taken as if it were there, and said something. */
typedef struct QuickSupposition {
    NodeId object; /* that would hold it */
    Slice name;    /* of a choice its name without a type */
} QuickSupposition;

/* What a program is asked for. */
typedef struct QuickInput {
    const FhirpathItem *focus;
    NodeId resource;                  /* %resource, in the document of the focus; NODE_NONE: it is not told */
    const QuickSupposition *supposed; /* NULL: nothing is */
} QuickInput;

/* Tells whether a program is true for an element of a document, as fhirpath_evaluate_truth does when it is not strict.
   False where it gives up. The model of the context is asked for choices and for types of resources. */
bool quick_truth(const FhirpathContext *context, const FhirpathProgram *program, const QuickInput *input,
                 bool *is_true);

/* The program that quick_is_present answers. */
#define QUICK_PRESENCE "hasValue() or (children().count() > id.count())"

/* True where `QUICK_PRESENCE` is certainly true for a node: it has a value, or a member but for its id. */
bool quick_is_present(const Document *document, NodeId node);

/* True where a node is an object without a member of a name, of a choice of that name, and without siblings of these.
 */
bool quick_lacks(const Document *document, NodeId node, Slice name);

#endif
