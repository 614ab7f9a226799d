/*
 * Check selection: what the options of `ipse check` choose among the findings (ui/cli/formats/selection.h), and what
 * becomes of suppressions and baselines when all inputs are done.
 */
#ifndef IPSE_CLI_CHECK_SELECTION_H
#define IPSE_CLI_CHECK_SELECTION_H

#include "src/base/file.h"
#include "ui/cli/arguments.h"
#include "ui/cli/formats/sink.h"

/* Reads keys, suppressions that the command line names, and the baseline. False with a sentence; selection_free in both
   cases. */
bool check_selection_open(Selection *selection, const Arguments *arguments, const Rules *rules, Error *error);

/* Reads the suppressions next to the inputs of an operand: in the folder of each, and of folders above it down from the
   operand. False with a sentence. With --suppressions, none are read. */
bool check_selection_add_inputs(Selection *selection, const Arguments *arguments, const Rules *rules,
                                const char *operand, const FileList *inputs, Error *error);

/* After the last record: prints warnings about suppressions and the summary, and writes the new baseline. False with a
   sentence where that failed. */
bool check_selection_finish(const Arguments *arguments, Sink *sink, Error *error);

#endif
