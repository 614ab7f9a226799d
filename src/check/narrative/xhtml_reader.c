/* Xhtml: one function for each construct; the reader's state is a position and whether it stands inside a start tag. */
#include "src/check/narrative/xhtml_reader.h"

#include "src/base/ascii.h"
#include "src/base/utf8.h"

#include <stdint.h>
#include <string.h>

/* True for the bytes of a name; bytes of 0x80 and more are taken as letters. */
static inline bool is_name_byte(char c, bool is_first)
{
    return ascii_is_letter(c) || c == '_' || c == ':' || (unsigned char)c >= 0x80 ||
           (!is_first && (ascii_is_digit(c) || c == '-' || c == '.'));
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
    while (reader->offset < reader->input.length && ascii_is_xml_white(reader->input.bytes[reader->offset])) {
        reader->offset++;
    }
}

static inline bool is_at(const XhtmlReader *reader, Slice text)
{
    return reader->offset + text.length <= reader->input.length &&
           bytes_are_equal(reader->input.bytes + reader->offset, text.bytes, text.length);
}

/* Offset of a byte at or after another one; SIZE_MAX if there is none. */
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

/* Reads what begins with `opening` up to `closing`, which is left after as well. */
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

/* Reads a comment. It ends with its first "-->", and has no "--" before (section 2.5). */
static XhtmlToken read_comment(XhtmlReader *reader)
{
    size_t start = reader->offset, inner = start + SLICE("<!--").length;
    XhtmlToken token =
        read_until(reader, XHTML_COMMENT, SLICE("<!--"), SLICE("-->"), "'-->' at the end of a comment is missing");
    size_t dashes = slice_find(reader->input, SLICE("--"), inner);
    if (token.kind == XHTML_COMMENT && dashes < inner + token.value.length) {
        token.flaw = "a comment must not contain '--'";
        token.flaw_offset = dashes;
    }
    return token;
}

/* Reads a document type declaration, with the declarations in brackets that it may have. */
static XhtmlToken read_doctype(XhtmlReader *reader)
{
    size_t end = find_byte(reader->input, '>', reader->offset);
    size_t bracket = find_byte(reader->input, '[', reader->offset);
    if (bracket < end) {
        end = find_byte(reader->input, ']', bracket);
        end = find_byte(reader->input, '>', end == SIZE_MAX ? reader->input.length : end);
    }
    if (end == SIZE_MAX) {
        return fault_at(reader->offset, "'>' at the end of a declaration is missing");
    }
    XhtmlToken token = {.kind = XHTML_DOCTYPE, .offset = reader->offset};
    reader->offset = end + 1;
    return token;
}

/* Reads a processing instruction: its name is not "xml", but in a declaration at the very beginning (section 2.6). */
static XhtmlToken read_instruction(XhtmlReader *reader)
{
    XhtmlToken token = read_until(reader, XHTML_INSTRUCTION, SLICE("<?"), SLICE("?>"),
                                  "'?>' at the end of a processing instruction is missing");
    if (token.kind != XHTML_INSTRUCTION) {
        return token;
    }
    token.flaw_offset = token.offset;
    token.name = name_at(token.value, 0);
    if (token.name.length == 0) {
        token.flaw = "a processing instruction must begin with a name";
    } else if (slice_equals_ignoring_case(token.name, SLICE("xml")) && token.offset > 0) {
        token.flaw = "'<?xml' is allowed only at the start of a file";
    }
    return token;
}

/* Reads a comment, a CDATA section or a declaration. */
static XhtmlToken read_declaration(XhtmlReader *reader)
{
    if (is_at(reader, SLICE("<!--"))) {
        return read_comment(reader);
    }
    if (is_at(reader, SLICE("<![CDATA["))) {
        XhtmlToken token = read_until(reader, XHTML_TEXT, SLICE("<![CDATA["), SLICE("]]>"),
                                      "a CDATA section is not closed with ']]>'");
        token.is_literal = true;
        return token;
    }
    return read_doctype(reader);
}

/* Reads a close tag. */
static XhtmlToken read_close(XhtmlReader *reader)
{
    size_t start = reader->offset;
    Slice name = name_at(reader->input, start + 2);
    if (name.length == 0) {
        return fault_at(start, "an element name must follow '</'");
    }
    reader->offset = start + 2 + name.length;
    skip_spaces(reader);
    if (!is_at(reader, SLICE(">"))) {
        return fault_at(start, "'>' is missing in a closing tag");
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
        return fault_at(start, "an element name must follow '<' (write '<' as &lt;)");
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
        return fault_at(start, "an attribute or '>' is expected in the tag");
    }
    reader->offset += name.length;
    skip_spaces(reader);
    if (!is_at(reader, SLICE("="))) {
        return fault_at(start, "an attribute needs a value: name=\"value\"");
    }
    reader->offset++;
    skip_spaces(reader);
    if (!is_at(reader, SLICE("\"")) && !is_at(reader, SLICE("'"))) {
        return fault_at(start, "the value of an attribute must be in quotes");
    }
    size_t inner = reader->offset + 1;
    size_t end = find_byte(reader->input, reader->input.bytes[reader->offset], inner);
    if (end == SIZE_MAX) {
        return fault_at(start, "the closing quote of an attribute is missing");
    }
    Slice value = slice_part(reader->input, inner, end - inner);
    if (find_byte(value, '<', 0) != SIZE_MAX) {
        return fault_at(start, "the value of an attribute contains '<' (write '<' as &lt;)");
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
        return fault_at(start, "the narrative ends inside a tag");
    }
    if (is_at(reader, SLICE(">")) || is_at(reader, SLICE("/>"))) {
        bool is_empty = reader->input.bytes[start] == '/';
        reader->offset += is_empty ? 2 : 1;
        reader->is_in_tag = false;
        return (XhtmlToken){.kind = is_empty ? XHTML_EMPTY : XHTML_OPENED, .offset = start};
    }
    if (start == before) {
        return fault_at(start, "whitespace is missing before an attribute");
    }
    return read_attribute(reader);
}

/* Reads a run of text up to the next '<'. "]]>" must not be in it (section 2.4). */
static XhtmlToken read_text(XhtmlReader *reader)
{
    size_t start = reader->offset;
    size_t end = find_byte(reader->input, '<', start);
    reader->offset = end == SIZE_MAX ? reader->input.length : end;
    XhtmlToken token = {
        .kind = XHTML_TEXT, .offset = start, .value = slice_part(reader->input, start, reader->offset - start)};
    size_t closing = slice_find(token.value, SLICE("]]>"), 0);
    if (closing != SIZE_MAX) {
        token.flaw = "text must not contain ']]>' (write ']]>' as ]]&gt;)";
        token.flaw_offset = start + closing;
    }
    return token;
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
        return read_instruction(reader);
    }
    return is_at(reader, SLICE("</")) ? read_close(reader) : read_open(reader);
}

/* ---- entities ---- */

/* True for characters that XML allows (section 2.2). */
static bool is_character(uint32_t value)
{
    bool is_control = value < 0x20 && value != '\t' && value != '\n' && value != '\r';
    bool is_surrogate = value >= 0xD800 && value < 0xE000;
    return !is_control && !is_surrogate && value != 0xFFFE && value != 0xFFFF && value <= 0x10FFFF;
}

/* Reads "#65" or "#x41"; false where it is no number. A number beyond all characters stays beyond them. */
static bool read_number(Slice inner, uint32_t *value)
{
    bool is_hexadecimal = inner.length > 1 && inner.bytes[1] == 'x';
    size_t start = is_hexadecimal ? 2 : 1;
    *value = 0;
    for (size_t i = start; i < inner.length; i++) {
        unsigned digit = ascii_hexadecimal(inner.bytes[i]);
        if (digit >= (is_hexadecimal ? 16 : 10)) {
            return false;
        }
        *value = *value > 0x10FFFF ? *value : *value * (is_hexadecimal ? 16u : 10u) + digit;
    }
    return inner.length > start;
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
    while (is_number && end < text.length && (text.bytes[end] == '#' || is_name_byte(text.bytes[end], false))) {
        end++;
    }
    end = is_number ? end : end + name.length;
    if (end >= text.length || text.bytes[end] != ';' || (!is_number && name.length == 0)) {
        return XHTML_ENTITY_BROKEN;
    }
    *length = end + 1 - *offset;
    if (is_number) {
        uint32_t value;
        bool is_read = read_number(slice_part(text, *offset + 1, *length - 2), &value);
        return !is_read ? XHTML_ENTITY_BROKEN : is_character(value) ? XHTML_ENTITY_FINE : XHTML_ENTITY_FORBIDDEN;
    }
    for (size_t i = 0; i < sizeof predefined / sizeof *predefined; i++) {
        if (slice_equals(name, predefined[i])) {
            return XHTML_ENTITY_FINE;
        }
    }
    return XHTML_ENTITY_UNKNOWN;
}

bool xhtml_is_blank(Slice text, bool is_literal)
{
    for (size_t i = 0; i < text.length; i++) {
        size_t offset, length;
        uint32_t value;
        if (ascii_is_xml_white(text.bytes[i])) {
            continue;
        }
        bool is_number = !is_literal && text.bytes[i] == '&' &&
                         xhtml_entity(text, i, &offset, &length) == XHTML_ENTITY_FINE && offset == i &&
                         text.bytes[i + 1] == '#';
        if (!is_number || !read_number(slice_part(text, i + 1, length - 2), &value) || value > 0x20 ||
            !ascii_is_xml_white((char)value)) {
            return false;
        }
        i += length - 1;
    }
    return true;
}

enum { WORD = sizeof(uint64_t) };

/* True for eight bytes of ASCII without control characters, as nearly all of a narrative are: looked at as one number.
 */
static bool is_plain(const char *bytes)
{
    const uint64_t each = 0x0101010101010101u;
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    return ((word | ((word - each * 0x20) & ~word)) & each * 0x80) == 0;
}

size_t xhtml_forbidden_character(Slice text)
{
    for (size_t i = 0; i < text.length;) {
        size_t at = i;
        if (i + WORD <= text.length && is_plain(text.bytes + i)) {
            i += WORD;
            continue;
        }
        if ((unsigned char)text.bytes[i] < 0x80) {
            i++;
        } else {
            utf8_next(text, &i, NULL);
        }
        uint32_t value = i - at == 1 ? (unsigned char)text.bytes[at] : 0;
        bool is_noncharacter = i - at == 3 && text.bytes[at] == '\xEF' && text.bytes[at + 1] == '\xBF' &&
                               (unsigned char)text.bytes[at + 2] >= 0xBE;
        if (is_noncharacter || (i - at == 1 && !is_character(value))) {
            return at;
        }
    }
    return SIZE_MAX;
}
