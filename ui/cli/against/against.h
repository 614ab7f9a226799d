/*
 * Against: what ipse and another program say of the same file, line by line.
 *
 *     theirs FILE:LINE:COL: error: PATH: MESSAGE [KEY]      only the other program
 *     ipse   FILE:LINE:COL: error: PATH: MESSAGE [KEY]      only ipse
 *     both   FILE:LINE:COL: error: PATH: MESSAGE [KEY]      and below, for each, what the other program says:
 *              theirs: MESSAGE [KEY]
 *
 * Gaps are not compared: other programs do not report obligations.
 */
#ifndef IPSE_CLI_AGAINST_AGAINST_H
#define IPSE_CLI_AGAINST_AGAINST_H

#include "src/check/check.h"
#include "src/outcome/outcome.h"
#include "ui/cli/output/output.h"

typedef struct AgainstRequest {
    const Rules *rules;
    const CheckOptions *options;
    const char *outcome; /* file with the OperationOutcome */
} AgainstRequest;

/* What was counted over all inputs. */
typedef struct AgainstTotals {
    uint32_t both, theirs, ours;
    uint32_t unplaced; /* findings of the other program whose place was not found */
    uint32_t errors;   /* of ipse */
    uint32_t inputs;
} AgainstTotals;

/* Reads the outcome of a request. */
bool against_read(const AgainstRequest *request, Outcome *outcome, Error *error);

/* Checks one input that an operand stands for, and writes the lines. `is_only` takes all findings of the outcome, else those that are
   about a file of this name. The outcome stays. False with a sentence where the input cannot be read. */
bool against_input(const AgainstRequest *request, const Outcome *outcome, const char *operand, const char *input,
                   bool is_only, Output *output, AgainstTotals *totals, Error *error);

#endif
