/*
 * Hoist: a value that is shown alone, without what holds it.
 */
#ifndef IPSE_SCREENS_HOIST_H
#define IPSE_SCREENS_HOIST_H

#include "ui/screens/bench/bench.h"

/* Shows the whole file again, with the cursor where it was, if the cursor is in the first row of a value that is shown
   alone; false elsewhere. */
bool hoist_leave(Workbench *bench);

/* The same, wherever the cursor is, if what is shown alone is a value or lies in it: it is about to be removed. */
void hoist_leave_within(Workbench *bench, NodeId node);

/* Shows a value alone, with the cursor on it; the root: the whole file. */
void hoist_show(Workbench *bench, NodeId node);

#endif
