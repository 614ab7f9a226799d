/*
 * Element paths: where a path that a person or a script gives leads in the file that is shown. Where it names no value
 * it may name a gap: an element that is absent, in a row of its own below what would hold it.
 */
#ifndef IPSE_SCREENS_ELEMENT_PATH_H
#define IPSE_SCREENS_ELEMENT_PATH_H

#include "src/base/error.h"
#include "ui/screens/bench/bench.h"

/* The path as it is meant: from the root, or where that has no such member, from the value that is shown alone, with or
   without the type of its resource in front. What is made for that lies in `whole`. There must be a file. */
Slice element_path_whole(const Workbench *bench, Slice path, Text *whole);

/* Finds the gap that a whole path names, of what is required or obligated: the object that would hold it, and its row's
   name. NODE_NONE if there is none. */
NodeId element_path_gap(const Workbench *bench, Slice path, Slice *name);

/* Goes to the value or the gap that a path names; false with a sentence if there is none. There must be a file. */
bool element_path_go(Workbench *bench, Slice path, Error *error);

#endif
