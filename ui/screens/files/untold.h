/*
 * Untold: files whose names do not tell who the patient is, for sessions that mask it.
 */
#ifndef IPSE_SCREENS_UNTOLD_H
#define IPSE_SCREENS_UNTOLD_H

#include "src/base/slice.h"

/* True where the name of a file has nothing of what identifies the patients in it. False also where that cannot be
   told: a file that is no resource, or is larger than a megabyte. */
bool untold_is(const char *path, Slice name);

#endif
