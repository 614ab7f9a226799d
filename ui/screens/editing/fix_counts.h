/*
 * FixCounts: what came of fixes, in the words of the status line and of boxes.
 */
#ifndef IPSE_SCREENS_FIX_COUNTS_H
#define IPSE_SCREENS_FIX_COUNTS_H

#include "src/base/text.h"
#include "src/check/report.h"

/* Appends "Errors: 12 → 3"; of warnings where there are as many errors as before; and of both where the warnings rise while the
   errors change. */
void fix_counts_append(ReportCounts before, ReportCounts after, Text *text);

#endif
