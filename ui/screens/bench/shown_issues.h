/*
 * Shown issues: the rows of the issues, and which of them is selected.
 */
#ifndef IPSE_SCREENS_SHOWN_ISSUES_H
#define IPSE_SCREENS_SHOWN_ISSUES_H

#include "ui/screens/bench/bench.h"
#include "ui/screens/bench/issue_rows.h"

/* Starts all zero. */
typedef struct ShownIssues {
    List list;
    IssueRows rows;
} ShownIssues;

/* Brings the rows up to date with the report. */
void shown_issues_refresh(Workbench *bench);

/* The selected issue's position in the report; UINT32_MAX where none is. */
uint32_t shown_issues_selected(Workbench *bench);
void shown_issues_select(Workbench *bench, uint32_t position);

/* Shows only the issues with a text; the empty one: all. */
void shown_issues_filter(Workbench *bench, Slice text);

#endif
