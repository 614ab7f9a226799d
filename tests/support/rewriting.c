/* Rewriting: one table, a row for each way, with the test that tells it. */
#include "tests/support/rewriting.h"

#include "src/base/memory.h"
#include "src/fhirpath/value/decimal.h"
#include "src/profile/terms/system_name.h"

#include <ctype.h>
#include <stdlib.h>

/* ---- words ---- */

static bool is_word_byte(char byte)
{
    return isalnum((unsigned char)byte) || (unsigned char)byte >= 0x80;
}

/* The next word from `*at` on; empty at the end. */
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

static int compare_words(const void *a, const void *b)
{
    const Slice *left = a, *right = b;
    size_t length = left->length < right->length ? left->length : right->length;
    for (size_t i = 0; i < length; i++) {
        int difference = tolower((unsigned char)left->bytes[i]) - tolower((unsigned char)right->bytes[i]);
        if (difference != 0) {
            return difference;
        }
    }
    return (left->length > right->length) - (left->length < right->length);
}

/* The words of a text, sorted; the caller frees the array. */
static Slice *words_of(Slice text, size_t *count)
{
    Slice *words = NULL;
    size_t capacity = 0, at = 0;
    *count = 0;
    for (Slice word = next_word(text, &at); word.length > 0; word = next_word(text, &at)) {
        ARRAY_RESERVE(words, capacity, *count + 1);
        words[(*count)++] = word;
    }
    if (*count > 0) {
        qsort(words, *count, sizeof *words, compare_words);
    }
    return words;
}

bool rewriting_keeps_words(Slice lost, Slice found)
{
    size_t lost_count, found_count, at = 0, kept = 0;
    Slice *was = words_of(lost, &lost_count), *is = words_of(found, &found_count);
    for (; kept < lost_count; kept++, at++) {
        while (at < found_count && compare_words(&is[at], &was[kept]) < 0) {
            at++;
        }
        if (at >= found_count || compare_words(&is[at], &was[kept]) != 0) {
            break;
        }
    }
    free(was);
    free(is);
    return kept == lost_count;
}

/* ---- the rows ---- */

static bool is_same_words(const Rules *rules, Slice lost, Slice found)
{
    (void)rules;
    return rewriting_keeps_words(lost, found);
}

static bool is_same_number(const Rules *rules, Slice lost, Slice found)
{
    Decimal was, is;
    (void)rules;
    return decimal_parse(slice_trim(lost), &was) && decimal_parse(found, &is) && decimal_compare(was, is) == 0;
}

/* Counts the digits of a text; names of months count as their numbers. False where it has other words than dates have.
 */
static bool count_digits(Slice text, int counts[10])
{
    static const char *const months[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                         "jul", "aug", "sep", "oct", "nov", "dec"};
    static const char *const others[] = {"t", "z", "am", "pm", "tz", "utc"};
    bool is_known = true;
    for (size_t at = 0; at < text.length && is_known;) {
        size_t start = at;
        while (at < text.length && isalpha((unsigned char)text.bytes[at])) {
            at++;
        }
        Slice word = slice_part(text, start, at - start);
        is_known = word.length == 0;
        for (size_t i = 0; i < 12 && word.length >= 3; i++) {
            if (slice_equals_ignoring_case(slice_part(word, 0, 3), slice_from(months[i]))) {
                counts[(i + 1) % 10]++;
                counts[1] += i >= 9;
                is_known = true;
            }
        }
        for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
            is_known = is_known || slice_equals_ignoring_case(word, slice_from(others[i]));
        }
        if (word.length == 0) {
            if (isdigit((unsigned char)text.bytes[at])) {
                counts[text.bytes[at] - '0']++;
            }
            at++;
        }
    }
    return is_known;
}

static bool is_same_date(const Rules *rules, Slice lost, Slice found)
{
    int was[10] = {0}, is[10] = {0};
    (void)rules;
    bool is_date = found.length >= 4 && (found.length == 4 || found.bytes[4] == '-') && lost.length >= 4 &&
                   count_digits(lost, was) && count_digits(found, is);
    for (int i = 0; i < 10 && is_date; i++) {
        is_date = was[i] <= is[i];
    }
    return is_date;
}

/* "urn:oid:1.2" for "1.2", and "oid:1.2". */
static bool is_plain_uid(const Rules *rules, Slice lost, Slice found)
{
    static const Slice prefixes[] = {SLICE("urn:oid:"), SLICE("oid:"), SLICE("urn:")};
    (void)rules;
    lost = slice_trim(lost);
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        if (slice_equals(slice_part(lost, 0, prefixes[i].length), prefixes[i]) &&
            slice_equals(slice_part(lost, prefixes[i].length, SIZE_MAX), found)) {
            return true;
        }
    }
    return false;
}

/* An address without its scheme and the slashes at its end. */
static Slice bare_address(Slice address)
{
    size_t scheme = slice_find(address, SLICE("://"), 0);
    Slice bare = scheme == SIZE_MAX ? address : slice_part(address, scheme + 3, SIZE_MAX);
    while (slice_ends_with(bare, SLICE("/"))) {
        bare = slice_part(bare, 0, bare.length - 1);
    }
    return bare;
}

static bool is_same_system(const Rules *rules, Slice lost, Slice found)
{
    return slice_equals(system_name_intended(rules, slice_trim(lost)), found) ||
           (found.length > 0 && slice_equals_ignoring_case(bare_address(slice_trim(lost)), bare_address(found)));
}

static bool is_same_truth(const Rules *rules, Slice lost, Slice found)
{
    static const char *const words[][2] = {{"yes", "true"}, {"no", "false"}, {"1", "true"}, {"0", "false"},
                                           {"y", "true"},   {"n", "false"},  {"t", "true"}, {"f", "false"}};
    (void)rules;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (slice_equals_ignoring_case(slice_trim(lost), slice_from(words[i][0])) &&
            slice_equals(found, slice_from(words[i][1]))) {
            return true;
        }
    }
    return false;
}

/* A name of a language for its tag. */
static bool is_same_language(const Rules *rules, Slice lost, Slice found)
{
    static const char *const names[][2] = {{"english", "en"}, {"german", "de"},  {"deutsch", "de"},
                                           {"french", "fr"},  {"spanish", "es"}, {"dutch", "nl"}};
    (void)rules;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (slice_equals_ignoring_case(slice_trim(lost), slice_from(names[i][0])) &&
            slice_equals(found, slice_from(names[i][1]))) {
            return true;
        }
    }
    return false;
}

/* The end of a name of XHTML, such as h3 or frac12, that begins at a place. */
static size_t name_end(Slice text, size_t at)
{
    while (at < text.length && isalnum((unsigned char)text.bytes[at])) {
        at++;
    }
    return at;
}

void rewriting_append_plain(Slice narrative, Text *text)
{
    for (size_t at = 0; at < narrative.length;) {
        bool is_closing = slice_starts_with(slice_part(narrative, at, 2), SLICE("</"));
        size_t end = name_end(narrative, at + 1 + is_closing);
        bool is_entity =
            narrative.bytes[at] == '&' && end > at + 1 && end < narrative.length && narrative.bytes[end] == ';';
        text_append(text, is_entity || is_closing ? SLICE(" ") : slice_part(narrative, at, 1));
        at = is_entity ? end + 1 : is_closing ? end : at + 1;
    }
}

static bool is_same_narrative(const Rules *rules, Slice lost, Slice found)
{
    Text was = TEXT_EMPTY, is = TEXT_EMPTY;
    (void)rules;
    rewriting_append_plain(lost, &was);
    rewriting_append_plain(found, &is);
    bool is_same = slice_starts_with(found, SLICE("<div")) && rewriting_keeps_words(text_slice(&was), text_slice(&is));
    text_free(&was);
    text_free(&is);
    return is_same;
}

/* What is written as base64, with its whitespace left out. */
static bool is_same_data(const Rules *rules, Slice lost, Slice found)
{
    size_t at = 0;
    (void)rules;
    for (size_t i = 0; i < lost.length; i++) {
        if (isspace((unsigned char)lost.bytes[i])) {
            continue;
        }
        if (at >= found.length || found.bytes[at++] != lost.bytes[i]) {
            return false;
        }
    }
    return at == found.length && at > 0;
}

/* "http://a.test/Patient/1" for "http://a.test/Patient/1/_history/2": the fix is certain where the resource states the
 * version. */
static bool is_without_version(const Rules *rules, Slice lost, Slice found)
{
    (void)rules;
    return slice_starts_with(lost, found) &&
           slice_starts_with(slice_part(lost, found.length, lost.length), SLICE("/_history/"));
}

static const struct {
    const char *name;
    bool (*is_it)(const Rules *rules, Slice lost, Slice found);
} rewritings[] = {
    {"the same words, in other capitals, with other marks or with more around them", is_same_words},
    {"a number in another form", is_same_number},
    {"a date or a time in another form", is_same_date},
    {"a UID without urn:oid:", is_plain_uid},
    {"the URL of a system for its name, its OID or another form of the URL", is_same_system},
    {"true or false for a word that means it", is_same_truth},
    {"the tag of a language for its name", is_same_language},
    {"a narrative with characters for entities", is_same_narrative},
    {"base64 without whitespace", is_same_data},
    {"the URL of a resource without its version", is_without_version},
};

const char *rewriting_of(const Rules *rules, Slice lost, Slice found)
{
    for (size_t i = 0; i < sizeof rewritings / sizeof *rewritings; i++) {
        if (rewritings[i].is_it(rules, lost, found)) {
            return rewritings[i].name;
        }
    }
    return NULL;
}
