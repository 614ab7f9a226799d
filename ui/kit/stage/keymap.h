/*
 * Keymap: which keys ask for which action, made from the action table and the user's configuration.
 *
 * Keys are given per action; a configuration's `keys` for an action replace the table's. Two actions whose places meet
 * may not have the same keys, nor one the beginning of the other's. Where they do, the configuration wins over the
 * table, of two lines of the configuration the first wins, and what was lost is named. Nothing waits for time: after a
 * prefix the next key decides, Esc takes the prefix back.
 */
#ifndef IPSE_KIT_KEYMAP_H
#define IPSE_KIT_KEYMAP_H

#include "ui/kit/config/config.h"
#include "ui/kit/stage/actions.h"
#include "ui/kit/stage/key_names.h"

typedef struct Keymap Keymap;

/* The keys of the table's actions, changed by the configuration (NULL: none). Conflicts and unknown actions become
   faults of the configuration, or a failed assertion where the table itself is at fault. Both must outlive the keymap.
   Free with keymap_free. */
Keymap *keymap_new(const ActionTable *table, Config *config);
void keymap_free(Keymap *keymap);

/* The table that it was made from. */
const ActionTable *keymap_table(const Keymap *keymap);

/* The action at a position of the table's footer. */
const Action *keymap_footer_row(const Keymap *keymap, size_t position);

/* What was typed and not yet decided. Starts all zero. */
typedef struct KeyState {
    KeySequence pending;
    uint32_t count; /* typed digits; 0: none */
} KeyState;

typedef enum KeymapAnswer {
    KEYMAP_ACTION,   /* `action` and `count` are filled, the state is empty again */
    KEYMAP_PENDING,  /* a prefix or a count: more keys are needed; the which-key box lists them */
    KEYMAP_UNBOUND,  /* the keys mean nothing here; the state is empty again and `sequence` tells what was typed */
    KEYMAP_CANCELLED /* Esc took a prefix or count back */
} KeymapAnswer;

typedef struct KeymapResult {
    KeymapAnswer answer;
    const Action *action;
    uint32_t count;
    unsigned digit; /* of a run of keys (z1-9); 0: none */
    KeySequence sequence;
} KeymapResult;

/* Takes one key, typed where the bits of `places` say. Digits that are not bound there count (5j; at most 99,999). */
KeymapResult keymap_feed(Keymap *keymap, KeyState *state, uint32_t places, Key key);

/* The keys that may follow a prefix (empty: all), in the table's order, for which-key lines, footers and help. */
typedef struct KeymapEntry {
    KeySequence sequence; /* the whole of it */
    const Action *action;
} KeymapEntry;
size_t keymap_list(const Keymap *keymap, uint32_t places, const KeySequence *prefix, KeymapEntry *entries,
                   size_t capacity);

/* Appends the action's keys, separated by `separator`, runs of digits as "z1-9"; nothing where it has none. */
void keymap_print_keys(const Keymap *keymap, const Action *action, const char *separator, Text *text);

/* The first of the action's keys; false where it has none. */
bool keymap_first(const Keymap *keymap, const Action *action, KeySequence *sequence);

/* Draws " F1 Help  F2 Save …": the actions of the table's footer that work in `places` and need nothing of `unmet`, the
   first ones while there is room, and always the last. `keymap_footer_action` gives the one under a click at column `x`
   of that line; NULL: none. */
void keymap_draw_footer(const Keymap *keymap, uint32_t places, uint32_t unmet, Canvas *canvas, Rect line);
const Action *keymap_footer_action(const Keymap *keymap, uint32_t places, uint32_t unmet, Rect line, int x);

#endif
