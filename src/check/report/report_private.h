/*
 * The inside of a Report, for the files that implement src/check/report.h and src/check/report/finding.h.
 */
#ifndef IPSE_CHECK_REPORT_PRIVATE_H
#define IPSE_CHECK_REPORT_PRIVATE_H

#include "src/base/hash_table.h"
#include "src/check/report/finding.h"
#include "src/check/report/finding_blocks.h"
#include "src/check/report/issue_list.h"
#include "src/check/report/stale.h"

enum { ISSUE_PAGE_SIZE = 128 };

/* Issues that somebody asked for, by position. They are made a page at a time when they are first asked for: to who
   asks the report does not change by it. */
typedef struct IssuePages {
    Issue **items;
    size_t count;
    bool is_counted;     /* the next one is known */
    bool has_wrong_kind; /* some issue is about a value of another kind of JSON */
} IssuePages;

struct Report {
    const Document *document;
    Arena *arena;
    IssueText *texts;
    size_t text_count;
    size_t text_capacity;
    HashTable text_table; /* their positions */
    HashSeed seed;
    uint64_t wordings_version; /* another one whenever texts get other numbers */
    Finding *findings;         /* in order, but for those after `settled` */
    size_t count;
    size_t capacity;
    size_t settled;
    uint64_t version; /* how often it was settled */
    bool is_moved;    /* the findings followed a patch since they were settled */
    Finding *spare;   /* room for merging */
    size_t spare_capacity;
    FindingBlocks blocks; /* of those that have their places */
    size_t same;          /* findings before it are as report_settle left them, */
    size_t same_end;      /* and so many at the end */
    size_t listed;        /* findings when the lists below were made */
    Stale stale;          /* what came and went since report_settle */
    IssueList shown;      /* findings that say something new: all but repetitions and shadows */
    IssueList classes[ISSUE_CLASS_COUNT];
    IssueList shadows; /* numbers of findings that only follow from others (shadow.h): they are not shown */
    IssuePages *pages;
    void *state;
    void (*free_state)(void *state);
};

/* Frees the issues that were made. */
void report_forget_pages(IssuePages *pages);

/* Notes that a finding came or went at a position, with so many after it (src/check/report/stale.h). */
void report_mark_stale(Report *report, const Finding *finding, size_t position, size_t after);

/* First byte of the place that a finding is about. */
uint32_t finding_start(const Report *report, const Finding *finding);

#endif
