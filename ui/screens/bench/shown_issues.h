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
    Text title;      /* of the pane */
    NodeId followed; /* row of the tree that the selection followed last, with its number */
    uint32_t followed_row;
    bool is_whole; /* the message of the selected row was drawn to its end */
} ShownIssues;

/* Brings the rows up to date with the report. */
void shown_issues_refresh(Workbench *bench);

/* The selected row; NULL if there is none. */
const IssueRow *shown_issues_row(Workbench *bench);

/* The selected issue's position in the report, of equal ones that of the first; UINT32_MAX where none is, or the issue
   is one of another program. */
uint32_t shown_issues_selected(Workbench *bench);

/* The issue of the selected row, also one of another program; NULL if there is none. It lives as one of the report. */
const Issue *shown_issues_issue(Workbench *bench);

/* Forgets the rows, when what they are made from is another one. */
void shown_issues_forget(Workbench *bench);

/* Selects the row of an issue, or of those that it is folded with; nothing where it is hidden. */
void shown_issues_select(Workbench *bench, uint32_t position);

/* Selects an issue of the tree's row, if the cursor moved: one of the row itself, or of what is in it where it is
 * closed. */
void shown_issues_follow(Workbench *bench);

/* Notes that the cursor was led to an issue (UINT32_MAX: to none): the keys for the next issue go on from there. */
void jump_note(Workbench *bench, uint32_t position);

/* Shows only the issues with a text; the empty one: all. */
void shown_issues_filter(Workbench *bench, Slice text);

#endif
