/*
 * Lesson: the IPS imaging profile for clinicians, on a sample: samples/profile.ipse, presented.
 */
#ifndef IPSE_SCREENS_LESSON_H
#define IPSE_SCREENS_LESSON_H

#include "ui/screens/bench/bench.h"

/* True for the name of a lesson. */
bool lesson_is(Slice name);

/* Opens the sample, which is in no file, and begins; false with a sentence where another script plays. */
bool lesson_begin(Workbench *bench, Error *error);

#endif
