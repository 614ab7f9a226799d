/*
 * FixResult: what came of fixes, in the words of the status line and of boxes.
 */
#ifndef IPSE_SCREENS_FIX_RESULT_H
#define IPSE_SCREENS_FIX_RESULT_H

#include "ui/screens/bench/bench.h"

/* Appends "Errors: 12 → 3"; of warnings where there are as many errors as before; and of both where the warnings rise
   while the errors change. */
void fix_result_append(ReportCounts before, ReportCounts after, Text *text);

/* Reports what was done to a value, "Changed 'status'", and how the errors or warnings changed, if they did. */
void fix_result_report(Workbench *bench, const char *what, NodeId node, ReportCounts before);

/* Makes the splices of a fix, and reports what came of it. The cursor stays on its row where that holds what was
   changed, else it goes there. */
void fix_result_make(Workbench *bench, const SpliceList *splices, Slice title);

#endif
