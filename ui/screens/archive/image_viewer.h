/*
 * Image viewer: an image shown by another program: the command of the setting `viewer`, else xdg-open.
 *
 * What a server renders goes to a file in the folder for temporary files that only its owner may read (0600). It stays
 * until image_viewer_free, since a viewer may still read it when its command has ended.
 */
#ifndef IPSE_SCREENS_IMAGE_VIEWER_H
#define IPSE_SCREENS_IMAGE_VIEWER_H

#include "ui/screens/bench/bench.h"

/* Starts all zero. */
typedef struct ImageViewer {
    char **files; /* that were written */
    size_t count;
    size_t capacity;
} ImageViewer;

/* Shows the image at a place: the path of a file, or the URL of an instance at a DICOMweb server, which is asked for
   the rendered image under a box that Esc stops. What fails is said. The viewer must stay until then. */
void image_viewer_show(ImageViewer *viewer, Workbench *bench, Slice place);

/* Removes the files. */
void image_viewer_free(ImageViewer *viewer);

#endif
