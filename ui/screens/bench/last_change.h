/*
 * Last change: the one that can be done again at another row, an action or a value that was typed or chosen.
 */
#ifndef IPSE_SCREENS_LAST_CHANGE_H
#define IPSE_SCREENS_LAST_CHANGE_H

#include "ui/screens/bench/bench.h"

/* Starts all zero. */
typedef struct LastChange {
    const Action *action; /* NULL: it set a value */
    uint32_t count;
    Text json; /* the value; empty: nothing was changed */
} LastChange;

/* Notes an action that was carried out, where it is one that can be done again. */
void change_note_action(Workbench *bench, const Action *action, const ActionCall *call);

/* Notes the JSON of a value that was typed or chosen. */
void change_note_value(Workbench *bench, Slice json);

#endif
