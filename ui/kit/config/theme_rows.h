/*
 * ThemeRows: what a theme holds; for theme.c and theme_file.c only.
 */
#ifndef IPSE_KIT_THEME_ROWS_H
#define IPSE_KIT_THEME_ROWS_H

#include "ui/kit/config/theme.h"

/* One style or ground. */
typedef struct ThemeRow {
    Colour colour[COLOUR_DEPTH_COUNT];
    Colour text[COLOUR_DEPTH_COUNT]; /* of grounds */
    unsigned attributes;
    unsigned mono; /* attributes that are added at COLOUR_MONO */
} ThemeRow;

struct Theme {
    char *name;
    char *help;
    ThemeRow styles[STYLE_COUNT];
    ThemeRow grounds[GROUND_COUNT];
};

/* The text of a built-in theme; empty if there is none of that name. */
Slice theme_builtin(Slice name);

#endif
