/* Fixes of codes, displays and systems. */
#include "src/edit/fix_offer.h"

#include "src/profile/terminology.h"

enum { CODES_MAXIMUM = 20 };

typedef struct CodeVisit {
    const FixOffer *offer;
    Slice said;     /* the code that is there, without space around it */
    bool is_likely; /* the codes that are like it; else the others */
    unsigned count;
} CodeVisit;

static bool visit_code(void *context, const Concept *concept)
{
    CodeVisit *visit = context;
    if (slice_equals_ignoring_case(concept->code, visit->said) == visit->is_likely) {
        offer_text(visit->offer, visit->is_likely, concept->code);
        visit->count++;
    }
    return visit->count < CODES_MAXIMUM;
}

void offer_code(const FixOffer *offer)
{
    const Rules *rules = checker_rules(offer->operation->checker);
    const Element *element = offer->issue->element;
    const ValueSet *set = element ? rules_value_set(rules, element_binding_value_set(element)) : NULL;
    if (!set || offer->node->kind != NODE_STRING) {
        return;
    }
    Text scratch = TEXT_EMPTY;
    CodeVisit visit = {.offer = offer, .is_likely = true};
    visit.said = slice_trim(document_string(offer->document, offer->issue->node, &scratch));
    value_set_visit(rules, set, visit_code, &visit);
    visit.is_likely = false;
    value_set_visit(rules, set, visit_code, &visit);
    text_free(&scratch);
}

/* The value of a member of the object around the issue's value. */
static Slice sibling_text(const FixOffer *offer, Slice name, Text *scratch)
{
    NodeId holder = offer->node->kind == NODE_OBJECT ? offer->issue->node : offer->node->parent;
    NodeId member = holder == NODE_NONE ? NODE_NONE : document_member(offer->document, holder, name);
    return member == NODE_NONE ? (Slice){0} : document_string(offer->document, member, scratch);
}

void offer_display(const FixOffer *offer)
{
    Text system_text = TEXT_EMPTY, code_text = TEXT_EMPTY;
    Slice url = sibling_text(offer, SLICE("system"), &system_text),
          code = sibling_text(offer, SLICE("code"), &code_text);
    const CodeSystem *system = rules_code_system(checker_rules(offer->operation->checker), url);
    Concept concept;
    if (system && offer->node->kind == NODE_STRING && code_system_find(system, code, &concept) == MEMBERSHIP_YES &&
        concept.display.length) {
        offer_text(offer, true, concept.display);
    }
    text_free(&system_text);
    text_free(&code_text);
}

/* A system with https for http, or with a slash at its end, that is known without. */
void offer_system(const FixOffer *offer)
{
    if (offer->node->kind != NODE_STRING) {
        return;
    }
    Text scratch = TEXT_EMPTY, url = TEXT_EMPTY;
    Slice said = slice_trim(document_string(offer->document, offer->issue->node, &scratch));
    bool is_secure = slice_starts_with(said, SLICE("https://"));
    text_append(&url, is_secure ? SLICE("http") : SLICE(""));
    text_append(&url, is_secure ? slice_part(said, 5, said.length) : said);
    while (url.length && url.bytes[url.length - 1] == '/') {
        url.length--;
    }
    if (rules_code_system(checker_rules(offer->operation->checker), text_slice(&url))) {
        offer_text(offer, true, text_slice(&url));
    }
    text_free(&scratch);
    text_free(&url);
}
