/* Colour: xterm's palette and the nearest colours in it. */
#include "ui/kit/config/colour.h"

#include <stddef.h>

enum { CUBE_FIRST = 16, CUBE_SIDE = 6, GREY_FIRST = 232, PALETTE_SIZE = 256 };

static const char *const colour_names[] = {
    "black",       "red",          "green",      "yellow",       "blue",          "magenta",     "cyan",
    "white",       "bright-black", "bright-red", "bright-green", "bright-yellow", "bright-blue", "bright-magenta",
    "bright-cyan", "bright-white",
};

/* The first 16 as xterm has them by default. */
static const uint32_t basic_colours[CUBE_FIRST] = {
    0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
    0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
};

int colour_find(Slice name)
{
    for (int i = 0; i < CUBE_FIRST; i++) {
        if (slice_equals(name, slice_from(colour_names[i]))) {
            return i;
        }
    }
    return -1;
}

/* One step of the colour cube. */
static uint32_t cube_step(int step)
{
    return step ? (uint32_t)(55 + 40 * step) : 0;
}

/* A colour of the palette of 256. */
static uint32_t palette_colour(int index)
{
    if (index < CUBE_FIRST) {
        return basic_colours[index];
    }
    if (index >= GREY_FIRST) {
        uint32_t grey = (uint32_t)(8 + 10 * (index - GREY_FIRST));
        return grey << 16 | grey << 8 | grey;
    }
    int cube = index - CUBE_FIRST;
    return cube_step(cube / (CUBE_SIDE * CUBE_SIDE)) << 16 | cube_step(cube / CUBE_SIDE % CUBE_SIDE) << 8 |
           cube_step(cube % CUBE_SIDE);
}

/* Distance of two colours, weighted as the eye is. */
static int distance(uint32_t a, uint32_t b)
{
    int red = (int)(a >> 16 & 255) - (int)(b >> 16 & 255);
    int green = (int)(a >> 8 & 255) - (int)(b >> 8 & 255);
    int blue = (int)(a & 255) - (int)(b & 255);
    return 3 * red * red + 6 * green * green + 2 * blue * blue;
}

/* The nearest colour among indexes [from, to). */
static Colour nearest(uint32_t rgb, int from, int to)
{
    int best = from;
    for (int i = from; i < to; i++) {
        if (distance(rgb, palette_colour(i)) < distance(rgb, palette_colour(best))) {
            best = i;
        }
    }
    return best;
}

Colour colour_nearest_256(uint32_t rgb)
{
    return nearest(rgb, CUBE_FIRST, PALETTE_SIZE);
}

Colour colour_nearest_16(uint32_t rgb)
{
    return nearest(rgb, 0, CUBE_FIRST);
}

uint32_t colour_rgb(Colour colour, ColourDepth depth)
{
    if (colour < 0) {
        return 0;
    }
    return depth == COLOUR_TRUE ? (uint32_t)colour : palette_colour(colour);
}
