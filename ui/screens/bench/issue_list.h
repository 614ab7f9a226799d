/*
 * Issue list: the rows of the issues, and which of them is selected.
 */
#ifndef IPSE_SCREENS_ISSUE_LIST_H
#define IPSE_SCREENS_ISSUE_LIST_H

#include "ui/screens/bench/bench.h"
#include "ui/screens/bench/issue_rows.h"

/* Starts all zero. */
typedef struct IssueList {
    List list;
    IssueRows rows;
} IssueList;

/* Brings the rows up to date with the report. */
void issue_list_refresh(Workbench *bench);

/* The selected issue's position in the report; UINT32_MAX where none is. */
uint32_t issue_list_selected(Workbench *bench);
void issue_list_select(Workbench *bench, uint32_t position);

/* Shows only the issues with a text; the empty one: all. */
void issue_list_filter(Workbench *bench, Slice text);

#endif
