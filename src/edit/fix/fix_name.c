/* Fixes of names: properties that FHIR R4 does not know. */
#include "src/base/ascii.h"
#include "src/check/state/meant_name.h"
#include "src/edit/fix/fix_offer.h"

enum { CHILDREN_MAXIMUM = 128 };

/* The child of the object whose name is nearest to a misspelt one; one that is absent before one that is there. */
static void find_meant(const FixOffer *offer, MeantName *meant)
{
    ChildRule rules[CHILDREN_MAXIMUM];
    uint32_t count =
        check_children(offer->operation->checker, offer->document, offer->node->parent, rules, CHILDREN_MAXIMUM);
    for (int is_present = 0; is_present < 2 && !meant_name_is_found(meant); is_present++) {
        for (uint32_t i = 0; i < count && i < CHILDREN_MAXIMUM; i++) {
            meant_name_consider(meant, rules[i].element, is_present);
        }
    }
}

/* Gives the issue's member another name, in place of the member that has it (NODE_NONE for none). */
static void offer_renamed(const FixOffer *offer, bool is_certain, Slice name, NodeId present)
{
    SpliceList splices = SPLICE_LIST_EMPTY;
    Text title = TEXT_EMPTY;
    NodeId node = offer->issue->node;
    bool is_taken = present != NODE_NONE;
    if (is_taken && present > node) {
        splice_delete(offer->document, present, &splices, NULL);
    }
    splice_rename(offer->document, node, name, &splices, NULL);
    if (is_taken && present < node) {
        splice_delete(offer->document, present, &splices, NULL);
    }
    if (offer->issue->missing.length > 0) {
        text_format(&title, "Rename '%.*s' to '%.*s'", SLICE_ARGS(document_raw_key(offer->document, node)),
                    SLICE_ARGS(name));
    } else {
        text_format(&title, is_taken ? "Replace '%.*s' with this value" : "Rename to '%.*s'", SLICE_ARGS(name));
    }
    offer_splices(offer, is_certain, &splices, text_slice(&title));
    text_free(&title);
}

static void offer_rename(const FixOffer *offer, Slice said)
{
    MeantName meant = meant_name_new(offer->document, offer->issue->node, said);
    find_meant(offer, &meant);
    bool is_sibling = said.length > 0 && said.bytes[0] == '_'; /* of the value, which it cannot be meant to replace */
    if (meant_name_is_found(&meant) && !(is_sibling && meant.present != NODE_NONE)) {
        offer_renamed(offer, meant_name_is_plain(&meant), text_slice(&meant.name), meant.present);
    }
    meant_name_free(&meant);
}

/* The name without underscore, where the object lacks a member of that name that is an object; false where it is none.
 */
static bool offer_without_underscore(const FixOffer *offer, Slice said)
{
    ChildRule rules[CHILDREN_MAXIMUM];
    bool is_sibling = said.length > 1 && said.bytes[0] == '_', is_found = false;
    uint32_t count = is_sibling ? check_children(offer->operation->checker, offer->document, offer->node->parent, rules,
                                                 CHILDREN_MAXIMUM)
                                : 0;
    for (uint32_t i = 0; i < count && i < CHILDREN_MAXIMUM; i++) {
        bool is_same = slice_equals(rules[i].name, slice_part(said, 1, said.length));
        if (is_same && rules[i].member == NODE_NONE) {
            offer_renamed(offer, true, rules[i].name, NODE_NONE);
            is_found = true;
        }
    }
    return is_found;
}

/* A choice of a type that is not allowed here: those that are, and that such a value may be of. */
static void offer_types(const FixOffer *offer, const Element *element)
{
    NodeKind kind = (NodeKind)offer->node->kind;
    size_t fitting = 0;
    for (uint32_t i = 0; i < element_type_count(element); i++) {
        fitting += meant_name_fits(kind, type_code(element_type(element, i)));
    }
    for (uint32_t i = 0; i < element_type_count(element); i++) {
        Slice type = type_code(element_type(element, i));
        if (meant_name_fits(kind, type)) {
            Text name = TEXT_EMPTY;
            text_append(&name, element_name(element));
            text_append(&name, type);
            char *first = &name.bytes[element_name(element).length];
            *first = ascii_upper(*first);
            offer_renamed(offer, fitting == 1 && kind != NODE_OBJECT, text_slice(&name), NODE_NONE);
            text_free(&name);
        }
    }
}

void offer_choice_type(const FixOffer *offer)
{
    ChildRule rules[CHILDREN_MAXIMUM];
    Slice key = document_raw_key(offer->document, offer->issue->node);
    uint32_t count = offer->node->parent == NODE_NONE ? 0
                                                      : check_children(offer->operation->checker, offer->document,
                                                                       offer->node->parent, rules, CHILDREN_MAXIMUM);
    for (uint32_t i = 0; i < count && i < CHILDREN_MAXIMUM; i++) {
        if (element_is_choice(rules[i].element) && slice_starts_with(key, element_name(rules[i].element))) {
            offer_types(offer, rules[i].element);
        }
    }
    offer_removal(offer);
}

/* Removes one of two properties; where they are the same, nothing is lost. */
static void offer_kept(const FixOffer *offer, NodeId removed, bool is_same, Slice title)
{
    SpliceList splices = SPLICE_LIST_EMPTY;
    splice_delete(offer->document, removed, &splices, NULL);
    if (is_same) {
        offer_equivalent(offer, &splices, title);
    } else {
        offer_splices(offer, false, &splices, title);
    }
}

/* A property that is there twice: either of the two is kept. */
void offer_twice(const FixOffer *offer)
{
    Text scratch = TEXT_EMPTY, title = TEXT_EMPTY;
    Slice name = document_key(offer->document, offer->issue->node, &scratch);
    NodeId first = fix_member(offer, offer->node->parent, name);
    bool is_same = first != NODE_NONE && first != offer->issue->node &&
                   document_values_equal(offer->document, first, offer->document, offer->issue->node);
    if (first != NODE_NONE && first != offer->issue->node) {
        enum { SHOWN_MAXIMUM = 40 };
        Slice kept = slice_part(document_raw(offer->document, first), 0, SHOWN_MAXIMUM);
        Slice other = slice_part(document_raw(offer->document, offer->issue->node), 0, SHOWN_MAXIMUM);
        text_format(&title, "Keep the first: %.*s", SLICE_ARGS(kept));
        offer_kept(offer, offer->issue->node, is_same, text_slice(&title));
        text_clear(&title);
        text_format(&title, "Keep the second: %.*s", SLICE_ARGS(other));
        offer_kept(offer, first, false, text_slice(&title));
    }
    text_free(&scratch);
    text_free(&title);
}

void offer_other_name(const FixOffer *offer)
{
    Text scratch = TEXT_EMPTY;
    Slice said = offer->node->key ? document_key(offer->document, offer->issue->node, &scratch) : SLICE("");
    if (said.length > 0 && !offer_release(offer)) {
        offer_rename(offer, said);
    }
    text_free(&scratch);
}

void offer_study_type(const FixOffer *offer, NodeId holder)
{
    NodeId series = fix_member(offer, holder, SLICE("series"));
    Slice type = fix_resource_type(offer, holder);
    bool is_list = series != NODE_NONE && document_node(offer->document, series)->kind == NODE_ARRAY;
    if (is_list && type.length > 0 && !slice_equals(type, SLICE("ImagingStudy"))) {
        offer_string(offer, false, fix_member(offer, holder, SLICE("resourceType")), SLICE("ImagingStudy"),
                     SLICE("Change 'resourceType' to 'ImagingStudy'"));
    }
}

void offer_name(const FixOffer *offer)
{
    Text scratch = TEXT_EMPTY;
    Slice said = offer->node->key ? document_key(offer->document, offer->issue->node, &scratch) : SLICE("");
    bool is_modifier = slice_equals(said, SLICE("modifierExtension"));
    if (said.length == 0) {
        return;
    }
    offer_study_type(offer, offer->node->parent);
    if (is_modifier) {
        offer_other_list(offer, offer->issue->node);
    } else if (!offer_without_underscore(offer, said)) {
        offer_other_name(offer);
    }
    offer_removal(offer);
    text_free(&scratch);
}
