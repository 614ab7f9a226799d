/*
 * Taking: which strings of a Patient tell who it is, and how. A Person and a RelatedPerson tell it too, with the names
 * and the address of the family; a FamilyMemberHistory by names and dates of birth, a Coverage by numbers, a Binary by
 * its data. Of a Practitioner the ways to reach it are taken, not the name.
 *
 * Standard: FHIR R4, these resources, and the types HumanName, Address, ContactPoint, Identifier, Attachment; their
 * extensions with any value.
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

/* True for an object that tells of the patient, or of people who are reached by what it says. */
bool taking_is_person(const Document *document, NodeId id);

/* True where the id of such an object stands for the patient. */
bool taking_has_id(const Document *document, NodeId person);

/* True for a word of a name that only tells the relationship: the name of a member of the family may be "Aunt". */
bool taking_is_kin(const Document *document, NodeId person, Slice word);

/* True for the data of an attachment, whatever resource it is in: nothing tells what stands in them. */
bool taking_is_attached(const Document *document, NodeId string);

/* How a string that is within a person is taken. */
Taking taking_of(const Document *document, NodeId person, NodeId string);

/* The nearest key of a node: of an item, that of its list; NODE_NONE if it has none. */
NodeId taking_key(const Document *document, NodeId id);

/* True for a UUID. One with "urn:uuid:" before it is the same; `uuid` gets it without. */
bool taking_uuid(Slice text, Slice *uuid);

#endif
