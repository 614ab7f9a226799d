/*
 * Report run: the records of many inputs, checked and counted by several workers.
 *
 * Inputs with one value are handed to a worker whole, NDJSON in pieces of whole lines. Each worker counts for itself;
 * at the end the figures are joined, and are the same with any number of workers. What is written for partners comes in
 * the order of the inputs. A run needs memory for a few pieces, however long the inputs are.
 */
#ifndef IPSE_CLI_REPORT_RUN_H
#define IPSE_CLI_REPORT_RUN_H

#include "src/figures/figures.h"
#include "ui/cli/output/output.h"

typedef struct ReportOptions {
    const Rules *rules;
    const CheckOptions *options;
    bool is_for_partner; /* findings are written as Markdown, nothing is counted */
    bool takes_values;   /* as of Figures */
    unsigned workers;    /* at least one */
} ReportOptions;

typedef struct ReportRun ReportRun;

/* A run; what the options point to and the output are borrowed. Free with report_run_free. */
ReportRun *report_run_new(const ReportOptions *options, Output *output);
void report_run_free(ReportRun *run);

/* Reads an input that an operand stands for, and lets its records be counted. */
void report_run_input(ReportRun *run, const char *operand, const char *input);

/* The same for bytes that were read already, such as those of a server; they are taken over. */
void report_run_bytes(ReportRun *run, const char *name, Text *bytes);

/* Waits until all is counted, and adds it to `figures`. False where an input could not be read, which was said. */
bool report_run_finish(ReportRun *run, Figures *figures);

#endif
