/*
 * Raw text: a line is cut into the tokens of JSON, each drawn in the style of what it is.
 *
 * Strings end with their line, so every line can be read from its beginning. Of lines that are much longer than a
 * screen only what is shown is read, from the beginning of a value.
 */
#include "ui/screens/views/raw_text.h"

#include "src/base/ascii.h"

enum { LEAD = 12 };

RawLine raw_line(const Document *document, uint32_t number)
{
    uint32_t start = document_line_start(document, number), end = document_line_start(document, number + 1);
    Slice text = slice_part(document_bytes(document), start, end - start);
    while (text.length && ascii_is_line_end(text.bytes[text.length - 1])) {
        text.length--;
    }
    return (RawLine){text, start};
}

/* ---- tokens ---- */

static bool is_word(char c)
{
    return ascii_is_letter_or_digit(c) || c == '-' || c == '+' || c == '.';
}

/* End of the string that begins at `at`. */
static size_t string_end(Slice text, size_t at)
{
    for (at++; at < text.length && text.bytes[at] != '"'; at++) {
        at += text.bytes[at] == '\\';
    }
    return at < text.length ? at + 1 : text.length;
}

/* True where a colon follows, after blanks. */
static bool is_key(Slice text, size_t end)
{
    while (end < text.length && ascii_is_blank(text.bytes[end])) {
        end++;
    }
    return end < text.length && text.bytes[end] == ':';
}

/* The end of the token at `at`, and its style. */
static size_t next_token(Slice text, size_t at, Style *style)
{
    char c = text.bytes[at];
    size_t end = at + 1;
    if (c == '"') {
        end = string_end(text, at);
        *style = is_key(text, end) ? STYLE_KEY : STYLE_STRING;
    } else if (is_word(c)) {
        while (end < text.length && is_word(text.bytes[end])) {
            end++;
        }
        *style = ascii_is_digit(c) || c == '-' ? STYLE_NUMBER : STYLE_LITERAL;
    } else {
        while (end < text.length && text.bytes[end] != '"' && !is_word(text.bytes[end])) {
            end++;
        }
        *style = STYLE_PUNCTUATION;
    }
    return end;
}

/* ---- drawing ---- */

/* The byte of the line from which it is shown: its first, or shortly before a node that would be out of sight. */
static size_t first_shown(const Node *node, RawLine line, bool is_scrolled, int width)
{
    uint32_t begin = node_begin(node);
    bool is_here = is_scrolled && begin >= line.start && begin < line.start + line.text.length;
    size_t offset = is_here ? begin - line.start : 0;
    return line.text.length > (size_t)width && offset + LEAD > (size_t)width / 2 && offset > LEAD ? offset - LEAD : 0;
}

/* Gives the cells of the node's bytes, unless it is the whole file, a ground of their own; [from, to) are the bytes
 * that were drawn at `x`. */
static void mark_node(const Node *node, RawLine line, size_t from, size_t to, Canvas *canvas, Rect cells)
{
    uint32_t start = line.start + (uint32_t)from, end = line.start + (uint32_t)to;
    bool is_whole_file = node->parent == NODE_NONE;
    if (!is_whole_file && node_begin(node) <= start && end <= node_finish(node)) {
        canvas_ground(canvas, cells, GROUND_MATCH);
    }
}

int raw_text_draw(const Document *document, RawLine line, NodeId id, bool is_scrolled, Canvas *canvas, Rect field)
{
    const Node *node = document_node(document, id);
    size_t at = first_shown(node, line, is_scrolled, field.width), begin = node_begin(node) - line.start;
    int x = 0;
    if (at > 0) {
        x += canvas_glyph(canvas, field.x, field.y, STYLE_DIM, GLYPH_ELLIPSIS);
        x += canvas_text_from(canvas, field.x + 1, field.y, LEAD, STYLE_DIM, slice_part(line.text, at, begin - at), 0);
        at = begin;
    }
    while (at < line.text.length && x < field.width) {
        Style style;
        size_t end = next_token(line.text, at, &style);
        int used =
            canvas_text(canvas, field.x + x, field.y, field.width - x, style, slice_part(line.text, at, end - at));
        mark_node(node, line, at, end, canvas, rect_make(field.x + x, field.y, used, 1));
        x += used;
        at = end;
    }
    return x;
}
