/*
 * Archive: the files of a gzip-compressed tar archive, as FHIR packages are (.tgz).
 *
 * Reads the ustar form, with long names as GNU tar (type L) and POSIX (pax `path`) write them. Links, folders and
 * devices are passed over; nothing is ever written to disk.
 */
#ifndef IPSE_PROFILE_ARCHIVE_H
#define IPSE_PROFILE_ARCHIVE_H

#include "src/base/error.h"
#include "src/base/slice.h"

/* Called for every regular file in order: its name as in the archive and its bytes, both valid during the call. False
   stops the reading. */
typedef bool ArchiveVisitor(void *context, Slice name, Slice content);

/* False with a sentence where the file cannot be read, is no such archive, is cut, or holds a file of more than 256
   MiB. What was read until then has been visited. */
bool archive_visit(const char *path, ArchiveVisitor *visit, void *context, Error *error);

#endif
