/*
 * Totals: what is counted over all inputs of a command, and the line that says it.
 */
#ifndef IPSE_CLI_FORMATS_TOTALS_H
#define IPSE_CLI_FORMATS_TOTALS_H

#include "src/check/check.h"

typedef struct Totals {
    uint32_t inputs;
    ReportCounts counts;
    uint32_t unchecked_profiles; /* among the notes: profiles that could not be checked */
    uint32_t suppressed;         /* issues that are not among the counts, for a suppression holds for them */
    uint32_t known;              /* likewise, for a baseline knows them */
} Totals;

/* Counts one issue. */
void totals_add_issue(Totals *totals, const Issue *issue);

/* Counts an input with all issues of its report. */
void totals_add_report(Totals *totals, const Document *document, const Report *report);

/* Adds what was counted elsewhere. */
void totals_join(Totals *totals, const Totals *part);

/* Appends "3 files: 2 errors, 1 warning, 4 gaps, 1 note", or "… no issues"; what is suppressed or known follows, with a
 * line feed. */
void totals_append(const Totals *totals, Text *line);

#endif
