/*
 * Screen: curses, from newterm to endwin, showing a canvas.
 *
 * The only place where cells of a canvas become cells of curses. curses finds out what changed since the last paint and
 * how to write the difference. One screen at a time: curses has one current screen.
 */
#ifndef IPSE_KIT_SCREEN_H
#define IPSE_KIT_SCREEN_H

#include "src/base/error.h"
#include "src/base/text.h"
#include "ui/kit/canvas/canvas.h"
#include "ui/kit/config/theme.h"

#include <stdio.h>

typedef struct Screen Screen;

/* Takes over the terminal on standard output; `input` is the keyboard of the terminal (borrowed). NULL with a sentence
   if TERM is not set, dumb, unknown to terminfo, or names a terminal that cannot place its cursor. Signal handlers that
   are installed before the call stay; curses installs its own for the others. */
Screen *screen_open(FILE *input, Error *error);

/* Gives the terminal back and frees; NULL does nothing. */
void screen_close(Screen *screen);

/* Gives the terminal back for a while; and takes the terminal over again and writes all cells. */
void screen_leave(Screen *screen);
void screen_enter(Screen *screen);

/* Tells curses the size of the terminal. If the size differs, the next paint writes all cells. */
void screen_resize(Screen *screen, int width, int height);

/* Shows a canvas, whose size becomes the size of the screen, with the colours of a theme. */
void screen_paint(Screen *screen, const Canvas *canvas, const Theme *theme);

/* The next paint writes all cells. */
void screen_forget(Screen *screen);

/* Appends the bytes that give the terminal back if curses cannot be called: in the handler of a fatal signal. */
void screen_print_rescue(const Screen *screen, Text *bytes);

/* True for xterm and terminals that understand its private sequences (bracketed paste, mouse, OSC 52). */
bool screen_is_xterm(const Screen *screen);

/* True inside GNU screen, which passes OSC sequences on only if they are wrapped. */
bool screen_is_gnu_screen(const Screen *screen);

#endif
