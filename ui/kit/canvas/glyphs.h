/*
 * Glyphs: every sign that the program itself draws, with its ASCII form. All are one cell wide.
 *
 * Where the terminal does not show UTF-8, or --ascii is given, the ASCII form is drawn. canvas_label also replaces
 * these characters where they stand in the program's own texts. The console of Linux shows UTF-8 with a font of 256 or
 * 512 characters: the last column has forms that all of these have.
 */
#ifndef IPSE_KIT_GLYPHS_H
#define IPSE_KIT_GLYPHS_H

#include <stdbool.h>
#include <stdint.h>

/* X(enumerator, Unicode character, ASCII form, form on a console) */
#define GLYPH_TABLE(X)                                                                                                 \
    X(FOLDED, 0x25B8, '+', 0x25BA)              /* ▸ */                                                              \
    X(UNFOLDED, 0x25BE, '-', 0x25BC)            /* ▾ */                                                              \
    X(OBLIGATED, 0x25A0, '#', 0x25A0)           /* ■ */                                                              \
    X(GAP, 0x25A1, 'o', 'o')                    /* □ */                                                              \
    X(ERROR, 0x2717, 'x', 'x')                  /* ✗ */                                                              \
    X(WARNING, '!', '!', '!')                   /* ! */                                                                \
    X(NOTE, 0x00B7, '.', 0x00B7)                /* · */                                                               \
    X(GOOD, 0x2713, 'v', 'v')                   /* ✓ */                                                              \
    X(MODIFIED, 0x25CF, '*', '*')               /* ● */                                                              \
    X(ELLIPSIS, 0x2026, '~', '~')               /* … */                                                              \
    X(DASH, 0x2014, '-', '-')                   /* — */                                                              \
    X(EN_DASH, 0x2013, '-', '-')                /* – */                                                              \
    X(QUOTE_LEFT, 0x2018, '\'', '\'')           /* ‘ */                                                              \
    X(QUOTE_RIGHT, 0x2019, '\'', '\'')          /* ’ */                                                              \
    X(QUOTES_LEFT, 0x201C, '"', '"')            /* “ */                                                              \
    X(QUOTES_RIGHT, 0x201D, '"', '"')           /* ” */                                                              \
    X(TIMES, 0x00D7, 'x', 'x')                  /* × */                                                               \
    X(ARROW_LEFT, 0x2190, '<', 0x2190)          /* ← */                                                              \
    X(ARROW_UP, 0x2191, '^', 0x2191)            /* ↑ */                                                              \
    X(ARROW_RIGHT, 0x2192, '>', 0x2192)         /* → */                                                              \
    X(ARROW_DOWN, 0x2193, 'v', 0x2193)          /* ↓ */                                                              \
    X(DIFFERS, 0x2260, '#', '#')                /* ≠ */                                                              \
    X(ONLY_LEFT, '<', '<', '<')                 /* < */                                                                \
    X(ONLY_RIGHT, '>', '>', '>')                /* > */                                                                \
    X(POINTER, 0x203A, '>', '>')                /* › */                                                              \
    X(THUMB, 0x2590, '#', 0x2590)               /* ▐ */                                                              \
    X(HORIZONTAL, 0x2500, '-', 0x2500)          /* ─ */                                                              \
    X(VERTICAL, 0x2502, '|', 0x2502)            /* │ */                                                              \
    X(CORNER_TOP_LEFT, 0x250C, '+', 0x250C)     /* ┌ */                                                              \
    X(CORNER_TOP_RIGHT, 0x2510, '+', 0x2510)    /* ┐ */                                                              \
    X(CORNER_BOTTOM_LEFT, 0x2514, '+', 0x2514)  /* └ */                                                              \
    X(CORNER_BOTTOM_RIGHT, 0x2518, '+', 0x2518) /* ┘ */                                                              \
    X(TEE_RIGHT, 0x251C, '+', 0x251C)           /* ├ */                                                              \
    X(TEE_LEFT, 0x2524, '+', 0x2524)            /* ┤ */                                                              \
    X(TEE_DOWN, 0x252C, '+', 0x252C)            /* ┬ */                                                              \
    X(TEE_UP, 0x2534, '+', 0x2534)              /* ┴ */                                                              \
    X(CROSS, 0x253C, '+', 0x253C)               /* ┼ */

typedef enum Glyph {
#define GLYPH_ENUMERATOR(enumerator, unicode, ascii, console) GLYPH_##enumerator,
    GLYPH_TABLE(GLYPH_ENUMERATOR)
#undef GLYPH_ENUMERATOR
        GLYPH_COUNT
} Glyph;

/* The character to draw. */
uint32_t glyph_character(Glyph glyph, bool is_ascii);

/* The ASCII form of a character of the table; the character itself where it is not in it. */
uint32_t glyph_to_ascii(uint32_t character);

/* The same for a console. */
uint32_t glyph_to_console(uint32_t character);

#endif
