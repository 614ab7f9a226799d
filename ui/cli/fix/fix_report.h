/*
 * FixReport: what `ipse fix` says about one input, as text that may be shown.
 */
#ifndef IPSE_CLI_FIX_REPORT_H
#define IPSE_CLI_FIX_REPORT_H

#include "src/archive/take.h"
#include "src/edit/autofix/autofix.h"

/* Appends a line for each fix that was kept: `INPUT:LINE:COL: fixed: PATH: TITLE [KEY]`, and after that of a removal
   `INPUT:LINE:COL: removed: PATH: JSON [KEY]` with the whole of what was removed. */
void fix_report_append_rows(const Autofix *engine, const char *input, Text *text);

/* Appends a line for each fix that is offered: `INPUT:LINE:COL: fix|ask: PATH: TITLE: BEFORE → AFTER [KEY]`. */
void fix_report_append_offers(const Autofix *engine, const char *input, Text *text);

/* Appends the line of a value that is taken over from an archive, in the same form; after that of a removal, what is
 * removed. */
void fix_report_append_taken(const Document *document, const ArchiveFinding *finding, const char *input, Text *text);

/* Appends what differs as a unified diff, for output_diff. */
void fix_report_append_diff(Slice before, Slice after, const char *input, Text *text);

#endif
