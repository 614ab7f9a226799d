/*
 * Element offers: the paths that the text of a path prompt may become: those that were gone to before, then the members
 * of the value that the path leads to so far, and what is missing in it.
 */
#ifndef IPSE_SCREENS_ELEMENT_OFFERS_H
#define IPSE_SCREENS_ELEMENT_OFFERS_H

#include "ui/kit/stage/candidates.h"

/* A CandidateSource for the workbench: `context` is a Workbench. */
void element_offers(void *context, Slice typed, Candidates *candidates);

#endif
