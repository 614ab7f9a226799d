/* Functions on texts (FHIRPath N1 section 5.6). Positions and lengths count characters. */
#include "src/base/utf8.h"
#include "src/fhirpath/functions/functions.h"
#include "src/fhirpath/machine/machine.h"
#include "src/fhirpath/value/letter.h"

enum { ARGUMENTS = 2 };

/* The input and arguments of a function on texts. */
typedef struct Texts {
    Slice input;
    Slice arguments[ARGUMENTS];
    bool is_empty; /* one of them is empty: so is the result */
} Texts;

/* Reads the input and the first `count` arguments; those that are empty as "". */
static bool read_texts(Machine *machine, const Call *call, int count, Texts *texts)
{
    *texts = (Texts){.is_empty = false};
    if (!machine_string(machine, call->input, &texts->input, &texts->is_empty)) {
        return false;
    }
    for (int i = 0; i < count; i++) {
        bool is_empty;
        if (!machine_string(machine, call->arguments[i], &texts->arguments[i], &is_empty)) {
            return false;
        }
        texts->is_empty = texts->is_empty || is_empty;
    }
    return true;
}

/* Pushes what a Text holds, and frees it. */
static bool push_text(Machine *machine, Text *text)
{
    machine_push_string(machine, arena_copy(machine->arena, text_slice(text)));
    text_free(text);
    return true;
}

/* Byte offset of the last occurrence; SIZE_MAX when there is none. */
static size_t find_last(Slice text, Slice needle)
{
    for (size_t at = text.length; at + 1 > 0; at--) {
        if (slice_starts_with(slice_part(text, at, text.length), needle)) {
            return at;
        }
    }
    return SIZE_MAX;
}

typedef enum IndexOf { FIRST, LAST } IndexOf;

static bool call_index_of(Machine *machine, const Call *call)
{
    Texts texts;
    if (!read_texts(machine, call, 1, &texts) || texts.is_empty) {
        return texts.is_empty;
    }
    size_t at = call->variant == FIRST ? slice_find(texts.input, texts.arguments[0], 0)
                                       : find_last(texts.input, texts.arguments[0]);
    machine_push_integer(machine, at == SIZE_MAX ? -1 : (int64_t)utf8_count(slice_part(texts.input, 0, at)));
    return true;
}

/* Moves an offset by characters; stops at the end. */
static size_t skip_characters(Slice text, size_t at, int64_t count)
{
    while (count-- > 0 && at < text.length) {
        utf8_next(text, &at, NULL);
    }
    return at;
}

/* substring(start [, length]), counted in characters. */
static bool call_substring(Machine *machine, const Call *call)
{
    Texts texts;
    int64_t start, length = INT64_MAX;
    bool has_no_start, has_no_length;
    if (!read_texts(machine, call, 0, &texts) || !machine_integer(machine, call->arguments[0], &start, &has_no_start)) {
        return false;
    }
    if (call->instruction->count > 1 && !machine_integer(machine, call->arguments[1], &length, &has_no_length)) {
        return false;
    }
    if (texts.is_empty || has_no_start || start < 0) {
        return true;
    }
    size_t from = skip_characters(texts.input, 0, start);
    if (from < texts.input.length) {
        size_t to = skip_characters(texts.input, from, length);
        machine_push_string(machine, slice_part(texts.input, from, to - from));
    }
    return true;
}

typedef enum Occurrence { AT_START, AT_END, ANYWHERE } Occurrence;

static bool call_occurs(Machine *machine, const Call *call)
{
    Texts texts;
    if (!read_texts(machine, call, 1, &texts) || texts.is_empty) {
        return texts.is_empty;
    }
    Slice needle = texts.arguments[0];
    machine_push_boolean(machine, call->variant == AT_START ? slice_starts_with(texts.input, needle)
                                  : call->variant == AT_END ? slice_ends_with(texts.input, needle)
                                                            : slice_find(texts.input, needle, 0) != SIZE_MAX);
    return true;
}

typedef enum LetterCase { UPPER, LOWER } LetterCase;

static bool call_case(Machine *machine, const Call *call)
{
    Texts texts;
    if (!read_texts(machine, call, 0, &texts) || texts.is_empty) {
        return texts.is_empty;
    }
    Text mapped = TEXT_EMPTY;
    letter_append_mapped(texts.input, call->variant == UPPER ? letter_upper : letter_lower, &mapped);
    return push_text(machine, &mapped);
}

/* Appends the text with the substitution before every character and at the end. */
static void append_between(Slice text, Slice substitution, Text *result)
{
    for (size_t at = 0; at < text.length;) {
        size_t start = at;
        utf8_next(text, &at, NULL);
        text_append(result, substitution);
        text_append(result, slice_part(text, start, at - start));
    }
    text_append(result, substitution);
}

/* Number of times that a pattern is found, one after the other; in between all characters where it is empty. */
static size_t count_hits(Slice text, Slice pattern)
{
    size_t count = 0;
    if (pattern.length == 0) {
        return utf8_count(text) + 1;
    }
    for (size_t hit, at = 0; (hit = slice_find(text, pattern, at)) != SIZE_MAX; at = hit + pattern.length) {
        count++;
    }
    return count;
}

/* replace(pattern, substitution) of plain text. */
static bool call_replace(Machine *machine, const Call *call)
{
    Texts texts;
    if (!read_texts(machine, call, 2, &texts) || texts.is_empty) {
        return texts.is_empty;
    }
    Text result = TEXT_EMPTY;
    Slice pattern = texts.arguments[0], substitution = texts.arguments[1];
    size_t grown = texts.input.length + count_hits(texts.input, pattern) * substitution.length;
    if (!machine_allows_text(machine, grown)) {
        return false;
    }
    if (pattern.length == 0) {
        append_between(texts.input, substitution, &result);
        return push_text(machine, &result);
    }
    size_t at = 0;
    for (size_t hit; (hit = slice_find(texts.input, pattern, at)) != SIZE_MAX; at = hit + pattern.length) {
        text_append(&result, slice_part(texts.input, at, hit - at));
        text_append(&result, substitution);
    }
    text_append(&result, slice_part(texts.input, at, texts.input.length));
    return push_text(machine, &result);
}

/* The compiled expression of a pattern; NULL with the machine's error. It is asked for even where the input is empty:
   what depends on an invalid pattern has no result. */
static const Regex *find_regex(Machine *machine, Slice pattern, unsigned flags)
{
    Error error = {0};
    const Regex *regex = regex_cache_find(&machine->context->regexes, pattern, flags, &error);
    if (!regex) {
        machine_fail(machine, ERROR_FORMAT, "%s", error.message);
    }
    return regex;
}

static bool fail_match(Machine *machine)
{
    return machine_fail(machine, ERROR_LIMIT, "the regular expression takes too many steps");
}

/* matches() looks anywhere in the text, matchesFull() at the whole (variant REGEX_WHOLE); the dot takes line ends. */
static bool call_matches(Machine *machine, const Call *call)
{
    Texts texts;
    if (!read_texts(machine, call, 1, &texts)) {
        return false;
    }
    const Regex *regex = find_regex(machine, texts.arguments[0], (unsigned)call->variant | REGEX_DOT_ALL);
    if (!regex || texts.is_empty) {
        return regex != NULL;
    }
    RegexMatch match = regex_match(regex, texts.input, NULL, NULL);
    if (match == REGEX_FAILED) {
        return fail_match(machine);
    }
    machine_push_boolean(machine, match == REGEX_YES);
    return true;
}

/* replaceMatches(regex, substitution). */
static bool call_replace_matches(Machine *machine, const Call *call)
{
    Texts texts;
    if (!read_texts(machine, call, 2, &texts)) {
        return false;
    }
    const Regex *regex = find_regex(machine, texts.arguments[0], REGEX_DOT_ALL);
    if (!regex || texts.is_empty) {
        return regex != NULL;
    }
    if (texts.arguments[0].length == 0) {
        machine_push_string(machine, texts.input);
        return true;
    }
    Text result = TEXT_EMPTY;
    if (regex_replace(regex, texts.input, texts.arguments[1], &result) == REGEX_FAILED) {
        text_free(&result);
        return fail_match(machine);
    }
    return push_text(machine, &result);
}

static bool call_length(Machine *machine, const Call *call)
{
    Texts texts;
    if (!read_texts(machine, call, 0, &texts) || texts.is_empty) {
        return texts.is_empty;
    }
    machine_push_integer(machine, (int64_t)utf8_count(texts.input));
    return true;
}

static bool call_to_chars(Machine *machine, const Call *call)
{
    Texts texts;
    if (!read_texts(machine, call, 0, &texts) || texts.is_empty) {
        return texts.is_empty;
    }
    for (size_t at = 0; at < texts.input.length;) {
        size_t start = at;
        utf8_next(texts.input, &at, NULL);
        machine_push_string(machine, slice_part(texts.input, start, at - start));
    }
    return true;
}

static bool call_trim(Machine *machine, const Call *call)
{
    Texts texts;
    if (!read_texts(machine, call, 0, &texts) || texts.is_empty) {
        return texts.is_empty;
    }
    machine_push_string(machine, slice_trim(texts.input));
    return true;
}

/* split(separator). */
static bool call_split(Machine *machine, const Call *call)
{
    Texts texts;
    if (!read_texts(machine, call, 1, &texts) || texts.is_empty) {
        return texts.is_empty;
    }
    if (texts.arguments[0].length == 0) {
        return call_to_chars(machine, call);
    }
    size_t at = 0;
    for (size_t hit; (hit = slice_find(texts.input, texts.arguments[0], at)) != SIZE_MAX;) {
        machine_push_string(machine, slice_part(texts.input, at, hit - at));
        at = hit + texts.arguments[0].length;
    }
    machine_push_string(machine, slice_part(texts.input, at, texts.input.length));
    return true;
}

/* join([separator]). */
static bool call_join(Machine *machine, const Call *call)
{
    Slice separator = SLICE("");
    bool is_empty;
    if (call->instruction->count && !machine_string(machine, call->arguments[0], &separator, &is_empty)) {
        return false;
    }
    Text joined = TEXT_EMPTY;
    for (size_t i = 0; i < call->input.count; i++) {
        Slice part;
        if (!machine_string(machine, (Range){call->input.first + i, 1}, &part, &is_empty) ||
            !machine_allows_text(machine, joined.length + separator.length + part.length)) {
            text_free(&joined);
            return false;
        }
        text_append(&joined, i ? separator : SLICE(""));
        text_append(&joined, part);
    }
    if (call->input.count == 0) {
        return true;
    }
    return push_text(machine, &joined);
}

const Function functions_string[] = {
    {"indexOf", 1, 1, FUNCTION_VALUES, FIRST, call_index_of, "position of the first occurrence, or -1"},
    {"lastIndexOf", 1, 1, FUNCTION_VALUES, LAST, call_index_of, "position of the last occurrence, or -1"},
    {"substring", 1, 2, FUNCTION_VALUES, 0, call_substring, "the string from a position (with a number of characters)"},
    {"startsWith", 1, 1, FUNCTION_VALUES, AT_START, call_occurs, "true if the string starts with the other string"},
    {"endsWith", 1, 1, FUNCTION_VALUES, AT_END, call_occurs, "true if the string ends with the other string"},
    {"contains", 1, 1, FUNCTION_VALUES, ANYWHERE, call_occurs, "true if the string contains the other string"},
    {"upper", 0, 0, FUNCTION_VALUES, UPPER, call_case, "the string in upper case"},
    {"lower", 0, 0, FUNCTION_VALUES, LOWER, call_case, "the string in lower case"},
    {"replace", 2, 2, FUNCTION_VALUES, 0, call_replace, "the string with every occurrence replaced"},
    {"matches", 1, 1, FUNCTION_VALUES, 0, call_matches, "true if the regular expression matches a part"},
    {"matchesFull", 1, 1, FUNCTION_VALUES, REGEX_WHOLE, call_matches,
     "true if the regular expression matches the whole string"},
    {"replaceMatches", 2, 2, FUNCTION_VALUES, 0, call_replace_matches, "the string with every match replaced"},
    {"length", 0, 0, FUNCTION_VALUES, 0, call_length, "number of characters"},
    {"toChars", 0, 0, FUNCTION_VALUES, 0, call_to_chars, "the characters"},
    {"trim", 0, 0, FUNCTION_VALUES, 0, call_trim, "the string without whitespace at the ends"},
    {"split", 1, 1, FUNCTION_VALUES, 0, call_split, "the parts between the separators"},
    {"join", 0, 1, FUNCTION_VALUES, 0, call_join, "the joined strings, with a separator"},
    {0},
};
