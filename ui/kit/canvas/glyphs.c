/* Glyphs: the table of signs, and its plainer sides. */
#include "ui/kit/canvas/glyphs.h"

#include <stddef.h>

typedef struct GlyphRow {
    uint32_t unicode;
    uint32_t ascii;
    uint32_t console;
} GlyphRow;

static const GlyphRow glyph_rows[GLYPH_COUNT] = {
#define GLYPH_ROW(enumerator, unicode, ascii, console) {unicode, ascii, console},
    GLYPH_TABLE(GLYPH_ROW)
#undef GLYPH_ROW
};

uint32_t glyph_character(Glyph glyph, bool is_ascii)
{
    return is_ascii ? glyph_rows[glyph].ascii : glyph_rows[glyph].unicode;
}

/* The row of a character; NULL where it is not in the table. ASCII is its own form everywhere. */
static const GlyphRow *find_row(uint32_t character)
{
    for (size_t i = 0; character >= 0x80 && i < GLYPH_COUNT; i++) {
        if (glyph_rows[i].unicode == character) {
            return &glyph_rows[i];
        }
    }
    return NULL;
}

uint32_t glyph_to_ascii(uint32_t character)
{
    const GlyphRow *row = find_row(character);
    return row ? row->ascii : character;
}

uint32_t glyph_to_console(uint32_t character)
{
    const GlyphRow *row = find_row(character);
    return row ? row->console : character;
}
