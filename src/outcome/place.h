/*
 * Place: where in a document a finding of another program is.
 *
 * Programs write places in several ways. All of these lead to the same value:
 *
 *     Bundle.entry[2].resource.name[0].family          FHIRPath; also with functions: .ofType(HumanName), .where(use =
 * 'official') Bundle.entry[2].resource[0].name[0].family[0]    Firely: with a position after each name
 *     Bundle.entry.2.resource.name.0.family            Aidbox
 *     Patient.name[0].family, Patient/p1: Patient.name  of the only such resource of a Bundle
 *     /entry/2/resource/name/0/family                   JSON pointer
 *     /f:Bundle/f:entry[3]/f:resource/f:Patient/f:name  XPath, which counts from 1
 *
 * HL7 and HAPI write the type and the id of each resource as a comment after its element; the comment is passed over.
 *
 * A path whose end is missing in the document leads to what would hold it. Functions other than those that choose among
 * values are not evaluated: an outcome comes from outside. Where no path leads anywhere, line and column do.
 */
#ifndef IPSE_OUTCOME_PLACE_H
#define IPSE_OUTCOME_PLACE_H

#include "src/check/evaluator.h"
#include "src/outcome/outcome.h"

typedef struct OutcomePlace {
    NodeId node;   /* the root where the place is not known */
    Slice missing; /* name of the member that `node` has not got; empty: the place is the node; in the arena */
    bool is_known;
} OutcomePlace;

/* The place of an issue in the document of an evaluator. What is made lies in the arena. */
OutcomePlace outcome_place(Evaluator *evaluator, const Document *document, const OutcomeIssue *issue, Arena *arena);

#endif
