/*
 * Screen colours: the styles and grounds of a theme as attributes and colour pairs of curses.
 *
 * The number of colours follows the environment and terminfo: none with NO_COLOR; true colour if COLORTERM is
 * "truecolor" or "24bit" and the terminal names colours directly (an entry TYPE-direct of terminfo) or lets colours of
 * its palette be changed and restored; else 256, 16, 8 or none. curses gives a changed palette back when it leaves the
 * screen.
 */
#ifndef IPSE_KIT_SCREEN_COLOURS_H
#define IPSE_KIT_SCREEN_COLOURS_H

#include "ui/kit/config/theme.h"

#include <curses.h>

typedef struct ScreenColours ScreenColours;

/* What curses needs to write a cell. */
typedef struct CellLook {
    attr_t attributes;
    int pair;
} CellLook;

/* True if the environment asks for true colour and does not forbid colours. */
bool screen_colours_want_true(void);

/* Starts the colours of the current curses screen. */
ScreenColours *screen_colours_new(void);
void screen_colours_free(ScreenColours *colours);

/* Takes over a theme. True if anything looks different now, so that all cells must be written again. */
bool screen_colours_set(ScreenColours *colours, const Theme *theme);

CellLook screen_colours_look(const ScreenColours *colours, Style style, Ground ground);

/* True if colours of the terminal's palette are changed. */
bool screen_colours_change_palette(const ScreenColours *colours);

#endif
