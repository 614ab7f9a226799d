/*
 * Fixes of references to the Patient of a study: the one in the document, one that a person enters, or the reason why
 * there is none. A reference that leads nowhere is never written.
 */
#include "src/base/systems.h"
#include "src/edit/fix/fix_offer.h"
#include "src/edit/fix_search.h"

#define UNKNOWN "{\"extension\":[{\"url\":\"" FHIR_STRUCTURES "data-absent-reason\",\"valueCode\":\"unknown\"}]}"

static bool is_missing(const FixOffer *offer, Slice name)
{
    return slice_equals(offer->issue->missing, name);
}

/* The reference by which a Patient of the document is reached: #id where it is contained, else the fullUrl of its
   entry, or Patient/id. False where it has none of these. */
static bool name_patient(const FixOffer *offer, NodeId patient, Text *reference)
{
    NodeId parent = document_node(offer->document, patient)->parent;
    bool is_contained = parent != NODE_NONE && document_key_equals(offer->document, parent, SLICE("contained"));
    Slice id = fix_string(offer, fix_member(offer, patient, SLICE("id")));
    Slice url = fix_string(offer, fix_member(offer, parent, SLICE("fullUrl")));
    if (is_contained) {
        text_format(reference, "#%.*s", SLICE_ARGS(id));
    } else if (url.length) {
        text_append(reference, url);
    } else {
        text_format(reference, "Patient/%.*s", SLICE_ARGS(id));
    }
    return id.length || (!is_contained && url.length);
}

/* Finds the Patient that can be meant; not where only certain fixes are asked for, as a reference to it is none. */
static bool find_patient(const FixOffer *offer, Text *reference)
{
    NodeId patient = offer->list->is_certain_only
                         ? NODE_NONE
                         : fix_search_patient(offer->operation->memory, offer->document, offer->issue->node);
    return patient != NODE_NONE && name_patient(offer, patient, reference);
}

/* Adds a reference, as an object or as the text in it. */
static void add_reference(const FixOffer *offer, Slice reference)
{
    Text quoted = TEXT_EMPTY, json = TEXT_EMPTY;
    splice_quote(reference, &quoted);
    text_format(&json, is_missing(offer, SLICE("reference")) ? "%.*s" : "{\"reference\":%.*s}",
                SLICE_ARGS(text_slice(&quoted)));
    offer_addition(offer, false, text_slice(&json));
    text_free(&quoted);
    text_free(&json);
}

/* Asks for a reference to add: only a person knows it. */
static void ask_reference(const FixOffer *offer)
{
    SpliceList splices = SPLICE_LIST_EMPTY;
    Text title = TEXT_EMPTY;
    Slice json = is_missing(offer, SLICE("reference")) ? SLICE("\"" OFFER_ANSWER "\"")
                                                       : SLICE("{\"reference\":\"" OFFER_ANSWER "\"}");
    operation_add(offer->operation, offer->issue->node, offer->issue->element, json, &splices, NULL);
    text_format(&title, "Add '%.*s': enter the reference", SLICE_ARGS(offer->issue->missing));
    offer_question(offer, &splices, text_slice(&title), SLICE("Reference (such as Patient/123)"));
    text_free(&title);
}

/* Adds the reason why there is no reference: that says truly what is known, and takes the place of one. */
static void offer_absent_reference(const FixOffer *offer)
{
    SpliceList splices = SPLICE_LIST_EMPTY;
    NodeId node = offer->issue->node;
    if (is_missing(offer, SLICE("reference"))) {
        splice_insert(offer->document, node, PLACE_FIRST, SLICE("_reference"), SLICE(UNKNOWN), &splices, NULL);
    } else {
        operation_add(offer->operation, node, offer->issue->element, SLICE("{\"_reference\":" UNKNOWN "}"), &splices,
                      NULL);
    }
    offer_splices(offer, false, &splices, SLICE("Add the reason 'unknown' for the missing reference"));
}

/* A reference to the Patient; if there is none, a person is asked. */
void offer_patient_reference(const FixOffer *offer)
{
    Text reference = TEXT_EMPTY;
    if (find_patient(offer, &reference)) {
        add_reference(offer, text_slice(&reference));
    }
    ask_reference(offer);
    offer_absent_reference(offer);
    text_free(&reference);
}

/* Replaces the text of a reference, or an object that has none; a display and the like stay. */
static void replace_reference(const FixOffer *offer, NodeId node, Slice reference)
{
    Text quoted = TEXT_EMPTY, json = TEXT_EMPTY, title = TEXT_EMPTY;
    NodeId text = fix_member(offer, node, SLICE("reference"));
    SpliceList splices = SPLICE_LIST_EMPTY;
    bool is_question = slice_equals(reference, SLICE(OFFER_ANSWER));
    splice_quote(reference, &quoted);
    text_format(&json, "{\"reference\":%.*s}", SLICE_ARGS(text_slice(&quoted)));
    if (text != NODE_NONE) {
        splice_set_value(offer->document, text, text_slice(&quoted), &splices, NULL);
    } else if (document_node(offer->document, node)->kind == NODE_OBJECT &&
               document_child_count(offer->document, node) > 0) {
        splice_insert(offer->document, node, PLACE_FIRST, SLICE("reference"), text_slice(&quoted), &splices, NULL);
    } else {
        splice_set_value(offer->document, node, text_slice(&json), &splices, NULL);
    }
    text_format(&title, is_question ? "Enter a reference" : "Change the reference to %.*s", SLICE_ARGS(reference));
    if (is_question) {
        offer_question(offer, &splices, text_slice(&title), SLICE("Reference (such as Patient/123)"));
    } else {
        offer_splices(offer, false, &splices, text_slice(&title));
    }
    text_free(&quoted);
    text_free(&json);
    text_free(&title);
}

/* True where an object must have a member of a name. */
static bool is_asked_for(const FixOffer *offer, NodeId object, Slice name)
{
    enum { CHILDREN_MAXIMUM = 128 };
    ChildRule rules[CHILDREN_MAXIMUM];
    uint32_t count = check_children(offer->operation->checker, offer->document, object, rules, CHILDREN_MAXIMUM);
    bool is_found = false;
    for (uint32_t i = 0; i < count && i < CHILDREN_MAXIMUM; i++) {
        is_found = is_found || (slice_equals(rules[i].name, name) && rules[i].is_required);
    }
    return is_found;
}

void offer_reference_as_display(const FixOffer *offer, NodeId node, NodeId reference)
{
    const Document *document = offer->document;
    bool is_free = fix_member(offer, node, SLICE("display")) == NODE_NONE;
    bool is_required = is_asked_for(offer, node, SLICE("reference"));
    if (slice_trim(fix_string(offer, reference)).length == 0 || !is_free) {
        return;
    }
    SpliceList splices = SPLICE_LIST_EMPTY;
    if (is_required && fix_member(offer, node, SLICE("_reference")) == NODE_NONE) {
        splice_insert(document, reference, PLACE_AFTER, SLICE("_reference"), SLICE(UNKNOWN), &splices, NULL);
    }
    splice_rename(document, reference, SLICE("display"), &splices, NULL);
    offer_splices(offer, false, &splices,
                  is_required ? SLICE("Move 'reference' to 'display', and add the reason 'unknown'")
                              : SLICE("Move 'reference' to 'display'"));
}

/* Writes the reason why there is no reference in place of an empty one. */
static void replace_with_reason(const FixOffer *offer, NodeId node)
{
    NodeId text = fix_member(offer, node, SLICE("reference"));
    SpliceList splices = SPLICE_LIST_EMPTY;
    if (fix_string(offer, text).length > 0 || fix_member(offer, node, SLICE("_reference")) != NODE_NONE) {
        return;
    }
    if (text != NODE_NONE) {
        splice_set_value(offer->document, text, SLICE(UNKNOWN), &splices, NULL);
        splice_rename(offer->document, text, SLICE("_reference"), &splices, NULL);
    } else if (document_node(offer->document, node)->kind == NODE_OBJECT) {
        splice_set_value(offer->document, node, SLICE("{\"_reference\":" UNKNOWN "}"), &splices, NULL);
    }
    offer_splices(offer, false, &splices, SLICE("Add the reason 'unknown' for the missing reference"));
}

void offer_other_reference(const FixOffer *offer, NodeId node)
{
    Text reference = TEXT_EMPTY;
    bool is_subject = document_key_equals(offer->document, node, SLICE("subject"));
    if (is_subject && find_patient(offer, &reference)) {
        replace_reference(offer, node, text_slice(&reference));
    }
    if (is_subject && !offer->list->is_certain_only) {
        replace_reference(offer, node, SLICE(OFFER_ANSWER));
        replace_with_reason(offer, node);
    }
    text_free(&reference);
}
