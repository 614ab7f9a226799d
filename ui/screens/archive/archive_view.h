/*
 * Archive view: what differs between the studies of the file and the images of an archive (src/archive/compare.h).
 */
#ifndef IPSE_SCREENS_ARCHIVE_VIEW_H
#define IPSE_SCREENS_ARCHIVE_VIEW_H

#include "src/images/image_set.h"
#include "ui/screens/bench/bench.h"

/* Opens the view over the screen, with the images of an archive, which are taken over; says so where nothing could be
   compared. There must be a file. An ArchiveRead (archive_reading.h). */
void archive_view_open(Workbench *bench, const char *name, Slice uid, ImageSet *set);

#endif
