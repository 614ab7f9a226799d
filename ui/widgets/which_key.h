/*
 * WhichKey: a box with the keys that may follow those that were typed, and what each does.
 *
 * Sentences are wrapped and never cut. Where they do not fit in columns, they stand below each other; where there are
 * more than the screen has lines for, arrows and page keys scroll them, which are no keys of a sequence.
 */
#ifndef IPSE_WIDGETS_WHICH_KEY_H
#define IPSE_WIDGETS_WHICH_KEY_H

#include "ui/kit/stage/keymap.h"

/* Starts all zero. */
typedef struct WhichKey {
    int first; /* line that stands highest */
    int lines; /* all of them, as drawn last */
    int shown;
} WhichKey;

/* Draws what may follow the pending keys; returns the rows that it took, at most `area.height`, at the area's foot. */
int which_key_draw(WhichKey *box, const Keymap *keymap, uint32_t places, const KeyState *state, Canvas *canvas,
                   Rect area);

/* Scrolls by an arrow or a page key; false where all is shown, or the key is another one. */
bool which_key_scroll(WhichKey *box, Key key);

/* Scrolls by some lines, down or up. */
void which_key_move(WhichKey *box, int lines);

#endif
