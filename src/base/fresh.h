/*
 * Fresh: what is made anew each time: UIDs, UUIDs, and the time of now.
 */
#ifndef IPSE_BASE_FRESH_H
#define IPSE_BASE_FRESH_H

#include "src/base/clock.h"
#include "src/base/text.h"

/* Appends a DICOM UID made from 128 random bits: "2.25." and the number in decimal digits (PS3.5 section B.2). */
void fresh_append_uid(Clock clock, Text *text);

/* Appends a random UUID (RFC 9562 version 4). */
void fresh_append_uuid(Clock clock, Text *text);

/* Appends the time of the clock in the zone of the machine as FHIR writes a dateTime ("2025-03-14T09:12:44+01:00"), or
 * with `is_date` its date. */
void fresh_append_now(Clock clock, bool is_date, Text *text);

#endif
