/*
 * Link: where the links and images of a narrative may lead.
 */
#ifndef IPSE_CHECK_LINK_H
#define IPSE_CHECK_LINK_H

#include "src/base/slice.h"

/* What is wrong with the target of a link or the source of an image, as a constant phrase, or of one that
   may lead somewhere, but hardly does (`is_possible`); NULL where nothing is. Links to ids ("#id") are for the caller
   to follow. */
const char *link_fault(Slice target, bool is_image, bool *is_possible);

#endif
