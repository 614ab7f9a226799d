/*
 * Compare view: two open files side by side.
 */
#ifndef IPSE_SCREENS_COMPARE_VIEW_H
#define IPSE_SCREENS_COMPARE_VIEW_H

#include "ui/screens/bench/bench.h"

/* Shows the present file beside another one, by its position among the open files. */
void compare_view_open(Workbench *bench, size_t other);

#endif
