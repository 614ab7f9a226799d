/*
 * Date step: one part of a date or time made larger or smaller while it is typed.
 */
#ifndef IPSE_EDIT_DATE_STEP_H
#define IPSE_EDIT_DATE_STEP_H

#include "src/base/text.h"

/* Steps the part (year, month, day, hour, minute, second, hours of the zone) that the byte `cursor` is in or right
   after, of a text such as 2025-03-14T09:12:44+01:00 or a beginning of it, by `by`. Parts go round within their own
   range (12 is followed by 1); a day that the month does not have becomes its last. The result is appended to
   `stepped`; false, with nothing appended, where there is no such part. */
bool date_step(Slice text, size_t cursor, int by, Text *stepped);

#endif
