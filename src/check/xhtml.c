/* Xhtml: one function for each construct; the reader's state is a position and whether it stands inside a start tag. */
#include "src/check/xhtml.h"

#include <stdint.h>

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* True for the bytes of a name; bytes of 0x80 and more are taken as letters. */
static inline bool is_name_byte(char c, bool is_first)
{
    unsigned letter = ((unsigned char)c | 0x20u) - 'a', digit = (unsigned char)c - (unsigned)'0';
    return letter < 26 || c == '_' || c == ':' || (unsigned char)c >= 0x80 ||
           (!is_first && (digit < 10 || c == '-' || c == '.'));
}

/* The name at `offset`; empty where none begins there. */
static Slice name_at(Slice input, size_t offset)
{
    size_t end = offset;
    while (end < input.length && is_name_byte(input.bytes[end], end == offset)) {
        end++;
    }
    return slice_part(input, offset, end - offset);
}

static void skip_spaces(XhtmlReader *reader)
{
    while (reader->offset < reader->input.length && is_space(reader->input.bytes[reader->offset])) {
        reader->offset++;
    }
}

static inline bool is_at(const XhtmlReader *reader, Slice text)
{
    return slice_starts_with(slice_part(reader->input, reader->offset, text.length), text);
}

/* Offset of a byte at or after another one; SIZE_MAX where there is none. */
static size_t find_byte(Slice input, char byte, size_t from)
{
    const char *hit = from < input.length ? memchr(input.bytes + from, byte, input.length - from) : NULL;
    return hit ? (size_t)(hit - input.bytes) : SIZE_MAX;
}

static XhtmlToken fault_at(size_t offset, const char *fault)
{
    return (XhtmlToken){.kind = XHTML_FAULT, .offset = offset, .fault = fault};
}

XhtmlReader xhtml_reader(Slice input)
{
    return (XhtmlReader){.input = input};
}

/* Reads what begins with `opening` up to `closing`, which is left behind as well. */
static XhtmlToken read_until(XhtmlReader *reader, XhtmlKind kind, Slice opening, Slice closing, const char *fault)
{
    size_t start = reader->offset;
    size_t end = slice_find(reader->input, closing, start + opening.length);
    if (end == SIZE_MAX) {
        return fault_at(start, fault);
    }
    reader->offset = end + closing.length;
    size_t inner = start + opening.length;
    return (XhtmlToken){.kind = kind, .offset = start, .value = slice_part(reader->input, inner, end - inner)};
}

/* Reads a comment, a CDATA section or a declaration. */
static XhtmlToken read_declaration(XhtmlReader *reader)
{
    if (is_at(reader, SLICE("<!--"))) {
        return read_until(reader, XHTML_COMMENT, SLICE("<!--"), SLICE("-->"), "a comment is not closed with '-->'");
    }
    if (is_at(reader, SLICE("<![CDATA["))) {
        XhtmlToken token = read_until(reader, XHTML_TEXT, SLICE("<![CDATA["), SLICE("]]>"),
                                      "a CDATA section is not closed with ']]>'");
        token.is_literal = true;
        return token;
    }
    return read_until(reader, XHTML_DOCTYPE, SLICE("<!"), SLICE(">"), "a declaration is not closed with '>'");
}

/* Reads a close tag. */
static XhtmlToken read_close(XhtmlReader *reader)
{
    size_t start = reader->offset;
    Slice name = name_at(reader->input, start + 2);
    if (name.length == 0) {
        return fault_at(start, "'</' must be followed by the name of the element that it closes");
    }
    reader->offset = start + 2 + name.length;
    skip_spaces(reader);
    if (!is_at(reader, SLICE(">"))) {
        return fault_at(start, "a closing tag is not ended with '>'");
    }
    reader->offset++;
    return (XhtmlToken){.kind = XHTML_CLOSE, .offset = start, .name = name};
}

/* Reads the beginning of a start tag. */
static XhtmlToken read_open(XhtmlReader *reader)
{
    size_t start = reader->offset;
    Slice name = name_at(reader->input, start + 1);
    if (name.length == 0) {
        return fault_at(start, "'<' must be followed by the name of an element (as text it is written &lt;)");
    }
    reader->offset = start + 1 + name.length;
    reader->is_in_tag = true;
    return (XhtmlToken){.kind = XHTML_OPEN, .offset = start, .name = name};
}

/* Reads an attribute whose name begins at the reader's place. */
static XhtmlToken read_attribute(XhtmlReader *reader)
{
    size_t start = reader->offset;
    Slice name = name_at(reader->input, start);
    if (name.length == 0) {
        return fault_at(start, "a tag may hold nothing but attributes, and must be ended with '>'");
    }
    reader->offset += name.length;
    skip_spaces(reader);
    if (!is_at(reader, SLICE("="))) {
        return fault_at(start, "an attribute needs a value: name=\"value\"");
    }
    reader->offset++;
    skip_spaces(reader);
    if (!is_at(reader, SLICE("\"")) && !is_at(reader, SLICE("'"))) {
        return fault_at(start, "the value of an attribute must stand in quotes");
    }
    size_t inner = reader->offset + 1;
    size_t end = find_byte(reader->input, reader->input.bytes[reader->offset], inner);
    if (end == SIZE_MAX) {
        return fault_at(start, "the quote that ends the value of an attribute is missing");
    }
    Slice value = slice_part(reader->input, inner, end - inner);
    if (find_byte(value, '<', 0) != SIZE_MAX) {
        return fault_at(start, "the value of an attribute has a '<' (there it is written &lt;)");
    }
    reader->offset = end + 1;
    return (XhtmlToken){.kind = XHTML_ATTRIBUTE, .offset = start, .name = name, .value = value};
}

/* Reads what may stand in a start tag after its name. */
static XhtmlToken read_in_tag(XhtmlReader *reader)
{
    size_t before = reader->offset;
    skip_spaces(reader);
    size_t start = reader->offset;
    if (start >= reader->input.length) {
        return fault_at(start, "the text ends inside a tag");
    }
    if (is_at(reader, SLICE(">")) || is_at(reader, SLICE("/>"))) {
        bool is_empty = reader->input.bytes[start] == '/';
        reader->offset += is_empty ? 2 : 1;
        reader->is_in_tag = false;
        return (XhtmlToken){.kind = is_empty ? XHTML_EMPTY : XHTML_OPENED, .offset = start};
    }
    if (start == before) {
        return fault_at(start, "white space is missing before an attribute");
    }
    return read_attribute(reader);
}

/* Reads a run of text up to the next '<'. */
static XhtmlToken read_text(XhtmlReader *reader)
{
    size_t start = reader->offset;
    size_t end = find_byte(reader->input, '<', start);
    reader->offset = end == SIZE_MAX ? reader->input.length : end;
    return (XhtmlToken){
        .kind = XHTML_TEXT, .offset = start, .value = slice_part(reader->input, start, reader->offset - start)};
}

XhtmlToken xhtml_next(XhtmlReader *reader)
{
    if (reader->is_in_tag) {
        return read_in_tag(reader);
    }
    if (reader->offset >= reader->input.length) {
        return (XhtmlToken){.kind = XHTML_END, .offset = reader->input.length};
    }
    if (!is_at(reader, SLICE("<"))) {
        return read_text(reader);
    }
    if (is_at(reader, SLICE("<!"))) {
        return read_declaration(reader);
    }
    if (is_at(reader, SLICE("<?"))) {
        return read_until(reader, XHTML_INSTRUCTION, SLICE("<?"), SLICE("?>"),
                          "a processing instruction is not closed with '?>'");
    }
    return is_at(reader, SLICE("</")) ? read_close(reader) : read_open(reader);
}

/* ---- entities ---- */

/* The value of a digit in base 16 or 10; 16 where it is none. */
static unsigned digit_value(char c, bool is_hexadecimal)
{
    if (c >= '0' && c <= '9') {
        return (unsigned)(c - '0');
    }
    if (is_hexadecimal && ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'))) {
        return (unsigned)((c | 0x20) - 'a' + 10);
    }
    return 16;
}

/* True for "#65" and "#x41" where XML allows the character (section 2.2). */
static bool is_character_number(Slice inner)
{
    bool is_hexadecimal = inner.length > 1 && inner.bytes[1] == 'x';
    size_t start = is_hexadecimal ? 2 : 1;
    uint32_t value = 0;
    for (size_t i = start; i < inner.length; i++) {
        unsigned digit = digit_value(inner.bytes[i], is_hexadecimal);
        if (digit > 15 || value > 0x10FFFF) {
            return false;
        }
        value = value * (is_hexadecimal ? 16u : 10u) + digit;
    }
    bool is_control = value < 0x20 && value != '\t' && value != '\n' && value != '\r';
    bool is_surrogate = value >= 0xD800 && value < 0xE000;
    return inner.length > start && !is_control && !is_surrogate && value != 0xFFFE && value != 0xFFFF &&
           value <= 0x10FFFF;
}

XhtmlEntityKind xhtml_entity(Slice text, size_t from, size_t *offset, size_t *length)
{
    static const Slice predefined[] = {SLICE("amp"), SLICE("lt"), SLICE("gt"), SLICE("quot"), SLICE("apos")};
    *offset = find_byte(text, '&', from);
    *length = 1;
    if (*offset == SIZE_MAX) {
        return XHTML_ENTITY_NONE;
    }
    bool is_number = *offset + 1 < text.length && text.bytes[*offset + 1] == '#';
    Slice name = name_at(text, *offset + (is_number ? 2 : 1));
    size_t end = *offset + 1;
    while (is_number && end < text.length && end - *offset < 12 && text.bytes[end] != ';') {
        end++;
    }
    end = is_number ? end : end + name.length;
    if (end >= text.length || text.bytes[end] != ';' || (!is_number && name.length == 0)) {
        return XHTML_ENTITY_BROKEN;
    }
    *length = end + 1 - *offset;
    if (is_number) {
        return is_character_number(slice_part(text, *offset + 1, *length - 2)) ? XHTML_ENTITY_FINE
                                                                               : XHTML_ENTITY_BROKEN;
    }
    for (size_t i = 0; i < sizeof predefined / sizeof *predefined; i++) {
        if (slice_equals(name, predefined[i])) {
            return XHTML_ENTITY_FINE;
        }
    }
    return XHTML_ENTITY_UNKNOWN;
}
