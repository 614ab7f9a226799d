/* Functions that write texts in other forms and back: base64, hexadecimal digits, HTML, JSON. */
#include "src/base/ascii.h"
#include "src/base/base64.h"
#include "src/base/utf8.h"
#include "src/fhirpath/functions/functions.h"
#include "src/fhirpath/machine/machine.h"

/* Writes a text in another form; false where it is malformed. */
typedef bool (*Coder)(Slice input, Text *output);

/* One form: how to get there and back. */
typedef struct Form {
    const char *name;
    Coder there;
    Coder back;
} Form;

static const char hex_digits[] = "0123456789abcdef";

static bool encode_base64(Slice input, Text *output)
{
    base64_encode(input, base64_digits, output);
    return true;
}

static bool decode_base64(Slice input, Text *output)
{
    return base64_decode(input, base64_digits, output);
}

static bool encode_url(Slice input, Text *output)
{
    base64_encode(input, base64_url_digits, output);
    return true;
}

static bool decode_url(Slice input, Text *output)
{
    return base64_decode(input, base64_url_digits, output);
}

static bool encode_hex(Slice input, Text *output)
{
    for (size_t i = 0; i < input.length; i++) {
        unsigned char byte = (unsigned char)input.bytes[i];
        text_append_byte(output, hex_digits[byte >> 4]);
        text_append_byte(output, hex_digits[byte & 15]);
    }
    return true;
}

static bool decode_hex(Slice input, Text *output)
{
    for (size_t i = 0; i + 1 < input.length; i += 2) {
        unsigned high = ascii_hexadecimal(input.bytes[i]), low = ascii_hexadecimal(input.bytes[i + 1]);
        if (high > 15 || low > 15) {
            return false;
        }
        text_append_byte(output, (char)(high << 4 | low));
    }
    return input.length % 2 == 0;
}

/* The characters that HTML and JSON write otherwise. */
typedef struct Escape {
    char character;
    Slice written;
} Escape;

static const Escape html_escapes[] = {
    {'&', SLICE("&amp;")},  {'<', SLICE("&lt;")},   {'>', SLICE("&gt;")},
    {'"', SLICE("&quot;")}, {'\'', SLICE("&#39;")}, {0, {0}},
};
static const Escape json_escapes[] = {
    {'"', SLICE("\\\"")}, {'\\', SLICE("\\\\")}, {'\b', SLICE("\\b")}, {'\f', SLICE("\\f")},
    {'\n', SLICE("\\n")}, {'\r', SLICE("\\r")},  {'\t', SLICE("\\t")}, {0, {0}},
};

static void escape_byte(char c, const Escape *escapes, Text *output)
{
    for (; escapes->character; escapes++) {
        if (escapes->character == c) {
            text_append(output, escapes->written);
            return;
        }
    }
    text_append_byte(output, c);
}

static bool escape_html(Slice input, Text *output)
{
    for (size_t i = 0; i < input.length; i++) {
        escape_byte(input.bytes[i], html_escapes, output);
    }
    return true;
}

static bool escape_json(Slice input, Text *output)
{
    for (size_t i = 0; i < input.length; i++) {
        unsigned char c = (unsigned char)input.bytes[i];
        if (c < 0x20 && !strchr("\b\f\n\r\t", (char)c)) {
            text_format(output, "\\u%04x", c);
        } else {
            escape_byte(input.bytes[i], json_escapes, output);
        }
    }
    return true;
}

/* The escape that the text starts with; NULL where it starts with none. */
static const Escape *find_escape(Slice rest, const Escape *escapes)
{
    for (; escapes->character; escapes++) {
        if (slice_starts_with(rest, escapes->written)) {
            return escapes;
        }
    }
    return NULL;
}

static bool unescape_html(Slice input, Text *output)
{
    for (size_t at = 0; at < input.length;) {
        const Escape *escape = find_escape(slice_part(input, at, input.length), html_escapes);
        text_append_byte(output, escape ? escape->character : input.bytes[at]);
        at += escape ? escape->written.length : 1;
    }
    return true;
}

/* Reads \uXXXX at `at`; false if there is none. */
static bool read_unicode(Slice input, size_t at, uint32_t *character)
{
    *character = 0;
    if (!slice_starts_with(slice_part(input, at, 2), SLICE("\\u")) || at + 6 > input.length) {
        return false;
    }
    for (size_t i = at + 2; i < at + 6; i++) {
        *character = *character << 4 | ascii_hexadecimal(input.bytes[i]);
    }
    return *character <= 0xFFFF && ascii_hexadecimal(input.bytes[at + 2]) < 16 &&
           ascii_hexadecimal(input.bytes[at + 3]) < 16 && ascii_hexadecimal(input.bytes[at + 4]) < 16 &&
           ascii_hexadecimal(input.bytes[at + 5]) < 16;
}

/* Appends the text that a JSON string stands for; false where an escape is none. */
static bool unescape_json(Slice input, Text *output)
{
    for (size_t at = 0; at < input.length;) {
        Slice rest = slice_part(input, at, input.length);
        const Escape *escape = find_escape(rest, json_escapes);
        uint32_t character;
        if (escape || slice_starts_with(rest, SLICE("\\/"))) {
            text_append_byte(output, escape ? escape->character : '/');
            at += 2;
        } else if (read_unicode(input, at, &character)) {
            utf8_append(output, character);
            at += 6;
        } else if (input.bytes[at] == '\\') {
            return false;
        } else {
            text_append_byte(output, input.bytes[at++]);
        }
    }
    return true;
}

static const Form codings[] = {
    {"base64", encode_base64, decode_base64},
    {"urlbase64", encode_url, decode_url},
    {"hex", encode_hex, decode_hex},
    {0},
};
static const Form escapings[] = {{"html", escape_html, unescape_html}, {"json", escape_json, unescape_json}, {0}};

typedef enum Variant { ENCODE, DECODE, ESCAPE, UNESCAPE } Variant;

/* The form of that name; NULL if there is none. */
static const Form *find_form(const Form *forms, Slice name)
{
    for (; forms->name; forms++) {
        if (slice_equals(name, slice_from(forms->name))) {
            return forms;
        }
    }
    return NULL;
}

/* encode(), decode(), escape() and unescape(), by the form that is named. */
static bool call_code(Machine *machine, const Call *call)
{
    Slice input, name;
    bool is_empty, has_no_form;
    if (!machine_string(machine, call->input, &input, &is_empty) ||
        !machine_string(machine, call->arguments[0], &name, &has_no_form)) {
        return false;
    }
    if (is_empty || has_no_form) {
        return true;
    }
    const Form *form = find_form(call->variant <= DECODE ? codings : escapings, name);
    if (!form) {
        return machine_fail(machine, ERROR_NOT_FOUND, "unknown format '%.*s'", SLICE_ARGS(slice_part(name, 0, 80)));
    }
    Coder coder = call->variant == ENCODE || call->variant == ESCAPE ? form->there : form->back;
    Text output = TEXT_EMPTY;
    if (coder(input, &output)) {
        machine_push_string(machine, arena_copy(machine->arena, text_slice(&output)));
    }
    text_free(&output);
    return true;
}

const Function functions_encode[] = {
    {"encode", 1, 1, FUNCTION_VALUES, ENCODE, call_code, "the string in base64, urlbase64 or hex"},
    {"decode", 1, 1, FUNCTION_VALUES, DECODE, call_code, "the string decoded from base64, urlbase64 or hex"},
    {"escape", 1, 1, FUNCTION_VALUES, ESCAPE, call_code, "the string escaped for html or json"},
    {"unescape", 1, 1, FUNCTION_VALUES, UNESCAPE, call_code, "the string unescaped from html or json"},
    {0},
};
