/*
 * MeantName: the name that a misspelt one of a member was meant to be.
 *
 * The children of an element are looked at one after the other, first those that the object lacks, then those that it
 * has. The nearest is kept. Issues name it, and fixes rename to it.
 */
#ifndef IPSE_CHECK_MEANT_NAME_H
#define IPSE_CHECK_MEANT_NAME_H

#include "src/json/document.h"
#include "src/profile/rules.h"

typedef struct MeantName {
    const Document *document;
    NodeId node; /* the member with the misspelt name */
    Slice said;  /* its name */
    Text name;   /* what was meant; empty for nothing */
    unsigned distance;
    NodeId present;       /* the member that has the name already; NODE_NONE for none */
    bool is_guess;        /* the name is that of a choice with a type that is none */
    bool is_shared;       /* another name is as near */
    bool is_near_present; /* a near name was passed over because the object has it */
} MeantName;

/* Nothing is found yet. `said` must stay as long as the result is used. */
MeantName meant_name_new(const Document *document, NodeId node, Slice said);
void meant_name_free(MeantName *meant);

/* Considers a child of the element of the object around the node: only one that the object lacks, or only one that it
 * has. */
void meant_name_consider(MeantName *meant, const Element *child, bool is_present);

/* True once something near was found. */
bool meant_name_is_found(const MeantName *meant);

/* True where the names differ so little that nothing else can have been meant, and the object lacks what was meant. */
bool meant_name_is_plain(const MeantName *meant);

/* True where a JSON value of a kind may be of a FHIR type. */
bool meant_name_fits(NodeKind kind, Slice type);

#endif
