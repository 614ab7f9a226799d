/*
 * Report builder: the inside of a Report, for the files of this folder that fill it.
 */
#ifndef IPSE_CHECK_REPORT_BUILDER_H
#define IPSE_CHECK_REPORT_BUILDER_H

#include "src/check/report.h"

struct Report {
    Issue *issues;
    size_t count;
    size_t capacity;
    Arena *texts;
    ReportCounts counts;
};

Report *report_new(void);

/* Appends an issue; message, detail and missing are copied. */
void report_add(Report *report, const Issue *issue);

/* Sorts the issues by place, drops those that say the same of the same place, and counts. */
void report_finish(Report *report);

#endif
