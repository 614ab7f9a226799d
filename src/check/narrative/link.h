/*
 * Link: where the links and images of a narrative may lead.
 */
#ifndef IPSE_CHECK_LINK_H
#define IPSE_CHECK_LINK_H

#include "src/check/report.h"

/* What is wrong with the target of a link or the source of an image, as a constant phrase, with its severity; NULL where
   nothing is. Links to ids ("#id") are for the caller to follow. */
const char *link_fault(Slice target, bool is_image, Severity *severity);

#endif
