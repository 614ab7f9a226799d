/*
 * Refusals: what is wrong with an expression, with the place in its text.
 */
#ifndef IPSE_FHIRPATH_REFUSAL_H
#define IPSE_FHIRPATH_REFUSAL_H

#include "src/base/error.h"
#include "src/base/slice.h"

/* Fills the error with "expression:LINE:COLUMN" of a byte; returns false. */
bool expression_refuse(Slice expression, size_t at, Error *error, ErrorCode code, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

#endif
