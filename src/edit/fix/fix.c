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
    const char *key;
    void (*offer)(const FixOffer *offer);
} repairs[] = {
    {"json-syntax", offer_syntax},
    {"json-kind", offer_kind},
    {"unknown-property", offer_name},
    {"duplicate-property", offer_twice},
    {"second-choice", offer_removal},
    {"choice-type", offer_choice_type},
    {"extension-type", offer_choice_type},
    {"empty-object", offer_removal},
    {"empty-object", offer_content},
    {"empty-array", offer_removal},
    {"empty-string", offer_content},
    {"empty-string", offer_removal},
    {"blank-string", offer_removal},
    {"array-lengths", offer_nulls},
    {"null-in-array", offer_removal},
    {"required", offer_missing},
    {"gap", offer_missing},
    {"id-missing", offer_missing},
    {"resource-type", offer_missing},
    {"binding-no-code", offer_missing},
    {"format", offer_format},
    {"value-range", offer_count},
    {"value-range", offer_removal},
    {"id-characters", offer_format},
    {"id-length", offer_format},
    {"string-space", offer_format},
    {"dicom-uid-urn", offer_format},
    {"identifier-uri", offer_format},
    {"dicom-series-count", offer_count},
    {"dicom-instance-count", offer_count},
    {"dicom-partial", offer_count},
    {"dicom-sop-class-system", offer_sop_class_coding},
    {"dicom-sop-class-unknown", offer_sop_class_coding},
    {"dicom-modality-none", offer_modality_meant},
    {"dicom-modality-list", offer_modality_list},
    {"dicom-study-uid", offer_study_uid},
    {"dicom-study-uids", offer_parent_removal},
    {"dicom-accession", offer_accession_type},
    {"dicom-number-twice", offer_free_number},
    {"dicom-uid-twice", offer_fresh_uid},
    {"duplicate-id", offer_other_id},
    {"dicom-started", offer_study_start},
    {"dicom-laterality", offer_removal},
    {"dicom-uid-syntax", offer_format},
    {"fixed-value", offer_prescribed},
    {"pattern-value", offer_prescribed},
    {"base64-space", offer_base64},
    {"extension-version", offer_plain_url},
    {"narrative-language", offer_narrative_language},
    {"binding-required", offer_code},
    {"code-unknown", offer_modality_meant},
    {"code-unknown", offer_code},
    {"code-replaced", offer_replaced_code},
    {"display-wrong", offer_display},
    {"system-https", offer_system},
    {"system-inexact", offer_system},
    {"system-value-set", offer_system},
    {"system-wrong", offer_system},
    {"system-relative", offer_system},
    {"system-unknown", offer_system},
    {"system-missing", offer_missing_system},
    {"identifier-system", offer_system},
    {"language-broken", offer_language},
    {"extension-modifier", offer_extension_list},
    {"extension-unknown", offer_extension},
    {"extension-url", offer_extension},
    {"ext-1", offer_extension},
    {"example-url", offer_address},
    {"url-unknown", offer_address},
    {"contained-orphan", offer_contained},
    {"contained-id", offer_contained},
    {"dom-2", offer_contained_meta},
    {"dom-4", offer_contained_meta},
    {"dom-5", offer_contained_meta},
    {"per-1", offer_period},
    {"bundle-not-found", offer_entry},
    {"reference-bundle", offer_entry},
    {"reference-base", offer_entry},
    {"bundle-full-url", offer_full_url},
    {"bundle-orphan", offer_orphan},
    {"reference-form", offer_reference},
    {"reference-target", offer_reference},
    {"reference-type", offer_reference},
    {"reference-profile", offer_reference_target},
    {"reference-contained", offer_reference},
    {"reference-bundle", offer_reference},
    {"reference-empty", offer_reference},
    {"narrative-malformed", offer_narrative},
    {"narrative-unclosed", offer_narrative},
    {"narrative-root", offer_narrative},
    {"narrative-namespace", offer_narrative},
    {"narrative-element", offer_narrative},
    {"narrative-attribute", offer_narrative},
    {"narrative-entity", offer_narrative},
    {"narrative-construct", offer_narrative},
    {"narrative-nesting", offer_narrative},
    {"narrative-empty", offer_narrative},
    {"narrative-link", offer_narrative},
    {"narrative-url", offer_narrative},
};

/* Asks for another value in place of a text with an error that nothing is known for. */
static void offer_other_value(const FixOffer *offer)
{
    static const char *const keys[] = {"format",          "example-url",      "url-unknown",    "code-unknown",
                                       "code-syntax",     "binding-required", "identifier-uri", "system-unknown",
                                       "bundle-full-url", "extension-url"};
    bool is_asked = false, is_known = false;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        is_asked = is_asked || slice_equals(slice_from(offer->issue->key), slice_from(keys[i]));
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
    bool is_of_target = slice_equals(slice_from(offer->issue->key), SLICE("reference-profile"));
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
        if (slice_equals(slice_from(issue->key), slice_from(repairs[i].key))) {
            repairs[i].offer(&offer);
        }
    }
    offer_anyway(&offer);
    offer_other_value(&offer);
    put_removals_last(list, before);
}
