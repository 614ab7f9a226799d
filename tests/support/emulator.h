/*
 * Emulator: what a terminal shows of the bytes that it is sent; as much of it as curses uses.
 *
 * Understands cursor placement, clearing, the alternate screen, hiding the cursor, and UTF-8; passes over colours and
 * attributes; notes which private modes are on. Anything else is counted as unknown.
 */
#ifndef IPSE_TESTS_EMULATOR_H
#define IPSE_TESTS_EMULATOR_H

#include "src/base/text.h"

#include <stdint.h>

typedef struct Emulator {
    int width;
    int height;
    uint32_t *cells;
    int x;
    int y;
    int top;       /* of the lines that scroll */
    int bottom;    /* after them; 0: the height */
    uint32_t last; /* the character that was written last */
    Text pending;  /* a sequence that is not complete */
    Text seen;     /* all bytes */
    int unknown;
    bool is_alternate;
    bool is_cursor_hidden;
    bool is_mouse_on;
    bool is_paste_on;
} Emulator;

void emulator_start(Emulator *emulator, int width, int height);
void emulator_end(Emulator *emulator);
void emulator_resize(Emulator *emulator, int width, int height);
void emulator_feed(Emulator *emulator, Slice bytes);

/* Appends the screen as lines without trailing blanks. */
void emulator_print(const Emulator *emulator, Text *text);

bool emulator_shows(const Emulator *emulator, const char *text);

/* True when these bytes are among all that it was sent. */
bool emulator_was_sent(const Emulator *emulator, const char *bytes);

#endif
