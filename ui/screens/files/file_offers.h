/*
 * File offers: the files and folders that a path may become while it is typed: recent files first, then what is in its
 * folder.
 */
#ifndef IPSE_SCREENS_FILE_OFFERS_H
#define IPSE_SCREENS_FILE_OFFERS_H

#include "ui/kit/stage/candidates.h"

/* A CandidateSource for the workbench: `context` is a Workbench. */
void file_offers(void *context, Slice typed, Candidates *candidates);

#endif
