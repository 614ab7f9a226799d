/*
 * Taken over: judgements of the HL7 validator that ipse follows though the standards do not ask for them.
 *
 * The table is src/definitions/taken-over.tsv: id, severity, what the standard says, what is taken over, and why. README has
 * the list, made from the table (tests/cases/cli/readme.test).
 */
#ifndef IPSE_CHECK_TAKEN_OVER_H
#define IPSE_CHECK_TAKEN_OVER_H

#include "src/check/report.h"

/* The severity in the row of an id, which must be there. */
Severity taken_over_severity(const char *id);

#endif
