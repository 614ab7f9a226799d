/* Fixes of what DICOM requires of a study: SOP classes, modalities, identifiers, numbers, times. */
#include "src/base/ascii.h"
#include "src/base/fresh.h"
#include "src/base/systems.h"
#include "src/edit/fix/fix_offer.h"

#include "src/edit/fix_memory.h"
#include "src/edit/string_edit.h"
#include "src/profile/facts/dicom.h"

#define ACCESSION_CODE "{\"system\":\"" SYSTEM_IDENTIFIER_TYPE "\",\"code\":\"ACSN\"}"

/* The object that the issue is about, or about a member of which it is. */
static NodeId object_of(const FixOffer *offer)
{
    return offer->node->kind == NODE_OBJECT ? offer->issue->node : fix_holder(offer, offer->issue->node);
}

/* ---- SOP classes ---- */

typedef struct NameVisit {
    Slice name;
    Slice uid; /* of the class with the name */
} NameVisit;

static bool visit_name(void *context, const DicomSopClass *sop_class, unsigned rank)
{
    NameVisit *visit = context;
    (void)rank;
    if (slice_equals_ignoring_case(sop_class->name, visit->name)) {
        visit->uid = sop_class->uid;
    }
    return !visit->uid.length;
}

static Slice without_mark(Slice said)
{
    return slice_without_prefix(said, SLICE(SCHEME_OID));
}

/* The UID that a Coding means: by its code, or by the name of the class in its code or display. */
static Slice uid_meant(const FixOffer *offer, NodeId coding)
{
    static const char *const members[] = {"code", "display"};
    DicomSopClass sop_class;
    NameVisit visit = {.uid = {0}};
    for (size_t i = 0; i < 2 && !visit.uid.length; i++) {
        visit.name = slice_trim(fix_string(offer, fix_member(offer, coding, slice_from(members[i]))));
        if (dicom_sop_class_find(without_mark(visit.name), &sop_class)) {
            return sop_class.uid;
        }
        dicom_sop_class_visit((Slice){0}, visit_name, &visit);
    }
    return visit.uid;
}

/* Sets a member of an object to a text, or puts it first into the object. */
static void plan_member(const FixOffer *offer, NodeId object, Slice name, Slice text, SpliceList *splices)
{
    NodeId member = fix_member(offer, object, name);
    if (member != NODE_NONE) {
        string_edit_set(offer->document, member, text, splices, NULL);
        return;
    }
    Text json = TEXT_EMPTY;
    splice_quote(text, &json);
    splice_insert(offer->document, object, PLACE_FIRST, name, text_slice(&json), splices, NULL);
    text_free(&json);
}

/* True when a code is the UID but for the prefix, and its system says no more than that it is one. */
static bool is_same_class(const FixOffer *offer, NodeId code, NodeId system, Slice uid)
{
    static const char *const systems[] = {SYSTEM_URI, "1.2.840.10008.2.6.1", SCHEME_OID "1.2.840.10008.2.6.1",
                                          SYSTEM_DICOM_UID, SYSTEM_URI "/"};
    Slice url = fix_string(offer, system);
    bool is_plain = url.length == 0;
    for (size_t i = 0; i < sizeof systems / sizeof *systems; i++) {
        is_plain = is_plain || slice_equals_ignoring_case(url, slice_from(systems[i]));
    }
    return is_plain && slice_equals(without_mark(slice_trim(fix_string(offer, code))), uid);
}

typedef struct ClassVisit {
    FixOffer guess;
    NodeId coding;
    unsigned count;
} ClassVisit;

/* Offers a class of the modality. */
static bool visit_class(void *context, const DicomSopClass *sop_class, unsigned rank)
{
    enum { CLASSES_MAXIMUM = 12 };
    ClassVisit *visit = context;
    Text json = TEXT_EMPTY, title = TEXT_EMPTY;
    if (rank > 0) {
        return false;
    }
    text_format(&json, "{\"system\":\"" SYSTEM_URI "\",\"code\":\"" SCHEME_OID "%.*s\"}", SLICE_ARGS(sop_class->uid));
    text_format(&title, "Change to '%.*s'", SLICE_ARGS(sop_class->name));
    offer_value(&visit->guess, false, visit->coding, text_slice(&json), text_slice(&title));
    text_free(&json);
    text_free(&title);
    return ++visit->count < CLASSES_MAXIMUM;
}

bool offer_sop_class_choice(const FixOffer *offer)
{
    NodeId coding = object_of(offer);
    bool is_class = coding != NODE_NONE && document_key_equals(offer->document, coding, SLICE("sopClass"));
    if (!is_class || offer->list->is_certain_only || uid_meant(offer, coding).length > 0) {
        return false;
    }
    NodeId instance = fix_holder(offer, coding),
           series = instance == NODE_NONE ? NODE_NONE : fix_holder(offer, instance);
    ClassVisit visit = {.guess = *offer, .coding = coding};
    visit.guess.is_guess = true;
    Slice modality = fix_string(offer, fix_member(offer, fix_member(offer, series, SLICE("modality")), SLICE("code")));
    dicom_sop_class_visit(modality, visit_class, &visit);
    return visit.count > 0;
}

void offer_sop_class_coding(const FixOffer *offer)
{
    NodeId coding = object_of(offer);
    Slice uid = uid_meant(offer, coding);
    if (!uid.length) {
        offer_sop_class_choice(offer);
        return;
    }
    NodeId system = fix_member(offer, coding, SLICE("system")), code = fix_member(offer, coding, SLICE("code"));
    SpliceList splices = SPLICE_LIST_EMPTY;
    Text text = TEXT_EMPTY, title = TEXT_EMPTY;
    text_format(&text, SCHEME_OID "%.*s", SLICE_ARGS(uid));
    text_format(&title, "Change to '%.*s'", SLICE_ARGS(text_slice(&text)));
    bool is_code_last = code != NODE_NONE && (system == NODE_NONE || code > system);
    if (is_code_last) {
        plan_member(offer, coding, SLICE("code"), text_slice(&text), &splices);
    }
    plan_member(offer, coding, SLICE("system"), SLICE(SYSTEM_URI), &splices);
    if (!is_code_last && code != NODE_NONE) {
        plan_member(offer, coding, SLICE("code"), text_slice(&text), &splices);
    }
    offer_splices(offer, is_same_class(offer, code, system, uid), &splices, text_slice(&title));
    text_free(&text);
    text_free(&title);
}

/* ---- modalities ---- */

/* Words for a modality, and the code of DICOM that they mean. */
static const struct {
    const char *word, *code;
} meanings[] = {{"CAT", "CT"},  {"MRI", "MR"},     {"MRT", "MR"},        {"XR", "DX"},     {"X-RAY", "DX"},
                {"XRAY", "DX"}, {"RX", "DX"},      {"ULTRASOUND", "US"}, {"SONO", "US"},   {"PET", "PT"},
                {"NUC", "NM"},  {"NUCLEAR", "NM"}, {"MAMMO", "MG"},      {"FLUORO", "RF"}, {"ANGIO", "XA"},
                {"ECHO", "US"}, {"ENDO", "ES"}};

static void offer_modality_code(const FixOffer *offer, NodeId code, const DicomModality *modality)
{
    Text title = TEXT_EMPTY;
    text_format(&title, "Change to '%.*s' (%.*s)", SLICE_ARGS(modality->code), SLICE_ARGS(modality->meaning));
    offer_string(offer, false, code, modality->code, text_slice(&title));
    text_free(&title);
}

void offer_modality_meant(const FixOffer *offer)
{
    NodeId code = fix_member(offer, object_of(offer), SLICE("code"));
    Slice said = slice_trim(fix_string(offer, code));
    DicomModality modality;
    for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++) {
        if (slice_equals_ignoring_case(said, slice_from(meanings[i].word)) &&
            dicom_modality_find(slice_from(meanings[i].code), &modality)) {
            offer_modality_code(offer, code, &modality);
        }
    }
    if (said.length && dicom_modality_nearest(said, &modality)) {
        offer_modality_code(offer, code, &modality);
    }
}

/* True when one of the items has a code: Codings themselves, or objects with one as their modality. */
static bool has_code(const FixOffer *offer, NodeId list, Slice member, Slice code)
{
    NodeId item = list == NODE_NONE ? NODE_NONE : document_first_child(offer->document, list);
    for (; item != NODE_NONE; item = document_next_sibling(offer->document, item)) {
        NodeId coding = member.length ? fix_member(offer, item, member) : item;
        if (slice_equals(fix_string(offer, fix_member(offer, coding, SLICE("code"))), code)) {
            return true;
        }
    }
    return false;
}

/* The modalities of the series that the study does not list, put into its list; one that no series has, taken out. */
void offer_modality_list(const FixOffer *offer)
{
    if (offer->node->kind != NODE_ARRAY) {
        offer_removal(offer);
        return;
    }
    NodeId series = fix_member(offer, offer->node->parent, SLICE("series"));
    NodeId item = series == NODE_NONE ? NODE_NONE : document_first_child(offer->document, series);
    for (; item != NODE_NONE; item = document_next_sibling(offer->document, item)) {
        NodeId modality = fix_member(offer, item, SLICE("modality"));
        Slice code = fix_string(offer, fix_member(offer, modality, SLICE("code")));
        if (code.length && !has_code(offer, offer->issue->node, SLICE(""), code)) {
            SpliceList splices = SPLICE_LIST_EMPTY;
            Text title = TEXT_EMPTY;
            text_format(&title, "Add '%.*s' to 'modality' of the study", SLICE_ARGS(code));
            splice_insert(offer->document, offer->issue->node, PLACE_LAST, (Slice){0},
                          document_raw(offer->document, modality), &splices, NULL);
            offer_splices(offer, false, &splices, text_slice(&title));
            text_free(&title);
        }
    }
}

/* ---- identifiers ---- */

/* Plans an identifier of a study, given as JSON. */
static void plan_identifier(const FixOffer *offer, NodeId study, Slice json, SpliceList *splices)
{
    const Element *element = fix_child_element(offer, study, SLICE("identifier"));
    if (element) {
        operation_add(offer->operation, study, element, json, splices, NULL);
    }
}

/* A UID that a person gives, or a fresh one. */
static void offer_new_study_uid(const FixOffer *offer, NodeId study)
{
    SpliceList asked = SPLICE_LIST_EMPTY, fresh = SPLICE_LIST_EMPTY;
    Text uid = TEXT_EMPTY, json = TEXT_EMPTY;
    plan_identifier(offer, study,
                    SLICE("{\"system\":\"" SYSTEM_DICOM_UID "\",\"value\":\"" SCHEME_OID OFFER_ANSWER "\"}"), &asked);
    offer_question(offer, &asked, SLICE("Add the Study Instance UID: enter the UID"), SLICE("Study Instance UID"));
    fresh_append_uid(offer->operation->clock, &uid);
    text_format(&json, "{\"system\":\"" SYSTEM_DICOM_UID "\",\"value\":\"" SCHEME_OID "%.*s\"}",
                SLICE_ARGS(text_slice(&uid)));
    plan_identifier(offer, study, text_slice(&json), &fresh);
    FixOffer new = fix_offer_new(offer);
    new.is_guess = true;
    offer_splices(&new, false, &fresh, SLICE("Add a new Study Instance UID (2.25.…)"));
    text_free(&uid);
    text_free(&json);
}

/* A UID among the identifiers that only lacks its system; a UID that is entered; a fresh one. */
void offer_study_uid(const FixOffer *offer)
{
    NodeId study = fix_resource(offer, offer->issue->node);
    NodeId list = fix_member(offer, study, SLICE("identifier"));
    bool is_list = list != NODE_NONE && document_node(offer->document, list)->kind == NODE_ARRAY;
    NodeId item = is_list ? document_first_child(offer->document, list) : NODE_NONE;
    for (; item != NODE_NONE; item = document_next_sibling(offer->document, item)) {
        Slice value = without_mark(fix_string(offer, fix_member(offer, item, SLICE("value"))));
        if (value.length > 2 && value.bytes[0] >= '0' && value.bytes[0] <= '2' && value.bytes[1] == '.') {
            SpliceList splices = SPLICE_LIST_EMPTY;
            Text title = TEXT_EMPTY;
            plan_member(offer, item, SLICE("system"), SLICE(SYSTEM_DICOM_UID), &splices);
            text_format(&title, "Change 'system' of the identifier '%.*s' to 'urn:dicom:uid'", SLICE_ARGS(value));
            offer_splices(offer, false, &splices, text_slice(&title));
            text_free(&title);
        }
    }
    NodeId released = fix_member(offer, study, SLICE("uid"));
    if (released != NODE_NONE) {
        offer_member_name(offer, released);
    } else if (study != NODE_NONE && !offer->list->is_certain_only) {
        offer_new_study_uid(offer, study);
    }
}

/* The code of accession numbers, put into the type that an identifier has, or with one that it has not. */
void offer_accession_type(const FixOffer *offer)
{
    SpliceList splices = SPLICE_LIST_EMPTY;
    NodeId type = fix_member(offer, offer->issue->node, SLICE("type"));
    NodeId list = fix_member(offer, type, SLICE("coding"));
    if (offer->node->kind == NODE_OBJECT && type == NODE_NONE) {
        splice_insert(offer->document, offer->issue->node, PLACE_FIRST, SLICE("type"),
                      SLICE("{\"coding\":[" ACCESSION_CODE "]}"), &splices, NULL);
    } else if (list != NODE_NONE && document_node(offer->document, list)->kind == NODE_ARRAY) {
        splice_insert(offer->document, list, PLACE_LAST, (Slice){0}, SLICE(ACCESSION_CODE), &splices, NULL);
    } else if (list == NODE_NONE && type != NODE_NONE && document_node(offer->document, type)->kind == NODE_OBJECT) {
        splice_insert(offer->document, type, PLACE_FIRST, SLICE("coding"), SLICE("[" ACCESSION_CODE "]"), &splices,
                      NULL);
    }
    offer_splices(offer, false, &splices, SLICE("Add the type ACSN (accession number)"));
}

/* Writes a fresh UID in place of the issue's, where that is one of a series or an instance. It says nothing of the one
   that was there: for a person to choose. */
static void offer_generated_uid(const FixOffer *offer)
{
    const Element *element = NULL;
    check_elements(offer->operation->checker, offer->document, offer->issue->node, &element, 1);
    if (element && slice_equals(element_name(element), SLICE("uid"))) {
        Text json = TEXT_EMPTY;
        operation_skeleton(offer->operation, NODE_NONE, element, &json);
        FixOffer new = fix_offer_new(offer);
        new.is_guess = true;
        offer_json(&new, false, text_slice(&json), SLICE("Generate a new UID"));
        text_free(&json);
    }
}

/* A text that is no UID: a person may know the right one, or else a fresh one takes its place. */
void offer_right_uid(const FixOffer *offer)
{
    if (offer->node->kind == NODE_STRING && !offer->list->is_certain_only) {
        SpliceList splices = SPLICE_LIST_EMPTY;
        splice_set_value(offer->document, offer->issue->node, SLICE("\"" OFFER_ANSWER "\""), &splices, NULL);
        size_t before = offer->list->count;
        offer_question(offer, &splices, SLICE("Enter another UID"), SLICE("UID"));
        if (offer->list->count > before) {
            offer->list->fixes[before].value = offer->issue->node;
        }
        offer_generated_uid(offer);
    }
    offer_removal(offer);
}

/* A UID that another object has: one of its own, where the other is right. */
void offer_fresh_uid(const FixOffer *offer)
{
    offer_generated_uid(offer);
    FixOffer guess = *offer; /* which of the two is wrong is not known, and each may have images of its own */
    guess.is_guess = true;
    offer_removal_of(&guess, fix_holder(offer, offer->issue->node));
}

/* ---- numbers and times ---- */

/* A number after the largest of a list. It is no certain fix, so where only those are wanted it is not looked for. */
void offer_free_number(const FixOffer *offer)
{
    NodeId item = fix_holder(offer, offer->issue->node), list = document_node(offer->document, item)->parent;
    if (list != NODE_NONE && !offer->list->is_certain_only) {
        unsigned number = fix_memory_free_number(offer->operation->memory, offer->document, list, item);
        Text json = TEXT_EMPTY, title = TEXT_EMPTY;
        text_format(&json, "%u", number);
        text_format(&title, "Change to %u (free number)", number);
        FixOffer new = fix_offer_new(offer);
        offer_json(&new, false, text_slice(&json), text_slice(&title));
        text_free(&json);
        text_free(&title);
    }
    offer_removal(offer);
}

/* A series that began before its study: which of the two times is wrong is not known. */
void offer_study_start(const FixOffer *offer)
{
    NodeId study = fix_resource(offer, offer->issue->node), started = fix_member(offer, study, SLICE("started"));
    if (started != NODE_NONE && offer->node->kind == NODE_STRING) {
        FixOffer guess = *offer;
        guess.is_guess = true;
        offer_value(&guess, false, started, document_raw(offer->document, offer->issue->node),
                    SLICE("Change 'started' of the study to this time"));
        offer_json(&guess, false, document_raw(offer->document, started), SLICE("Change to 'started' of the study"));
    }
    offer_removal(offer);
}
