/* Obligation words: a clause for each code. */
#include "src/outline/obligation_words.h"

#include "src/profile/pack/actors.h"

enum { CLAUSES_MAXIMUM = 16 };

/* What stands after "must", "should" or "may". */
static const struct {
    const char *verb;
    const char *words;
} verbs[] = {
    {"populate-if-known", "fill this in if it is known"},
    {"populate", "fill this in if it exists and may be shared"},
    {"able-to-populate", "be able to fill this in"},
    {"in-narrative", "show it in the narrative"},
    {"exclude-narrative", "keep it out of the narrative"},
    {"user-input", "let users enter it"},
    {"explain", "document how it is filled in"},
    {"persist", "store it"},
    {"no-alter", "forward it unchanged"},
    {"alter", "change it on forwarding if there is a reason"},
    {"no-error", "accept every allowed value"},
    {"reject-invalid", "refuse an invalid value"},
    {"accept-invalid", "accept the record even if the value is invalid"},
    {"handle", "be able to handle it"},
    {"display", "show it"},
    {"process", "process it"},
    {"print", "print it"},
    {"ignore", "ignore it"},
};

static const struct {
    const char *strength;
    const char *word;
} strengths[] = {
    {"SHALL NOT", "must not"}, {"SHOULD NOT", "should not"}, {"SHALL", "must"}, {"SHOULD", "should"}, {"MAY", "may"}};

/* Appends "must fill this in if it is known"; a code of another form with its own words. */
static void append_clause(Slice code, Text *text)
{
    size_t colon = slice_find(code, SLICE(":"), 0);
    Slice strength = slice_part(code, 0, colon == SIZE_MAX ? 0 : colon);
    Slice verb = colon == SIZE_MAX ? code : slice_part(code, colon + 1, code.length);
    for (size_t i = 0; i < sizeof strengths / sizeof *strengths; i++) {
        if (slice_equals(strength, slice_from(strengths[i].strength))) {
            text_append(text, slice_from(strengths[i].word));
            text_append_byte(text, ' ');
        }
    }
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        if (slice_equals(verb, slice_from(verbs[i].verb))) {
            text_append(text, slice_from(verbs[i].words));
            return;
        }
    }
    for (size_t i = 0; i < verb.length; i++) {
        text_append_byte(text, verb.bytes[i] == '-' ? ' ' : verb.bytes[i]);
    }
}

/* Gathers the codes of an actor's obligations, each once; returns their number. */
static uint32_t gather(const Element *const *elements, uint32_t count, Slice actor, Slice codes[CLAUSES_MAXIMUM])
{
    uint32_t found = 0;
    for (uint32_t i = 0; i < count; i++) {
        for (uint32_t j = 0; j < element_obligation_count(elements[i]) && found < CLAUSES_MAXIMUM; j++) {
            Obligation obligation = element_obligation(elements[i], j);
            bool is_new = obligation_is_of(&obligation, actor);
            for (uint32_t k = 0; k < found; k++) {
                is_new = is_new && !slice_equals(codes[k], obligation.code);
            }
            codes[found] = obligation.code;
            found += is_new;
        }
    }
    return found;
}

bool obligation_sentence(const Element *const *elements, uint32_t count, Slice actor, Text *text)
{
    Slice codes[CLAUSES_MAXIMUM];
    uint32_t found = gather(elements, count, actor, codes);
    if (found == 0) {
        return false;
    }
    text_append(text, SLICE("The "));
    text_append(text, slice_equals(actor, SLICE("Creator"))    ? SLICE("sender")
                      : slice_equals(actor, SLICE("Consumer")) ? SLICE("receiver")
                                                               : actor);
    for (uint32_t i = 0; i < found; i++) {
        text_append(text, i == 0 ? SLICE(" ") : i + 1 == found ? SLICE(" and ") : SLICE(", "));
        append_clause(codes[i], text);
    }
    text_append_byte(text, '.');
    return true;
}
