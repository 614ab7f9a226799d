/* Gaps: put into words once for all values of a kind. */
#include "src/check/walk/gap.h"

#include "src/check/state/session.h"
#include "src/check/walk/slice_sign.h"
#include "src/profile/pack/actors.h"

/* The stronger of an obligation and those of an element that ask the actor to fill it. */
static Obligation stronger(const Walk *walk, Obligation strongest, const Element *element)
{
    for (uint32_t i = 0; i < element_obligation_count(element); i++) {
        Obligation obligation = element_obligation(element, i);
        bool is_theirs = obligation_is_to_populate(&obligation, walk->checker->actor);
        bool is_stronger = strongest.code.length == 0 || obligation.strength > strongest.strength;
        strongest = is_theirs && is_stronger ? obligation : strongest;
    }
    return strongest;
}

/* The strongest obligation to fill an element; of a sliced one that has none, to fill a slice of it. */
static Obligation strongest_of(const Walk *walk, const Element *element)
{
    const Obligation none = {.code = SLICE(""), .strength = STRENGTH_MAY};
    Obligation strongest = stronger(walk, none, element);
    bool has_own = plans_owe(walk->checker->plans, element);
    for (uint32_t i = 0; !has_own && i < element_slice_count(element); i++) {
        strongest = stronger(walk, strongest, element_slice(element, i));
    }
    return strongest;
}

/* Names what is missing: "'valueQuantity'", or "Slice 'identifier:mrn'". */
static void append_name(const Element *element, Text *message)
{
    Slice name = element_name(element), slice = element_slice_name(element);
    bool is_choice = element_is_choice(element);
    if (slice.length == 0 || (is_choice && element_type_count(element) != 1)) {
        text_format(message, "'%.*s'", SLICE_ARGS(name));
    } else if (is_choice) {
        Slice type = type_fhir_code(element_type(element, 0)), rest = slice_part(type, 1, type.length);
        char first = (char)(type.bytes[0] >= 'a' && type.bytes[0] <= 'z' ? type.bytes[0] - 'a' + 'A' : type.bytes[0]);
        text_format(message, "'%.*s%c%.*s'", SLICE_ARGS(name), first, SLICE_ARGS(rest));
    } else {
        text_format(message, "Slice '%.*s:%.*s'", SLICE_ARGS(name), SLICE_ARGS(slice));
    }
}

/* Reports what tells a slice apart: " Expected: system 'http://clinic.test/ids'." */
static void append_expected(Walk *walk, const Element *element, Text *message)
{
    static const Slice lead = SLICE(", with ");
    bool is_slice = element_slice_name(element).length > 0 && !element_is_choice(element);
    Text sign = TEXT_EMPTY;
    if (is_slice) {
        slice_sign_append(walk->checker->plans, element, &sign);
    }
    if (slice_starts_with(text_slice(&sign), lead)) {
        Slice words = slice_part(text_slice(&sign), lead.length, sign.length);
        text_format(message, " Expected: %.*s.", SLICE_ARGS(words));
    }
    text_free(&sign);
}

/* Reports what is missing, for whom, and how strongly it is asked for. */
static void append_words(Walk *walk, const Element *element, const Obligation *obligation, Text *message)
{
    static const char *const wishes[] = {
        [STRENGTH_MAY] = "can", [STRENGTH_SHOULD] = "should", [STRENGTH_SHALL] = "must"};
    Slice actor = obligation->actor_name;
    append_name(element, message);
    text_append(message, SLICE(" is missing."));
    append_expected(walk, element, message);
    if (obligation->code.length == 0) {
        text_append(message, SLICE(" The profile marks the element as mustSupport."));
        return;
    }
    bool is_if_known = slice_ends_with(obligation->verb, SLICE("if-known"));
    text_format(message, " %.*s%sbligation: %.*s. The element %s be filled in%s.", SLICE_ARGS(actor),
                actor.length > 0 ? " o" : "O", SLICE_ARGS(obligation->code), wishes[obligation->strength],
                is_if_known ? " if known" : "");
}

/* What is said of the gap of an element: the same in all documents. */
typedef struct GapWords {
    Slice message;
    Slice detail;
} GapWords;

/* The words of a gap, made once. */
static const GapWords *words_of(Walk *walk, const Element *element)
{
    Checker *checker = walk->checker;
    GapWords *words = pair_map_find(&checker->gap_words, element, NULL);
    if (!words) {
        Obligation obligation = strongest_of(walk, element);
        text_clear(&walk->message);
        append_words(walk, element, &obligation, &walk->message);
        words = arena_allocate(checker->arena, sizeof *words);
        *words = (GapWords){.message = arena_copy(checker->arena, text_slice(&walk->message)),
                            .detail = obligation.code.length > 0 ? obligation.code : SLICE("mustSupport")};
        pair_map_add(&checker->gap_words, element, NULL, words);
    }
    return words;
}

/* The text of a gap is the same for all values of one kind: it is looked up once. */
static uint32_t gap_text(Walk *walk, const Element *element)
{
    CheckSession *session = walk->session;
    for (size_t i = 0; i < session->gap_count; i++) {
        if (session->gaps[i].element == element && session->gaps[i].group == walk->document_group) {
            return session->gaps[i].text;
        }
    }
    const GapWords *words = words_of(walk, element);
    IssueText text = {.key = KEY_GAP,
                      .severity = key_severity(KEY_GAP, CASE_NONE),
                      .missing = element_name(element),
                      .message = words->message,
                      .detail = words->detail,
                      .element = element,
                      .group = walk->document_group};
    GapText gap = {element, walk->document_group, report_intern(walk->report, &text)};
    ARRAY_RESERVE(session->gaps, session->gap_capacity, session->gap_count + 1);
    session->gaps[session->gap_count++] = gap;
    return gap.text;
}

void gap_report(Walk *walk, const Place *holder, const Element *element)
{
    walk->said++;
    if (walk->report) {
        Finding finding = {.node = place_node(holder),
                           .origin = walk->origin,
                           .text = gap_text(walk, element),
                           .has_group = walk->document_group != NULL,
                           .is_of_document = walk->document_group && walk->document_group->is_of_document};
        report_add(walk->report, &finding);
    }
}

bool gap_is_owed(const Walk *walk, const Element *element)
{
    return plans_owe(walk->checker->plans, element);
}

void gap_report_slice(Walk *walk, const Place *holder, const SliceOf *slice)
{
    if (walk->report && slice->is_owed) {
        gap_report(walk, holder, slice->element);
    }
}
