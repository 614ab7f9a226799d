/* Lexer: the scalars of JSON text, one at a time. Strings are the bulk of a document: their plain bytes are skipped by a
   table look-up per byte until one that matters. */
#include "src/json/lexer.h"

#include "src/base/utf8.h"

/* Bytes that a string's plain run stops at. */
enum { STOP_QUOTE = 1, STOP_ESCAPE = 2, STOP_CONTROL = 4, STOP_HIGH = 8 };

/* What a byte means inside a string; 0 for plain ones. */
static inline unsigned string_stop(unsigned char byte)
{
    return byte == '"'    ? STOP_QUOTE
           : byte == '\\' ? STOP_ESCAPE
           : byte < 0x20  ? STOP_CONTROL
           : byte >= 0x80 ? STOP_HIGH
                          : 0;
}

void lex_fault(const Lexer *lexer, uint32_t offset, uint32_t length, bool is_recoverable, const char *message)
{
    fault_list_add(lexer->faults, (SyntaxFault){offset, length, lexer->node, is_recoverable, message});
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_hexadecimal(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/* Moves past an escape sequence, whose backslash stands at `at`. */
static uint32_t lex_escape(const Lexer *lexer, uint32_t at, uint8_t *flags)
{
    if (at + 1 >= lexer->end) {
        return lexer->end;
    }
    char kind = lexer->bytes[at + 1];
    if (kind == 'u') {
        uint32_t next = at + 2;
        while (next < lexer->end && next < at + 6 && is_hexadecimal(lexer->bytes[next])) {
            next++;
        }
        if (next < at + 6) {
            *flags |= NODE_HAS_FAULT;
            lex_fault(lexer, at, next - at, false, "after \\u four hexadecimal digits are expected");
        }
        return next;
    }
    if (!kind || !strchr("\"\\/bfnrt", kind)) {
        *flags |= NODE_HAS_FAULT;
        lex_fault(
            lexer, at, 2, kind == '\'',
            "this escape sequence does not exist in JSON; allowed are \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\uXXXX");
    }
    return at + 2;
}

/* Moves past a character of several bytes, or one byte that is no UTF-8. */
static uint32_t lex_high(const Lexer *lexer, uint32_t at, uint8_t *flags)
{
    bool is_valid;
    size_t offset = at;
    utf8_next(slice_make(lexer->bytes, lexer->end), &offset, &is_valid);
    *flags |= NODE_NOT_ASCII;
    if (!is_valid) {
        *flags |= NODE_HAS_FAULT;
        lex_fault(lexer, at, 1, true, "this byte is no valid UTF-8; FHIR and JSON ask for UTF-8");
    }
    return (uint32_t)offset;
}

/* The end of the line that an unclosed string starts on; there it is taken to end. */
static uint32_t end_of_line(const Lexer *lexer, uint32_t at)
{
    while (at < lexer->end && lexer->bytes[at] != '\n' && lexer->bytes[at] != '\r') {
        at++;
    }
    return at;
}

/* Moves past one thing in a string that is not plain. */
static uint32_t lex_special(const Lexer *lexer, uint32_t at, uint8_t *flags)
{
    switch (string_stop((unsigned char)lexer->bytes[at])) {
    case STOP_ESCAPE:
        *flags |= NODE_HAS_ESCAPE;
        return lex_escape(lexer, at, flags);
    case STOP_CONTROL:
        *flags |= NODE_HAS_FAULT;
        lex_fault(
            lexer, at, 1, true,
            "a control character (a line end, a tab …) inside a string must be written as an escape, such as \\n");
        return at + 1;
    case STOP_HIGH:
        return lex_high(lexer, at, flags);
    default:
        return at + 1;
    }
}

/* True when what follows a closing quote at `at` fits: a string over several lines that is followed by anything else
   more likely lacks its own closing quote and was closed by the opening quote of the next one. */
static bool is_plausible_end(const Lexer *lexer, uint32_t start, uint32_t at)
{
    if (end_of_line(lexer, start) >= at) {
        return true;
    }
    for (at++; at < lexer->end; at++) {
        if (!strchr(" \t\r\n", lexer->bytes[at])) {
            return lexer->bytes[at] && strchr(",:]}", lexer->bytes[at]);
        }
    }
    return true;
}

uint32_t lex_string(const Lexer *lexer, uint32_t at, uint8_t *flags, bool *is_closed)
{
    const char *bytes = lexer->bytes;
    char quote = bytes[at];
    uint32_t start = at++;
    size_t faults_before = lexer->faults->count;
    uint8_t found = 0;
    *is_closed = true;
    if (quote == '\'') {
        found |= NODE_HAS_FAULT;
        lex_fault(lexer, start, 1, true, "strings stand in double quotes, not in single quotes");
    }
    while (at < lexer->end) {
        while (at < lexer->end && !string_stop((unsigned char)bytes[at]) && bytes[at] != quote) {
            at++;
        }
        if (at < lexer->end && bytes[at] == quote) {
            if (lexer->faults->count > faults_before && !is_plausible_end(lexer, start, at)) {
                break;
            }
            *flags |= found;
            return at + 1;
        }
        if (at < lexer->end) {
            at = lex_special(lexer, at, &found);
        }
    }
    *is_closed = false;
    lexer->faults->count = faults_before;
    *flags |= (uint8_t)(found | NODE_HAS_FAULT);
    at = end_of_line(lexer, start);
    lex_fault(lexer, start, at - start, false, "this string has no closing quote");
    return at;
}

/* Moves past digits; returns false where there is none. */
static bool skip_digits(const Lexer *lexer, uint32_t *at)
{
    uint32_t start = *at;
    while (*at < lexer->end && is_digit(lexer->bytes[*at])) {
        (*at)++;
    }
    return *at > start;
}

/* number = [ minus ] int [ frac ] [ exp ] (RFC 8259 section 6); returns false where the text is none. */
static bool match_number(const Lexer *lexer, uint32_t *at)
{
    const char *bytes = lexer->bytes;
    if (bytes[*at] == '-') {
        (*at)++;
    }
    uint32_t integer = *at;
    if (!skip_digits(lexer, at) || (bytes[integer] == '0' && *at > integer + 1)) {
        return false;
    }
    if (*at < lexer->end && bytes[*at] == '.') {
        (*at)++;
        if (!skip_digits(lexer, at)) {
            return false;
        }
    }
    if (*at < lexer->end && (bytes[*at] == 'e' || bytes[*at] == 'E')) {
        (*at)++;
        if (*at < lexer->end && (bytes[*at] == '+' || bytes[*at] == '-')) {
            (*at)++;
        }
        return skip_digits(lexer, at);
    }
    return true;
}

uint32_t lex_word_end(const Lexer *lexer, uint32_t at)
{
    while (at < lexer->end) {
        char c = lexer->bytes[at];
        bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || ((unsigned char)c >= 0x80);
        if (!is_letter && !is_digit(c) && c != '_' && c != '$' && c != '.' && c != '-' && c != '+') {
            break;
        }
        at++;
    }
    return at;
}

uint32_t lex_number(const Lexer *lexer, uint32_t at, uint8_t *flags)
{
    uint32_t start = at;
    bool is_number = match_number(lexer, &at);
    uint32_t end = lex_word_end(lexer, at);
    if (is_number && end == at) {
        return at;
    }
    *flags |= NODE_HAS_FAULT;
    lex_fault(lexer, start, end - start ? end - start : 1, false,
              "this is no number as JSON has them: no leading zeros or plus sign, digits on both sides of the point");
    return end > start ? end : start + 1;
}

uint32_t lex_word(const Lexer *lexer, uint32_t at, NodeKind *kind, uint8_t *flags)
{
    uint32_t end = lex_word_end(lexer, at);
    Slice word = slice_make(lexer->bytes + at, end - at);
    if (slice_equals(word, SLICE("true")) || slice_equals(word, SLICE("false"))) {
        *kind = NODE_BOOLEAN;
    } else if (slice_equals(word, SLICE("null"))) {
        *kind = NODE_NULL;
    } else {
        *kind = NODE_BROKEN;
        *flags |= NODE_HAS_FAULT;
        lex_fault(lexer, at, end - at, true,
                  "this word needs double quotes around it, or is a misspelt true, false or null");
    }
    return end;
}
