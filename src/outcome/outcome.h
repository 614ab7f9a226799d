/*
 * Outcome: what another program found in a document, read from an OperationOutcome
 * (http://hl7.org/fhir/R4/operationoutcome.html).
 *
 * Validators and servers write it in several ways: alone; in a Bundle, one for each file; in the answer to a
 * transaction, one for each entry (Bundle.entry.response.outcome); in Parameters, as answer to an operation; as lines
 * of NDJSON, one for each record. The sentence is details.text, else diagnostics, else the display of details. The key
 * is the extension operationoutcome-message-id, else the code of details, else the type of the issue.
 *
 * Lines and columns come from the extensions operationoutcome-issue-line and -col, from a location such as "Line[3]
 * Col[12]" or "Line 3, Col 12", from the end of a path ("Patient.name (line 3, col 12)"), or where no place is stated
 * from the sentence. Where a place is in the document that the outcome is about, src/outcome/place.h finds.
 */
#ifndef IPSE_OUTCOME_OUTCOME_H
#define IPSE_OUTCOME_OUTCOME_H

#include "src/base/error.h"
#include "src/check/report.h"

#include <stddef.h>

enum { OUTCOME_PLACES = 4 };
#define OUTCOME_NO_NUMBER UINT32_MAX

typedef struct OutcomeIssue {
    Severity severity; /* fatal is an error, information and success are notes */
    Slice type;        /* Issue type: "invalid", "required" */
    const char *key;   /* what kind of finding it is, as its program names it: "Validation_VAL_Profile_Minimum" */
    Slice message;     /* never empty */
    Slice places[OUTCOME_PLACES]; /* as written, expressions before locations; those with nothing but a line left out */
    uint32_t place_count;
    uint32_t line; /* from 1; 0: not stated */
    uint32_t column;
    Slice file;      /* that it is about; empty: not stated */
    uint32_t record; /* number of the line of NDJSON that it was read from, from 0; OUTCOME_NO_NUMBER: of no line */
    uint32_t entry;  /* of a transaction that it is about, from 0; OUTCOME_NO_NUMBER: of none */
} OutcomeIssue;

/* The texts are owned by the arena. Starts all zero; free with outcome_free. */
typedef struct Outcome {
    OutcomeIssue *items;
    size_t count;
    size_t capacity;
    uint32_t outcomes; /* OperationOutcomes that were read */
    Arena *arena;
} Outcome;

void outcome_free(Outcome *outcome);

/* Reads what a document holds; sentences that say that nothing was found are left out. False with ERROR_FORMAT where
   the document is no JSON or holds no OperationOutcome. The document may be freed afterwards. */
bool outcome_read(const Document *document, Outcome *outcome, Error *error);

/* True where an issue is about the file of this path, if that is stated: the names of the files are compared, not the
   folders. */
bool outcome_is_about(const OutcomeIssue *issue, Slice path);

#endif
