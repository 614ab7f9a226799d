/*
 * Added: an element that was added only to be typed or chosen; Esc undoes it.
 */
#ifndef IPSE_SCREENS_ADDED_H
#define IPSE_SCREENS_ADDED_H

#include "ui/screens/bench/bench.h"

typedef struct Added {
    bool is_on;
    uint32_t from; /* position in the history before it */
    NodeId holder;
} Added;

/* Undoes what was added, and goes to where it was put. */
void added_drop(Workbench *bench, Added added);

#endif
