/* Fixes: what a repair is made of, and which repairs there are for which key. */
#include "src/edit/fix.h"

#include "src/edit/fix_offer.h"
#include "src/edit/fix_removal.h"

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

/* ---- what a repair may be ---- */

/* What may be found wrong once a fix for this key is made. */
static Opening opening_of(const char *key, bool is_certain)
{
    static const struct {
        const char *key;
        Opening opening;
    } openings[] = {{"json-syntax", OPENS_ALL},
                    {"resource-type", OPENS_ALL},
                    {"json-kind", OPENS_VALUE},
                    {"unknown-property", OPENS_VALUE},
                    {"code-unknown", OPENS_VALUE}};
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++) {
        if (slice_equals(slice_from(key), slice_from(openings[i].key)) &&
            (is_certain || openings[i].opening == OPENS_ALL)) {
            return openings[i].opening;
        }
    }
    return OPENS_NOTHING;
}

static bool splices_equal(const SpliceList *a, const SpliceList *b)
{
    bool is_same = a->count == b->count;
    for (size_t i = 0; is_same && i < a->count; i++) {
        const Splice *left = &a->splices[i], *right = &b->splices[i];
        is_same = left->offset == right->offset && left->removed == right->removed &&
                  slice_equals(left->inserted, right->inserted);
    }
    return is_same;
}

/* True when a plan leaves every byte as it is. */
static bool is_idle(const Document *document, const SpliceList *list)
{
    bool is_same = list->count <= 1; /* the offsets of further ones are those after the first */
    for (size_t i = 0; is_same && i < list->count; i++) {
        const Splice *splice = &list->splices[i];
        is_same = slice_equals(slice_part(document_bytes(document), splice->offset, splice->removed), splice->inserted);
    }
    return is_same;
}

/* The fix of the list that does the same; NULL for none. */
static Fix *find_same(const FixList *list, const SpliceList *splices)
{
    for (size_t i = 0; i < list->count; i++) {
        if (splices_equal(&list->fixes[i].splices, splices)) {
            return &list->fixes[i];
        }
    }
    return NULL;
}

/* Appends a fix; where another of the list does the same, that one is kept, and is certain if one of the two is. */
static void append_fix(const FixOffer *offer, Fix fix, SpliceList *splices)
{
    FixList *list = offer->list;
    Fix *same = find_same(list, splices);
    fix.is_certain = fix.is_certain && !fix.is_removal;
    bool is_unwanted = list->is_certain_only && !fix.is_certain;
    if (is_unwanted || is_idle(offer->document, splices) || same) {
        splice_list_free(splices);
        if (same && !is_unwanted) {
            same->is_certain = same->is_certain || fix.is_certain;
            same->opening = opening_of(offer->issue->key, same->is_certain);
        }
        return;
    }
    if (!list->arena) {
        list->arena = arena_new();
    }
    fix.title = arena_copy(list->arena, fix.title);
    fix.removed = fix.is_removal ? arena_copy(list->arena, fix.removed) : (Slice){0};
    fix.splices = *splices;
    fix.opening = opening_of(offer->issue->key, fix.is_certain);
    ARRAY_RESERVE(list->fixes, list->capacity, list->count + 1);
    list->fixes[list->count++] = fix;
}

void offer_splices(const FixOffer *offer, bool is_certain, SpliceList *splices, Slice title)
{
    Text removed = TEXT_EMPTY;
    bool is_removal = fix_removes(offer->document, splices, &removed);
    append_fix(
        offer,
        (Fix){.title = title, .is_certain = is_certain, .is_removal = is_removal, .removed = text_slice(&removed)},
        splices);
    text_free(&removed);
}

void offer_loss(const FixOffer *offer, SpliceList *splices, Slice removed, Slice title)
{
    append_fix(offer, (Fix){.title = title, .is_removal = true, .removed = removed}, splices);
}

void offer_value(const FixOffer *offer, bool is_certain, NodeId node, Slice json, Slice title)
{
    SpliceList splices = SPLICE_LIST_EMPTY;
    if (offer->list->is_certain_only && !is_certain) {
        return;
    }
    splice_set_value(offer->document, node, json, &splices, NULL);
    offer_splices(offer, is_certain, &splices, title);
}

void offer_json(const FixOffer *offer, bool is_certain, Slice json, Slice title)
{
    offer_value(offer, is_certain, offer->issue->node, json, title);
}

void offer_text(const FixOffer *offer, bool is_certain, Slice text)
{
    Text json = TEXT_EMPTY, title = TEXT_EMPTY;
    splice_quote(text, &json);
    text_format(&title, "Write '%.*s'", SLICE_ARGS(text));
    offer_json(offer, is_certain, text_slice(&json), text_slice(&title));
    text_free(&json);
    text_free(&title);
}

/* The object that would be left empty without its only member, and so on up; the node itself where there is none. */
static NodeId emptied(const FixOffer *offer, NodeId node)
{
    NodeId holder = fix_holder(offer, node);
    while (holder != NODE_NONE && document_node(offer->document, holder)->parent != NODE_NONE &&
           document_child_count(offer->document, document_node(offer->document, node)->parent) == 1 &&
           document_child_count(offer->document, holder) == 1 &&
           document_node(offer->document, holder)->kind == NODE_OBJECT) {
        node = holder;
        holder = fix_holder(offer, node);
    }
    return node;
}

void offer_removal_of(const FixOffer *offer, bool is_certain, NodeId node, Slice title)
{
    SpliceList splices = SPLICE_LIST_EMPTY;
    node = node == NODE_NONE ? NODE_NONE : emptied(offer, node);
    if (node != NODE_NONE && document_node(offer->document, node)->parent != NODE_NONE) {
        operation_delete(offer->operation, node, &splices, NULL);
    }
    offer_splices(offer, is_certain, &splices, title);
}

void offer_removal(const FixOffer *offer, bool is_certain)
{
    offer_removal_of(offer, is_certain, offer->issue->node, SLICE("Remove it"));
}

/* Appends what a value to be added is called: its display, its code, or else the JSON. */
static void append_name(Slice json, Text *title)
{
    enum { SHOWN_MAXIMUM = 60 };
    static const char *const members[] = {"display", "code"};
    Document *value = document_new(json, "value", NULL);
    Slice name = {0};
    Text scratch = TEXT_EMPTY;
    for (size_t i = 0; value && document_node(value, 0)->kind == NODE_OBJECT && !name.length && i < 2; i++) {
        NodeId member = document_member(value, 0, slice_from(members[i]));
        name = member == NODE_NONE ? (Slice){0} : document_string(value, member, &scratch);
    }
    name = name.length ? name : json;
    text_append(title, slice_part(name, 0, SHOWN_MAXIMUM));
    text_append(title, name.length > SHOWN_MAXIMUM ? SLICE("…") : SLICE(""));
    document_free(value);
    text_free(&scratch);
}

void offer_addition(const FixOffer *offer, bool is_certain, Slice json)
{
    SpliceList splices = SPLICE_LIST_EMPTY;
    Text title = TEXT_EMPTY;
    if (offer->issue->element && offer->issue->missing.length) {
        operation_add(offer->operation, offer->issue->node, offer->issue->element, json, &splices, NULL);
    }
    text_format(&title, "Add '%.*s': ", SLICE_ARGS(offer->issue->missing));
    append_name(json, &title);
    offer_splices(offer, is_certain, &splices, text_slice(&title));
    text_free(&title);
}

static void offer_certain_removal(const FixOffer *offer)
{
    offer_removal(offer, true);
}

static void offer_holder_removal(const FixOffer *offer)
{
    offer_removal_of(offer, false, fix_holder(offer, offer->issue->node), SLICE("Remove what holds it"));
}

static void offer_removal_only(const FixOffer *offer)
{
    offer_removal(offer, false);
}

/* ---- reading ---- */

NodeId fix_member(const FixOffer *offer, NodeId object, Slice name)
{
    bool is_object = object != NODE_NONE && document_node(offer->document, object)->kind == NODE_OBJECT;
    return is_object ? document_member(offer->document, object, name) : NODE_NONE;
}

NodeId fix_holder(const FixOffer *offer, NodeId node)
{
    do {
        node = document_node(offer->document, node)->parent;
    } while (node != NODE_NONE && document_node(offer->document, node)->kind == NODE_ARRAY);
    return node;
}

NodeId fix_resource(const FixOffer *offer, NodeId node)
{
    while (node != NODE_NONE && fix_member(offer, node, SLICE("resourceType")) == NODE_NONE) {
        node = document_node(offer->document, node)->parent;
    }
    return node;
}

Slice fix_resource_type(const FixOffer *offer, NodeId resource)
{
    return fix_raw_text(offer, fix_member(offer, resource, SLICE("resourceType")));
}

Slice fix_raw_text(const FixOffer *offer, NodeId node)
{
    if (node == NODE_NONE || document_node(offer->document, node)->kind != NODE_STRING) {
        return (Slice){0};
    }
    Slice raw = document_raw(offer->document, node);
    return raw.length >= 2 ? slice_part(raw, 1, raw.length - 2) : (Slice){0};
}

bool fix_is_named(const FixOffer *offer, Slice name)
{
    return offer->node->key && document_key_equals(offer->document, offer->issue->node, name);
}

Slice fix_type(const FixOffer *offer, const Element *element)
{
    Text scratch = TEXT_EMPTY;
    Slice choice = {0};
    const Element *parent = element ? element_parent(element) : NULL;
    if (parent && element_is_choice(element) && offer->node->key) {
        element_child_find(parent, document_key(offer->document, offer->issue->node, &scratch), &choice);
    }
    text_free(&scratch);
    return choice.length                            ? choice
           : element && element_type_count(element) ? type_fhir_code(element_type(element, 0))
                                                    : (Slice){0};
}

/* ---- which repairs there are ---- */

/* The repairs for each key. */
static const struct {
    const char *key;
    void (*offer)(const FixOffer *offer);
} repairs[] = {
    {"json-syntax", offer_syntax},
    {"json-kind", offer_kind},
    {"unknown-property", offer_name},
    {"duplicate-property", offer_twice},
    {"second-choice", offer_removal_only},
    {"choice-type", offer_choice_type},
    {"extension-type", offer_choice_type},
    {"empty-object", offer_certain_removal},
    {"empty-object", offer_content},
    {"empty-array", offer_certain_removal},
    {"empty-string", offer_certain_removal},
    {"empty-string", offer_holder_removal},
    {"blank-string", offer_certain_removal},
    {"null-in-array", offer_certain_removal},
    {"required", offer_missing},
    {"gap", offer_missing},
    {"id-missing", offer_missing},
    {"resource-type", offer_missing},
    {"binding-no-code", offer_missing},
    {"format", offer_format},
    {"value-range", offer_count},
    {"value-range", offer_removal_only},
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
    {"dicom-study-uids", offer_holder_removal},
    {"dicom-accession", offer_accession_type},
    {"dicom-number-twice", offer_free_number},
    {"dicom-uid-twice", offer_fresh_uid},
    {"duplicate-id", offer_other_id},
    {"dicom-started", offer_study_start},
    {"dicom-laterality", offer_removal_only},
    {"dicom-uid-syntax", offer_format},
    {"fixed-value", offer_prescribed},
    {"pattern-value", offer_prescribed},
    {"base64-space", offer_base64},
    {"extension-version", offer_plain_url},
    {"narrative-language", offer_narrative_language},
    {"binding-required", offer_code},
    {"code-unknown", offer_modality_meant},
    {"code-unknown", offer_code},
    {"display-wrong", offer_display},
    {"system-https", offer_system},
    {"system-inexact", offer_system},
    {"system-relative", offer_system},
    {"system-unknown", offer_system},
    {"system-missing", offer_missing_system},
    {"identifier-system", offer_system},
    {"language-broken", offer_language},
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
    {"reference-profile", offer_reference},
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

/* What can always be done about an error in a value: it may go, or what holds it. */
static void offer_anyway(const FixOffer *offer)
{
    bool is_known = offer->list->count > 0 || offer->issue->severity != SEVERITY_ERROR;
    bool is_whole = fix_member(offer, offer->issue->node, SLICE("resourceType")) != NODE_NONE;
    if (!is_known && !is_whole && !offer->issue->missing.length) {
        offer_removal(offer, false);
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

void fix_offer(const Operation *operation, const Issue *issue, FixList *list)
{
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
}

const Fix *fix_certain(const FixList *list)
{
    for (size_t i = 0; i < list->count; i++) {
        if (list->fixes[i].is_certain) {
            return &list->fixes[i];
        }
    }
    return NULL;
}
