/* Lexer: the scalars of JSON text, one at a time. */
#include "src/json/lexer.h"

#include "src/base/ascii.h"
#include "src/base/utf8.h"

void lex_fault(Lexer *lexer, uint32_t offset, uint32_t length, bool is_recoverable, FaultKind kind)
{
    fault_list_add(lexer->faults, (SyntaxFault){offset, length, lexer->node, is_recoverable, kind});
}

/* ---- strings ---- */

/* Moves past the escape \uXXXX whose backslash stands at `at`. */
static uint32_t lex_unicode_escape(Lexer *lexer, uint32_t at)
{
    uint32_t next = at + 2;
    while (next < lexer->end && next < at + 6 && ascii_is_hexadecimal(lexer->bytes[next])) {
        next++;
    }
    if (next < at + 6) {
        lex_fault(lexer, at, next - at, false, FAULT_UNICODE_ESCAPE);
    }
    return next;
}

/* Moves past an escape sequence whose backslash stands at `at`; never past a line end. */
static uint32_t lex_escape(Lexer *lexer, uint32_t at)
{
    char kind = at + 1 < lexer->end ? lexer->bytes[at + 1] : '\n';
    if (kind == 'u') {
        return lex_unicode_escape(lexer, at);
    }
    uint32_t length = ascii_is_line_end(kind) ? 1 : 2;
    if (!kind || !strchr("\"\\/bfnrt", kind)) {
        lex_fault(lexer, at, length, kind == '\'', FAULT_ESCAPE);
    }
    return at + length;
}

/* Moves past characters of several bytes, and bytes that are no UTF-8. */
static uint32_t lex_high(Lexer *lexer, uint32_t at)
{
    Slice text = slice_make(lexer->bytes, lexer->end);
    size_t offset = at;
    while (offset < lexer->end && (unsigned char)lexer->bytes[offset] >= 0x80) {
        size_t start = offset;
        bool is_valid;
        utf8_next(text, &offset, &is_valid);
        if (!is_valid) {
            lex_fault(lexer, (uint32_t)start, 1, true, FAULT_NOT_UTF8);
        }
    }
    return (uint32_t)offset;
}

/* Moves past one thing in a string that is not plain. */
static uint32_t lex_special(Lexer *lexer, uint32_t at, uint8_t *flags)
{
    unsigned char byte = (unsigned char)lexer->bytes[at];
    if (byte == '\\') {
        *flags |= NODE_HAS_ESCAPE;
        return lex_escape(lexer, at);
    }
    if (byte >= 0x80) {
        *flags |= NODE_NOT_ASCII;
        return lex_high(lexer, at);
    }
    lex_fault(lexer, at, 1, true, FAULT_CONTROL);
    return at + 1;
}

/* True when what follows a closing quote at `at` fits: a string over several lines that is followed by anything else
   more likely lacks its own closing quote and was closed by the opening quote of the next one. */
static bool is_plausible_end(const Lexer *lexer, uint32_t at)
{
    uint32_t next = run_of_blanks(lexer->bytes, at + 1, lexer->end);
    return next == lexer->end || (lexer->bytes[next] && strchr(",:]}", lexer->bytes[next]));
}

/* Takes a string that lacks its closing quote to end on its line, before a comma that ends the line. */
static uint32_t end_unclosed(Lexer *lexer, uint32_t start)
{
    uint32_t at = run_of_line(lexer->bytes, start, lexer->end);
    while (at > start + 1 && ascii_is_json_white(lexer->bytes[at - 1])) {
        at--;
    }
    at -= at > start + 1 && lexer->bytes[at - 1] == ',';
    lex_fault(lexer, start, at - start, false, FAULT_QUOTE_MISSING);
    return at;
}

uint32_t lex_special_string(Lexer *lexer, uint32_t at, uint8_t *flags, bool *is_closed)
{
    const char *bytes = lexer->bytes;
    const char quote = bytes[at];
    Unclosed *unclosed = &lexer->unclosed[quote == '\''];
    const uint32_t start = at++;
    uint32_t line_end = 0;
    size_t faults_before = lexer->faults->count;
    bool is_hopeless = false;
    if (quote == '\'') {
        lex_fault(lexer, start, 1, true, FAULT_QUOTE_SINGLE);
    }
    while ((at = run_of_plain(bytes, at, lexer->end, quote)) < lexer->end && bytes[at] != quote && !is_hopeless) {
        if (ascii_is_line_end(bytes[at])) {
            is_hopeless = at >= unclosed->from && at < unclosed->to;
            line_end = line_end ? line_end : at;
        }
        at = lex_special(lexer, at, flags);
    }
    *is_closed = at < lexer->end && !is_hopeless && (!line_end || is_plausible_end(lexer, at));
    if (*is_closed) {
        return at + 1;
    }
    if (line_end && !is_hopeless) {
        *unclosed = (Unclosed){line_end, at};
    }
    fault_list_cut(lexer->faults, faults_before);
    return end_unclosed(lexer, start);
}

/* ---- numbers and words ---- */

/* Moves past digits; returns false if there is none. */
static bool skip_digits(const Lexer *lexer, uint32_t *at)
{
    uint32_t start = *at;
    while (*at < lexer->end && ascii_is_digit(lexer->bytes[*at])) {
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

/* True for the characters that numbers are made of. */
static bool is_of_number(char c)
{
    return ascii_is_digit(c) || c == '.' || c == '+' || c == '-' || c == 'e' || c == 'E';
}

static bool is_of_word(char c)
{
    return ascii_is_letter_or_digit(c) || (unsigned char)c >= 0x80 || c == '_' || c == '$' || c == '.' || c == '-' ||
           c == '+';
}

uint32_t lex_word_end(const Lexer *lexer, uint32_t at)
{
    while (at < lexer->end && is_of_word(lexer->bytes[at])) {
        at++;
    }
    return at;
}

uint32_t lex_number(Lexer *lexer, uint32_t at)
{
    uint32_t start = at;
    bool is_number = match_number(lexer, &at);
    uint32_t end = lex_word_end(lexer, at);
    if (is_number && end == at) {
        return at;
    }
    bool is_recoverable = true;
    for (uint32_t i = start; i < end; i++) {
        is_recoverable = is_recoverable && is_of_number(lexer->bytes[i]);
    }
    lex_fault(lexer, start, end - start, is_recoverable, FAULT_NUMBER);
    return end;
}

static bool is_ascii(Slice word)
{
    for (size_t i = 0; i < word.length; i++) {
        if ((unsigned char)word.bytes[i] >= 0x80) {
            return false;
        }
    }
    return true;
}

uint32_t lex_word(Lexer *lexer, uint32_t at, NodeKind *kind, uint8_t *flags)
{
    uint32_t end = lex_word_end(lexer, at);
    Slice word = slice_make(lexer->bytes + at, end - at);
    if (slice_equals(word, SLICE("true")) || slice_equals(word, SLICE("false"))) {
        *kind = NODE_BOOLEAN;
    } else if (slice_equals(word, SLICE("null"))) {
        *kind = NODE_NULL;
    } else {
        *kind = NODE_STRING;
        *flags |= NODE_IS_BARE | (is_ascii(word) ? 0 : NODE_NOT_ASCII);
        lex_fault(lexer, at, end - at, true, FAULT_WORD);
    }
    return end;
}

uint32_t lex_garbage_end(const Lexer *lexer, uint32_t at)
{
    do {
        at++;
    } while (at < lexer->end && !ascii_is_json_white(lexer->bytes[at]) && !is_of_word(lexer->bytes[at]) &&
             !(lexer->bytes[at] && strchr(",:[]{}\"'/", lexer->bytes[at])));
    return at;
}

uint32_t lex_comment_end(const Lexer *lexer, uint32_t at)
{
    const char *bytes = lexer->bytes;
    uint32_t end = lexer->end;
    if (at + 1 >= end || bytes[at] != '/' || (bytes[at + 1] != '/' && bytes[at + 1] != '*')) {
        return at;
    }
    if (bytes[at + 1] == '/') {
        return run_of_line(bytes, at, end);
    }
    for (at += 2; at + 1 < end; at++) {
        if (bytes[at] == '*' && bytes[at + 1] == '/') {
            return at + 2;
        }
    }
    return end;
}
