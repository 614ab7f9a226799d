/*
 * ArchiveInput: the archive that a command line names.
 */
#ifndef IPSE_CLI_ARCHIVE_INPUT_H
#define IPSE_CLI_ARCHIVE_INPUT_H

#include "src/images/image_set.h"

/* Reads the images of a folder, a DICOMDIR or a file into a set, which starts as all zero. What is passed over is said on standard
   error. False with a sentence where there is no image. */
bool archive_input_read(const char *name, ImageSet *set, Error *error);

#endif
