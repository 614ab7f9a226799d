/*
 * Issue rows: which issues the pane of issues shows, and in which order.
 *
 * The worst come first, then those of the same severity by place; or all by place; or those of one kind together, the
 * kinds with most first. Equal ones (of one severity, kind and message; by kind: of one kind) are folded to one row,
 * which stands where the first of them does and can be unfolded. Of a file sorted by place none are folded. A text
 * leaves those whose message, key, path or name hold it. Severities, kinds and resources can be hidden.
 *
 * With a second opinion (src/outcome/second_opinion.h) the findings of the other program that the report does not say
 * have rows too; their positions follow those of the report. Each row says whose it is, and equal ones are of one side.
 */
#ifndef IPSE_SCREENS_ISSUE_ROWS_H
#define IPSE_SCREENS_ISSUE_ROWS_H

#include "src/check/report.h"
#include "src/outcome/second_opinion.h"
#include "src/outline/names.h"
#include "ui/screens/bench/issue_folds.h"

#include <stddef.h>

typedef enum IssueOrder { ISSUES_BY_SEVERITY, ISSUES_BY_PLACE, ISSUES_BY_KIND, ISSUE_ORDER_COUNT } IssueOrder;

/* Who says it: with a second opinion, nobody else, both, or the other program alone. Gaps and all without one:
 * SIDE_NONE. */
typedef enum IssueSide { SIDE_NONE, SIDE_OURS, SIDE_BOTH, SIDE_THEIRS } IssueSide;

typedef struct IssueRow {
    /* of the issue in the report, or after it in the second opinion; of a folded row: of its first one */
    uint32_t position;
    IssueSide side;
    uint32_t count; /* of equal ones that the row stands for; 1: it is the issue itself */
    bool is_open;   /* the equal ones follow */
    bool is_inside; /* it is one of the equal ones above it */
    uint32_t hash;  /* of what is equal */
} IssueRow;

typedef enum HiddenWhat { HIDDEN_SEVERITY, HIDDEN_KIND, HIDDEN_RESOURCE, HIDDEN_SIDE } HiddenWhat;

/* What is hidden, and how it is called: "warnings", "dom-6", "Patient/1", "both". */
typedef struct HiddenIssues {
    HiddenWhat what;
    Text name;
} HiddenIssues;

enum { HIDDEN_MAXIMUM = 32, UNFOLDED_MAXIMUM = 64 };

/* Starts all zero. */
typedef struct IssueRows {
    IssueOrder order;
    Text filter;
    HiddenIssues hidden[HIDDEN_MAXIMUM];
    size_t hidden_count;
    uint32_t unfolded[UNFOLDED_MAXIMUM]; /* hashes of what is equal; the oldest goes first */
    size_t unfolded_count;
    IssueRow *items;
    size_t capacity;
    uint32_t count;
    uint32_t issues; /* that the rows stand for */
    /* by position; UINT32_MAX: not shown; NULL where all issues are, by severity: then the folds tell */
    uint32_t *row_of;
    uint32_t row_of_count;
    IssueFolds folds;
    const Document *document; /* what the rows were made for */
    uint64_t version;         /* of its report */
    bool is_made;
} IssueRows;

void issue_rows_free(IssueRows *rows);

/* Brings the rows up to date; does nothing where neither report, order, filter nor what is hidden changed. */
void issue_rows_refresh(IssueRows *rows, const Document *document, const Report *report, SecondOpinion *opinion,
                        Names *names);

/* The issue at a position; it lives as one of the report. */
const Issue *issue_rows_issue(const Report *report, const SecondOpinion *opinion, uint32_t position);

/* Whose the issue at a position is. */
IssueSide issue_rows_side(const Report *report, const SecondOpinion *opinion, uint32_t position);

/* "ipse", "both", "theirs"; "" for SIDE_NONE. */
const char *issue_side_name(IssueSide side);

void issue_rows_set_order(IssueRows *rows, IssueOrder order);

/* Shows only issues that hold a text (copied); empty: all. */
void issue_rows_filter(IssueRows *rows, Slice text);

/* Hides the issues of a severity, a kind, a resource or a side, by what issue_rows_name says of one of them; false
 * where no more can be hidden. */
bool issue_rows_hide(IssueRows *rows, HiddenWhat what, Slice name);
void issue_rows_show_all(IssueRows *rows);

/* True for an issue that issue_rows_hide hid. */
bool issue_rows_hides(const IssueRows *rows, const Document *document, const Issue *issue, IssueSide side);

/* Appends how the severity, kind, resource or side of an issue is called; nothing for one that lies in no resource. */
void issue_rows_name(HiddenWhat what, const Document *document, const Issue *issue, IssueSide side, Text *name);

/* True where equal ones, told by their hash, are unfolded. */
bool issue_rows_is_unfolded(const IssueRows *rows, uint32_t hash);

/* Unfolds a row of equal ones, or folds them again. */
void issue_rows_turn(IssueRows *rows, uint32_t row);

/* The row of an issue of the report, or the folded one that stands for it; UINT32_MAX where it is not shown. */
uint32_t issue_rows_row_of(const IssueRows *rows, uint32_t position);

#endif
