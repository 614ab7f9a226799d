/* Glyphs: the table of signs, and its ASCII side. */
#include "ui/kit/glyphs.h"

#include <stddef.h>

typedef struct GlyphRow {
    uint32_t unicode;
    uint32_t ascii;
} GlyphRow;

static const GlyphRow glyph_rows[GLYPH_COUNT] = {
#define GLYPH_ROW(enumerator, unicode, ascii) {unicode, ascii},
    GLYPH_TABLE(GLYPH_ROW)
#undef GLYPH_ROW
};

uint32_t glyph_character(Glyph glyph, bool is_ascii)
{
    return is_ascii ? glyph_rows[glyph].ascii : glyph_rows[glyph].unicode;
}

uint32_t glyph_to_ascii(uint32_t character)
{
    if (character < 0x80) {
        return character;
    }
    for (size_t i = 0; i < GLYPH_COUNT; i++) {
        if (glyph_rows[i].unicode == character) {
            return glyph_rows[i].ascii;
        }
    }
    return character;
}
