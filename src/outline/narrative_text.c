/* Narrative text: tokens of the XHTML reader, put in lines. */
#include "src/outline/narrative_text.h"

#include "src/base/ascii.h"
#include "src/base/utf8.h"
#include "src/check/narrative/xhtml_reader.h"

#include <stdint.h>

enum { LISTS_MAXIMUM = 16 };

/* What is being written. */
typedef struct NarrativeText {
    Text *text;
    size_t start; /* of the text that is appended */
    /* of each list that is open: the number of the last item; 0 and unnumbered: UINT32_MAX */
    unsigned lists[LISTS_MAXIMUM];
    size_t depth;      /* of lists */
    unsigned cells;    /* of the table row so far */
    bool is_blank_due; /* white space came, and is written before the next character */
    bool is_preformatted;
} NarrativeText;

static bool is_at_line_start(const NarrativeText *to)
{
    return to->text->length == to->start || to->text->bytes[to->text->length - 1] == '\n';
}

static void end_line(NarrativeText *to)
{
    to->is_blank_due = false;
    if (!is_at_line_start(to)) {
        text_append_byte(to->text, '\n');
    }
}

static void add_byte(NarrativeText *to, char byte)
{
    if (!to->is_preformatted && ascii_is_xml_white(byte)) {
        to->is_blank_due = !is_at_line_start(to);
        return;
    }
    if (to->is_blank_due) {
        text_append_byte(to->text, ' ');
    }
    to->is_blank_due = false;
    text_append_byte(to->text, byte);
}

static void add(NarrativeText *to, Slice text)
{
    for (size_t i = 0; i < text.length; i++) {
        add_byte(to, text.bytes[i]);
    }
}

/* Adds what an entity stands for: one of the five of XML, or a character by its number; what is neither as it is
 * written. */
static void add_entity(NarrativeText *to, Slice entity)
{
    static const struct {
        const char *name;
        const char *text;
    } names[] = {{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&apos;", "'"}, {"&nbsp;", " "}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (slice_equals(entity, slice_from(names[i].name))) {
            add(to, slice_from(names[i].text));
            return;
        }
    }
    bool is_hexadecimal = entity.length > 3 && entity.bytes[2] == 'x';
    uint32_t character = 0;
    for (size_t i = is_hexadecimal ? 3 : 2; i + 1 < entity.length && character < 0x110000; i++) {
        unsigned digit = ascii_is_hexadecimal(entity.bytes[i]) ? ascii_hexadecimal(entity.bytes[i]) : 0;
        character = character * (is_hexadecimal ? 16u : 10u) + digit;
    }
    if (entity.length > 3 && entity.bytes[1] == '#' && character > 0 && character < 0x110000) {
        Text encoded = TEXT_EMPTY;
        utf8_append(&encoded, character);
        add(to, text_slice(&encoded));
        text_free(&encoded);
    } else {
        add(to, entity);
    }
}

static void add_text(NarrativeText *to, Slice text, bool is_literal)
{
    size_t from = 0, offset = 0, length = 0;
    while (!is_literal && xhtml_entity(text, from, &offset, &length) != XHTML_ENTITY_NONE) {
        add(to, slice_part(text, from, offset - from));
        add_entity(to, slice_part(text, offset, length));
        from = offset + (length ? length : 1);
    }
    add(to, slice_part(text, from, text.length));
}

static bool is_one_of(Slice name, const char *names)
{
    for (Slice rest = slice_from(names); rest.length;) {
        Slice one = slice_part(rest, 0, slice_find(rest, SLICE(" "), 0));
        if (slice_equals(one, name)) {
            return true;
        }
        rest = slice_part(rest, one.length + 1, rest.length);
    }
    return false;
}

static const char blocks[] =
    "div p h1 h2 h3 h4 h5 h6 ul ol dl li dt dd table caption thead tbody tfoot tr pre hr blockquote address";
static const char headings[] = "h1 h2 h3 h4 h5 h6 caption";

/* Begins an item: its sign or number, indented by the depth of its list. */
static void begin_item(NarrativeText *to)
{
    size_t depth = to->depth && to->depth <= LISTS_MAXIMUM ? to->depth : 1;
    unsigned *number = &to->lists[depth - 1];
    text_append_repeated(to->text, ' ', 2 * (depth - 1));
    if (to->depth && *number != UINT32_MAX) {
        text_format(to->text, "%u. ", ++*number);
    } else {
        text_append(to->text, SLICE("- "));
    }
}

static void open(NarrativeText *to, Slice name)
{
    if (is_one_of(name, "td th")) {
        text_append(to->text, to->cells++ ? SLICE(" | ") : (Slice){0});
        to->is_blank_due = false;
        return;
    }
    if (is_one_of(name, blocks) || slice_equals(name, SLICE("br"))) {
        end_line(to);
    }
    if (is_one_of(name, headings) && to->text->length > to->start) {
        text_append_byte(to->text, '\n');
    }
    if (is_one_of(name, "ul ol") && to->depth++ < LISTS_MAXIMUM) {
        to->lists[to->depth - 1] = slice_equals(name, SLICE("ol")) ? 0 : UINT32_MAX;
    } else if (slice_equals(name, SLICE("li"))) {
        begin_item(to);
    } else if (slice_equals(name, SLICE("tr"))) {
        to->cells = 0;
    }
    to->is_preformatted = to->is_preformatted || slice_equals(name, SLICE("pre"));
}

static void close(NarrativeText *to, Slice name)
{
    if (is_one_of(name, "ul ol") && to->depth > 0) {
        to->depth--;
    }
    if (slice_equals(name, SLICE("pre"))) {
        to->is_preformatted = false;
    }
    if (is_one_of(name, blocks)) {
        end_line(to);
    }
}

void narrative_text_lines(Slice xhtml, Text *text)
{
    NarrativeText to = {.text = text, .start = text->length};
    XhtmlReader reader = xhtml_reader(xhtml);
    Slice name = {0};
    for (XhtmlToken token = xhtml_next(&reader); token.kind != XHTML_END; token = xhtml_next(&reader)) {
        switch (token.kind) {
        case XHTML_OPEN:
            name = token.name;
            open(&to, name);
            break;
        case XHTML_EMPTY:
            close(&to, name);
            break;
        case XHTML_CLOSE:
            close(&to, token.name);
            break;
        case XHTML_TEXT:
            add_text(&to, token.value, token.is_literal);
            break;
        case XHTML_FAULT:
            add(&to, slice_part(xhtml, token.offset, xhtml.length));
            end_line(&to);
            return;
        default:
            break;
        }
    }
    end_line(&to);
}

void narrative_text_line(Slice xhtml, size_t most, Text *text)
{
    Text lines = TEXT_EMPTY;
    size_t start = text->length;
    narrative_text_lines(xhtml, &lines);
    for (Slice rest = text_slice(&lines); rest.length && text->length - start < most;) {
        Slice line = slice_part(rest, 0, slice_find(rest, SLICE("\n"), 0));
        rest = slice_part(rest, line.length + 1, rest.length);
        Slice words = slice_trim(line);
        text_append(text, words.length && text->length > start ? SLICE(" · ") : (Slice){0});
        text_append(text, utf8_beginning(words, most));
    }
    text_free(&lines);
}
