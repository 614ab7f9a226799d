/* Fixes of what is missing: the best value that the document knows, or else the least that the element needs. */
#include "src/base/ascii.h"
#include "src/base/systems.h"
#include "src/edit/fix/fix_offer.h"
#include "src/edit/fix_memory.h"
#include "src/edit/fix_resources.h"
#include "src/edit/fix_search.h"

#include "src/profile/facts/dicom.h"
#include "src/profile/terminology.h"

enum { CODES_MAXIMUM = 12 };

static bool is_missing(const FixOffer *offer, Slice name)
{
    return slice_equals(offer->issue->missing, name);
}

static bool is_of(const FixOffer *offer, Slice path)
{
    return offer->issue->element && slice_equals(element_path(offer->issue->element), path);
}

/* ---- modality and SOP class ---- */

/* The modality that a study states, where it states one only. */
static NodeId only_modality(const FixOffer *offer, NodeId series)
{
    NodeId list = fix_member(offer, fix_holder(offer, series), SLICE("modality"));
    bool is_one = list != NODE_NONE && document_node(offer->document, list)->kind == NODE_ARRAY &&
                  document_child_count(offer->document, list) == 1;
    return is_one ? document_first_child(offer->document, list) : NODE_NONE;
}

/* The member of a name of the first item that has one, in the array that an item is in; NODE_NONE for none. */
static NodeId first_of_siblings(const FixOffer *offer, NodeId item, Slice name)
{
    NodeId list = document_node(offer->document, item)->parent;
    bool is_item = list != NODE_NONE && !document_node(offer->document, item)->key;
    return is_item ? fix_memory_first_with(offer->operation->memory, offer->document, list, name) : NODE_NONE;
}

/* The modality of the SOP class of the first instance, where the class is of one only. */
static void offer_modality_of_instances(const FixOffer *offer, NodeId series)
{
    NodeId list = fix_member(offer, series, SLICE("instance"));
    NodeId instance = list == NODE_NONE ? NODE_NONE : document_first_child(offer->document, list);
    Slice uid = fix_string(offer, fix_member(offer, fix_member(offer, instance, SLICE("sopClass")), SLICE("code")));
    uid = slice_without_prefix(uid, SLICE(SCHEME_OID));
    DicomSopClass sop_class;
    DicomModality modality;
    if (!dicom_sop_class_find(uid, &sop_class)) {
        return;
    }
    Slice first = slice_part(sop_class.modalities, 0, slice_find(sop_class.modalities, SLICE(" "), 0));
    if (dicom_modality_find(first, &modality)) {
        Text json = TEXT_EMPTY;
        text_format(&json,
                    "{\"system\":\"" SYSTEM_DICOM "\",\"code\":\"%.*s\",\"display\":", SLICE_ARGS(modality.code));
        splice_quote(rules_display(checker_rules(offer->operation->checker), SLICE(SYSTEM_DICOM), modality.code,
                                   modality.meaning),
                     &json);
        text_append_byte(&json, '}');
        offer_addition(offer, false, text_slice(&json));
        text_free(&json);
    }
}

static void offer_modality(const FixOffer *offer)
{
    NodeId series = offer->issue->node;
    NodeId known = only_modality(offer, series);
    known = known == NODE_NONE ? first_of_siblings(offer, series, SLICE("modality")) : known;
    if (known != NODE_NONE) {
        offer_addition(offer, false, document_raw(offer->document, known));
    }
    offer_modality_of_instances(offer, series);
    FixOffer new = fix_offer_new(offer);
    offer_addition(&new, false, SLICE("{\"system\":\"" SYSTEM_DICOM "\",\"code\":\"OT\"}"));
}

typedef struct SopVisit {
    const FixOffer *offer;
    unsigned count;
} SopVisit;

static bool visit_sop_class(void *context, const DicomSopClass *sop_class, unsigned rank)
{
    SopVisit *visit = context;
    FixOffer offer = fix_offer_new(visit->offer);
    Text json = TEXT_EMPTY;
    offer.is_guess = rank > 0;
    text_format(&json, "{\"system\":\"" SYSTEM_URI "\",\"code\":\"" SCHEME_OID "%.*s\",\"display\":",
                SLICE_ARGS(sop_class->uid));
    splice_quote(sop_class->name, &json);
    text_append_byte(&json, '}');
    offer_addition(&offer, false, text_slice(&json));
    text_free(&json);
    return ++visit->count < CODES_MAXIMUM;
}

/* The class of another instance of the series, then those that fit its modality. */
static void offer_sop_class(const FixOffer *offer)
{
    NodeId known = first_of_siblings(offer, offer->issue->node, SLICE("sopClass"));
    if (known != NODE_NONE) {
        offer_addition(offer, false, document_raw(offer->document, known));
    }
    NodeId modality = fix_member(offer, fix_holder(offer, offer->issue->node), SLICE("modality"));
    SopVisit visit = {.offer = offer};
    dicom_sop_class_visit(fix_string(offer, fix_member(offer, modality, SLICE("code"))), visit_sop_class, &visit);
}

/* ---- counts and times ---- */

/* The number of items that an object lists under a name, and of those that its series list. */
static uint32_t listed(const FixOffer *offer, NodeId object, Slice name)
{
    NodeId list = fix_member(offer, object, name);
    return list == NODE_NONE ? 0 : document_child_count(offer->document, list);
}

/* A count as it is written; 0 where it is none. */
static uint32_t number_of(Slice raw)
{
    enum { DIGITS_MAXIMUM = 9 };
    uint32_t number = 0;
    for (size_t i = 0; i < raw.length; i++) {
        if (raw.length > DIGITS_MAXIMUM || raw.bytes[i] < '0' || raw.bytes[i] > '9') {
            return 0;
        }
        number = number * 10 + (uint32_t)(raw.bytes[i] - '0');
    }
    return number;
}

/* The instances that the series of a study state, or list where they state none. */
static uint32_t listed_instances(const FixOffer *offer, NodeId study)
{
    NodeId list = fix_member(offer, study, SLICE("series"));
    uint32_t count = listed(offer, study, SLICE("instance"));
    NodeId series = list == NODE_NONE ? NODE_NONE : document_first_child(offer->document, list);
    for (; series != NODE_NONE; series = document_next_sibling(offer->document, series)) {
        NodeId stated = fix_member(offer, series, SLICE("numberOfInstances"));
        bool is_number = stated != NODE_NONE && document_node(offer->document, stated)->kind == NODE_NUMBER;
        count +=
            is_number ? number_of(document_raw(offer->document, stated)) : listed(offer, series, SLICE("instance"));
    }
    return count;
}

/* The count that a member of a study or series ought to say. False where the issue is about no such member. */
static bool count_of(const FixOffer *offer, uint32_t *count)
{
    bool is_gap = offer->issue->missing.length > 0;
    NodeId holder = is_gap ? offer->issue->node : offer->node->parent;
    bool is_series = fix_is_named(offer, SLICE("numberOfSeries")) || is_missing(offer, SLICE("numberOfSeries"));
    bool is_instances =
        fix_is_named(offer, SLICE("numberOfInstances")) || is_missing(offer, SLICE("numberOfInstances"));
    if (is_series) {
        *count = listed(offer, holder, SLICE("series"));
    } else if (is_instances) {
        *count = listed_instances(offer, holder);
    }
    return is_series || is_instances;
}

void offer_count(const FixOffer *offer)
{
    uint32_t count = 0;
    if (!count_of(offer, &count)) {
        return;
    }
    Text json = TEXT_EMPTY, title = TEXT_EMPTY;
    text_format(&json, "%u", count);
    text_format(&title, "Change to %u", count);
    if (offer->issue->missing.length) {
        offer_addition(offer, false, text_slice(&json));
    } else {
        offer_json(offer, false, text_slice(&json), text_slice(&title));
    }
    text_free(&json);
    text_free(&title);
}

/* The earliest start of the series. Times are compared as they are written, which is right within one zone. */
static void offer_started(const FixOffer *offer)
{
    NodeId list = fix_member(offer, offer->issue->node, SLICE("series")), earliest = NODE_NONE;
    NodeId series = list == NODE_NONE ? NODE_NONE : document_first_child(offer->document, list);
    for (; series != NODE_NONE; series = document_next_sibling(offer->document, series)) {
        NodeId started = fix_member(offer, series, SLICE("started"));
        bool is_text = fix_string(offer, started).length > 0;
        if (is_text &&
            (earliest == NODE_NONE || slice_compare(fix_string(offer, started), fix_string(offer, earliest)) < 0)) {
            earliest = started;
        }
    }
    if (earliest != NODE_NONE) {
        offer_addition(offer, false, document_raw(offer->document, earliest));
    }
}

/* ---- codes ---- */

/* The codes that are mostly right where one of their value set is missing: first the one that says nothing untrue. */
static const char *const likely[] = {"unknown", "available", "generated", "final", "active"};

typedef struct CodeVisit {
    const FixOffer *offer;
    Slice wanted; /* empty: all but the likely ones */
    unsigned count;
} CodeVisit;

static bool is_likely(Slice code)
{
    bool is_found = false;
    for (size_t i = 0; i < sizeof likely / sizeof *likely; i++) {
        is_found = is_found || slice_equals(code, slice_from(likely[i]));
    }
    return is_found;
}

/* True when the issue is about the `_x` of a value that is not there. */
static bool is_sibling(const FixOffer *offer)
{
    Slice key = document_raw_key(offer->document, offer->issue->node);
    return key.length > 1 && key.bytes[0] == '_';
}

/* Puts a value in the place of its `_x`. */
static void offer_in_place(const FixOffer *offer, Slice code, Slice json)
{
    SpliceList splices = SPLICE_LIST_EMPTY;
    Text title = TEXT_EMPTY;
    Slice key = document_raw_key(offer->document, offer->issue->node);
    splice_set_value(offer->document, offer->issue->node, json, &splices, NULL);
    splice_rename(offer->document, offer->issue->node, slice_part(key, 1, key.length), &splices, NULL);
    text_format(&title, "Add the value '%.*s'", SLICE_ARGS(code));
    offer_splices(offer, false, &splices, text_slice(&title));
    text_free(&title);
}

/* Offers a code of a value set, in the way that the issue asks for; false when enough are offered. */
static bool visit_code(void *context, const Concept *concept)
{
    CodeVisit *visit = context;
    bool is_wanted = visit->wanted.length ? slice_equals(concept->code, visit->wanted) : !is_likely(concept->code);
    if (is_wanted) {
        Text json = TEXT_EMPTY;
        splice_quote(concept->code, &json);
        if (visit->offer->issue->missing.length) {
            offer_addition(visit->offer, false, text_slice(&json));
        } else if (is_sibling(visit->offer)) {
            offer_in_place(visit->offer, concept->code, text_slice(&json));
        } else {
            offer_text(visit->offer, false, concept->code);
        }
        text_free(&json);
        visit->count++;
    }
    return visit->count < CODES_MAXIMUM;
}

/* The codes that a required binding allows, the likely ones first. */
bool offer_codes(const FixOffer *offer)
{
    const Rules *rules = checker_rules(offer->operation->checker);
    const Element *element = offer->issue->element;
    const ValueSet *set =
        slice_equals(offer->type, SLICE("code")) ? rules_value_set(rules, element_binding_value_set(element)) : NULL;
    FixOffer new = fix_offer_new(offer), guess = new;
    guess.is_guess = true;
    CodeVisit visit = {.offer = &new};
    for (size_t i = 0; set && i < sizeof likely / sizeof *likely; i++) {
        visit.wanted = slice_from(likely[i]);
        value_set_visit(rules, set, visit_code, &visit);
    }
    visit.wanted = (Slice){0};
    visit.offer = &guess;
    if (set) {
        value_set_visit(rules, set, visit_code, &visit);
    }
    return visit.count > 0;
}

/* Fills an empty object or text. */
void offer_content(const FixOffer *offer)
{
    NodeId holder = fix_holder(offer, offer->issue->node);
    if (fix_is_named(offer, SLICE("subject"))) {
        offer_other_reference(offer, offer->issue->node);
    } else if (fix_is_named(offer, SLICE("reference")) && holder != NODE_NONE) {
        offer_other_reference(offer, holder);
    } else if (offer->node->kind == NODE_STRING && offer->issue->element) {
        offer_codes(offer);
    }
}

/* ---- everything else ---- */

/* An object that lacks what it must have says nothing: it may go, unless it is a resource. */
static void offer_holder_removal(const FixOffer *offer)
{
    NodeId holder = offer->issue->node;
    if (fix_member(offer, holder, SLICE("resourceType")) == NODE_NONE) {
        offer_removal(offer);
    }
}

/* True for a type whose values are written in quotes. */
static bool is_quoted(const FixOffer *offer)
{
    static const char *const others[] = {"boolean", "integer", "decimal", "unsignedInt", "positiveInt"};
    bool is_other = false;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        is_other = is_other || slice_equals(offer->type, slice_from(others[i]));
    }
    return !is_other;
}

/* Adds the least that an element needs; the first text that is to be filled in is asked for. */
static void offer_skeleton(const FixOffer *offer)
{
    Text json = TEXT_EMPTY, title = TEXT_EMPTY;
    Slice missing = offer->issue->missing;
    operation_skeleton(offer->operation, offer->issue->node, offer->issue->element, &json);
    size_t empty = slice_find(text_slice(&json), SLICE("\"\""), 0);
    if (empty == SIZE_MAX || !is_quoted(offer)) {
        FixOffer new = fix_offer_new(offer);
        new.is_guess = new.is_guess || is_missing(offer, SLICE("uid")); /* a fresh one */
        offer_addition(&new, false, text_slice(&json));
    } else {
        SpliceList splices = SPLICE_LIST_EMPTY;
        text_splice(&json, empty + 1, 0, SLICE(OFFER_ANSWER));
        operation_add(offer->operation, offer->issue->node, offer->issue->element, text_slice(&json), &splices, NULL);
        text_format(&title, "Add '%.*s': enter the value", SLICE_ARGS(missing));
        offer_question(offer, &splices, text_slice(&title), missing);
    }
    text_free(&json);
    text_free(&title);
}

/* The type of a resource that states none that is known: that of the document is an ImagingStudy where it looks like
 * one. */
static void offer_type(const FixOffer *offer)
{
    NodeId resource = offer->issue->node, name = fix_member(offer, resource, SLICE("resourceType"));
    bool is_study = fix_member(offer, resource, SLICE("series")) != NODE_NONE ||
                    fix_member(offer, resource, SLICE("numberOfSeries")) != NODE_NONE;
    if (name != NODE_NONE && is_study) {
        offer_value(offer, slice_equals_ignoring_case(fix_string(offer, name), SLICE("ImagingStudy")), name,
                    SLICE("\"ImagingStudy\""), SLICE("Change 'resourceType' to 'ImagingStudy'"));
    } else if (fix_string(offer, name).length > 0 && !offer->list->is_certain_only) {
        SpliceList splices = SPLICE_LIST_EMPTY;
        splice_set_value(offer->document, name, SLICE("\"" OFFER_ANSWER "\""), &splices, NULL);
        offer_question(offer, &splices, SLICE("Enter another resourceType"), SLICE("New resourceType"));
    } else if (is_study && document_node(offer->document, resource)->kind == NODE_OBJECT) {
        SpliceList splices = SPLICE_LIST_EMPTY;
        splice_insert(offer->document, resource, PLACE_FIRST, SLICE("resourceType"), SLICE("\"ImagingStudy\""),
                      &splices, NULL);
        offer_splices(offer, true, &splices, SLICE("Change 'resourceType' to 'ImagingStudy'"));
    }
    offer_removal(offer);
}

/* A value that the document knows. False where what is missing is none of these. */
static bool offer_known(const FixOffer *offer)
{
    static const struct {
        const char *path;
        void (*offer)(const FixOffer *offer);
    } known[] = {
        {"ImagingStudy.subject", offer_patient_reference},
        {"ImagingStudy.series.modality", offer_modality},
        {"ImagingStudy.series.instance.sopClass", offer_sop_class},
        {"ImagingStudy.started", offer_started},
        {"ImagingStudy.numberOfSeries", offer_count},
        {"ImagingStudy.numberOfInstances", offer_count},
        {"ImagingStudy.series.numberOfInstances", offer_count},
    };
    size_t before = offer->list->count;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (is_of(offer, slice_from(known[i].path)) && offer->issue->missing.length) {
            known[i].offer(offer);
        }
    }
    return offer->list->count > before;
}

/* An id for a contained resource: that which a reference names, or one made of its type and a number. */
static void offer_new_id(const FixOffer *offer)
{
    FixMemory *memory = offer->operation->memory;
    NodeId resource = offer->issue->node, list = document_node(offer->document, resource)->parent;
    NodeId wanted = fix_contained_wanted(memory, offer->document, list, resource);
    Text type = TEXT_EMPTY, id = TEXT_EMPTY, json = TEXT_EMPTY, title = TEXT_EMPTY;
    text_append(&type, fix_resource_type(offer, resource));
    if (wanted != NODE_NONE) {
        text_append(&id, slice_part(fix_string(offer, wanted), 1, SIZE_MAX));
    } else if (type.length > 0) {
        type.bytes[0] = ascii_lower(type.bytes[0]);
        fix_search_free_id(memory, offer->document, resource, text_slice(&type), 1, &id);
    }
    if (id.length > 0) {
        SpliceList splices = SPLICE_LIST_EMPTY;
        splice_quote(text_slice(&id), &json);
        splice_insert(offer->document, fix_member(offer, resource, SLICE("resourceType")), PLACE_AFTER, SLICE("id"),
                      text_slice(&json), &splices, NULL);
        text_format(&title, "Add 'id': %.*s", SLICE_ARGS(text_slice(&json)));
        FixOffer new = fix_offer_new(offer);
        offer_splices(wanted != NODE_NONE ? offer : &new, false, &splices, text_slice(&title));
    }
    text_free(&type);
    text_free(&id);
    text_free(&json);
    text_free(&title);
}

void offer_missing(const FixOffer *offer)
{
    bool is_gap = offer->issue->id == KEY_GAP;
    if (offer->issue->id == KEY_RESOURCE_TYPE) {
        offer_type(offer);
        return;
    }
    if (offer->issue->id == KEY_ID_MISSING) {
        offer_new_id(offer);
    }
    if (!offer->issue->element) {
        return;
    }
    size_t before = offer->list->count;
    if (!is_gap && offer->node->kind == NODE_OBJECT) {
        offer_study_type(offer, offer->issue->node);
        offer_shadow(offer);
    }
    if (offer->list->count > before) {
        return; /* it is there under another name: nothing is made up beside it */
    }
    bool is_known = offer_known(offer) || (!is_gap && offer_codes(offer));
    if (is_missing(offer, SLICE("reference"))) {
        offer_patient_reference(offer);
    }
    bool has_uid = is_missing(offer, SLICE("uid")) || is_gap;
    bool is_text = offer->issue->id == KEY_BINDING_NO_CODE;
    if (!is_known && !has_uid && !is_text) {
        offer_holder_removal(offer);
    }
    if (offer->issue->missing.length && !is_known) {
        offer_skeleton(offer);
    }
}
