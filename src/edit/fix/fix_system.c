/*
 * Fixes of the systems of codes: named otherwise than FHIR names them, or not at all. What is missing is taken from the
 * value set that the element is bound to, or from another coding of the document that has the same code.
 */
#include "src/base/systems.h"
#include "src/edit/fix/fix_offer.h"
#include "src/edit/fix_codes.h"
#include "src/edit/fix_search.h"
#include "src/profile/facts/identifier_syntax.h"
#include "src/profile/terms/system_name.h"

/* The coding that the issue is about, or about a member of which it is. */
static NodeId coding_of(const FixOffer *offer)
{
    return offer->node->kind == NODE_OBJECT ? offer->issue->node : offer->node->parent;
}

static void offer_written_system(const FixOffer *offer, bool is_certain, NodeId system, Slice url)
{
    Text title = TEXT_EMPTY;
    text_format(&title, "Change to '%.*s'", SLICE_ARGS(url));
    offer_string(offer, is_certain, system, url, text_slice(&title));
    text_free(&title);
}

/* What goes on after a URL that is known: the beginning is meant. */
static Slice known_beginning(const Rules *rules, Slice said)
{
    Slice url = {0};
    for (size_t length = said.length; length > 1 && !url.length; length--) {
        bool is_end = said.bytes[length - 1] == '/' || (length < said.length && said.bytes[length] == '#');
        url = is_end ? system_name_intended(rules, slice_part(said, 0, length)) : url;
    }
    return url;
}

typedef struct BoundSystem {
    Slice code;
    Slice url; /* of the first system with the code */
    bool is_only;
} BoundSystem;

/* The system that the value set which the coding is bound to has its code in. */
static BoundSystem bound_system(const FixOffer *offer)
{
    const Rules *rules = checker_rules(offer->operation->checker);
    NodeId coding = coding_of(offer);
    const Element *element = NULL;
    BoundSystem visit = {.code = fix_string(offer, fix_member(offer, coding, SLICE("code")))};
    NodeId bound = document_node(offer->document, coding)->parent;
    bool is_part = bound != NODE_NONE && document_key_equals(offer->document, bound, SLICE("coding"));
    check_elements(offer->operation->checker, offer->document, is_part ? fix_holder(offer, coding) : coding, &element,
                   1);
    const ValueSet *set = element ? rules_value_set(rules, element_binding_value_set(element)) : NULL;
    if (set && visit.code.length) {
        visit.url = fix_codes_system(offer->operation->memory, rules, set, visit.code, &visit.is_only);
    }
    return visit;
}

void offer_system(const FixOffer *offer)
{
    const Rules *rules = checker_rules(offer->operation->checker);
    NodeId system = fix_member(offer, coding_of(offer), SLICE("system"));
    Slice said = slice_trim(fix_string(offer, system));
    Text plain = TEXT_EMPTY;
    if (!said.length) {
        return;
    }
    if (offer->issue->id == KEY_SYSTEM_HTTPS && offer_sop_class_choice(offer)) {
        offer_removal_of(offer, system);
        return;
    }
    bool is_secure = slice_starts_with(said, SLICE("https://"));
    text_append(&plain, is_secure ? SLICE("http") : said);
    text_append(&plain, is_secure ? slice_part(said, 5, said.length) : SLICE(""));
    Slice intended = system_name_intended(rules, text_slice(&plain));
    bool is_served = offer->issue->id == KEY_SYSTEM_HTTPS && !intended.length;
    Slice url = intended.length ? intended : known_beginning(rules, text_slice(&plain));
    bool is_beginning = !intended.length && url.length > 0;
    url = is_served && !url.length ? text_slice(&plain) : url;
    url = slice_equals(url, said) ? (Slice){0} : url;
    BoundSystem bound = bound_system(offer);
    bool is_bound =
        !url.length &&
        bound.is_only; /* the system that is written says something else: it may be the code that is wrong */
    url = is_bound ? bound.url : url;
    if (url.length) {
        offer_written_system(offer, !is_beginning && !is_bound, system, url);
    } else if (!oid_fault(said)) {
        text_splice(&plain, 0, 0, SLICE(SCHEME_OID));
        offer_written_system(offer, true, system, text_slice(&plain));
    }
    offer_removal_of(offer, system);
    text_free(&plain);
}

/* ---- a system that is missing ---- */

static void offer_added_system(const FixOffer *offer, bool is_certain, Slice url)
{
    Text json = TEXT_EMPTY, title = TEXT_EMPTY;
    SpliceList splices = SPLICE_LIST_EMPTY;
    splice_quote(url, &json);
    splice_insert(offer->document, coding_of(offer), PLACE_FIRST, SLICE("system"), text_slice(&json), &splices, NULL);
    text_format(&title, "Add 'system': '%.*s'", SLICE_ARGS(url));
    offer_splices(offer, is_certain, &splices, text_slice(&title));
    text_free(&json);
    text_free(&title);
}

/* The systems of other codings of the document with the same code. */
static void offer_used_systems(const FixOffer *offer, Slice code)
{
    enum { OFFERED_MAXIMUM = 12 };
    NodeId systems[OFFERED_MAXIMUM];
    size_t count = fix_search_systems(offer->operation->memory, offer->document, offer->issue->node, code, systems,
                                      OFFERED_MAXIMUM);
    for (size_t i = 0; i < count; i++) {
        offer_added_system(offer, false, fix_string(offer, systems[i]));
    }
}

/* Asks for the system, where no other coding has one. */
static void offer_asked_system(const FixOffer *offer)
{
    if (!fix_is_offered(offer)) {
        SpliceList splices = SPLICE_LIST_EMPTY;
        splice_insert(offer->document, coding_of(offer), PLACE_FIRST, SLICE("system"), SLICE("\"" OFFER_ANSWER "\""),
                      &splices, NULL);
        offer_question(offer, &splices, SLICE("Add 'system': enter the URL"), SLICE("System"));
    }
}

/* True where the system is there under a name that is nearly written: that is what has to be fixed. */
static bool offer_misnamed_system(const FixOffer *offer)
{
    Issue issue = *offer->issue;
    FixOffer inner = *offer;
    issue.node = coding_of(offer);
    issue.missing = SLICE("system");
    issue.element = fix_child_element(offer, issue.node, issue.missing);
    inner.issue = &issue;
    inner.node = document_node(offer->document, issue.node);
    return issue.element && offer_shadow(&inner);
}

void offer_missing_system(const FixOffer *offer)
{
    BoundSystem visit = bound_system(offer);
    if (!visit.code.length || offer_misnamed_system(offer)) {
        return;
    }
    if (visit.url.length) {
        offer_added_system(offer, visit.is_only, visit.url);
    } else if (!offer->list->is_certain_only) {
        offer_used_systems(offer, visit.code);
        offer_asked_system(offer);
    }
}

/* A version of a code system that is not known may be left out. */
void offer_no_version(const FixOffer *offer)
{
    offer_removal_of(offer, fix_member(offer, coding_of(offer), SLICE("version")));
}

/* The system of units, for a unit that is given as a code. */
void offer_unit_system(const FixOffer *offer)
{
    const Element *element = fix_child_element(offer, offer->issue->node, SLICE("system"));
    if (element && offer->node->kind == NODE_OBJECT) {
        SpliceList splices = SPLICE_LIST_EMPTY;
        operation_add(offer->operation, offer->issue->node, element, SLICE("\"" SYSTEM_UCUM "\""), &splices, NULL);
        offer_splices(offer, false, &splices, SLICE("Add 'system': '" SYSTEM_UCUM "'"));
    }
}
