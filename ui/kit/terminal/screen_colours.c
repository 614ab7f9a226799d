/*
 * Screen colours: from a theme to colour pairs.
 *
 * Each of STYLE × GROUND has one pair, allocated when the theme is set; curses frees all pairs before. In a palette, an
 * entry is changed to the exact colour only once; the entry that was nearest before is taken, so that terminals that
 * ignore the change still show nearly the same.
 */
#define NCURSES_NOMACROS
#include "ui/kit/terminal/screen_colours.h"

#include "src/base/memory.h"
#include "ui/kit/terminal/terminfo.h"

#include <stdlib.h>
#include <string.h>

enum {
    PALETTE_FIRST = 16, /* entries below are the user's own 16 colours */
    PALETTE_SIZE = 256,
    DIRECT_FIRST = 8 /* direct entries of terminfo take 0 to 7 as the ANSI colours */
};

struct ScreenColours {
    ColourDepth depth;
    bool has_palette;              /* COLOUR_TRUE through changed entries of the palette */
    int32_t palette[PALETTE_SIZE]; /* 0xRRGGBB of changed entries; -1: not changed */
    Paint paints[STYLE_COUNT][GROUND_COUNT];
    CellLook looks[STYLE_COUNT][GROUND_COUNT];
};

static bool is_set(const char *variable)
{
    const char *value = getenv(variable);
    return value && *value;
}

bool screen_colours_want_true(void)
{
    const char *value = getenv("COLORTERM");
    return value && (strcmp(value, "truecolor") == 0 || strcmp(value, "24bit") == 0) && !is_set("NO_COLOR");
}

/* How many colours curses can show. Starts colours in curses, unless there are none. */
static ColourDepth find_depth(bool *has_palette)
{
    if (is_set("NO_COLOR") || !has_colors() || start_color() != OK || COLORS < 8) {
        return COLOUR_MONO;
    }
    use_default_colors();
    bool can_restore = terminfo_string("oc").length > 0;
    *has_palette = COLORS == PALETTE_SIZE && screen_colours_want_true() && can_change_color() && can_restore;
    return COLORS > PALETTE_SIZE || *has_palette ? COLOUR_TRUE
           : COLORS == PALETTE_SIZE              ? COLOUR_256
           : COLORS >= 16                        ? COLOUR_16
                                                 : COLOUR_8;
}

ScreenColours *screen_colours_new(void)
{
    ScreenColours *colours = memory_allocate_zeroed(1, sizeof *colours);
    colours->depth = find_depth(&colours->has_palette);
    memset(colours->palette, 0xFF, sizeof colours->palette);
    return colours;
}

void screen_colours_free(ScreenColours *colours)
{
    free(colours);
}

bool screen_colours_change_palette(const ScreenColours *colours)
{
    return colours->has_palette;
}

CellLook screen_colours_look(const ScreenColours *colours, Style style, Ground ground)
{
    return colours->looks[style][ground];
}

/* One part of a colour from 0 to 1000, rounded so that the integer division in terminfo's `initc` gives the byte back.
 */
static int curses_part(uint32_t rgb, int shift)
{
    return (int)((rgb >> shift & 255) * 1000 + 254) / 255;
}

/* The entry of the palette that shows `rgb`; changes one if none does. */
static int palette_entry(ScreenColours *colours, int32_t rgb)
{
    int nearest = (int)colour_nearest_256((uint32_t)rgb);
    for (int i = 0; i < PALETTE_SIZE - PALETTE_FIRST; i++) {
        int at = PALETTE_FIRST + (nearest - PALETTE_FIRST + i) % (PALETTE_SIZE - PALETTE_FIRST);
        if (colours->palette[at] == rgb) {
            return at;
        }
        if (colours->palette[at] < 0) {
            colours->palette[at] = rgb;
            init_extended_color(at, curses_part((uint32_t)rgb, 16), curses_part((uint32_t)rgb, 8),
                                curses_part((uint32_t)rgb, 0));
            return at;
        }
    }
    return nearest;
}

/* The number of a colour in curses; -1: the terminal's default. */
static int curses_colour(ScreenColours *colours, Colour colour)
{
    if (colour < 0) {
        return -1;
    }
    if (colours->depth != COLOUR_TRUE) {
        return (int)colour;
    }
    return colours->has_palette ? palette_entry(colours, colour) : colour < DIRECT_FIRST ? DIRECT_FIRST : (int)colour;
}

static attr_t curses_attributes(unsigned bits)
{
    static const struct {
        Attribute bit;
        attr_t attribute;
    } table[] = {{ATTRIBUTE_BOLD, A_BOLD},
                 {ATTRIBUTE_DIM, A_DIM},
                 {ATTRIBUTE_ITALIC, A_ITALIC},
                 {ATTRIBUTE_UNDERLINE, A_UNDERLINE},
                 {ATTRIBUTE_REVERSE, A_REVERSE}};
    attr_t attributes = A_NORMAL;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        attributes |= bits & table[i].bit ? table[i].attribute : A_NORMAL;
    }
    return attributes;
}

/* Allocates the pair of a style on a ground. */
static CellLook make_look(ScreenColours *colours, Paint paint)
{
    CellLook look = {.attributes = curses_attributes(paint.attributes)};
    if (colours->depth != COLOUR_MONO) {
        int pair = alloc_pair(curses_colour(colours, paint.foreground), curses_colour(colours, paint.background));
        look.pair = pair > 0 ? pair : 0; /* without memory: the terminal's own colours */
    }
    return look;
}

bool screen_colours_set(ScreenColours *colours, const Theme *theme)
{
    Paint paints[STYLE_COUNT][GROUND_COUNT];
    for (int style = 0; style < STYLE_COUNT; style++) {
        for (int ground = 0; ground < GROUND_COUNT; ground++) {
            paints[style][ground] = theme_paint(theme, (Style)style, (Ground)ground, colours->depth);
        }
    }
    if (memcmp(paints, colours->paints, sizeof paints) == 0) {
        return false;
    }
    memcpy(colours->paints, paints, sizeof paints);
    memset(colours->palette, 0xFF, sizeof colours->palette);
    if (colours->depth != COLOUR_MONO) {
        reset_color_pairs();
    }
    for (int style = 0; style < STYLE_COUNT; style++) {
        for (int ground = 0; ground < GROUND_COUNT; ground++) {
            colours->looks[style][ground] = make_look(colours, paints[style][ground]);
        }
    }
    return true;
}
