/*
 * Fixes of what is missing because it is there under another name: the member that is misspelt, or that another release
 * of FHIR names otherwise, gets the name of what is missing.
 */
#include "src/check/state/meant_name.h"
#include "src/check/state/other_release_name.h"
#include "src/edit/fix/fix_offer.h"

enum { CHILDREN_MAXIMUM = 128 };

/* True where the definition has a member. */
static bool is_known(const ChildRule *rules, uint32_t count, NodeId member)
{
    bool is_found = false;
    for (uint32_t i = 0; i < count && i < CHILDREN_MAXIMUM; i++) {
        is_found = is_found || rules[i].member == member;
    }
    return is_found;
}

/* True where a member was meant to have the name of what is missing. */
static bool is_meant(const FixOffer *offer, NodeId member)
{
    ReleaseName other;
    if (other_release_find(offer->document, member, &other)) {
        return slice_equals(other.name, offer->issue->missing);
    }
    Text scratch = TEXT_EMPTY;
    MeantName meant = meant_name_new(offer->document, member, document_key(offer->document, member, &scratch));
    meant_name_consider(&meant, offer->issue->element, false);
    bool is_found = meant_name_is_found(&meant);
    meant_name_free(&meant);
    text_free(&scratch);
    return is_found;
}

void offer_member_name(const FixOffer *offer, NodeId member)
{
    Issue issue = *offer->issue;
    FixOffer inner = *offer;
    issue.node = member;
    inner.issue = &issue;
    inner.node = document_node(offer->document, member);
    offer_other_name(&inner);
}

bool offer_shadow(const FixOffer *offer)
{
    bool is_any_meant = false;
    ChildRule rules[CHILDREN_MAXIMUM];
    uint32_t count =
        check_children(offer->operation->checker, offer->document, offer->issue->node, rules, CHILDREN_MAXIMUM);
    NodeId member = document_first_child(offer->document, offer->issue->node);
    for (; member != NODE_NONE; member = document_next_sibling(offer->document, member)) {
        bool is_named = document_node(offer->document, member)->key &&
                        !document_key_equals(offer->document, member, SLICE("resourceType"));
        if (is_named && !is_known(rules, count, member) && is_meant(offer, member)) {
            offer_member_name(offer, member);
            is_any_meant = true;
        }
    }
    return is_any_meant;
}
