/* Fixes of codes and displays. */
#include "src/base/ascii.h"
#include "src/edit/fix/fix_offer.h"
#include "src/edit/string_edit.h"

#include "src/profile/facts/replaced_code.h"
#include "src/profile/terminology.h"

enum { CODES_MAXIMUM = 20 };

typedef struct CodeVisit {
    const FixOffer *offer;
    Slice said;     /* the code that is there, without space around it */
    Slice meant;    /* a code that it may stand for */
    bool is_likely; /* the codes that are like it; else the others */
    const Rules *rules;
    const ValueSet *set;
    unsigned count;
} CodeVisit;

static bool visit_meant(void *context, const Concept *concept)
{
    CodeVisit *visit = context;
    if (slice_equals(concept->code, visit->meant)) {
        offer_text(visit->offer, false, concept->code);
    }
    return true;
}

static bool visit_code(void *context, const Concept *concept)
{
    CodeVisit *visit = context;
    if (slice_equals_ignoring_case(concept->code, visit->said) == visit->is_likely) {
        offer_text(visit->offer, visit->is_likely, concept->code);
        visit->count++;
    }
    return visit->count < CODES_MAXIMUM;
}

/* Words that people write for a code of one of the small sets, and the code that they mostly mean. */
static const struct {
    const char *word, *code;
} meanings[] = {
    {"man", "male"},         {"woman", "female"},       {"m", "male"},
    {"f", "female"},         {"primary", "official"},   {"completed", "available"},
    {"final", "available"},  {"complete", "available"}, {"entered-in-error", "cancelled"},
    {"online", "available"}, {"draft", "registered"},   {"active", "available"},
};

/* The codes that a word may stand for, offered first. */
static void offer_meanings(CodeVisit *visit)
{
    for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++) {
        visit->meant = slice_from(meanings[i].code);
        if (slice_equals_ignoring_case(visit->said, slice_from(meanings[i].word))) {
            value_set_visit(visit->rules, visit->set, visit_meant, visit);
        }
    }
}

/* A code that the code system has in place of one that it does not have; the display decides, or else what is near. */
static void offer_nearest(const FixOffer *offer)
{
    Text scratch = TEXT_EMPTY;
    NodeId holder = offer->node->parent;
    Slice url = fix_string(offer, fix_member(offer, holder, SLICE("system")));
    const CodeSystem *system = rules_code_system(checker_rules(offer->operation->checker), url);
    Concept concept;
    if (system && offer->node->kind == NODE_STRING &&
        code_system_nearest(system, document_string(offer->document, offer->issue->node, &scratch), &concept)) {
        bool is_same = slice_equals_ignoring_case(fix_string(offer, offer->issue->node), concept.code);
        offer_text(offer, is_same, concept.code);
    }
    text_free(&scratch);
}

void offer_code(const FixOffer *offer)
{
    const Rules *rules = checker_rules(offer->operation->checker);
    const Element *element = offer->issue->element;
    const ValueSet *set = element ? rules_value_set(rules, element_binding_value_set(element)) : NULL;
    if (offer->issue->id == KEY_CODE_UNKNOWN) {
        offer_nearest(offer);
        offer_removal(offer);
        offer_removal_of(offer, offer->node->parent);
        return;
    }
    if (!set || offer->node->kind != NODE_STRING) {
        return;
    }
    Text scratch = TEXT_EMPTY;
    CodeVisit visit = {.offer = offer, .is_likely = true, .rules = rules, .set = set};
    visit.said = slice_trim(document_string(offer->document, offer->issue->node, &scratch));
    value_set_visit(rules, set, visit_code, &visit);
    offer_meanings(&visit);
    visit.is_likely = false;
    value_set_visit(rules, set, visit_code, &visit);
    text_free(&scratch);
}

static bool is_word_byte(char byte)
{
    return ascii_is_letter_or_digit(byte) || (unsigned char)byte >= 0x80;
}

/* The value of a member of the object around the issue's value. */
static Slice sibling_text(const FixOffer *offer, Slice name, Text *scratch)
{
    NodeId holder = offer->node->kind == NODE_OBJECT ? offer->issue->node : offer->node->parent;
    NodeId member = document_member(offer->document, holder, name);
    return member == NODE_NONE ? (Slice){0} : document_string(offer->document, member, scratch);
}

/* A code in place of one whose system was withdrawn. A person is asked, as the successor may say less or more. */
void offer_replaced_code(const FixOffer *offer)
{
    NodeId coding = offer->node->kind == NODE_OBJECT ? offer->issue->node : offer->node->parent;
    NodeId system = fix_member(offer, coding, SLICE("system")), code = fix_member(offer, coding, SLICE("code"));
    ReplacedCode now;
    if (!replaced_code_find(fix_string(offer, system), fix_string(offer, code), &now) || now.code.length == 0) {
        return;
    }
    SpliceList splices = SPLICE_LIST_EMPTY;
    Text title = TEXT_EMPTY;
    bool is_code_last = code > system;
    string_edit_set(offer->document, is_code_last ? code : system, is_code_last ? now.code : now.system, &splices,
                    NULL);
    string_edit_set(offer->document, is_code_last ? system : code, is_code_last ? now.system : now.code, &splices,
                    NULL);
    text_format(&title, "Change to '%.*s' (%.*s)", SLICE_ARGS(now.code), SLICE_ARGS(now.display));
    offer_splices(offer, false, &splices, text_slice(&title));
    text_free(&title);
}

/* The next run of letters and digits from a place on; empty at the end. */
static Slice next_word(Slice text, size_t *at)
{
    while (*at < text.length && !is_word_byte(text.bytes[*at])) {
        (*at)++;
    }
    size_t start = *at;
    while (*at < text.length && is_word_byte(text.bytes[*at])) {
        (*at)++;
    }
    return slice_part(text, start, *at - start);
}

static bool has_word(Slice text, Slice word)
{
    size_t at = 0;
    for (Slice other = next_word(text, &at); other.length > 0; other = next_word(text, &at)) {
        if (slice_equals_ignoring_case(other, word)) {
            return true;
        }
    }
    return false;
}

/* True when each word of a text is in another text, in letters of either case. */
static bool keeps_words(Slice text, Slice other)
{
    size_t at = 0;
    bool is_kept = true;
    for (Slice word = next_word(text, &at); is_kept && word.length > 0; word = next_word(text, &at)) {
        is_kept = has_word(other, word);
    }
    return is_kept;
}

/* A display that differs may say what the code should be, or say it in another language: certain only where no word goes. */
void offer_display(const FixOffer *offer)
{
    Text system_text = TEXT_EMPTY, code_text = TEXT_EMPTY, said = TEXT_EMPTY;
    Slice url = sibling_text(offer, SLICE("system"), &system_text),
          code = sibling_text(offer, SLICE("code"), &code_text);
    const CodeSystem *system = rules_code_system(checker_rules(offer->operation->checker), url);
    Concept concept;
    if (system && offer->node->kind == NODE_STRING && code_system_find(system, code, &concept) == MEMBERSHIP_YES &&
        concept.display.length) {
        offer_text(offer, keeps_words(document_string(offer->document, offer->issue->node, &said), concept.display),
                   concept.display);
    }
    text_free(&system_text);
    text_free(&code_text);
    text_free(&said);
}
