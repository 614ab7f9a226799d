/*
 * File beginning: the first bytes of a file, unpacked where it is packed.
 */
#ifndef IPSE_SCREENS_FILE_BEGINNING_H
#define IPSE_SCREENS_FILE_BEGINNING_H

#include "src/base/text.h"

/* Appends up to `most` bytes of a regular file; true where these are all of it. Nothing is appended where it cannot be
 * read. */
bool file_beginning_read(const char *path, size_t most, Text *bytes);

#endif
