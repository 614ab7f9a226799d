/*
 * Study view: the studies of a file as lists of series and instances, with marks and totals.
 */
#ifndef IPSE_SCREENS_STUDY_VIEW_H
#define IPSE_SCREENS_STUDY_VIEW_H

#include "ui/screens/bench/bench.h"

/* Opens it over the screen, at the study, series or instance under the cursor; says so where the file has no study.
 * There must be a file. */
void study_view_open(Workbench *bench);

#endif
