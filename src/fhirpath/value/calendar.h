/*
 * Calendar: the Gregorian calendar as a count of days since 1970-01-01.
 */
#ifndef IPSE_FHIRPATH_CALENDAR_H
#define IPSE_FHIRPATH_CALENDAR_H

#include <stdint.h>

/* Days of a month (1 to 12). */
int calendar_days_in_month(int year, int month);

/* Days from 1970-01-01 to a date; negative before it. */
int64_t calendar_days(int year, int month, int day);

/* The date that lies so many days after 1970-01-01; `days` within ±10,000,000. */
void calendar_date(int64_t days, int *year, int *month, int *day);

#endif
