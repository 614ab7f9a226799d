/*
 * ImageFolder: the images of a folder of DICOM files, of one file, or of a DICOMDIR and the files that it lists.
 *
 * A folder is walked with its sub-folders, in the order of names. Links in it are not followed, so that nothing outside
 * is read and no ring is entered; FIFOs, devices and sockets are passed over without a word, and so is a DICOMDIR,
 * whose files are there. Files that are no DICOM, hold no image or are cut in the header are noted in the set and
 * passed over.
 */
#ifndef IPSE_IMAGES_IMAGE_FOLDER_H
#define IPSE_IMAGES_IMAGE_FOLDER_H

#include "src/base/work/pace.h"
#include "src/images/image_set.h"

/* Sub-folders in sub-folders are entered so deep. */
enum { IMAGE_FOLDER_DEPTH_MAXIMUM = 64 };

/* Adds all images that the path leads to; the set is not sorted. False with a sentence where the path itself cannot be
   read, or is a file and no DICOM; ERROR_STOPPED where the pace (may be NULL; counts entries of folders) was stopped.
 */
bool image_folder_add(const char *path, Pace *pace, ImageSet *set, Error *error);

#endif
