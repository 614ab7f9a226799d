/* Fixes of codes and displays. */
#include "src/base/ascii.h"
#include "src/edit/fix/fix_offer.h"
#include "src/edit/string_edit.h"

#include "src/profile/facts/replaced_code.h"
#include "src/profile/terminology.h"

enum { CODES_MAXIMUM = 20 };

typedef struct CodeVisit {
    const FixOffer *offer;
    Slice said;  /* the code that is there, without space around it */
    Slice meant; /* a code that it may stand for */
    const Rules *rules;
    const ValueSet *set;
    unsigned count;
} CodeVisit;

/* Offers the code that is meant; certain where only the case of letters differs. */
static bool visit_meant(void *context, const Concept *concept)
{
    CodeVisit *visit = context;
    if (slice_equals(concept->code, visit->meant)) {
        offer_text(visit->offer, slice_equals_ignoring_case(concept->code, visit->said), concept->code);
    }
    return true;
}

/* Offers a code of which nothing is known but that it is allowed. */
static bool visit_code(void *context, const Concept *concept)
{
    CodeVisit *visit = context;
    offer_text(visit->offer, false, concept->code);
    return ++visit->count < CODES_MAXIMUM;
}

/* Words that people write for a code of one of the small sets, with spaces between, and the code that they mostly mean.
 */
static const struct {
    const char *code, *words;
} meanings[] = {
    {"male",
     "m man boy herr mann männlich MÄNNLICH maennlich homme masculin hombre masculino uomo maschio maschile mannelijk"},
    {"female",
     "f w woman girl frau weiblich femme féminin FÉMININ feminin mujer femenino donna femmina femminile feminino vrouw "
     "vrouwelijk"},
    {"other", "o d x divers diverse andere autre otro altro outro anders"},
    {"unknown", "u unk unbekannt inconnu desconocido sconosciuto desconhecido onbekend entered-in-error"},
    {"official", "primary"},
    {"available", "completed complete final online active"},
    {"registered", "draft"},
};

/* The codes that a word may stand for. */
static void offer_meanings(CodeVisit *visit)
{
    for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++) {
        Slice words = slice_from(meanings[i].words);
        visit->meant = slice_from(meanings[i].code);
        while (words.length > 0) {
            size_t end = slice_find(words, SLICE(" "), 0);
            end = end < words.length ? end : words.length;
            if (slice_equals_ignoring_case(visit->said, slice_part(words, 0, end))) {
                value_set_visit(visit->rules, visit->set, visit_meant, visit);
            }
            words = slice_part(words, end + 1, SIZE_MAX);
        }
    }
}

/* Offers the codes of a value set: the one that the message calls similar, those that a word stands for, and
   all as guesses; a code like none of them may go. */
static void offer_codes_of(const FixOffer *offer, const ValueSet *set)
{
    const Rules *rules = checker_rules(offer->operation->checker);
    FixOffer guess = *offer;
    guess.is_guess = true;
    Text scratch = TEXT_EMPTY;
    CodeVisit visit = {.offer = offer, .rules = rules, .set = set};
    visit.said = slice_trim(document_string(offer->document, offer->issue->node, &scratch));
    visit.meant = value_set_similar(rules, set, visit.said);
    if (visit.meant.length > 0) {
        value_set_visit(rules, set, visit_meant, &visit);
    }
    offer_meanings(&visit);
    bool is_like_none = !fix_is_offered(offer);
    visit.offer = &guess;
    value_set_visit(rules, set, visit_code, &visit);
    if (is_like_none) {
        offer_removal(offer);
    }
    text_free(&scratch);
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
    if (set && offer->node->kind == NODE_STRING) {
        offer_codes_of(offer, set);
    }
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

/* The display that a terminology server has for a code instead; empty where it is asked nothing, or says nothing yet.
 */
static Slice display_of_service(const FixOffer *offer, Slice system, Slice code, Slice said)
{
    const TermService *terms = checker_terms(offer->operation->checker);
    Slice right = SLICE("");
    bool is_other = terms && terms->judge_code(terms->context, system, code, said, &right) == TERM_WRONG_DISPLAY;
    return is_other ? right : SLICE("");
}

/* A display that differs may say what the code should be, or say it in another language: certain only where no word
 * goes. */
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
    } else if (offer->node->kind == NODE_STRING) {
        Slice text = document_string(offer->document, offer->issue->node, &said);
        Slice right = display_of_service(offer, url, code, text);
        if (right.length > 0) {
            offer_text(offer, keeps_words(text, right), right);
        }
    }
    text_free(&system_text);
    text_free(&code_text);
    text_free(&said);
}
