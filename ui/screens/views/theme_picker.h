/*
 * Theme picker: each theme is shown as it is reached.
 */
#ifndef IPSE_SCREENS_THEME_PICKER_H
#define IPSE_SCREENS_THEME_PICKER_H

#include "ui/kit/stage/candidates.h"
#include "ui/kit/stage/view.h"

typedef struct Workbench Workbench;

Reaction theme_picker_open(Workbench *bench);

/* A CandidateSource for the workbench: the names of the themes. */
void theme_offers(void *context, Slice typed, Candidates *candidates);

#endif
