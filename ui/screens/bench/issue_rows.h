/*
 * Issue rows: which issues the pane of issues shows, and in which order.
 *
 * By place they stand as in the report; by severity the worst come first; by kind those of one key stand together, the
 * kinds with most first. A text leaves those whose message, key or path hold it.
 */
#ifndef IPSE_SCREENS_ISSUE_ROWS_H
#define IPSE_SCREENS_ISSUE_ROWS_H

#include "src/check/report.h"

#include <stddef.h>

typedef enum IssueOrder { ISSUES_BY_PLACE, ISSUES_BY_SEVERITY, ISSUES_BY_KIND, ISSUE_ORDER_COUNT } IssueOrder;

/* Starts all zero. */
typedef struct IssueRows {
    IssueOrder order;
    Text filter;
    uint32_t *positions; /* in the report, row by row */
    uint32_t count;
    const Document *document; /* what the rows were made for */
    uint64_t revision;
    IssueOrder made_order;
    bool is_made;
} IssueRows;

void issue_rows_free(IssueRows *rows);

/* Brings the rows up to date; does nothing where neither report, order nor filter changed. */
void issue_rows_refresh(IssueRows *rows, const Document *document, const Report *report);

/* Shows only issues that hold a text (copied); empty: all. */
void issue_rows_filter(IssueRows *rows, Slice text);

/* The row of an issue of the report; the first row where it is not shown. */
uint32_t issue_rows_row_of(const IssueRows *rows, uint32_t position);

#endif
