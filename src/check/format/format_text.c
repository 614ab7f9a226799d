/* Formats: text, codes, ids and base64. */
#include "src/base/ascii.h"
#include "src/base/utf8.h"
#include "src/check/format/format.h"
#include "src/json/escape.h"

#include <stdint.h>

enum { ID_LENGTH_MAXIMUM = 64, STRING_LENGTH_MAXIMUM = 1048576 };

bool format_is_anything(Slice text)
{
    (void)text;
    return true;
}

bool format_is_id(Slice text)
{
    if (text.length == 0 || text.length > ID_LENGTH_MAXIMUM) {
        return false;
    }
    unsigned char wrong = 0; /* without a branch for each byte: compilers look at many at once */
    for (size_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.bytes[i], letter = (unsigned char)((c | 0x20) - 'a'),
                      digit = (unsigned char)(c - '0');
        wrong |= (unsigned char)((letter >= 26) & (digit >= 10) & (c != '.') & (c != '-'));
    }
    return wrong == 0;
}

/* Words with one space between them. */
bool format_is_code(Slice text)
{
    bool was_space = true;
    for (size_t i = 0; i < text.length; i++) {
        bool is_blank = ascii_is_fhir_white(text.bytes[i]);
        if (is_blank && (was_space || text.bytes[i] != ' ')) {
            return false;
        }
        was_space = is_blank;
    }
    return !was_space;
}

/* ---- base64 ---- */

/* taken over: base64-space */
void format_judge_base64(Walk *walk, const Place *place, Slice text)
{
    for (size_t i = 0; i < text.length; i++) {
        if (ascii_is_fhir_white(text.bytes[i])) {
            issue_add(walk, KEY_BASE64_SPACE, place->node, NULL,
                      "Base64 string contains whitespace. Remove the whitespace. Receivers might refuse whitespace.");
            return;
        }
    }
}

/* ---- strings ---- */

/* Code points that Unicode calls white space. */
static bool is_white(uint32_t character)
{
    return character == ' ' || (character >= '\t' && character <= '\r') || character == 0x85 || character == 0xA0 ||
           character == 0x1680 || (character >= 0x2000 && character <= 0x200A) || character == 0x2028 ||
           character == 0x2029 || character == 0x202F || character == 0x205F || character == 0x3000;
}

void format_judge_string(Walk *walk, const Place *place, Slice text)
{
    size_t first = 0, last = utf8_previous(text, text.length);
    bool starts_white = is_white(utf8_next(text, &first, NULL));
    if (starts_white || is_white(utf8_next(text, &last, NULL))) {
        issue_add(walk, KEY_STRING_SPACE, place->node, NULL, "String %s with whitespace. Remove the whitespace.",
                  starts_white ? "starts" : "ends");
    }
    if (text.length > STRING_LENGTH_MAXIMUM && utf8_count(text) > STRING_LENGTH_MAXIMUM) {
        issue_add(walk, KEY_TOO_LONG, place->node, NULL, "String is too long. Allowed: at most 1,048,576 characters.");
    }
}

/* ---- characters ---- */

static bool is_tag_character(char c)
{
    return ascii_is_letter_or_digit(c) || c == '+' || c == '=';
}

/* True when the text holds something like a start tag, with a further `<` after it. */
static bool has_markup(Slice text)
{
    const char *open = memchr(text.bytes, '<', text.length);
    while (open) {
        size_t at = (size_t)(open - text.bytes) + 1, start = at;
        while (at < text.length && is_tag_character(text.bytes[at])) {
            at++;
        }
        bool is_name = at > start && ascii_is_letter(text.bytes[start]);
        bool is_tag = is_name && at < text.length && (text.bytes[at] == '>' || ascii_is_fhir_white(text.bytes[at]));
        open = memchr(text.bytes + at, '<', text.length - at);
        if (is_tag) {
            return open != NULL;
        }
    }
    return false;
}

/* Lead byte of all controls of direction and of the paragraph separator (U+2000 to U+2FFF) in UTF-8. */
enum { LEAD_OF_CONTROLS = 0xE2 };

/* True where controls of direction leave something open at the end of the first line of a text. */
static bool leaves_direction_open(Slice text)
{
    const char *newline = memchr(text.bytes, '\n', text.length);
    Slice line = newline ? slice_part(text, 0, (size_t)(newline - text.bytes)) : text;
    const char *lead = memchr(line.bytes, LEAD_OF_CONTROLS, line.length);
    int embeddings = 0, isolates = 0;
    while (lead) {
        size_t at = (size_t)(lead - line.bytes);
        uint32_t character = utf8_next(line, &at, NULL);
        if (character == 0x2029) {
            break;
        }
        embeddings += (character >= 0x202A && character <= 0x202E && character != 0x202C) - (character == 0x202C);
        isolates += (character >= 0x2066 && character <= 0x2068) - (character == 0x2069);
        lead = memchr(line.bytes + at, LEAD_OF_CONTROLS, line.length - at);
    }
    return embeddings > 0 || isolates > 0;
}

static bool is_control(char c)
{
    return (unsigned char)c < ' ' && c != '\t' && c != '\n' && c != '\r';
}

/* True when some of eight bytes is less than a space; others are seldom taken for one. */
static bool may_have_control(const char *bytes)
{
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    return ((word - 0x2020202020202020u) & ~word & 0x8080808080808080u) != 0;
}

static bool has_control(Slice text)
{
    size_t at = 0;
    while (at < text.length) {
        size_t end = text.length - at < sizeof(uint64_t) ? text.length : at + sizeof(uint64_t);
        bool is_clear = end - at == sizeof(uint64_t) && !may_have_control(text.bytes + at);
        for (size_t i = is_clear ? end : at; i < end; i++) {
            if (is_control(text.bytes[i])) {
                return true;
            }
        }
        at = end;
    }
    return false;
}

/* The first escape of a string that is half of a surrogate pair without the other half; empty if there is none. */
static Slice lone_surrogate(Slice raw)
{
    size_t at = 0;
    while (at + 1 < raw.length) {
        const char *backslash = memchr(raw.bytes + at, '\\', raw.length - 1 - at);
        if (!backslash) {
            break;
        }
        at = (size_t)(backslash - raw.bytes);
        size_t start = at;
        uint32_t character = escape_read(raw, &at);
        if (character >= 0xD800 && character < 0xE000) {
            return slice_part(raw, start, at - start);
        }
    }
    return (Slice){0};
}

void format_judge_characters(Walk *walk, const Place *place, Slice text)
{
    const Node *node = document_node(walk_document(walk), place->node);
    bool is_xhtml = slice_equals(place->plan->type, SLICE("xhtml"));
    if (node->flags & (NODE_HAS_ESCAPE | NODE_NOT_ASCII)) {
        if (!is_xhtml && has_control(text)) { /* of narratives src/check/narrative/narrative_check.h says so */
            issue_add(walk, KEY_CONTROL_CHARACTER, place->node, NULL,
                      "String contains a control character, which XML does not allow. Remove the character.");
        }
        bool has_escape = node->kind == NODE_STRING && node->flags & NODE_HAS_ESCAPE;
        Slice half = has_escape ? lone_surrogate(document_raw(walk_document(walk), place->node)) : (Slice){0};
        if (half.length) {
            issue_add(walk, KEY_LONE_SURROGATE, place->node, NULL,
                      "Escape '%.*s' is half of a surrogate pair. Enter the whole character.", SLICE_ARGS(half));
        }
        if (leaves_direction_open(text)) {
            issue_add(walk, KEY_DIRECTION_CONTROL, place->node, NULL,
                      "Text-direction control character is not closed. Text can be displayed in a wrong order. Remove "
                      "the character.");
        }
    }
    bool is_plain = !is_xhtml && !slice_equals(place->plan->type, SLICE("markdown"));
    if (is_plain && node->kind == NODE_STRING && has_markup(text)) {
        issue_add(walk, KEY_HTML_IN_STRING, place->node, NULL,
                  "String seems to contain HTML tags. Programs display the tags as text.");
    }
}
