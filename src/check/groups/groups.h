/*
 * Groups: the table of all groups of checks.
 *
 * To add one: write a file with one `const Group` (src/check/state/group.h tells what it may look at), and put it in the table of
 * src/check/groups/groups.c.
 */
#ifndef IPSE_CHECK_GROUPS_H
#define IPSE_CHECK_GROUPS_H

#include "src/check/plan/plan_tables.h"

/* All groups, with the formats. */
extern const PlanTables check_tables;

#endif
