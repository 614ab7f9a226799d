/* Filters: one function for each operation, which a table leads to. */
#include "src/profile/terms/term_filter.h"

#include "src/base/regex.h"

#include <stdint.h>

/* A question that a filter puts to one concept. */
typedef struct Question {
    const CodeSystem *system;
    uint32_t position;
    Slice property;
    Slice value; /* what the filter compares with */
} Question;

static Membership truth(bool is_true)
{
    return is_true ? MEMBERSHIP_YES : MEMBERSHIP_NO;
}

/* True when a list with commas between its items has the word. */
static bool list_has(Slice list, Slice word)
{
    while (list.length > 0) {
        size_t comma = slice_find(list, SLICE(","), 0);
        Slice item = slice_part(list, 0, comma);
        if (slice_equals(slice_trim(item), word)) {
            return true;
        }
        list = slice_part(list, item.length + 1, list.length);
    }
    return false;
}

/* True for the names that mean the code itself, and so its place in the hierarchy. */
static bool is_code_property(Slice property)
{
    return slice_equals(property, SLICE("concept")) || slice_equals(property, SLICE("code"));
}

static bool value_equals(void *context, Slice value)
{
    return slice_equals(*(const Slice *)context, value);
}

static bool value_is_listed(void *context, Slice value)
{
    return list_has(*(const Slice *)context, value);
}

static bool value_exists(void *context, Slice value)
{
    (void)context;
    (void)value;
    return true;
}

/* Whether some value of the property passes; UNKNOWN where none does and values may be missing. */
static Membership any_property(const Question *question, bool (*visit)(void *context, Slice value))
{
    Slice wanted = question->value;
    return truth(code_system_any_property(question->system, question->position, question->property, visit, &wanted));
}

static Membership negated(Membership membership)
{
    return membership == MEMBERSHIP_UNKNOWN ? membership : truth(membership == MEMBERSHIP_NO);
}

/* Position of the concept that the filter names; UINT32_MAX where the system has not got it. */
static uint32_t named(const Question *question)
{
    return code_system_position(question->system, question->value);
}

static Slice code_of(const Question *question)
{
    return code_system_concept(question->system, question->position).code;
}

/* `inactive` and `notSelectable`, which every system has whether it states them or not. */
static bool standard_flag(const Question *question, bool *flag)
{
    Concept concept = code_system_concept(question->system, question->position);
    *flag = slice_equals(question->property, SLICE("inactive")) ? concept.is_inactive : concept.is_abstract;
    return slice_equals(question->property, SLICE("inactive")) ||
           slice_equals(question->property, SLICE("notSelectable"));
}

static Membership passes_equals(const Question *question)
{
    bool flag;
    if (is_code_property(question->property)) {
        return truth(named(question) == question->position);
    }
    if (standard_flag(question, &flag)) {
        return truth(slice_equals(question->value, flag ? SLICE("true") : SLICE("false")));
    }
    if (slice_equals(question->property, SLICE("display"))) {
        return truth(slice_equals(code_system_concept(question->system, question->position).display, question->value));
    }
    if (slice_equals(question->property, SLICE("parent"))) {
        uint32_t parent = named(question);
        return truth(parent != UINT32_MAX && code_system_is_child(question->system, question->position, parent));
    }
    if (slice_equals(question->property, SLICE("child"))) {
        uint32_t child = named(question);
        return truth(child != UINT32_MAX && code_system_is_child(question->system, child, question->position));
    }
    return any_property(question, value_equals);
}

static Membership passes_is_a(const Question *question)
{
    uint32_t ancestor = named(question);
    if (!is_code_property(question->property)) {
        return MEMBERSHIP_UNKNOWN;
    }
    return truth(ancestor != UINT32_MAX && code_system_is_below(question->system, question->position, ancestor));
}

static Membership passes_descendent_of(const Question *question)
{
    return named(question) == question->position ? MEMBERSHIP_NO : passes_is_a(question);
}

static Membership passes_is_not_a(const Question *question)
{
    return negated(passes_is_a(question));
}

static Membership passes_generalizes(const Question *question)
{
    uint32_t descendant = named(question);
    if (!is_code_property(question->property)) {
        return MEMBERSHIP_UNKNOWN;
    }
    return truth(descendant != UINT32_MAX && code_system_is_below(question->system, descendant, question->position));
}

static Membership passes_child_of(const Question *question)
{
    uint32_t parent = named(question);
    return truth(parent != UINT32_MAX && code_system_is_child(question->system, question->position, parent));
}

static Membership passes_in(const Question *question)
{
    if (is_code_property(question->property)) {
        return truth(list_has(question->value, code_of(question)));
    }
    return any_property(question, value_is_listed);
}

static Membership passes_not_in(const Question *question)
{
    return negated(passes_in(question));
}

/* An expression, and whether a value was too much for it, so that nothing is known. */
typedef struct Matching {
    Regex *regex;
    bool has_failed;
} Matching;

static bool value_matches(void *context, Slice value)
{
    Matching *matching = context;
    RegexMatch match = regex_match(matching->regex, value, NULL, NULL);
    matching->has_failed = matching->has_failed || match == REGEX_FAILED;
    return match == REGEX_YES;
}

/* Does the code, or some value of the property, match the expression as a whole? */
static Membership passes_regex(const Question *question)
{
    Regex *regex = regex_new(question->value, REGEX_WHOLE, NULL);
    Matching matching = {.regex = regex};
    Membership answer = MEMBERSHIP_UNKNOWN;
    if (regex && is_code_property(question->property)) {
        answer = truth(value_matches(&matching, code_of(question)));
    } else if (regex && slice_equals(question->property, SLICE("display"))) {
        answer = truth(value_matches(&matching, code_system_concept(question->system, question->position).display));
    } else if (regex) {
        answer = truth(code_system_any_property(question->system, question->position, question->property, value_matches,
                                                &matching));
    }
    regex_free(regex);
    return matching.has_failed && answer != MEMBERSHIP_YES ? MEMBERSHIP_UNKNOWN : answer;
}

static Membership passes_exists(const Question *question)
{
    Membership exists = is_code_property(question->property) || slice_equals(question->property, SLICE("display"))
                            ? MEMBERSHIP_YES
                            : any_property(question, value_exists);
    return slice_equals(question->value, SLICE("false")) ? negated(exists) : exists;
}

typedef Membership (*Passes)(const Question *question);

static const Passes OPERATORS[TERM_OPERATOR_COUNT] = {
    [TERM_EQUALS] = passes_equals,
    [TERM_IS_A] = passes_is_a,
    [TERM_DESCENDENT_OF] = passes_descendent_of,
    [TERM_REGEX] = passes_regex,
    [TERM_IS_NOT_A] = passes_is_not_a,
    [TERM_IN] = passes_in,
    [TERM_NOT_IN] = passes_not_in,
    [TERM_GENERALIZES] = passes_generalizes,
    [TERM_EXISTS] = passes_exists,
    [TERM_CHILD_OF] = passes_child_of,
};

/* True where the system states what the filter asks for. Of a publisher's tables, it states the properties that it
   gives to the concept, and the hierarchy only if it has further parents; LOINC's parts, of which filters may ask too,
   are none of its values. */
static bool is_stated(const Question *question, uint32_t operation)
{
    static const unsigned char ON_CODES[TERM_OPERATOR_COUNT] = {
        [TERM_EQUALS] = 1, [TERM_REGEX] = 1, [TERM_IN] = 1, [TERM_NOT_IN] = 1, [TERM_EXISTS] = 1};
    if (question->system->content != TERM_LIST) {
        return true;
    }
    bool is_hierarchy = slice_equals(question->property, SLICE("parent")) ||
                        slice_equals(question->property, SLICE("child")) || operation == TERM_CHILD_OF;
    if (is_hierarchy || is_code_property(question->property)) {
        return question->system->has_extra_parents || (!is_hierarchy && ON_CODES[operation]);
    }
    bool flag, is_own = standard_flag(question, &flag) || slice_equals(question->property, SLICE("display"));
    return is_own ||
           (!slice_starts_with(question->value, SLICE("LP")) && any_property(question, value_exists) == MEMBERSHIP_YES);
}

Membership term_filter_passes(const ValueSet *set, const TermFilter *filter, const CodeSystem *system,
                              uint32_t position)
{
    if (filter->operation >= TERM_OPERATOR_COUNT || !OPERATORS[filter->operation]) {
        return MEMBERSHIP_UNKNOWN;
    }
    Question question = {
        .system = system,
        .position = position,
        .property = term_string(set, filter->property),
        .value = term_string(set, filter->value),
    };
    return is_stated(&question, filter->operation) ? OPERATORS[filter->operation](&question) : MEMBERSHIP_UNKNOWN;
}

/* True when the expression is one, and the code does not match it. */
static bool is_no_match(Slice expression, Slice code)
{
    Regex *regex = regex_new(expression, REGEX_WHOLE, NULL);
    bool is_no = regex && regex_match(regex, code, NULL, NULL) == REGEX_NO;
    regex_free(regex);
    return is_no;
}

/* True where an operation on codes leaves a code out whatever the code system says of it. */
static bool excludes_code(uint32_t operation, Slice value, Slice code)
{
    switch (operation) {
    case TERM_REGEX:
        return is_no_match(value, code);
    case TERM_IN:
        return !list_has(value, code);
    case TERM_NOT_IN:
        return list_has(value, code);
    case TERM_EQUALS:
        return !slice_equals(value, code);
    case TERM_DESCENDENT_OF:
        return slice_equals(value, code);
    default:
        return false;
    }
}

Membership term_filter_passes_code(const ValueSet *set, const TermFilter *filter, Slice code)
{
    Slice value = term_string(set, filter->value);
    if (!is_code_property(term_string(set, filter->property))) {
        return MEMBERSHIP_UNKNOWN;
    }
    return excludes_code(filter->operation, value, code) ? MEMBERSHIP_NO : MEMBERSHIP_UNKNOWN;
}
