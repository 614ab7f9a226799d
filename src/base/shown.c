/* Shown: one pass over the beginning of a value, one back from its end. */
#include "src/base/shown.h"

#include "src/base/utf8.h"

enum { CELLS_MAXIMUM = 24, HEAD_CELLS = 12, TAIL_CELLS = 11 };

static bool is_printable_ascii(char byte)
{
    return byte >= ' ' && byte <= '~';
}

/* The byte at which the first `cells` cells of a value end; its length where it has no more. */
static size_t end_of_cells(Slice value, int cells)
{
    size_t offset = 0;
    int used = 0;
    while (offset < value.length) {
        size_t next = offset;
        if (is_printable_ascii(value.bytes[offset])) { /* most values: asked of many that are never shown */
            if (++used > cells) {
                return offset;
            }
            offset++;
            continue;
        }
        used += utf8_width(utf8_next(value, &next, NULL));
        if (used > cells) {
            return offset;
        }
        offset = next;
    }
    return offset;
}

/* The byte at which the last `cells` cells of a value start; not at a character of no width. */
static size_t start_of_cells(Slice value, int cells)
{
    size_t offset = value.length, start = value.length;
    int used = 0;
    while (offset > 0) {
        size_t at = utf8_previous(value, offset);
        size_t next = at;
        int width = is_printable_ascii(value.bytes[at]) ? 1 : utf8_width(utf8_next(value, &next, NULL));
        used += width;
        if (used > cells) {
            break;
        }
        start = width > 0 ? at : start;
        offset = at;
    }
    return start;
}

Shown shown_value(Slice value)
{
    bool is_short = value.length <= CELLS_MAXIMUM; /* no character has more cells than bytes */
    if (is_short || end_of_cells(value, CELLS_MAXIMUM) == value.length) {
        return (Shown){.head = value, .mark = "", .tail = slice_part(value, 0, 0)};
    }
    size_t start = start_of_cells(value, TAIL_CELLS);
    return (Shown){.head = slice_part(value, 0, end_of_cells(value, HEAD_CELLS)),
                   .mark = "…",
                   .tail = slice_part(value, start, value.length - start)};
}

void shown_append_byte(Text *text, char byte)
{
    enum { PICTURES = 0x2400, DELETE = 0x7F, DELETE_PICTURE = 0x2421 };
    unsigned char code = (unsigned char)byte;
    if (code < ' ' || code == DELETE) {
        utf8_append(text, code == DELETE ? DELETE_PICTURE : PICTURES + code);
    } else {
        text_append_byte(text, byte);
    }
}
