/*
 * Archive view: what differs between the studies of the file and the images of an archive (src/archive/compare.h).
 */
#ifndef IPSE_SCREENS_ARCHIVE_VIEW_H
#define IPSE_SCREENS_ARCHIVE_VIEW_H

#include "ui/screens/bench/bench.h"

/* Reads the images that a path leads to, and opens the view over the screen; says so where there is no image, or nothing that could
   be compared. There must be a file. */
void archive_view_open(Workbench *bench, const char *path);

#endif
