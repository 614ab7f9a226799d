/* Fixes: the rows of the table that belong to an issue, what can always be done, and the order of what is offered. */
#include "src/edit/fix/fix.h"

#include "src/edit/fix/fix_table.h"
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

FixSort fix_sort(const Fix *fix)
{
    return fix->is_removal ? FIX_REMOVED : fix->is_made_up ? FIX_MADE_UP : fix->is_certain ? FIX_SAFE : FIX_CHOSEN;
}

/* The string that an issue is about: of a coding the system where that is wrong, else the code. */
static NodeId string_of(const FixOffer *offer)
{
    static const KeyId systems[] = {KEY_SYSTEM_RELATIVE, KEY_SYSTEM_VALUE_SET, KEY_SYSTEM_WRONG, KEY_SYSTEM_UNKNOWN};
    Slice name = SLICE("code");
    for (size_t i = 0; i < sizeof systems / sizeof *systems; i++) {
        name = offer->issue->id == systems[i] ? SLICE("system") : name;
    }
    NodeId part = offer->node->kind == NODE_OBJECT ? fix_member(offer, offer->issue->node, name) : NODE_NONE;
    return part != NODE_NONE ? part : offer->issue->node;
}

/* Asks for another value in place of a text with an error that nothing is known for. */
static void offer_other_value(const FixOffer *offer)
{
    static const KeyId keys[] = {KEY_FORMAT,           KEY_EXAMPLE_URL,       KEY_URL_UNKNOWN,
                                 KEY_CODE_UNKNOWN,     KEY_CODE_SYNTAX,       KEY_BINDING_REQUIRED,
                                 KEY_IDENTIFIER_URI,   KEY_SYSTEM_UNKNOWN,    KEY_BUNDLE_FULL_URL,
                                 KEY_EXTENSION_URL,    KEY_IDENTIFIER_SYSTEM, KEY_SYSTEM_RELATIVE,
                                 KEY_SYSTEM_VALUE_SET, KEY_SYSTEM_WRONG,      KEY_DICOM_MODALITY_NONE};
    NodeId value = string_of(offer);
    bool is_asked = false, is_known = false;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        is_asked = is_asked || offer->issue->id == keys[i];
    }
    for (size_t i = offer->first; i < offer->list->count; i++) {
        is_known = is_known || !offer->list->fixes[i].is_removal;
    }
    if (is_asked && !is_known && !offer->list->is_certain_only && offer->issue->missing.length == 0 &&
        document_node(offer->document, value)->kind == NODE_STRING) {
        size_t before = offer->list->count;
        SpliceList splices = SPLICE_LIST_EMPTY;
        Text title = TEXT_EMPTY, question = TEXT_EMPTY;
        Slice name = document_raw_key(offer->document, value);
        splice_set_value(offer->document, value, SLICE("\"" OFFER_ANSWER "\""), &splices, NULL);
        text_format(&title, "Enter another %.*s", SLICE_ARGS(name.length > 0 ? name : SLICE("value")));
        text_format(&question, "New %.*s", SLICE_ARGS(name.length > 0 ? name : SLICE("value")));
        offer_question(offer, &splices, text_slice(&title), text_slice(&question));
        if (offer->list->count > before) {
            offer->list->fixes[before].value = value;
        }
        text_free(&title);
        text_free(&question);
    }
}

/* True for an issue that asks for a code of an Observation, or of a part of it, which is only taken for one of a
   profile: what kind of observation it is must not be written because of a guess. */
static bool asks_for_guessed_code(const FixOffer *offer)
{
    static const Slice names[] = {SLICE("category"), SLICE("code"), SLICE("coding"), SLICE("component")};
    const Issue *issue = offer->issue;
    bool is_asking = issue->id == KEY_SLICE_REQUIRED || issue->id == KEY_REQUIRED || issue->id == KEY_FIXED_VALUE ||
                     issue->id == KEY_PATTERN_VALUE;
    NodeId resource = fix_resource(offer, issue->node);
    if (!issue->is_of_taken || !is_asking || !slice_equals(fix_resource_type(offer, resource), SLICE("Observation"))) {
        return false;
    }
    bool is_of_code = false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        is_of_code |= slice_equals(issue->missing, names[i]);
        for (NodeId at = issue->node; at != resource && i < 3; at = document_node(offer->document, at)->parent) {
            is_of_code |= slice_equals(document_raw_key(offer->document, at), names[i]);
        }
    }
    return is_of_code;
}

/* What can always be done about an error in a value: it may go, or what holds it. */
static void offer_anyway(const FixOffer *offer)
{
    bool is_known = fix_is_offered(offer) || offer->issue->severity != SEVERITY_ERROR;
    bool is_elsewhere = offer->issue->id == KEY_REFERENCE_PROFILE || offer->issue->id == KEY_BUNDLE_FIRST;
    bool is_whole = fix_is_of_rest(offer) || fix_member(offer, offer->issue->node, SLICE("resourceType")) != NODE_NONE;
    if (!is_known && !is_elsewhere && !is_whole && !offer->issue->missing.length) {
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

bool fix_is_writing(const Fix *fix)
{
    bool is_writing = false;
    for (size_t i = 0; i < fix->splices.count; i++) {
        is_writing = is_writing || fix->splices.splices[i].inserted.length > 0;
    }
    return is_writing;
}

/* 0 for a fix that writes something, 1 for one that removes what has no content, 2 for one that removes a part of what
   it writes anew, 3 for one that only removes content. */
static int rank_of(const Fix *fix)
{
    bool is_writing = fix_is_writing(fix);
    return fix->is_removal ? (is_writing ? 2 : 3) : is_writing || fix->target != NODE_NONE ? 0 : 1;
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

FixOffer fix_offer_for(const Operation *operation, const Issue *issue, FixList *list)
{
    FixOffer offer = {.operation = operation,
                      .document = operation->document,
                      .issue = issue,
                      .node = document_node(operation->document, issue->node),
                      .list = list,
                      .first = list->count};
    offer.type = type_of(&offer);
    return offer;
}

void fix_offer(const Operation *operation, const Issue *issue, FixList *list)
{
    size_t before = list->count;
    FixOffer offer = fix_offer_for(operation, issue, list);
    if (asks_for_guessed_code(&offer)) {
        return;
    }
    size_t count = 0;
    list->is_repeat = false;
    const FixRow *rows = fix_table(&count);
    for (size_t i = 0; i < count; i++) {
        bool is_row = rows[i].key == issue->id && (!rows[i].invariant || strcmp(rows[i].invariant, issue->key) == 0);
        if (is_row) {
            rows[i].offer(&offer);
        }
    }
    if (!list->is_repeat) {
        offer_anyway(&offer);
        offer_other_value(&offer);
    }
    put_removals_last(list, before);
}
