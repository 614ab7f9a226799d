/*
 * Start: files to open, and the tour.
 */
#ifndef IPSE_SCREENS_START_VIEW_H
#define IPSE_SCREENS_START_VIEW_H

#include "src/base/slice.h"

typedef struct Workbench Workbench;

/* Offers recent files, those of this folder, and the tour. */
void start_view_open(Workbench *bench);

/* Opens a file, or offers the files of a folder, by a name that was typed. */
void start_view_take(Workbench *bench, Slice name);

#endif
