/* Fixes of names: properties that FHIR R4 does not know. */
#include "src/edit/fix_offer.h"

enum { CHILDREN_MAXIMUM = 128, NEAR = 2, NAME_MINIMUM = 4 };

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

static bool offer_rename(const FixOffer *offer)
{
    Text scratch = TEXT_EMPTY, title = TEXT_EMPTY;
    SpliceList splices = SPLICE_LIST_EMPTY;
    NodeId holder = offer->node->parent;
    Slice name = holder == NODE_NONE || !offer->node->key
                     ? (Slice){0}
                     : nearest_name(offer, holder, document_key(offer->document, offer->issue->node, &scratch));
    if (name.length) {
        splice_rename(offer->document, offer->issue->node, name, &splices, NULL);
        text_format(&title, "Rename it to '%.*s'", SLICE_ARGS(name));
        offer_splices(offer, true, &splices, text_slice(&title));
    }
    text_free(&scratch);
    text_free(&title);
    return name.length > 0;
}

/* What no receiver can read is no loss, where it is not another name, or the name of another release, for what is known. */
void offer_name(const FixOffer *offer)
{
    bool is_known = offer_release(offer) || offer_rename(offer);
    offer_removal(offer, !is_known);
}
