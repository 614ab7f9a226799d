/*
 * Findings: how a Report is put together. For this folder only; others read reports through src/check/report.h.
 *
 * Of an issue only a Finding is kept: the node, and the number of its text. Texts are kept once each, however many issues
 * share them. An Issue is made from the two when somebody asks for it, and lives until the next change of the report.
 *
 * Every finding knows its origin, the node of the value that was judged when it was found: that value or one above the
 * node itself. When a value is judged again, the findings that have it as their origin go.
 */
#ifndef IPSE_CHECK_FINDING_H
#define IPSE_CHECK_FINDING_H

#include "src/check/report.h"

/* What an issue says. Slices live as long as the report. */
typedef struct IssueText {
    const char *key;
    Severity severity;
    bool is_about_key;
    Slice missing;
    Slice message;
    Slice detail;
    const Element *element;
} IssueText;

typedef struct Finding {
    NodeId node;
    NodeId origin;
    uint32_t text;   /* number of its IssueText */
    uint32_t shift;  /* bytes from the start of the value to the place that it is about */
    uint32_t length; /* of that place; 0: the value, the key, or the bracket of a holder */
    bool is_far;     /* it depends on more than the origin and what is in it */
} Finding;

/* An empty report; free with report_delete. */
Report *report_new(void);
void report_delete(Report *report);

/* Forgets all findings and texts, and the state. */
void report_clear(Report *report);

/* The number of a text; the strings of a new one are copied (key and missing are borrowed for good). */
uint32_t report_intern(Report *report, const IssueText *text);
const IssueText *report_text(const Report *report, uint32_t number);

/* Adds a finding; it takes its place at the next report_settle. */
void report_add(Report *report, const Finding *finding);

/* Drops the findings for which `is_dropped` says so, and gives the others the numbers that their nodes have after the
   patch. */
void report_move(Report *report, const Patch *patch, bool (*is_dropped)(void *context, const Finding *finding),
                 void *context);

/* Brings all findings in order; issues are of this document from now on. */
void report_settle(Report *report, const Document *document);

/* What the engine keeps with a report; freed with `free_state`. */
void *report_state(const Report *report);
void report_set_state(Report *report, void *state, void (*free_state)(void *state));

#endif
