/* Fixes: which repairs there are for which key, and those of names and absent parts. */
#include "src/edit/fix.h"

#include "src/edit/fix_offer.h"

#include <stdlib.h>

enum { CHILDREN_MAXIMUM = 128, NEAR = 2, NAME_MINIMUM = 4 };

void fix_list_free(FixList *list)
{
    for (size_t i = 0; i < list->count; i++) {
        splice_list_free(&list->fixes[i].splices);
    }
    free(list->fixes);
    arena_free(list->arena);
    *list = FIX_LIST_EMPTY;
}

/* Appends a planned fix. */
static void add_fix(const FixOffer *offer, bool is_certain, SpliceList splices, Slice title)
{
    FixList *list = offer->list;
    if (!list->arena) {
        list->arena = arena_new();
    }
    ARRAY_RESERVE(list->fixes, list->capacity, list->count + 1);
    list->fixes[list->count++] =
        (Fix){.title = arena_copy(list->arena, title), .splices = splices, .is_certain = is_certain};
}

void offer_json(const FixOffer *offer, bool is_certain, Slice json, Slice title)
{
    SpliceList splices = SPLICE_LIST_EMPTY;
    if (splice_set_value(offer->document, offer->issue->node, json, &splices, NULL) && splices.count > 0) {
        add_fix(offer, is_certain, splices, title);
    } else {
        splice_list_free(&splices);
    }
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

void offer_removal(const FixOffer *offer, bool is_certain)
{
    SpliceList splices = SPLICE_LIST_EMPTY;
    if (offer->node->parent != NODE_NONE && operation_delete(offer->operation, offer->issue->node, &splices, NULL)) {
        add_fix(offer, is_certain, splices, SLICE("Remove it"));
    } else {
        splice_list_free(&splices);
    }
}

static void offer_certain_removal(const FixOffer *offer)
{
    offer_removal(offer, true);
}

static void offer_removal_only(const FixOffer *offer)
{
    offer_removal(offer, false);
}

/* The absent child of an object whose name is nearest to a misspelt one; empty where none is near. */
static Slice nearest_name(const FixOffer *offer, NodeId holder, Slice name)
{
    ChildRule rules[CHILDREN_MAXIMUM];
    uint32_t count = check_children(offer->operation->checker, offer->document, holder, rules, CHILDREN_MAXIMUM);
    unsigned least = NEAR + 1;
    Slice nearest = {0};
    for (uint32_t i = 0; i < count && i < CHILDREN_MAXIMUM && name.length >= NAME_MINIMUM; i++) {
        bool is_free = rules[i].member == NODE_NONE && !element_is_choice(rules[i].element);
        unsigned distance = is_free ? slice_distance(rules[i].name, name, NEAR) : NEAR + 1;
        if (distance < least) {
            least = distance;
            nearest = rules[i].name;
        }
    }
    return nearest;
}

static void offer_name(const FixOffer *offer)
{
    Text scratch = TEXT_EMPTY, title = TEXT_EMPTY;
    SpliceList splices = SPLICE_LIST_EMPTY;
    NodeId holder = offer->node->parent;
    Slice name = holder == NODE_NONE || !offer->node->key
                     ? (Slice){0}
                     : nearest_name(offer, holder, document_key(offer->document, offer->issue->node, &scratch));
    if (name.length && splice_rename(offer->document, offer->issue->node, name, &splices, NULL)) {
        text_format(&title, "Rename it to '%.*s'", SLICE_ARGS(name));
        add_fix(offer, true, splices, text_slice(&title));
    }
    text_free(&scratch);
    text_free(&title);
    offer_removal(offer, false);
}

/* What is missing: the least that its element needs. */
static void offer_missing(const FixOffer *offer)
{
    SpliceList splices = SPLICE_LIST_EMPTY;
    Text json = TEXT_EMPTY, title = TEXT_EMPTY;
    if (offer->issue->element && offer->issue->missing.length) {
        operation_skeleton(offer->operation, offer->issue->element, &json);
        if (operation_add(offer->operation, offer->issue->node, offer->issue->element, text_slice(&json), &splices,
                          NULL)) {
            text_format(&title, "Add '%.*s', to be filled in", SLICE_ARGS(offer->issue->missing));
            add_fix(offer, false, splices, text_slice(&title));
        }
    }
    text_free(&json);
    text_free(&title);
}

/* The repairs for each key. */
static const struct {
    const char *key;
    void (*offer)(const FixOffer *offer);
} repairs[] = {
    {"json-kind", offer_kind},
    {"unknown-property", offer_name},
    {"duplicate-property", offer_removal_only},
    {"second-choice", offer_removal_only},
    {"empty-object", offer_certain_removal},
    {"empty-array", offer_certain_removal},
    {"empty-string", offer_certain_removal},
    {"null-in-array", offer_certain_removal},
    {"required", offer_missing},
    {"gap", offer_missing},
    {"format", offer_format},
    {"id-characters", offer_format},
    {"id-length", offer_format},
    {"string-space", offer_format},
    {"dicom-uid-urn", offer_format},
    {"identifier-uri", offer_format},
    {"binding-required", offer_code},
    {"display-wrong", offer_display},
    {"system-https", offer_system},
    {"system-inexact", offer_system},
    {"contained-orphan", offer_removal_only},
    {"extension-unknown", offer_removal_only},
};

void fix_offer(const Operation *operation, const Issue *issue, FixList *list)
{
    FixOffer offer = {.operation = operation,
                      .document = operation->document,
                      .issue = issue,
                      .node = document_node(operation->document, issue->node),
                      .list = list};
    if (issue->element && element_type_count(issue->element)) {
        offer.type = type_fhir_code(element_type(issue->element, 0));
    }
    for (size_t i = 0; i < sizeof repairs / sizeof *repairs; i++) {
        if (slice_equals(slice_from(issue->key), slice_from(repairs[i].key))) {
            repairs[i].offer(&offer);
        }
    }
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
