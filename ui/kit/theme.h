/*
 * Theme: colours and attributes of the roles of style.h, for every depth of colour.
 *
 * A theme is a YAML file:
 *
 *     name: dark
 *     help: Light text on a dark screen
 *     styles:
 *       title: {colour: ["#e0b060", yellow], bold: true}
 *       ghost: {colour: "#8a8f98", italic: true}
 *     grounds:
 *       screen: {colour: ["#16181d", black]}
 *       selected: {colour: ["#2c4a70", blue], text: [same, bright-white]}
 *
 * A colour is "#rrggbb", the name of one of the 16 colours (black red green yellow blue magenta cyan white, and
 * bright-black … bright-white), or `default`, the terminal's own; or a list of up to three: for true colour, for 16 and
 * for 8 colours. What is missing follows from what is there: 256 colours take the nearest to true colour, 16 and 8
 * likewise, 8 the plain one of 16. A ground's `text` replaces the colour of every style that lies on it (`same`: does
 * not). Attributes: bold, dim, italic, underline, reverse; on mono terminals they are all there is, and `mono` adds
 * some there only: `mono: [reverse]`. Styles and grounds that a file leaves out are taken from the theme that it
 * names as `base`, else from `dark`.
 */
#ifndef IPSE_KIT_THEME_H
#define IPSE_KIT_THEME_H

#include "src/base/error.h"
#include "src/base/slice.h"
#include "src/base/text.h"
#include "ui/kit/style.h"

#include <stdint.h>

typedef enum ColourDepth { COLOUR_MONO, COLOUR_8, COLOUR_16, COLOUR_256, COLOUR_TRUE, COLOUR_DEPTH_COUNT } ColourDepth;

typedef enum Attribute {
    ATTRIBUTE_BOLD = 1,
    ATTRIBUTE_DIM = 2,
    ATTRIBUTE_ITALIC = 4,
    ATTRIBUTE_UNDERLINE = 8,
    ATTRIBUTE_REVERSE = 16
} Attribute;

/* A colour as it is painted: COLOUR_DEFAULT, COLOUR_SAME, or of depth 8 to 256 an index, of COLOUR_TRUE 0xRRGGBB. */
typedef int32_t Colour;
enum { COLOUR_DEFAULT = -1, COLOUR_SAME = -2 };

/* How a cell is painted. */
typedef struct Paint {
    Colour foreground;
    Colour background;
    unsigned attributes; /* Attribute */
} Paint;

typedef struct Theme Theme;

/* Reads a theme; NULL with a sentence that names line and column where it is none. `base` gives what the file leaves
   out (NULL: nothing may be left out but `plain`'s followers). Free with theme_free. */
Theme *theme_parse(Slice text, const char *file_name, Error *error);

/* The theme of this name: from the user's folder `folder` (NULL: none), as FOLDER/NAME.yaml, else built in; NULL with a
   sentence that lists the names where there is none. */
Theme *theme_load(const char *name, const char *folder, Error *error);

Theme *theme_copy(const Theme *theme);
void theme_free(Theme *theme);

const char *theme_name(const Theme *theme);
const char *theme_help(const Theme *theme);

/* How a cell of this style on this ground is painted at this depth. */
Paint theme_paint(const Theme *theme, Style style, Ground ground, ColourDepth depth);

/* The names of all themes, built in and in the folder, sorted, each once: calls `each`. */
void theme_list(const char *folder, void (*each)(void *context, const char *name), void *context);

/* Red, green, blue (0xRRGGBB) of a colour at a depth, as xterm shows it; COLOUR_DEFAULT gives 0. */
uint32_t colour_rgb(Colour colour, ColourDepth depth);

/* Contrast of two colours 0xRRGGBB: 1.0 to 21.0 (WCAG 2.1, relative luminance). */
double colour_contrast(uint32_t a, uint32_t b);

#endif
