/*
 * Report writers: how the tables of a report are written. One table; a format is one file and one row.
 */
#ifndef IPSE_CLI_REPORT_WRITER_H
#define IPSE_CLI_REPORT_WRITER_H

#include "ui/cli/reports/report_table.h"

typedef struct ReportWriter {
    const char *name;
    bool is_json;                                          /* as in ui/cli/formats/writer.h */
    void (*write)(const ReportTables *tables, Text *text); /* what the output may not hold is escaped by it */
} ReportWriter;

/* The formats in the order of the help: `const ReportWriter report_writer_NAME` is in report_NAME.c. */
#define REPORT_WRITERS(X) X(text) X(json) X(csv) X(html)

#define REPORT_WRITER_DECLARATION(name) extern const ReportWriter report_writer_##name;
REPORT_WRITERS(REPORT_WRITER_DECLARATION)
#undef REPORT_WRITER_DECLARATION

#define REPORT_BAR(name)    "|" #name
#define REPORT_SPACE(name)  " " #name
#define REPORT_WRITER_NAMES (&("" REPORT_WRITERS(REPORT_BAR))[1])
#define REPORT_WRITER_WORDS (&("" REPORT_WRITERS(REPORT_SPACE))[1])

/* The format of this name; NULL if there is none. */
const ReportWriter *report_writer_find(const char *name);

#endif
