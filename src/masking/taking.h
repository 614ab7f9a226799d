/*
 * Taking: which strings of a Patient tell who it is, and how. A RelatedPerson tells it too: it has the names and the address of the family.
 *
 * Standard: FHIR R4, Patient, RelatedPerson, and the types HumanName, Address, ContactPoint, Identifier, Attachment; their extensions with any value.
 */
#ifndef IPSE_MASKING_TAKING_H
#define IPSE_MASKING_TAKING_H

#include "src/json/document.h"

typedef enum Taking {
    TAKE_NOTHING,
    TAKE_WHOLE, /* as it is written */
    TAKE_PLACE, /* the same, a short one in the same case: states are abbreviated */
    TAKE_WORDS, /* each of its words */
    TAKE_DATE,  /* a date of birth */
    TAKE_HERE,  /* nothing elsewhere, but this string */
    TAKE_DATE_HERE,
    TAKE_ID
} Taking;

/* True for an object that tells of the patient. */
bool taking_is_person(const Document *document, NodeId id);

/* How a string that is within a person is taken. */
Taking taking_of(const Document *document, NodeId person, NodeId string);

/* The nearest key of a node: of an item, that of its list; NODE_NONE if it has none. */
NodeId taking_key(const Document *document, NodeId id);

/* True for a UUID. One with "urn:uuid:" before it is the same; `uuid` gets it without. */
bool taking_uuid(Slice text, Slice *uuid);

#endif
