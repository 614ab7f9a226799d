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
} AgainstRequest;

/* What was counted over all inputs. */
typedef struct AgainstTotals {
    uint32_t both, theirs, ours;
    uint32_t unplaced; /* findings of the other program whose place was not found */
    uint32_t errors;   /* of ipse */
    uint32_t inputs;
} AgainstTotals;

/* Checks one input, and writes the lines. `is_only` takes all findings of the outcome, else those that are about a file
   of its name. The outcome stays. */
void against_input(const AgainstRequest *request, const Outcome *outcome, const Document *document, bool is_only,
                   Output *output, AgainstTotals *totals);

#endif
