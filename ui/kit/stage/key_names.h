/*
 * Keys: what a person presses, and its name.
 *
 * A Key is a character or a named key with modifiers. Names, as in the configuration, in scripts, on screen and in the
 * manual page: a character stands for itself; named keys are Up Down Left Right Home End PgUp PgDn Ins Del Backspace
 * Enter Tab Esc Space Comma F1…F12; modifiers are Ctrl- (or ^), Alt-, Shift-, as in ^S, Alt-Left, Shift-Tab. Shift is
 * only told for named keys: capital letters are characters of their own. ^I is Tab, ^M is Enter, ^[ is Esc.
 *
 * A KeySequence is a few keys in a row. In text its keys are separated by blanks or, where all are characters, written
 * together: "g g" and "gg", "]d", "^W v". Several sequences are separated by commas (the comma key is "Comma"). A run
 * of digits at the end stands for several sequences: "z1-9" is z1, z2 … z9.
 */
#ifndef IPSE_KIT_KEY_NAMES_H
#define IPSE_KIT_KEY_NAMES_H

#include "src/base/error.h"
#include "src/base/slice.h"
#include "src/base/text.h"

#include <stdint.h>

/* X(enumerator, name) */
#define KEYCODE_TABLE(X)                                                                                               \
    X(UP, "Up")                                                                                                        \
    X(DOWN, "Down")                                                                                                    \
    X(LEFT, "Left")                                                                                                    \
    X(RIGHT, "Right")                                                                                                  \
    X(HOME, "Home")                                                                                                    \
    X(END, "End")                                                                                                      \
    X(PAGE_UP, "PgUp")                                                                                                 \
    X(PAGE_DOWN, "PgDn")                                                                                               \
    X(INSERT, "Ins")                                                                                                   \
    X(DELETE, "Del")                                                                                                   \
    X(BACKSPACE, "Backspace")                                                                                          \
    X(ENTER, "Enter")                                                                                                  \
    X(TAB, "Tab")                                                                                                      \
    X(ESCAPE, "Esc")                                                                                                   \
    X(F1, "F1")                                                                                                        \
    X(F2, "F2")                                                                                                        \
    X(F3, "F3")                                                                                                        \
    X(F4, "F4")                                                                                                        \
    X(F5, "F5")                                                                                                        \
    X(F6, "F6")                                                                                                        \
    X(F7, "F7")                                                                                                        \
    X(F8, "F8")                                                                                                        \
    X(F9, "F9")                                                                                                        \
    X(F10, "F10")                                                                                                      \
    X(F11, "F11")                                                                                                      \
    X(F12, "F12")

enum {
    KEYCODE_FIRST = 0x110000, /* one past the last Unicode character */
    KEYCODE_BEFORE_FIRST = KEYCODE_FIRST - 1,
#define KEYCODE_ENUMERATOR(enumerator, name) KEYCODE_##enumerator,
    KEYCODE_TABLE(KEYCODE_ENUMERATOR)
#undef KEYCODE_ENUMERATOR
        KEYCODE_END_OF_TABLE
};

typedef enum KeyModifier { KEY_SHIFT = 1, KEY_ALT = 2, KEY_CTRL = 4 } KeyModifier;

typedef struct Key {
    uint32_t code;      /* a Unicode character or KEYCODE_… ; 0: no key */
    uint32_t modifiers; /* KeyModifier */
} Key;

enum { KEY_SEQUENCE_MAXIMUM = 4 };

typedef struct KeySequence {
    Key keys[KEY_SEQUENCE_MAXIMUM];
    uint8_t count;
} KeySequence;

static inline Key key_make(uint32_t code, uint32_t modifiers)
{
    return (Key){code, modifiers};
}

static inline bool keys_equal(Key a, Key b)
{
    return a.code == b.code && a.modifiers == b.modifiers;
}

/* True for a key that writes a character (no Ctrl, no Alt, no named key). */
bool key_is_text(Key key);

/* Reads a sequence; false with a sentence where it is none. */
bool key_sequence_parse(Slice text, KeySequence *sequence, Error *error);

/* Reads a sequence that may end with a run of digits. `sequence` gets the first of the run, `first` and `last` its
   digits; both are 0 where it is no run. */
bool key_run_parse(Slice text, KeySequence *sequence, unsigned *first, unsigned *last, Error *error);

/* Append the name. A sequence of characters is written together ("]d"), others with blanks. */
void key_print(Key key, Text *text);
void key_sequence_print(const KeySequence *sequence, Text *text);

bool key_sequences_equal(const KeySequence *a, const KeySequence *b);

/* True when `sequence` starts with all of `prefix` (equality included). */
bool key_sequence_starts_with(const KeySequence *sequence, const KeySequence *prefix);

#endif
