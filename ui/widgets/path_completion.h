/*
 * PathCompletion: the rest of a path that is being typed.
 */
#ifndef IPSE_WIDGETS_PATH_COMPLETION_H
#define IPSE_WIDGETS_PATH_COMPLETION_H

#include "src/base/text.h"

/* Appends `path` with what all entries of its folder that begin with its last part have in common; a single folder gets
   its slash. False where nothing begins so; then only `path` is appended. Hidden entries count when a dot is typed. */
bool path_complete(Slice path, Text *completed);

#endif
