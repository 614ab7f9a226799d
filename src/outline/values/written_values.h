/*
 * Written values: dates, UIDs and code systems, which are mostly typed, and what saves typing them.
 */
#ifndef IPSE_OUTLINE_WRITTEN_VALUES_H
#define IPSE_OUTLINE_WRITTEN_VALUES_H

#include "src/outline/values/known_values.h"

/* Visits now, today and the dates of the file for a date, fresh UIDs for a UID, the usual code systems and those of the
   file for the system of a Coding. Returns how many were visited, and fills title, shape and `is_typed`. */
uint32_t written_values_visit(const ValuePlace *place, KnownVisit *visit);

#endif
