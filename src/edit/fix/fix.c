/* Fixes: what a repair is made of, and which repairs there are for which key. */
#include "src/edit/fix/fix.h"

#include "src/edit/fix/fix_offer.h"
#include "src/edit/string_edit.h"

#include <stdlib.h>

void fix_list_free(FixList *list)
{
    for (size_t i = 0; i < list->count; i++) {
        splice_list_free(&list->fixes[i].splices);
    }
    free(list->fixes);
    arena_free(list->arena);
    *list = FIX_LIST_EMPTY;
}

static void offer_parent_removal(const FixOffer *offer)
{
    offer_removal_of(offer, fix_holder(offer, offer->issue->node));
}

/* The fixes for each key. */
static const struct {
    KeyId key;
    void (*offer)(const FixOffer *offer);
} repairs[] = {
    {KEY_JSON_SYNTAX, offer_syntax},
    {KEY_JSON_KIND, offer_kind},
    {KEY_UNKNOWN_PROPERTY, offer_name},
    {KEY_DUPLICATE_PROPERTY, offer_twice},
    {KEY_SECOND_CHOICE, offer_removal},
    {KEY_CHOICE_TYPE, offer_choice_type},
    {KEY_EXTENSION_TYPE, offer_choice_type},
    {KEY_EMPTY_OBJECT, offer_removal},
    {KEY_EMPTY_OBJECT, offer_content},
    {KEY_EMPTY_ARRAY, offer_removal},
    {KEY_EMPTY_STRING, offer_content},
    {KEY_EMPTY_STRING, offer_removal},
    {KEY_BLANK_STRING, offer_removal},
    {KEY_ARRAY_LENGTHS, offer_nulls},
    {KEY_NULL_IN_ARRAY, offer_removal},
    {KEY_REQUIRED, offer_missing},
    {KEY_GAP, offer_missing},
    {KEY_ID_MISSING, offer_missing},
    {KEY_RESOURCE_TYPE, offer_missing},
    {KEY_BINDING_NO_CODE, offer_missing},
    {KEY_FORMAT, offer_format},
    {KEY_VALUE_RANGE, offer_count},
    {KEY_VALUE_RANGE, offer_removal},
    {KEY_ID_CHARACTERS, offer_format},
    {KEY_ID_LENGTH, offer_format},
    {KEY_STRING_SPACE, offer_format},
    {KEY_DICOM_UID_URN, offer_format},
    {KEY_IDENTIFIER_URI, offer_format},
    {KEY_DICOM_SERIES_COUNT, offer_count},
    {KEY_DICOM_INSTANCE_COUNT, offer_count},
    {KEY_DICOM_PARTIAL, offer_count},
    {KEY_DICOM_SOP_CLASS_SYSTEM, offer_sop_class_coding},
    {KEY_DICOM_SOP_CLASS_UNKNOWN, offer_sop_class_coding},
    {KEY_DICOM_MODALITY_NONE, offer_modality_meant},
    {KEY_DICOM_MODALITY_LIST, offer_modality_list},
    {KEY_DICOM_STUDY_UID, offer_study_uid},
    {KEY_DICOM_STUDY_UIDS, offer_parent_removal},
    {KEY_DICOM_ACCESSION, offer_accession_type},
    {KEY_DICOM_NUMBER_TWICE, offer_free_number},
    {KEY_DICOM_UID_TWICE, offer_fresh_uid},
    {KEY_DUPLICATE_ID, offer_other_id},
    {KEY_DICOM_STARTED, offer_study_start},
    {KEY_DICOM_LATERALITY, offer_removal},
    {KEY_DICOM_UID_SYNTAX, offer_format},
    {KEY_FIXED_VALUE, offer_prescribed},
    {KEY_PATTERN_VALUE, offer_prescribed},
    {KEY_BASE64_SPACE, offer_base64},
    {KEY_EXTENSION_VERSION, offer_plain_url},
    {KEY_NARRATIVE_LANGUAGE, offer_narrative_language},
    {KEY_BINDING_REQUIRED, offer_code},
    {KEY_CODE_UNKNOWN, offer_modality_meant},
    {KEY_CODE_UNKNOWN, offer_code},
    {KEY_CODE_REPLACED, offer_replaced_code},
    {KEY_DISPLAY_WRONG, offer_display},
    {KEY_SYSTEM_HTTPS, offer_system},
    {KEY_SYSTEM_INEXACT, offer_system},
    {KEY_SYSTEM_VALUE_SET, offer_system},
    {KEY_SYSTEM_WRONG, offer_system},
    {KEY_SYSTEM_RELATIVE, offer_system},
    {KEY_SYSTEM_UNKNOWN, offer_system},
    {KEY_SYSTEM_MISSING, offer_missing_system},
    {KEY_IDENTIFIER_SYSTEM, offer_system},
    {KEY_LANGUAGE_BROKEN, offer_language},
    {KEY_EXTENSION_MODIFIER, offer_extension_list},
    {KEY_EXTENSION_UNKNOWN, offer_extension},
    {KEY_EXTENSION_URL, offer_extension},
    {KEY_EXAMPLE_URL, offer_address},
    {KEY_URL_UNKNOWN, offer_address},
    {KEY_CONTAINED_ORPHAN, offer_contained},
    {KEY_CONTAINED_ID, offer_contained},
    {KEY_BUNDLE_NOT_FOUND, offer_entry},
    {KEY_REFERENCE_BUNDLE, offer_entry},
    {KEY_REFERENCE_BASE, offer_entry},
    {KEY_BUNDLE_FULL_URL, offer_full_url},
    {KEY_BUNDLE_ORPHAN, offer_orphan},
    {KEY_REFERENCE_FORM, offer_reference},
    {KEY_REFERENCE_TARGET, offer_reference},
    {KEY_REFERENCE_TYPE, offer_reference},
    {KEY_REFERENCE_PROFILE, offer_reference_target},
    {KEY_REFERENCE_CONTAINED, offer_reference},
    {KEY_REFERENCE_BUNDLE, offer_reference},
    {KEY_REFERENCE_EMPTY, offer_reference},
    {KEY_NARRATIVE_MALFORMED, offer_narrative},
    {KEY_NARRATIVE_UNCLOSED, offer_narrative},
    {KEY_NARRATIVE_ROOT, offer_narrative},
    {KEY_NARRATIVE_NAMESPACE, offer_narrative},
    {KEY_NARRATIVE_ELEMENT, offer_narrative},
    {KEY_NARRATIVE_ATTRIBUTE, offer_narrative},
    {KEY_NARRATIVE_ENTITY, offer_narrative},
    {KEY_NARRATIVE_CONSTRUCT, offer_narrative},
    {KEY_NARRATIVE_NESTING, offer_narrative},
    {KEY_NARRATIVE_EMPTY, offer_narrative},
    {KEY_NARRATIVE_LINK, offer_narrative},
    {KEY_NARRATIVE_URL, offer_narrative},
};

/* The fixes for invariants. */
static const struct {
    const char *name;
    void (*offer)(const FixOffer *offer);
} invariant_repairs[] = {
    {"ext-1", offer_extension},      {"dom-2", offer_contained_meta}, {"dom-4", offer_contained_meta},
    {"dom-5", offer_contained_meta}, {"per-1", offer_period},
};

/* Asks for another value in place of a text with an error that nothing is known for. */
static void offer_other_value(const FixOffer *offer)
{
    static const KeyId keys[] = {KEY_FORMAT,          KEY_EXAMPLE_URL,      KEY_URL_UNKNOWN,    KEY_CODE_UNKNOWN,
                                 KEY_CODE_SYNTAX,     KEY_BINDING_REQUIRED, KEY_IDENTIFIER_URI, KEY_SYSTEM_UNKNOWN,
                                 KEY_BUNDLE_FULL_URL, KEY_EXTENSION_URL};
    bool is_asked = false, is_known = false;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        is_asked = is_asked || offer->issue->id == keys[i];
    }
    for (size_t i = 0; i < offer->list->count; i++) {
        is_known = is_known || !offer->list->fixes[i].is_removal;
    }
    if (is_asked && !is_known && !offer->list->is_certain_only && offer->node->kind == NODE_STRING &&
        offer->issue->missing.length == 0) {
        SpliceList splices = SPLICE_LIST_EMPTY;
        splice_set_value(offer->document, offer->issue->node, SLICE("\"" OFFER_ANSWER "\""), &splices, NULL);
        offer_question(offer, &splices, SLICE("Enter another value"), SLICE("Value"));
    }
}

/* What can always be done about an error in a value: it may go, or what holds it. */
static void offer_anyway(const FixOffer *offer)
{
    bool is_known = offer->list->count > 0 || offer->issue->severity != SEVERITY_ERROR;
    bool is_of_target = offer->issue->id == KEY_REFERENCE_PROFILE;
    bool is_whole = fix_member(offer, offer->issue->node, SLICE("resourceType")) != NODE_NONE;
    if (!is_known && !is_of_target && !is_whole && !offer->issue->missing.length) {
        offer_removal(offer);
    }
}

/* The type that the issue's value ought to have; of what is missing, that of its element. */
static Slice type_of(const FixOffer *offer)
{
    const Issue *issue = offer->issue;
    const Element *element = issue->element;
    if (issue->missing.length) {
        return element && element_type_count(element) ? type_fhir_code(element_type(element, 0)) : (Slice){0};
    }
    if (!element) {
        check_elements(offer->operation->checker, offer->document, issue->node, &element, 1);
    }
    return fix_type(offer, element);
}

/* 0 for a fix that writes something, 1 for one that removes what has no content, 2 for one that removes content. */
static int rank_of(const Fix *fix)
{
    bool is_writing = false;
    for (size_t i = 0; i < fix->splices.count; i++) {
        is_writing = is_writing || fix->splices.splices[i].inserted.length > 0;
    }
    return fix->is_removal ? 2 : is_writing || fix->target != NODE_NONE ? 0 : 1;
}

/* Sorts the fixes from `first` on by their rank; those of one rank stay in their order. */
static void put_removals_last(FixList *list, size_t first)
{
    for (size_t i = first + 1; i < list->count; i++) {
        Fix fix = list->fixes[i];
        size_t at = i;
        for (; at > first && rank_of(&list->fixes[at - 1]) > rank_of(&fix); at--) {
            list->fixes[at] = list->fixes[at - 1];
        }
        list->fixes[at] = fix;
    }
}

void fix_offer(const Operation *operation, const Issue *issue, FixList *list)
{
    size_t before = list->count;
    FixOffer offer = {.operation = operation,
                      .document = operation->document,
                      .issue = issue,
                      .node = document_node(operation->document, issue->node),
                      .list = list};
    offer.type = type_of(&offer);
    for (size_t i = 0; i < sizeof repairs / sizeof *repairs; i++) {
        if (issue->id == repairs[i].key) {
            repairs[i].offer(&offer);
        }
    }
    for (size_t i = 0; issue->id == KEY_INVARIANT && i < sizeof invariant_repairs / sizeof *invariant_repairs; i++) {
        if (strcmp(issue->key, invariant_repairs[i].name) == 0) {
            invariant_repairs[i].offer(&offer);
        }
    }
    offer_anyway(&offer);
    offer_other_value(&offer);
    put_removals_last(list, before);
}
