/*
 * FixOffer: what the files that know repairs are given. For this folder only.
 */
#ifndef IPSE_EDIT_FIX_OFFER_H
#define IPSE_EDIT_FIX_OFFER_H

#include "src/edit/fix/fix.h"
#include "src/edit/fix/fix_plan.h"

typedef struct FixOffer {
    const Operation *operation;
    const Document *document;
    const Issue *issue;
    const Node *node; /* of the issue */
    Slice type;       /* of its element: the first type's code; empty where not known */
    FixList *list;
    size_t first;    /* position in the list of the first fix for the issue */
    bool is_guess;   /* what is offered is one of many that are allowed, and nothing speaks for it */
    bool is_made_up; /* the value that is offered is new: nothing in the document tells it */
} FixOffer;

/* What the functions of the table are given for an issue of the operation's document (fix.c). */
FixOffer fix_offer_for(const Operation *operation, const Issue *issue, FixList *list);

/* True where something is offered for the issue already. */
bool fix_is_offered(const FixOffer *offer);

/* The same for values that are new. */
FixOffer fix_offer_new(const FixOffer *offer);

/* ---- what a repair may be; nothing is appended where it is not possible ---- */

/* Appends a fix that is planned already; the list of splices is taken over. */
void offer_splices(const FixOffer *offer, bool is_certain, SpliceList *splices, Slice title);

/* The same for a plan that removes content from within a value (an element of a narrative): `removed` is what goes. */
void offer_loss(const FixOffer *offer, SpliceList *splices, Slice removed, Slice title);

/* The same for a plan after which all that it removes can be read from what is left: a certain fix, and no removal. */
void offer_equivalent(const FixOffer *offer, SpliceList *splices, Slice title);

/* A fix that sets the issue's value to JSON, or to a text (which is quoted); and any other value. What a text and the
   string that is there have in common keeps the escapes with which it is written (string_edit.h). */
void offer_json(const FixOffer *offer, bool is_certain, Slice json, Slice title);
void offer_text(const FixOffer *offer, bool is_certain, Slice text);
void offer_string(const FixOffer *offer, bool is_certain, NodeId node, Slice text, Slice title);
void offer_value(const FixOffer *offer, bool is_certain, NodeId node, Slice json, Slice title);

/* A fix that is planned already and asks a question: the answer takes the place of OFFER_ANSWER in a string of the
   JSON. The list of splices is taken over. */
#define OFFER_ANSWER "\xEF\xBF\xBC"
void offer_question(const FixOffer *offer, SpliceList *splices, Slice title, Slice question);

/* A fix that leads to another place. */
void offer_target(const FixOffer *offer, NodeId target, Slice title);

/* A fix that removes the issue's node, or another one, named by what really goes. Certain where that has no content.
   Nothing where the node is required in a resource; else the object that requires it goes. */
void offer_removal(const FixOffer *offer);
void offer_removal_of(const FixOffer *offer, NodeId node);

/* The same under another title, and also of what is required (one of two that are there). */
void offer_removal_as(const FixOffer *offer, NodeId node, Slice title);

/* A fix that puts JSON into the element that is missing from the issue's node. */
void offer_addition(const FixOffer *offer, bool is_certain, Slice json);

/* ---- reading ---- */

/* A member of an object of the document; NODE_NONE where it is absent, or the object is none. */
NodeId fix_member(const FixOffer *offer, NodeId object, Slice name);

/* The element that a member of an object would have; NULL where the object may have none of the name. */
const Element *fix_child_element(const FixOffer *offer, NodeId object, Slice name);

/* The object around a node, past an array; NODE_NONE at the root. */
NodeId fix_holder(const FixOffer *offer, NodeId node);

/* The innermost resource around a node, or the node itself. */
NodeId fix_resource(const FixOffer *offer, NodeId node);

/* The type of the issue's node by its element, of a choice the one that its name tells; empty where not known. */
Slice fix_type(const FixOffer *offer, const Element *element);

/* The type of a resource; empty for none. Plain text of the document. */
Slice fix_resource_type(const FixOffer *offer, NodeId resource);

/* What a string says; empty for other values. Lives as long as the document does not change, and the list of fixes
 * lives. */
Slice fix_string(const FixOffer *offer, NodeId node);

/* True when the issue is about a member of this name. */
bool fix_is_named(const FixOffer *offer, Slice name);

/* ---- the repairs, by the files that know them ---- */

/* Values that are not written as their type requires (fix_format.c). */
void offer_format(const FixOffer *offer);

/* Numbers: what a string in place of a number says, and whole numbers with a point or an exponent (fix_number.c). */
void offer_numeral(const FixOffer *offer, Slice said);
void offer_whole(const FixOffer *offer, Slice raw);

/* Dates and times in other forms (fix_date.c). */
void offer_date(const FixOffer *offer, Slice said);
void offer_time(const FixOffer *offer, Slice said);

/* Arrays of values and of their extensions, which belong together by position (fix_array.c): nulls for values that are
   missing; and the extensions of an item that has the place of a value moved to where they belong. */
void offer_nulls(const FixOffer *offer);
bool offer_split_items(const FixOffer *offer);

/* Items that have neither value nor extensions go from both arrays (fix_array.c). */
void offer_without_null(const FixOffer *offer);

/* Another kind of JSON value (fix_kind.c). */
void offer_kind(const FixOffer *offer);

/* Codes and displays (fix_code.c), their systems (fix_system.c), languages (fix_language.c). */
void offer_code(const FixOffer *offer);
void offer_display(const FixOffer *offer);
void offer_replaced_code(const FixOffer *offer);
void offer_system(const FixOffer *offer);
void offer_missing_system(const FixOffer *offer);
void offer_no_version(const FixOffer *offer);
void offer_unit_system(const FixOffer *offer);
void offer_language(const FixOffer *offer);

/* Names that R4 does not know (fix_name.c), and among them those of other releases of FHIR (fix_release.c): false where
   it is none of these. */
void offer_name(const FixOffer *offer);

/* The type of a resource of another type that has the series of a study. */
void offer_study_type(const FixOffer *offer, NodeId holder);
bool offer_release(const FixOffer *offer);

/* A Coding or a CodeableConcept, as R4 has it, in place of the CodeableConcept or CodeableReference of which the
   issue's node is a member (fix_concept.c); false where it cannot be read. */
bool offer_concept(const FixOffer *offer);

/* The first of the references of the issue's node as the member of a name, of which R4 has one, and the others in
   extensions; false where there is one only, or codes, or the place is taken. */
bool offer_first_reference(const FixOffer *offer, Slice name);

/* Another name for a member: that of R4, or one that is nearly written. */
void offer_other_name(const FixOffer *offer);

/* What is missing, under another name: true where a member was meant to have it. What is offered for the name of a
 * member, at the place of the issue (fix_shadow.c). */
bool offer_shadow(const FixOffer *offer);
void offer_member_name(const FixOffer *offer, NodeId member);

/* What is missing, with the best that the document knows (fix_missing.c). */
void offer_missing(const FixOffer *offer);
void offer_content(const FixOffer *offer);

/* The codes that the required binding of a code allows, the likely ones first; false if there are none. */
bool offer_codes(const FixOffer *offer);

/* Other references for one that is required and no good: to a Patient of the document, or one that a person enters. */
void offer_other_reference(const FixOffer *offer, NodeId node);
void offer_count(const FixOffer *offer);

/* The reference to a Patient that is missing; the text of a reference moved to its display (fix_patient.c). */
void offer_patient_reference(const FixOffer *offer);
void offer_reference_as_display(const FixOffer *offer, NodeId node, NodeId reference);

/* What DICOM requires of a study (fix_dicom.c). */
void offer_sop_class_coding(const FixOffer *offer);

/* The classes for the modality of the series in place of a SOP class that names none, as guesses; false if there are
 * none. */
bool offer_sop_class_choice(const FixOffer *offer);
void offer_modality_meant(const FixOffer *offer);
void offer_modality_list(const FixOffer *offer);
void offer_study_uid(const FixOffer *offer);
void offer_accession_type(const FixOffer *offer);
void offer_fresh_uid(const FixOffer *offer);
void offer_right_uid(const FixOffer *offer);
void offer_free_number(const FixOffer *offer);
void offer_study_start(const FixOffer *offer);

/* Values that are prescribed, and what disturbs in texts (fix_text.c). */
void offer_prescribed(const FixOffer *offer);
void offer_base64(const FixOffer *offer);
void offer_plain_url(const FixOffer *offer);
void offer_other_id(const FixOffer *offer);
void offer_narrative_language(const FixOffer *offer);

/* A choice of a type that is not allowed (fix_name.c). */
void offer_choice_type(const FixOffer *offer);

/* The same property twice: which is kept (fix_name.c). */
void offer_twice(const FixOffer *offer);

/* What an invariant says is missing (fix_invariant.c): why a section is empty, a name, the time of a vital sign. */
void offer_empty_reason(const FixOffer *offer);
void offer_patient_name(const FixOffer *offer);
void offer_known_value(const FixOffer *offer);

/* Slices of which too few are there (fix_slice.c). */
void offer_slice(const FixOffer *offer);

/* The code point of an entity of HTML that XHTML without a DTD does not know; 0 for other names. */
unsigned narrative_entity(Slice name);

/* Offers a fix of one place of a narrative, if it is one that changes a few bytes only; false where it must be looked
   for in the text of the narrative (fix_narrative_part.c). */
bool offer_narrative_part(const FixOffer *offer);

/* Text that is no JSON (fix_syntax.c). */
void offer_syntax(const FixOffer *offer);

/* True for the issue that tells that further faults are not listed: it is about no value. */
bool fix_is_of_rest(const FixOffer *offer);

/* Narratives (fix_narrative.c); an empty or missing one made from the words of its resource or section
 * (fix_generated.c). */
void offer_narrative(const FixOffer *offer);
void offer_generated(const FixOffer *offer);
void offer_missing_div(const FixOffer *offer);

/* Moves extensions from 'extension' to 'modifierExtension', or back: a whole list, or an item of one (fix_extension.c).
 */
void offer_other_list(const FixOffer *offer, NodeId node);
void offer_extension_list(const FixOffer *offer);

/* Extensions, addresses, contained resources, references (fix_link.c). */
void offer_extension(const FixOffer *offer);
void offer_extension_parts(const FixOffer *offer);
void offer_address(const FixOffer *offer);
void offer_contained(const FixOffer *offer);
void offer_reference(const FixOffer *offer);
void offer_contained_meta(const FixOffer *offer);
void offer_period(const FixOffer *offer);

/* What a reference leads to, where that is at fault (fix_target.c). */
void offer_reference_target(const FixOffer *offer);

/* Bundles (fix_bundle.c): the entry that a reference means, fullUrls, entries that nothing leads to. */
void offer_entry(const FixOffer *offer);
void offer_entry_url(const FixOffer *offer);
void offer_full_url(const FixOffer *offer);
void offer_orphan(const FixOffer *offer);
void offer_unique_full_url(const FixOffer *offer);

/* Appends a new UUID of random bits (RFC 9562, version 4) as a urn. */
void fix_append_uuid_url(const FixOffer *offer, Text *url);

/* What rules say of a Bundle as a whole (fix_bundle_rules.c): which entry is the first, what its type requires of the
   entries, versions in fullUrls, the identifier and the timestamp of a document. */
void offer_first_entry(const FixOffer *offer);
void offer_bundle_parts(const FixOffer *offer);
void offer_plain_full_url(const FixOffer *offer);
void offer_document_identifier(const FixOffer *offer);
void offer_timestamp(const FixOffer *offer);

#endif
