/*
 * Images view: the series and instances that an archive has of a study, as rows. Enter shows an image in the user's
 * viewer: that of a server as it renders it (WADO-RS, DICOM PS3.18, section 10.4.1.1.3), a file as it is.
 */
#ifndef IPSE_SCREENS_IMAGES_VIEW_H
#define IPSE_SCREENS_IMAGES_VIEW_H

#include "src/images/image_set.h"
#include "ui/screens/bench/bench.h"

/* Opens the view over the screen, with the study of a UID, beside that of the cursor; takes the set over. An
 * ArchiveRead. */
void images_view_open(Workbench *bench, const char *name, Slice uid, ImageSet *set);

#endif
