/* FixOffer: how fixes are put into the list, and what of the document they are made of. */
#include "src/edit/fix/fix_offer.h"
#include "src/edit/string_edit.h"

#include "src/edit/fix/fix_removal.h"

/* ---- plans ---- */

void fix_plan_join(SpliceList *all, SpliceList *a, SpliceList *b)
{
    bool is_a_first = a->count > 0 && b->count > 0 && a->splices[0].offset > b->splices[0].offset;
    SpliceList *order[] = {is_a_first ? a : b, is_a_first ? b : a};
    bool is_whole = a->count > 0 && b->count > 0;
    all->is_partial = all->is_partial || a->is_partial || b->is_partial;
    for (size_t i = 0; i < 2; i++) {
        for (size_t k = 0; is_whole && k < order[i]->count; k++) {
            const Splice *splice = &order[i]->splices[k];
            splice_list_add(all, splice->offset, splice->removed, splice->inserted);
        }
        splice_list_free(order[i]);
    }
}

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

/* The arena of a list. */
static Arena *arena_of(FixList *list)
{
    if (!list->arena) {
        list->arena = arena_new();
    }
    return list->arena;
}

/* Appends a fix, unless a part of it could not be planned; where another of the list does the same, that one is kept,
   and is certain if one of the two is. */
static void append_fix(const FixOffer *offer, Fix fix, SpliceList *splices)
{
    FixList *list = offer->list;
    Fix *same = find_same(list, splices);
    fix.is_certain = fix.is_certain && !fix.is_removal;
    bool is_unwanted = splices->is_partial || (list->is_certain_only && !fix.is_certain);
    bool is_plain = fix.target == NODE_NONE && fix.question.length == 0;
    bool is_idle_plan = is_plain && is_idle(offer->document, splices);
    if (is_unwanted || is_idle_plan || same) {
        splice_list_free(splices);
        if (same && !is_unwanted) {
            same->is_certain = same->is_certain || fix.is_certain;
            same->is_guess = same->is_guess && offer->is_guess;
            same->is_made_up = same->is_made_up && offer->is_made_up && !same->is_certain;
        }
        return;
    }
    Arena *arena = arena_of(list);
    fix.is_guess = offer->is_guess;
    fix.is_made_up = offer->is_made_up && !fix.is_certain;
    fix.title = arena_copy(arena, fix.title);
    fix.question = arena_copy(arena, fix.question);
    fix.removed = fix.is_removal ? arena_copy(arena, fix.removed) : (Slice){0};
    fix.splices = *splices;
    ARRAY_RESERVE(list->fixes, list->capacity, list->count + 1);
    list->fixes[list->count++] = fix;
}

FixOffer fix_offer_new(const FixOffer *offer)
{
    FixOffer new = *offer;
    new.is_made_up = true;
    return new;
}

void offer_splices(const FixOffer *offer, bool is_certain, SpliceList *splices, Slice title)
{
    Text removed = TEXT_EMPTY;
    bool is_removal = fix_removes(offer->document, splices, &removed);
    append_fix(offer,
               (Fix){.title = title,
                     .target = NODE_NONE,
                     .value = NODE_NONE,
                     .is_certain = is_certain,
                     .is_removal = is_removal,
                     .removed = text_slice(&removed)},
               splices);
    text_free(&removed);
}

void offer_loss(const FixOffer *offer, SpliceList *splices, Slice removed, Slice title)
{
    append_fix(offer,
               (Fix){.title = title, .is_removal = true, .removed = removed, .target = NODE_NONE, .value = NODE_NONE},
               splices);
}

void offer_equivalent(const FixOffer *offer, SpliceList *splices, Slice title)
{
    append_fix(offer, (Fix){.title = title, .is_certain = true, .target = NODE_NONE, .value = NODE_NONE}, splices);
}

void offer_question(const FixOffer *offer, SpliceList *splices, Slice title, Slice question)
{
    Fix fix = {.title = title, .question = question, .target = NODE_NONE, .value = NODE_NONE};
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
    append_fix(offer, (Fix){.title = title, .value = NODE_NONE, .target = target}, &splices);
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

void offer_string(const FixOffer *offer, bool is_certain, NodeId node, Slice text, Slice title)
{
    Text json = TEXT_EMPTY;
    string_edit_value(offer->document, node, text, &json);
    offer_value(offer, is_certain, node, text_slice(&json), title);
    text_free(&json);
}

void offer_text(const FixOffer *offer, bool is_certain, Slice text)
{
    Text title = TEXT_EMPTY;
    text_format(&title, "Change to '%.*s'", SLICE_ARGS(text));
    offer_string(offer, is_certain, offer->issue->node, text, text_slice(&title));
    text_free(&title);
}

/* What an object is called: its display, its code, or that of its first coding; empty for none. Lasts as long as
 * `scratch`. */
static Slice name_of(const Document *value, NodeId object, Text *scratch)
{
    static const char *const members[] = {"display", "code"};
    Slice name = {0};
    for (size_t i = 0; document_node(value, object)->kind == NODE_OBJECT && !name.length && i < 2; i++) {
        NodeId member = document_member(value, object, slice_from(members[i]));
        bool is_text = member != NODE_NONE && document_node(value, member)->kind == NODE_STRING;
        name = is_text ? document_string(value, member, scratch) : (Slice){0};
    }
    NodeId list =
        document_node(value, object)->kind == NODE_OBJECT ? document_member(value, object, SLICE("coding")) : NODE_NONE;
    NodeId coding = list == NODE_NONE || name.length > 0 ? NODE_NONE : document_first_child(value, list);
    return coding == NODE_NONE ? name : name_of(value, coding, scratch);
}

/* Appends what a value to be added is called: its name, or else the JSON. */
static void append_name(Slice json, Text *title)
{
    enum { SHOWN_MAXIMUM = 60 };
    Document *value = document_new(json, "value", NULL);
    Text scratch = TEXT_EMPTY;
    Slice name = value ? name_of(value, 0, &scratch) : (Slice){0};
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

bool fix_is_offered(const FixOffer *offer)
{
    return offer->list->count > offer->first;
}

/* ---- reading ---- */

NodeId fix_member(const FixOffer *offer, NodeId object, Slice name)
{
    return document_member(offer->document, object, name);
}

const Element *fix_child_element(const FixOffer *offer, NodeId object, Slice name)
{
    const Element *element = NULL;
    uint32_t count = check_member_elements(offer->operation->checker, offer->document, object, name, &element, 1);
    return count > 0 ? element : NULL;
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
    return fix_string(offer, fix_member(offer, resource, SLICE("resourceType")));
}

Slice fix_string(const FixOffer *offer, NodeId node)
{
    if (node == NODE_NONE || document_node(offer->document, node)->kind != NODE_STRING) {
        return (Slice){0};
    }
    Slice raw = document_raw(offer->document, node);
    if (slice_find(raw, SLICE("\\"), 0) == SIZE_MAX) {
        return raw.length >= 2 ? slice_part(raw, 1, raw.length - 2) : (Slice){0};
    }
    Text scratch = TEXT_EMPTY;
    Slice said = arena_copy(arena_of(offer->list), document_string(offer->document, node, &scratch));
    text_free(&scratch);
    return said;
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
