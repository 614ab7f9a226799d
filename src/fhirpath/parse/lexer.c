/* The words of an expression, one at a time. */
#include "src/fhirpath/parse/lexer.h"

#include "src/base/ascii.h"
#include "src/base/utf8.h"
#include "src/json/escape.h"

enum { UNICODE_DIGITS = 4 };

static char byte_at(Slice expression, size_t at)
{
    return at < expression.length ? expression.bytes[at] : '\0';
}

static bool is_letter(char c)
{
    return ascii_is_letter(c) || c == '_';
}

/* Moves past white space and comments; false in a comment that does not end. */
static bool skip_space(Slice expression, size_t *at, Error *error)
{
    for (;;) {
        char c = byte_at(expression, *at), next = byte_at(expression, *at + 1);
        if (*at < expression.length && ascii_is_fhir_white(c)) {
            ++*at;
        } else if (c == '/' && next == '/') {
            size_t end = slice_find(expression, SLICE("\n"), *at);
            *at = end == SIZE_MAX ? expression.length : end;
        } else if (c == '/' && next == '*') {
            size_t end = slice_find(expression, SLICE("*/"), *at + 2);
            if (end == SIZE_MAX) {
                return expression_refuse(expression, *at, error, ERROR_FORMAT,
                                         "the comment is not closed: '*/' is missing");
            }
            *at = end + 2;
        } else {
            return true;
        }
    }
}

/* Takes bytes up to the closing quote; the text lies between the quotes. */
static bool take_quoted(Slice expression, size_t start, Token *token, Error *error)
{
    char quote = expression.bytes[start];
    size_t at = start + 1;
    while (at < expression.length && expression.bytes[at] != quote) {
        at += expression.bytes[at] == '\\' ? 2 : 1;
    }
    if (at >= expression.length) {
        return expression_refuse(expression, start, error, ERROR_FORMAT, "the %s is not closed: %c is missing",
                                 quote == '`' ? "name" : "text", quote);
    }
    token->text = slice_part(expression, start + 1, at - start - 1);
    token->end = at + 1;
    return true;
}

/* Takes letters, digits and underscores; `is_variable` allows hyphens too, as in %vs-name. */
static void take_word(Slice expression, size_t start, bool is_variable, Token *token)
{
    size_t at = start;
    while (is_letter(byte_at(expression, at)) || ascii_is_digit(byte_at(expression, at)) ||
           (is_variable && byte_at(expression, at) == '-' && is_letter(byte_at(expression, at + 1)))) {
        at++;
    }
    token->text = slice_part(expression, start, at - start);
    token->end = at;
}

/* Takes digits, with a point where digits follow it. */
static void take_number(Slice expression, size_t start, Token *token)
{
    size_t at = start;
    while (ascii_is_digit(byte_at(expression, at))) {
        at++;
    }
    if (byte_at(expression, at) == '.' && ascii_is_digit(byte_at(expression, at + 1))) {
        at++;
        while (ascii_is_digit(byte_at(expression, at))) {
            at++;
        }
    }
    token->kind = TOKEN_NUMBER;
    token->text = slice_part(expression, start, at - start);
    token->end = at;
}

/* Takes a literal with `@`. */
static bool take_moment(Slice expression, Token *token, Error *error)
{
    Slice rest = slice_part(expression, token->start + 1, expression.length);
    size_t length = moment_scan(rest, &token->moment);
    bool is_cut = token->moment.kind == MOMENT_DATE && token->moment.precision < PRECISION_DAY &&
                  byte_at(rest, length) == '-' && ascii_is_digit(byte_at(rest, length + 1));
    if (length == 0 || is_cut || ascii_is_digit(byte_at(rest, length))) {
        return expression_refuse(expression, token->start, error, ERROR_FORMAT,
                                 "'@' must start a date or time, such as @2015-02-04, @2015-02-04T14:34 or @T14:34");
    }
    token->kind = TOKEN_MOMENT;
    token->text = slice_part(rest, 0, length);
    token->end = token->start + 1 + length;
    return true;
}

/* Takes %name, %`name` or %'name'. */
static bool take_variable(Slice expression, Token *token, Error *error)
{
    char next = byte_at(expression, token->start + 1);
    token->kind = TOKEN_VARIABLE;
    if (next == '`' || next == '\'' || next == '"') {
        return take_quoted(expression, token->start + 1, token, error);
    }
    take_word(expression, token->start + 1, true, token);
    return token->text.length > 0 ||
           expression_refuse(expression, token->start, error, ERROR_FORMAT, "a name is expected after '%%'");
}

/* Takes an operator or bracket, the longest that fits. */
static bool take_symbol(Slice expression, Token *token, Error *error)
{
    Slice rest = slice_part(expression, token->start, expression.length);
    char first = byte_at(rest, 0), second = byte_at(rest, 1);
    bool is_long = second == '=' ? first == '!' || first == '<' || first == '>' : second == '~' && first == '!';
    if (is_long || (first && strchr("()[]{}.,+-*/&|=~<>", first))) {
        token->kind = TOKEN_SYMBOL;
        token->text = slice_part(rest, 0, is_long ? 2 : 1);
        token->end = token->start + token->text.length;
        return true;
    }
    size_t length = 0;
    utf8_next(rest, &length, NULL);
    return expression_refuse(expression, token->start, error, ERROR_FORMAT, "'%.*s' is not allowed",
                             SLICE_ARGS(slice_part(rest, 0, length)));
}

bool lexer_read(Slice expression, size_t at, Token *token, Error *error)
{
    if (!skip_space(expression, &at, error)) {
        return false;
    }
    char c = byte_at(expression, at);
    *token = (Token){.kind = TOKEN_END, .start = at, .end = at, .text = SLICE("")};
    if (at >= expression.length) {
        return true;
    }
    if (c == '\'' || c == '`') {
        token->kind = c == '`' ? TOKEN_DELIMITED : TOKEN_STRING;
        return take_quoted(expression, at, token, error);
    }
    if (is_letter(c)) {
        token->kind = TOKEN_WORD;
        take_word(expression, at, false, token);
        return true;
    }
    if (ascii_is_digit(c)) {
        take_number(expression, at, token);
        return true;
    }
    if (c == '$') {
        token->kind = TOKEN_SPECIAL;
        take_word(expression, at + 1, false, token);
        return true;
    }
    return c == '@'   ? take_moment(expression, token, error)
           : c == '%' ? take_variable(expression, token, error)
                      : take_symbol(expression, token, error);
}

/* Resolves \uXXXX, or two of them that are a surrogate pair, at `*at` (the `u`), as JSON has them; moves past it. */
static bool take_unicode(Slice raw, size_t *at, Text *text)
{
    uint32_t unit;
    if (!ascii_hexadecimal_at(raw, *at + 1, UNICODE_DIGITS, &unit)) {
        return false;
    }
    --*at;
    utf8_append(text, escape_read(raw, at));
    return true;
}

bool lexer_unescape(Slice raw, Text *text, size_t *fault)
{
    static const char letters[] = "'\"`\\/rntf", meanings[] = "'\"`\\/\r\n\t\f";
    for (size_t at = 0; at < raw.length;) {
        if (raw.bytes[at] != '\\') {
            text_append_byte(text, raw.bytes[at++]);
            continue;
        }
        char letter = byte_at(raw, at + 1);
        const char *known = letter ? strchr(letters, letter) : NULL;
        *fault = at++;
        if (known) {
            text_append_byte(text, meanings[known - letters]);
            at++;
        } else if (letter != 'u' || !take_unicode(raw, &at, text)) {
            return false;
        }
    }
    return true;
}
