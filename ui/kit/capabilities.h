/*
 * Capabilities: what a terminal can do and how it is told, taken from terminfo once at the start.
 */
#ifndef IPSE_KIT_CAPABILITIES_H
#define IPSE_KIT_CAPABILITIES_H

#include "src/base/error.h"
#include "src/base/text.h"
#include "ui/kit/decoder.h"
#include "ui/kit/theme.h"

typedef struct Capabilities Capabilities;

/* Strings without parameters. */
typedef enum CapabilityString {
    CAPABILITY_ENTER_SCREEN,
    CAPABILITY_LEAVE_SCREEN,
    CAPABILITY_ENTER_KEYPAD,
    CAPABILITY_LEAVE_KEYPAD,
    CAPABILITY_CLEAR,
    CAPABILITY_SHOW_CURSOR,
    CAPABILITY_HIDE_CURSOR,
    CAPABILITY_RESET,
    CAPABILITY_BOLD,
    CAPABILITY_DIM,
    CAPABILITY_ITALIC,
    CAPABILITY_UNDERLINE,
    CAPABILITY_REVERSE,
    CAPABILITY_BELL,
    CAPABILITY_STRING_COUNT
} CapabilityString;

/* Reads terminfo for a terminal type (NULL or empty: an error). False with a sentence where the type is unset, unknown,
   dumb, or can't place its cursor. Free with capabilities_free. */
Capabilities *capabilities_read(const char *terminal_type, int descriptor, Error *error);
void capabilities_free(Capabilities *capabilities);

/* The colours to paint with: none where NO_COLOR is set and not empty; true colour where COLORTERM says truecolor or 24bit,
   or terminfo has RGB; else by the number of colours. */
ColourDepth capabilities_depth(const Capabilities *capabilities);

/* True for xterm and its relatives, which understand mouse reports, bracketed paste and OSC 52. */
bool capabilities_is_xterm(const Capabilities *capabilities);

/* True for GNU screen, through which OSC 52 must be wrapped. */
bool capabilities_is_screen(const Capabilities *capabilities);

/* True for the console of Linux, whose fonts lack many characters (glyphs.h). */
bool capabilities_is_console(const Capabilities *capabilities);

/* True where writing the last cell of the screen scrolls it. */
bool capabilities_scrolls_at_end(const Capabilities *capabilities);

/* Append what the terminal is to be told; nothing where it can't do it. */
void capabilities_print(const Capabilities *capabilities, CapabilityString string, Text *output);
void capabilities_print_cursor(const Capabilities *capabilities, int x, int y, Text *output);
void capabilities_print_colours(const Capabilities *capabilities, Paint paint, Text *output);

/* Teaches the decoder the keys that terminfo names. */
void capabilities_teach(const Capabilities *capabilities, Decoder *decoder);

#endif
