/*
 * ImageDirectory: the images that a DICOMDIR lists (DICOM PS3.3, annex F; PS3.10, section 8.6).
 *
 * Records are linked by offsets: each has a next one and a lower one. A DICOMDIR whose offsets lead nowhere is read in
 * the order of its records.
 */
#ifndef IPSE_IMAGES_IMAGE_DIRECTORY_H
#define IPSE_IMAGES_IMAGE_DIRECTORY_H

#include "src/images/image_set.h"

/* Adds what a DICOMDIR lists, of a reader that was opened again at its beginning. An image is read from its file where
   that lies at its place in `folder`, an open folder that is not left; else its record says what is known of it, and
   the set notes it. `files` reads those files, `path` is that of the DICOMDIR. A file that is cut is noted, and so are
   records that no other leads to: they count. False with the reader's fault where there is no record. */
bool image_directory_read(DicomReader *reader, DicomReader *files, int folder, const char *path, ImageSet *set,
                          Error *error);

#endif
