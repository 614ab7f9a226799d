/*
 * Provisional reports: what is known of a document before all of it is judged. For this folder and the door of checks.
 */
#ifndef IPSE_CHECK_PROVISIONAL_H
#define IPSE_CHECK_PROVISIONAL_H

#include "src/check/report/finding.h"

/* Makes a report say what was found until now by a check that fills `found`, and in the parts that were judged before
   (NULL: none were), and nothing else; both stay as they are. Issues that are weighed at the end of a check have the
   severities of the beginning. */
void report_show(Report *report, const Report *found, const Report *parts, const Document *document);

/* Adds the findings [first, end) that a check of a part of the document has filled another report with, in which nodes
   are lower by `shift`. `texts` is made by report_bring_begin for that report, and freed by the caller. */
uint32_t *report_bring_begin(const Report *from);
void report_bring(Report *report, const Report *from, size_t first, size_t end, uint32_t *texts, NodeId shift);

/* Makes a report the one that a check has filled; `filled` is empty afterwards. */
void report_take(Report *report, Report *filled);

/* Frees what the engine keeps with a report, which cannot follow edits afterwards. */
void report_forget_state(Report *report);

/* Keeps of a report what is still about something after a patch that was not followed, or not to the end: what it said
   of the values that were read again is gone. The report has no state afterwards, and cannot follow. */
void report_carry(Report *report, const Document *document, const Patch *patch);

#endif
