/* Fixes of names: properties that FHIR R4 does not know. */
#include "src/edit/fix_offer.h"

enum { CHILDREN_MAXIMUM = 128, NEAR = 2, NAME_MINIMUM = 4 };

/* The name that was meant. */
typedef struct Meant {
    Text name;
    unsigned distance;
    NodeId member;  /* what has the name already; NODE_NONE for none */
    bool is_guess;  /* only the beginning of the name is right */
    bool is_shared; /* another name is as near */
} Meant;

static void consider(Meant *meant, Slice candidate, unsigned distance, NodeId member)
{
    bool is_same = slice_equals(text_slice(&meant->name), candidate);
    meant->is_shared = distance == meant->distance && meant->name.length > 0 && !is_same ? true : meant->is_shared;
    if (distance < meant->distance) {
        meant->is_shared = false;
        meant->is_guess = false;
        meant->distance = distance;
        meant->member = member;
        text_clear(&meant->name);
        text_append(&meant->name, candidate);
    }
}

/* True when a value of a kind may be of a type. */
static bool fits(NodeKind kind, Slice type)
{
    static const char *const numbers[] = {"integer", "decimal", "positiveInt", "unsignedInt"};
    bool is_number = false, is_complex = type.length && type.bytes[0] >= 'A' && type.bytes[0] <= 'Z';
    bool is_truth = slice_equals(type, SLICE("boolean"));
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        is_number = is_number || slice_equals(type, slice_from(numbers[i]));
    }
    return kind == NODE_OBJECT    ? is_complex
           : kind == NODE_NUMBER  ? is_number
           : kind == NODE_BOOLEAN ? is_truth
                                  : kind == NODE_STRING && !is_complex && !is_number && !is_truth;
}

/* Appends the name of a choice of a type: valueCode. */
static void append_choice_name(Slice base, Slice type, Text *name)
{
    text_append(name, base);
    text_append(name, type);
    char *first = name->length > base.length ? &name->bytes[base.length] : NULL;
    if (first && *first >= 'a' && *first <= 'z') {
        *first = (char)(*first - 'a' + 'A');
    }
}

/* The names of a choice: that of a type that is nearly written, or where only its beginning is right, of one that fits. */
static void consider_choice(const FixOffer *offer, Meant *meant, const Element *element, Slice name)
{
    Slice base = element_name(element);
    bool is_begun = base.length >= NAME_MINIMUM && slice_starts_with(name, base);
    bool is_found = false;
    for (uint32_t i = 0; i < element_type_count(element); i++) {
        Slice type = type_code(element_type(element, i));
        Text candidate = TEXT_EMPTY;
        append_choice_name(base, type, &candidate);
        consider(meant, text_slice(&candidate), slice_distance(text_slice(&candidate), name, NEAR), NODE_NONE);
        if (is_begun && !is_found && fits((NodeKind)offer->node->kind, type)) {
            size_t before = meant->distance;
            consider(meant, text_slice(&candidate), NEAR, NODE_NONE);
            meant->is_guess = meant->is_guess || meant->distance < before;
            is_found = true;
        }
        text_free(&candidate);
    }
}

/* The child of the object whose name is nearest to a misspelt one; one that is absent before one that is there. */
static void find_meant(const FixOffer *offer, Slice name, Meant *meant)
{
    ChildRule rules[CHILDREN_MAXIMUM];
    uint32_t count =
        check_children(offer->operation->checker, offer->document, offer->node->parent, rules, CHILDREN_MAXIMUM);
    for (int is_there = 0; is_there < 2 && meant->distance > NEAR; is_there++) {
        for (uint32_t i = 0; i < count && i < CHILDREN_MAXIMUM && name.length >= NAME_MINIMUM; i++) {
            bool is_choice = element_is_choice(rules[i].element), is_absent = rules[i].member == NODE_NONE;
            if (is_choice && is_absent && !is_there) {
                consider_choice(offer, meant, rules[i].element, name);
            } else if (!is_choice && is_absent != (bool)is_there) {
                consider(meant, rules[i].name, slice_distance(rules[i].name, name, NEAR), rules[i].member);
            }
        }
    }
}

/* Gives the member the name that was meant, in place of the one that has it. */
static void offer_renamed(const FixOffer *offer, bool is_certain, const Meant *meant)
{
    SpliceList splices = SPLICE_LIST_EMPTY;
    Text title = TEXT_EMPTY;
    Slice name = text_slice(&meant->name);
    NodeId node = offer->issue->node;
    bool is_taken = meant->member != NODE_NONE;
    if (is_taken && meant->member > node) {
        splice_delete(offer->document, meant->member, &splices, NULL);
    }
    splice_rename(offer->document, node, name, &splices, NULL);
    if (is_taken && meant->member < node) {
        splice_delete(offer->document, meant->member, &splices, NULL);
    }
    text_format(&title, is_taken ? "Put it in place of '%.*s'" : "Rename to '%.*s'", SLICE_ARGS(name));
    offer_splices(offer, is_certain, &splices, text_slice(&title));
    text_free(&title);
}

/* True where a name differs so little from the one that was meant that nothing else can have been meant. */
static bool is_plain_misspelling(const Meant *meant, Slice name)
{
    enum { SHORT = 6 };
    bool is_near = meant->distance <= (name.length < SHORT ? 1u : (unsigned)NEAR);
    return slice_equals_ignoring_case(text_slice(&meant->name), name) ||
           (is_near && !meant->is_guess && !meant->is_shared);
}

/* False where no other name was meant that is free. */
static bool offer_rename(const FixOffer *offer)
{
    Text scratch = TEXT_EMPTY;
    Meant meant = {.distance = NEAR + 1, .member = NODE_NONE};
    Slice name = SLICE("");
    if (offer->node->parent != NODE_NONE && offer->node->key) {
        name = document_key(offer->document, offer->issue->node, &scratch);
        find_meant(offer, name, &meant);
    }
    bool is_free = meant.name.length && meant.member == NODE_NONE;
    if (meant.name.length) {
        offer_renamed(offer, is_free && is_plain_misspelling(&meant, name), &meant);
    }
    text_free(&scratch);
    text_free(&meant.name);
    return is_free;
}

/* A choice of a type that is not allowed here: those that are, and that such a value may be of. */
static void offer_types(const FixOffer *offer, const Element *element)
{
    NodeKind kind = (NodeKind)offer->node->kind;
    size_t fitting = 0;
    for (uint32_t i = 0; i < element_type_count(element); i++) {
        fitting += fits(kind, type_code(element_type(element, i)));
    }
    for (uint32_t i = 0; i < element_type_count(element); i++) {
        Slice type = type_code(element_type(element, i));
        if (fits(kind, type)) {
            Meant meant = {.member = NODE_NONE};
            append_choice_name(element_name(element), type, &meant.name);
            offer_renamed(offer, fitting == 1 && kind != NODE_OBJECT, &meant);
            text_free(&meant.name);
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
        text_format(&title, "Keep this one: %.*s", SLICE_ARGS(other));
        offer_kept(offer, first, false, text_slice(&title));
    }
    text_free(&scratch);
    text_free(&title);
}

void offer_name(const FixOffer *offer)
{
    if (!offer_release(offer)) {
        offer_rename(offer);
    }
    offer_removal(offer);
}
