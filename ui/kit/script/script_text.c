/* ScriptText: words, numbers and quoted texts. */
#include "ui/kit/script/script_text.h"

#include "src/base/ascii.h"
#include "src/base/utf8.h"

#include <stdint.h>

enum { NUMBER_DIGITS_MAXIMUM = 8, ESCAPE_DIGITS = 4 };

Slice script_word(Slice *rest)
{
    Slice trimmed = slice_trim(*rest);
    Slice word = slice_part(trimmed, 0, slice_find(trimmed, SLICE(" "), 0));
    *rest = slice_part(trimmed, word.length, trimmed.length);
    return word;
}

bool script_number(Slice *rest, int *number)
{
    Slice after = *rest;
    Slice word = script_word(&after);
    size_t value;
    if (word.length > NUMBER_DIGITS_MAXIMUM || !ascii_number(word, INT32_MAX, &value)) {
        return false;
    }
    *number = (int)value;
    *rest = after;
    return true;
}

/* Resolves \uXXXX, of which `*at` is the position of the u. */
static bool resolve_unicode(Slice line, size_t *at, Text *text)
{
    uint32_t character;
    if (!ascii_hexadecimal_at(line, *at + 1, ESCAPE_DIGITS, &character)) {
        return false;
    }
    utf8_append(text, character);
    *at += ESCAPE_DIGITS;
    return true;
}

/* Resolves the escape at `*at`, the position after the backslash. */
static bool resolve(Slice line, size_t *at, Text *text)
{
    static const char plain[][2] = {{'n', '\n'}, {'t', '\t'}, {'r', '\r'}, {'e', '\033'}, {'"', '"'}, {'\\', '\\'}};
    char c = *at < line.length ? line.bytes[*at] : '\0';
    if (c == 'u') {
        return resolve_unicode(line, at, text);
    }
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
        if (plain[i][0] == c) {
            text_append_byte(text, plain[i][1]);
            return true;
        }
    }
    return false;
}

bool script_string(Slice *rest, Text *text, Error *error)
{
    text_clear(text);
    text_append(text, SLICE(""));
    Slice line = slice_trim(*rest);
    if (!slice_starts_with(line, SLICE("\""))) {
        text_append(text, script_word(rest));
        return text->length > 0 || error_set(error, ERROR_FORMAT, NULL, "the string is missing");
    }
    size_t at = 1;
    for (; at < line.length && line.bytes[at] != '"'; at++) {
        if (line.bytes[at] != '\\') {
            text_append_byte(text, line.bytes[at]);
            continue;
        }
        at++;
        if (!resolve(line, &at, text)) {
            return error_set(error, ERROR_FORMAT, NULL, "unknown escape; allowed: \\n \\t \\r \\e \\\" \\\\ \\u0000");
        }
    }
    if (at >= line.length) {
        return error_set(error, ERROR_FORMAT, NULL, "a closing quote is missing");
    }
    *rest = slice_part(line, at + 1, line.length);
    return true;
}
