/*
 * Terminal: the real one.
 *
 * Takes over a terminal (alternate screen, raw keys, mouse, bracketed paste), shows canvases on it and turns its bytes
 * into events. curses does the painting and the keys (screen.h, input.h).
 *
 * The terminal is put back as it was on every way out: terminal_stop, exit(), a fatal signal, an abort. There is one
 * terminal per process, because signals are the process's: starting a second one before stopping the first fails.
 */
#ifndef IPSE_KIT_TERMINAL_H
#define IPSE_KIT_TERMINAL_H

#include "src/base/error.h"
#include "ui/kit/canvas/canvas.h"
#include "ui/kit/config/theme.h"
#include "ui/kit/stage/event.h"

typedef struct Terminal Terminal;

/* Takes over the terminal on standard output; keys come from standard input or, where that is none, from /dev/tty.
   NULL with a sentence where there is no terminal, or TERM is unset, unknown or dumb. ESCDELAY in the environment says
   how many milliseconds an Esc may be the beginning of a sequence; 50 unless set. */
Terminal *terminal_start(Error *error);

/* Puts the terminal back and frees; NULL does nothing. */
void terminal_stop(Terminal *terminal);

/* True where the locale shows UTF-8. setlocale must have been called. */
bool terminal_is_utf8(void);

/* What the background is likely to be, from COLORFGBG: "light" or "dark". */
const char *terminal_likely_theme(void);

void terminal_size(const Terminal *terminal, int *width, int *height);

/* Writes what differs from what the terminal shows, and leaves its cursor where the canvas has it. */
void terminal_paint(Terminal *terminal, const Canvas *canvas, const Theme *theme);

/* The next paint writes every cell. */
void terminal_forget(Terminal *terminal);

/* Waits for an event, at most `milliseconds` (negative: without end). */
Event terminal_next(Terminal *terminal, int64_t milliseconds);

/* Lets terminal_next give a key again, after those that were put back before it, and before new events. */
void terminal_put_back(Terminal *terminal, Key key);

/* True when an event can be had without waiting. */
bool terminal_has_input(Terminal *terminal);

void terminal_set_mouse(Terminal *terminal, bool is_on);

/* True for GNU screen, which keeps back a lone Esc, up to the next key, while a program asks for the mouse. */
bool terminal_mouse_delays_escape(const Terminal *terminal);

/* Gives the terminal back, stops the process as ^Z does, and takes it over again when it is resumed. */
void terminal_suspend(Terminal *terminal);

/* Gives the terminal back, runs a program in the foreground, waits, and takes the terminal over again. */
bool terminal_run(Terminal *terminal, char *const arguments[], int *exit_status, Error *error);

/* Asks the terminal to put text on the clipboard (OSC 52). False where it is no relative of xterm, or for more than
   TERMINAL_COPY_MAXIMUM bytes, which terminals do not take. */
enum { TERMINAL_COPY_MAXIMUM = 74994 };
bool terminal_copy(Terminal *terminal, Slice text, Error *error);

#endif
