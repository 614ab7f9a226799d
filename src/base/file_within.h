/*
 * FileWithin: what lies in a folder, opened without leaving it.
 *
 * A path below a folder may lead out of it by a link, and someone may put that link there between two looks. So it is
 * resolved first, and then opened part by part from the folder, where no part may be a link any more.
 */
#ifndef IPSE_BASE_FILE_WITHIN_H
#define IPSE_BASE_FILE_WITHIN_H

#include "src/base/error.h"

/* The part of a real path that follows the real path of a folder, without a slash at its beginning; empty for the
   folder itself, NULL where it lies outside. */
const char *file_part_within(const char *real_folder, const char *real_path);

/* Opens a regular file, or with `is_folder` a folder, for reading; never waits. What `folder` names is followed, and so
   are links in `path` that lead to a place in it. -1 with ERROR_NOT_POSSIBLE where the path leads out of the folder,
   ERROR_FORMAT where it is something else, ERROR_CHANGED where a link is put into it meanwhile, ERROR_NOT_FOUND or
   ERROR_SYSTEM. The caller closes the descriptor. */
int file_open_within(const char *folder, const char *path, bool is_folder, Error *error);

#endif
