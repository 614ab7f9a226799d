/*
 * Findings: how a Report is put together. For this folder only; others read reports through src/check/report.h.
 *
 * Of an issue only a Finding is kept: the node, and the number of its text. Texts are kept once each, however many
 * issues share them. An Issue is made from the two when somebody asks for it, and lives until the next change of the
 * report.
 *
 * Every finding knows its origin, the node of the value that was judged when it was found: that value or one above the
 * node itself. When a value is judged again, the findings that have it as their origin go.
 */
#ifndef IPSE_CHECK_FINDING_H
#define IPSE_CHECK_FINDING_H

#include "src/check/report.h"

struct Group;

/* What an issue says, and who found it. Slices live as long as the report. */
typedef struct IssueText {
    KeyId key;
    const char *invariant; /* its name, where the key is KEY_INVARIANT; NULL otherwise */
    Severity severity;
    bool is_about_key;
    Slice missing;
    Slice message;
    Slice detail;
    const Element *element;
    /* where report_weigh gave it another severity: the number of the text as it was found, plus 1; else 0 */
    uint32_t original;
    bool may_be_shadow;        /* set by report_intern (src/check/report/shadow.h) */
    const struct Group *group; /* the document group that found it; NULL: it depends on the origin and what is in it */
} IssueText;

/* What report_settle found out about a finding. */
typedef enum FindingState {
    FINDING_NEW, /* nothing yet */
    FINDING_SHOWN,
    FINDING_REPEATED, /* the one before it says the same */
    FINDING_SHADOW    /* it only follows from another one (src/check/report/shadow.h) */
} FindingState;

enum { UNMATCHED_MAXIMUM = (1 << 27) - 1 };

/* There may be millions: what many of them share is in the text. */
typedef struct Finding {
    NodeId node;
    NodeId origin;
    uint32_t text;               /* number of its IssueText */
    uint32_t shift;              /* bytes from the start of the value to the place that it is about */
    uint32_t length;             /* of that place; 0: the rest of the value, the key, or the bracket of a holder */
    unsigned unmatched : 27;     /* number of the unmatched resource that it is about; 0: none */
    unsigned has_group : 1;      /* its text names the document group that found it */
    unsigned is_of_claim : 1;    /* it is about the profiles that a resource claims: there is no weighing that */
    unsigned is_of_document : 1; /* it is about the document as a whole, and found anew after every edit */
    unsigned state : 2;          /* FindingState; FINDING_NEW when it is added */
} Finding;
_Static_assert(sizeof(Finding) <= 24, "two million findings are to need less than 50 MB");

/* An empty report; free with report_delete. */
Report *report_new(void);
void report_delete(Report *report);

/* Forgets all findings and texts, and the state. */
void report_clear(Report *report);

/* The number of a text; the strings of a new one are copied (names of invariants and missing are borrowed for good). */
uint32_t report_intern(Report *report, const IssueText *text);
size_t report_text_count(const Report *report);

/* True where a finding of a key, or of an invariant, was added for a node: one from a number on. */
bool report_found(const Report *report, size_t from, NodeId node, KeyId key, const char *invariant);

/* Adds a finding; it takes its place at the next report_settle. */
void report_add(Report *report, const Finding *finding);

/* The number of findings added so far; and those added since it was asked, taken out of the report and copied to an
   arena: nothing may have been settled in between. */
size_t report_mark(const Report *report);
Finding *report_set_aside(Report *report, size_t mark, Arena *arena, size_t *count);

/* Gives the findings that are about unmatched resources the severities that `weigh` says of them as they were found;
   nothing may have been settled since they were added, but what was found before an edit. Only of findings from a
   number on, for nodes [start, end). */
void report_weigh(Report *report, size_t from, NodeId start, NodeId end,
                  Severity (*weigh)(void *context, const Finding *finding, const IssueText *text), void *context);

/* True when there is a finding with a key that was found when `origin` was judged. */
bool report_has(const Report *report, NodeId origin, KeyId key);

/* The findings that have their places, in the order of before the last edit; and a text as it was found. */
const Finding *report_settled(const Report *report, size_t *count);
const IssueText *report_text(const Report *report, uint32_t number);

/* Gives the findings that have their places the numbers that their nodes have after a patch; those whose nodes are gone
 * go. */
void report_move(Report *report, const Patch *patch);

/* Nodes [first, end). */
typedef struct OriginRange {
    NodeId first;
    NodeId end;
} OriginRange;

/* Which findings may go: those whose origin is in one of the ranges; of those of document groups the ones whose origin
   is in one of the ranges of their own; and those about the document as a whole. */
typedef struct FindingReach {
    const OriginRange *ranges;
    size_t count;
    const OriginRange *of_groups;
    size_t group_count;
    bool of_document;
} FindingReach;

/* Keeps of the findings that have their places those for which `is_kept` says so. Findings out of reach need not be
   asked, and stay; where `reach` is NULL all are, and `is_kept` may change what they are about, but for the nodes. */
void report_keep(Report *report, const FindingReach *reach, bool (*is_kept)(void *context, Finding *finding),
                 void *context);

/* True where the findings about the document as a whole that were added since report_mark have their places already,
 * and no others. */
bool report_repeats(const Report *report, size_t mark);

/* Takes the findings out again that were added since report_mark; those that have their places stay. */
void report_drop(Report *report, size_t mark);

/* The number of findings that have their places. */
size_t report_settled_count(const Report *report);

/* Brings all findings in order; issues are of this document from now on. */
void report_settle(Report *report, const Document *document);

/* What the engine keeps with a report; freed with `free_state`. */
void *report_state(const Report *report);
void report_set_state(Report *report, void *state, void (*free_state)(void *state));

#endif
