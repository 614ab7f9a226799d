/*
 * Colour: a colour as a terminal of some depth paints it.
 */
#ifndef IPSE_KIT_COLOUR_H
#define IPSE_KIT_COLOUR_H

#include "src/base/slice.h"

#include <stdint.h>

typedef enum ColourDepth { COLOUR_MONO, COLOUR_8, COLOUR_16, COLOUR_256, COLOUR_TRUE, COLOUR_DEPTH_COUNT } ColourDepth;

/* COLOUR_DEFAULT, COLOUR_SAME (of a ground's text: what the style says), at depths 8 to 256 an index, at COLOUR_TRUE
   0xRRGGBB. */
typedef int32_t Colour;
enum { COLOUR_DEFAULT = -1, COLOUR_SAME = -2 };

/* The index 0 to 15 of a name ("bright-blue"); -1 where it is none. */
int colour_find(Slice name);

/* The nearest of the 240 colours of the 256 that terminals agree on, and of the first 16. */
Colour colour_nearest_256(uint32_t rgb);
Colour colour_nearest_16(uint32_t rgb);

/* Red, green, blue (0xRRGGBB) of a colour at a depth, as xterm shows it; 0 for COLOUR_DEFAULT and COLOUR_SAME. */
uint32_t colour_rgb(Colour colour, ColourDepth depth);

#endif
