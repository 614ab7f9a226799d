/*
 * Value view: the value under the cursor whole, in a reader's words, and as it is written.
 */
#ifndef IPSE_SCREENS_VALUE_VIEW_H
#define IPSE_SCREENS_VALUE_VIEW_H

#include "ui/screens/bench/bench.h"

/* Opens a box over the screen; of a narrative with its text in lines. There must be a file. */
void value_view_open(Workbench *bench);

#endif
