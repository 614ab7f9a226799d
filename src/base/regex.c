/* Regex: a wrapper of PCRE2. Patterns are compiled to machine code where the machine has that. */
#include "src/base/regex.h"

#include "src/base/memory.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdlib.h>

enum { MATCH_LIMIT = 1000000, DEPTH_LIMIT = 10000, HEAP_LIMIT_KIB = 65536 };

struct Regex {
    pcre2_code *code;
    pcre2_match_data *match;
    pcre2_match_context *context;
};

static uint32_t options_of(unsigned flags)
{
    return PCRE2_UTF | (flags & REGEX_WHOLE ? PCRE2_ANCHORED | PCRE2_ENDANCHORED : 0u) |
           (flags & REGEX_IGNORE_CASE ? PCRE2_CASELESS : 0u) | (flags & REGEX_DOT_ALL ? PCRE2_DOTALL : 0u);
}

Regex *regex_new(Slice pattern, unsigned flags, Error *error)
{
    int code;
    PCRE2_SIZE offset;
    PCRE2_SPTR bytes = (PCRE2_SPTR)(pattern.length ? pattern.bytes : "");
    pcre2_code *compiled = pcre2_compile(bytes, pattern.length, options_of(flags), &code, &offset, NULL);
    if (!compiled) {
        PCRE2_UCHAR message[200] = "";
        pcre2_get_error_message(code, message, sizeof message);
        error_set(error, ERROR_FORMAT, NULL, "the regular expression is wrong at character %zu: %s", (size_t)offset + 1,
                  (const char *)message);
        return NULL;
    }
    pcre2_jit_compile(compiled, PCRE2_JIT_COMPLETE);
    Regex *regex = memory_allocate_zeroed(1, sizeof *regex);
    regex->code = compiled;
    regex->match = pcre2_match_data_create_from_pattern(compiled, NULL);
    regex->context = pcre2_match_context_create(NULL);
    pcre2_set_match_limit(regex->context, MATCH_LIMIT);
    pcre2_set_depth_limit(regex->context, DEPTH_LIMIT);
    pcre2_set_heap_limit(regex->context, HEAP_LIMIT_KIB);
    return regex;
}

void regex_free(Regex *regex)
{
    if (!regex) {
        return;
    }
    pcre2_match_context_free(regex->context);
    pcre2_match_data_free(regex->match);
    pcre2_code_free(regex->code);
    free(regex);
}

RegexMatch regex_match(const Regex *regex, Slice text, size_t *start, size_t *end)
{
    PCRE2_SPTR bytes = (PCRE2_SPTR)(text.length ? text.bytes : "");
    int count = pcre2_match(regex->code, bytes, text.length, 0, 0, regex->match, regex->context);
    if (count < 0) {
        return count == PCRE2_ERROR_NOMATCH ? REGEX_NO : REGEX_FAILED;
    }
    const PCRE2_SIZE *places = pcre2_get_ovector_pointer(regex->match);
    if (start) {
        *start = places[0];
    }
    if (end) {
        *end = places[1];
    }
    return REGEX_YES;
}

/* PCRE2 knows `$$` for a dollar sign; the Java form `\$` is turned into it, and other backslashes are dropped. */
static void translate_substitution(Slice substitution, Text *translated)
{
    for (size_t i = 0; i < substitution.length; i++) {
        char c = substitution.bytes[i];
        if (c == '\\' && i + 1 < substitution.length) {
            c = substitution.bytes[++i];
            text_append(translated, c == '$' ? SLICE("$$") : slice_make(&c, 1));
        } else {
            text_append_byte(translated, c);
        }
    }
}

RegexMatch regex_replace(const Regex *regex, Slice text, Slice substitution, Text *result)
{
    Text translated = TEXT_EMPTY;
    text_reserve(&translated, substitution.length);
    translate_substitution(substitution, &translated);
    uint32_t options = PCRE2_SUBSTITUTE_GLOBAL | PCRE2_SUBSTITUTE_OVERFLOW_LENGTH | PCRE2_SUBSTITUTE_UNSET_EMPTY;
    PCRE2_SPTR bytes = (PCRE2_SPTR)(text.length ? text.bytes : "");
    PCRE2_SIZE size = text.length + translated.length + 64;
    int count = 0;
    for (int attempt = 0; attempt < 2; attempt++) {
        text_reserve(result, result->length + size);
        count = pcre2_substitute(regex->code, bytes, text.length, 0, options, regex->match, regex->context,
                                 (PCRE2_SPTR)translated.bytes, translated.length,
                                 (PCRE2_UCHAR *)result->bytes + result->length, &size);
        if (count != PCRE2_ERROR_NOMEMORY) {
            break;
        }
    }
    text_free(&translated);
    if (count >= 0) {
        result->length += size;
    }
    result->bytes[result->length] = '\0';
    return count < 0 ? REGEX_FAILED : count > 0 ? REGEX_YES : REGEX_NO;
}
