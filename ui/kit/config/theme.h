/*
 * Theme: colours and attributes of the roles of style.h, for every depth of colour.
 *
 * A theme is a YAML file:
 *
 *     name: dark
 *     help: Light text on a dark screen
 *     styles:
 *       title: {colour: ["#e0b060", yellow], bold: true}
 *       absent row: {colour: "#8a8f98", italic: true}
 *     grounds:
 *       screen: {colour: ["#16181d", black]}
 *       selected: {colour: ["#2c4a70", blue], text: [same, bright-white]}
 *
 * A colour is "#rrggbb", the name of one of the 16 colours (black red green yellow blue magenta cyan white, and
 * bright-black … bright-white), or `default`, the terminal's own; or a list: for true colour, for 256 colours (where a
 * second "#rrggbb" stands there), for 16 and for 8. What is missing follows from what is there: 256 and 16 colours take
 * the nearest to true colour, 8 the plain one of 16. A ground's `text` replaces the colour of every style that lies on
 * it (`same`: does not). Attributes: bold, dim, italic, underline, reverse; on mono terminals they are all there is,
 * and `mono` adds some there only: `mono: [reverse]`. Under `every-style` and `every-ground` stands what holds for all
 * of them. What a theme leaves out, it takes from the built-in theme that it names as `base`, else from `dark`; `base:
 * none` is the terminal's own colours.
 */
#ifndef IPSE_KIT_THEME_H
#define IPSE_KIT_THEME_H

#include "src/base/error.h"
#include "src/base/slice.h"
#include "src/base/text.h"
#include "ui/kit/config/colour.h"
#include "ui/kit/config/style.h"

typedef enum Attribute {
    ATTRIBUTE_BOLD = 1,
    ATTRIBUTE_DIM = 2,
    ATTRIBUTE_ITALIC = 4,
    ATTRIBUTE_UNDERLINE = 8,
    ATTRIBUTE_REVERSE = 16
} Attribute;

/* How a cell is painted. */
typedef struct Paint {
    Colour foreground;
    Colour background;
    unsigned attributes; /* Attribute */
} Paint;

typedef struct Theme Theme;

/* Reads a theme; NULL with a sentence that names line and column where it is none. Free with theme_free. */
Theme *theme_parse(Slice text, const char *file_name, Error *error);

/* The theme of this name: from the user's folder `folder` (NULL: none), as FOLDER/NAME.yaml, else built in; NULL with a
   sentence that lists the names if there is none. */
Theme *theme_load(const char *name, const char *folder, Error *error);

Theme *theme_copy(const Theme *theme);
void theme_free(Theme *theme);

const char *theme_name(const Theme *theme);
const char *theme_help(const Theme *theme);

/* How a cell of this style on this ground is painted at this depth. */
Paint theme_paint(const Theme *theme, Style style, Ground ground, ColourDepth depth);

/* The names of all themes, built in and in the folder, sorted, each once: calls `each`. */
void theme_list(const char *folder, void (*each)(void *context, const char *name), void *context);

#endif
