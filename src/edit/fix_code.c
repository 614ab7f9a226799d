/* Fixes of codes, displays and systems. */
#include "src/edit/fix_offer.h"

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

/* Words that people write for a code of one of the small sets, and the code that they mean. */
static const struct {
    const char *word, *code;
} meanings[] = {{"man", "male"},         {"woman", "female"},       {"m", "male"},
                {"f", "female"},         {"primary", "official"},   {"completed", "available"},
                {"final", "available"},  {"complete", "available"}, {"entered-in-error", "cancelled"},
                {"online", "available"}, {"draft", "registered"},   {"active", "available"}};

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
    Slice url = fix_raw_text(offer, fix_member(offer, holder, SLICE("system")));
    const CodeSystem *system = rules_code_system(checker_rules(offer->operation->checker), url);
    Concept concept;
    if (system && offer->node->kind == NODE_STRING &&
        code_system_nearest(system, document_string(offer->document, offer->issue->node, &scratch), &concept)) {
        offer_text(offer, false, concept.code);
    }
    text_free(&scratch);
}

void offer_code(const FixOffer *offer)
{
    const Rules *rules = checker_rules(offer->operation->checker);
    const Element *element = offer->issue->element;
    const ValueSet *set = element ? rules_value_set(rules, element_binding_value_set(element)) : NULL;
    if (slice_equals(slice_from(offer->issue->key), SLICE("code-unknown"))) {
        offer_nearest(offer);
        offer_removal(offer, false);
        offer_removal_of(offer, false, offer->node->parent, SLICE("Remove the code with its system"));
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

/* ---- languages ---- */

/* Names of languages for their tags (ISO 639-1). */
static const struct {
    const char *name, *tag;
} languages[] = {
    {"english", "en"},    {"german", "de"},     {"deutsch", "de"}, {"french", "fr"},     {"francais", "fr"},
    {"spanish", "es"},    {"espanol", "es"},    {"italian", "it"}, {"italiano", "it"},   {"dutch", "nl"},
    {"nederlands", "nl"}, {"portuguese", "pt"}, {"danish", "da"},  {"swedish", "sv"},    {"norwegian", "no"},
    {"finnish", "fi"},    {"polish", "pl"},     {"czech", "cs"},   {"greek", "el"},      {"russian", "ru"},
    {"hungarian", "hu"},  {"turkish", "tr"},    {"arabic", "ar"},  {"chinese", "zh"},    {"japanese", "ja"},
    {"korean", "ko"},     {"estonian", "et"},   {"latvian", "lv"}, {"lithuanian", "lt"}, {"slovenian", "sl"},
};

/* A language by its name, or with an underscore; without either, a language that is none says nothing. */
void offer_language(const FixOffer *offer)
{
    NodeId resource = fix_resource(offer, offer->issue->node);
    NodeId node =
        fix_is_named(offer, SLICE("language")) ? offer->issue->node : fix_member(offer, resource, SLICE("language"));
    Slice said = fix_raw_text(offer, node);
    Text json = TEXT_EMPTY;
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
        if (slice_equals_ignoring_case(said, slice_from(languages[i].name))) {
            text_format(&json, "\"%s\"", languages[i].tag);
        }
    }
    size_t mark = slice_find(said, SLICE("_"), 0);
    if (!json.length && mark != SIZE_MAX) {
        text_format(&json, "\"%.*s-%.*s\"", SLICE_ARGS(slice_part(said, 0, mark)),
                    SLICE_ARGS(slice_part(said, mark + 1, said.length)));
    }
    bool is_named = json.length > 0;
    if (is_named) {
        offer_value(offer, true, node, text_slice(&json), SLICE("Write the language's tag"));
    }
    offer_removal_of(offer, !is_named, node, SLICE("Remove the language"));
    text_free(&json);
}
