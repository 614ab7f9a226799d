/*
 * Recheck: a report brought up to date after an edit, by judging what the edit changed. For src/check/check.c.
 *
 * Judged again are the values that were read again, the values around them, and what document groups judge by what the
 * edit changed (src/check/state/question.h); findings on everything else stay. Where slices look far, the check goes
 * through the document from its beginning, but takes over what was found of the resources in it
 * (src/check/state/kept.h). The outcome is that of a check of the whole document.
 */
#ifndef IPSE_CHECK_RECHECK_H
#define IPSE_CHECK_RECHECK_H

#include "src/check/report.h"

/* False where the whole document must be judged instead: all of it was read again; or, in a file of one value, the
   reader has (or had) to guess in it, members of one object stand for each other, or, where no slices look far, a
   resource got another type, profile or language. In a file of lines that is true of the line alone, which is judged
   whole. The report is good for nothing then but report_clear. */
bool recheck(Report *report, const Document *document, const Patch *patch);

#endif
