/*
 * Issue folds: which issues of a report are equal: of one severity, kind and message.
 *
 * What issues say is looked at once for all that say it, and kept as long as the report keeps its numbers: after an
 * edit only what is said for the first time.
 */
#ifndef IPSE_SCREENS_ISSUE_FOLDS_H
#define IPSE_SCREENS_ISSUE_FOLDS_H

#include "src/base/hash_table.h"
#include "src/check/report.h"

/* Equal issues. */
typedef struct IssueFold {
    uint32_t hash;    /* of the message */
    uint32_t wording; /* the first that was met of those that are equal */
    uint32_t count;   /* for who counts: of its issues, */
    uint32_t row;     /* and where their row is */
} IssueFold;

/* Starts all zero. */
typedef struct IssueFolds {
    const Report *report;
    uint64_t version;  /* of its wordings */
    uint32_t *fold_of; /* by wording */
    size_t known;      /* wordings that were looked at */
    size_t capacity;
    IssueFold *items;
    size_t count;
    size_t item_capacity;
    HashTable table;
} IssueFolds;

void issue_folds_free(IssueFolds *folds);

/* Brings the folds up to date with a report, and sets their counts to 0. */
void issue_folds_refresh(IssueFolds *folds, const Report *report);

/* The fold of an issue of that report. */
IssueFold *issue_folds_of(const IssueFolds *folds, uint32_t position);

/* Makes the rows (ui/screens/bench/issue_rows.h) of all issues of a report by severity; and the row of one of them. */
struct IssueRows;
void issue_folds_make_rows(struct IssueRows *rows, const Report *report);
uint32_t issue_folds_row_of(const struct IssueRows *rows, uint32_t position);

#endif
