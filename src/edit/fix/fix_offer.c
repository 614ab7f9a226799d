/* FixOffer: how fixes are put into the list, and what of the document they are made of. */
#include "src/edit/fix/fix_offer.h"
#include "src/edit/string_edit.h"

#include "src/edit/fix/fix_removal.h"

/* ---- what a fix may be ---- */

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
    bool is_plain = fix.target == NODE_NONE && fix.question.length == 0;
    bool is_idle_plan = is_plain && is_idle(offer->document, splices);
    if (is_unwanted || is_idle_plan || same) {
        splice_list_free(splices);
        if (same && !is_unwanted) {
            same->is_certain = same->is_certain || fix.is_certain;
        }
        return;
    }
    if (!list->arena) {
        list->arena = arena_new();
    }
    fix.title = arena_copy(list->arena, fix.title);
    fix.question = arena_copy(list->arena, fix.question);
    fix.removed = fix.is_removal ? arena_copy(list->arena, fix.removed) : (Slice){0};
    fix.splices = *splices;
    ARRAY_RESERVE(list->fixes, list->capacity, list->count + 1);
    list->fixes[list->count++] = fix;
}

void offer_splices(const FixOffer *offer, bool is_certain, SpliceList *splices, Slice title)
{
    Text removed = TEXT_EMPTY;
    bool is_removal = fix_removes(offer->document, splices, &removed);
    append_fix(offer,
               (Fix){.title = title,
                     .target = NODE_NONE,
                     .is_certain = is_certain,
                     .is_removal = is_removal,
                     .removed = text_slice(&removed)},
               splices);
    text_free(&removed);
}

void offer_loss(const FixOffer *offer, SpliceList *splices, Slice removed, Slice title)
{
    append_fix(offer, (Fix){.title = title, .is_removal = true, .removed = removed, .target = NODE_NONE}, splices);
}

void offer_equivalent(const FixOffer *offer, SpliceList *splices, Slice title)
{
    append_fix(offer, (Fix){.title = title, .is_certain = true, .target = NODE_NONE}, splices);
}

void offer_question(const FixOffer *offer, SpliceList *splices, Slice title, Slice question)
{
    Fix fix = {.title = title, .question = question, .target = NODE_NONE};
    for (size_t i = 0; i < splices->count; i++) {
        Slice *inserted = &splices->splices[i].inserted;
        size_t at = slice_find(*inserted, SLICE(OFFER_ANSWER), 0);
        if (at != SIZE_MAX) {
            Text text = TEXT_EMPTY;
            text_append(&text, *inserted);
            text_splice(&text, at, sizeof OFFER_ANSWER - 1, SLICE(""));
            *inserted = arena_copy(splices->arena, text_slice(&text));
            fix.question_splice = i;
            fix.question_offset = at;
            text_free(&text);
            append_fix(offer, fix, splices);
            return;
        }
    }
    splice_list_free(splices);
}

void fix_answer(const Fix *fix, Slice answer, SpliceList *splices)
{
    for (size_t i = 0; i < fix->splices.count; i++) {
        const Splice *splice = &fix->splices.splices[i];
        Text text = TEXT_EMPTY, json = TEXT_EMPTY;
        text_append(&text, splice->inserted);
        if (i == fix->question_splice) {
            splice_quote(answer, &json);
            text_splice(&text, fix->question_offset, 0, slice_part(text_slice(&json), 1, json.length - 2));
        }
        splice_list_add(splices, splice->offset, splice->removed, text_slice(&text));
        text_free(&text);
        text_free(&json);
    }
}

void offer_target(const FixOffer *offer, NodeId target, Slice title)
{
    SpliceList splices = SPLICE_LIST_EMPTY;
    append_fix(offer, (Fix){.title = title, .target = target}, &splices);
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
    string_edit_value(offer->document, offer->issue->node, text, &json);
    text_format(&title, "Change to '%.*s'", SLICE_ARGS(text));
    offer_json(offer, is_certain, text_slice(&json), text_slice(&title));
    text_free(&json);
    text_free(&title);
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
