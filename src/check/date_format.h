/*
 * Date formats: are texts dates, times and instants as FHIR R4 writes them?
 *
 * Standard: http://hl7.org/fhir/R4/datatypes.html, types date, dateTime, instant and time.
 */
#ifndef IPSE_CHECK_DATE_FORMAT_H
#define IPSE_CHECK_DATE_FORMAT_H

#include "src/base/slice.h"

typedef struct DateParts {
    int year; /* 0 where there is none */
    bool has_time;
    bool has_zone;
} DateParts;

/* Each gives what is wrong as a constant phrase, NULL where nothing is. `parts` may be NULL. */
const char *date_fault(Slice text, DateParts *parts);
const char *date_time_fault(Slice text, DateParts *parts);
const char *instant_fault(Slice text, DateParts *parts);
const char *time_fault(Slice text);

#endif
