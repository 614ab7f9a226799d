/*
 * Pane sizes: kept in the settings for the next start.
 */
#ifndef IPSE_SCREENS_PANE_SIZES_H
#define IPSE_SCREENS_PANE_SIZES_H

#include "ui/screens/bench/bench.h"

/* Keeps the size of a pane, where it was changed. */
void pane_sizes_keep(Workbench *bench, size_t pane);

/* Gives all panes the sizes of the settings again. */
void pane_sizes_reset(Workbench *bench);

#endif
