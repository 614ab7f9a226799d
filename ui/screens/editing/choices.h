/*
 * Choices: pickers of elements that may be added, of codes, and of themes.
 */
#ifndef IPSE_SCREENS_CHOICES_H
#define IPSE_SCREENS_CHOICES_H

#include "ui/screens/bench/bench.h"

/* What was added only to be typed or chosen: Esc undoes it. */
typedef struct Added {
    bool is_on;
    uint32_t from; /* position in the history before it */
    NodeId holder;
} Added;

/* Undoes what was added, and goes to where it was put. */
void added_drop(Workbench *bench, Added added);

/* Opens a picker of the elements that may be added to the object at or around the cursor. */
Reaction choices_open_add(Workbench *bench);
Reaction choices_open_themes(Workbench *bench);

/* Opens a picker of the codes of the value under the cursor; false where there is none (code_picker.c). */
bool choices_open(Workbench *bench);
bool choices_open_added(Workbench *bench, Added added);

#endif
