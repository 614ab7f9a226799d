/*
 * Verdict: the report on one input, as it is printed.
 *
 * As text, one line an issue: `FILE:LINE:COL: error|warning|note: PATH: MESSAGE [KEY]`. As JSON, one OperationOutcome on
 * a line (http://hl7.org/fhir/R4/operationoutcome.html) with the extensions operationoutcome-file, -issue-line,
 * -issue-col and -message-id.
 */
#ifndef IPSE_CLI_VERDICT_H
#define IPSE_CLI_VERDICT_H

#include "src/edit/judged_document.h"
#include "ui/cli/output.h"

typedef struct Verdict {
    const char *input;         /* name of the file */
    const Judged *judged;      /* NULL: the input is no JSON at all */
    const char *sentence;      /* without a document: what the input is instead */
    const Rules *as_validator; /* as text: places as the HL7 validator writes them by these rules
                                  (ui/cli/validator_places.h); NULL: true ones */
} Verdict;

/* What is counted over all inputs. */
typedef struct Totals {
    uint32_t inputs;
    ReportCounts counts;
    uint32_t unchecked_profiles; /* among the notes: profiles that could not be checked */
} Totals;

/* The key of what is no JSON. */
#define VERDICT_NO_JSON "json-syntax"

void verdict_print_text(const Verdict *verdict, Output *output);
void verdict_print_json(const Verdict *verdict, Output *output);

void totals_add(Totals *totals, const Verdict *verdict);

/* Appends "3 files: 2 errors, 1 warning, 4 gaps, 1 note", or "… nothing wrong". */
void totals_append(const Totals *totals, Text *line);

#endif
