/*
 * Report: the issues of a document.
 *
 * An Issue is a finding: severity, key, the node (or the missing member of a node) that it is about, and a sentence for
 * people. A gap is an issue of severity note with key "gap": an element that a Creator obligation asks for and that is
 * absent (SHALL:populate-if-known may rightly be absent). Words follow OperationOutcome
 * (http://hl7.org/fhir/R4/operationoutcome.html).
 *
 * Issues are sorted by place in the bytes, then by severity (the worst first), then by key. The report owns all texts;
 * an Issue that was asked for lives until the report is brought up to date.
 */
#ifndef IPSE_CHECK_REPORT_H
#define IPSE_CHECK_REPORT_H

#include "src/base/memory.h"
#include "src/check/report/issue_keys.h"
#include "src/json/document.h"
#include "src/profile/rules.h"

typedef struct Report Report;

typedef struct Issue {
    Severity severity;
    KeyId id;               /* a row of src/check/report/issue_keys.h, or KEY_INVARIANT */
    const char *key;        /* its name; of an invariant, the one of its definition */
    NodeId node;            /* what it is about; the holder where something is missing */
    Slice missing;          /* JSON name of the missing member of `node`; empty otherwise */
    bool is_about_key;      /* the place is the key of `node` (unknown or misspelt properties), not its value */
    Span span;              /* the bytes: value, key, or the holder's opening bracket where something is missing */
    Slice message;          /* one or two sentences: what is wrong, what was expected */
    Slice detail;           /* the formal rule: expression, value set, cardinality with its source; may be empty */
    const Element *element; /* the rule's element; NULL where none */
    bool is_of_taken; /* it is in a resource that is taken for one of a profile which nothing says plainly it is of */
} Issue;

typedef struct ReportCounts {
    uint32_t errors;
    uint32_t warnings;
    uint32_t notes; /* without gaps */
    uint32_t gaps;
} ReportCounts;

/* Notes that are gaps are a class of their own. */
typedef enum IssueClass { ISSUE_NOTES, ISSUE_WARNINGS, ISSUE_ERRORS, ISSUE_GAPS, ISSUE_CLASS_COUNT } IssueClass;

uint32_t report_count(const Report *report);

/* A number that is another one whenever the issues may have changed. */
uint64_t report_version(const Report *report);

const Issue *report_issue(const Report *report, uint32_t position);

/* The same by value, of which the report keeps nothing: for who goes over all of them. */
Issue report_issue_at(const Report *report, uint32_t position);
ReportCounts report_counts(const Report *report);

/* The number of issues of a class, and the positions of these, which are in order. */
uint32_t report_class_count(const Report *report, IssueClass class);
uint32_t report_of_class(const Report *report, IssueClass class, uint32_t number);

/* What issues say, whatever they are about. Issues with one number say the same; others may do so for another element
   or group of checks. Numbers are below report_wording_count, which grows, and hold as long as report_wordings_version
   is the same. */
typedef struct Wording {
    Severity severity;
    const char *key;
    Slice message;
} Wording;
uint32_t report_wording(const Report *report, uint32_t position);
Wording report_wording_text(const Report *report, uint32_t wording);
uint32_t report_wording_count(const Report *report);
uint64_t report_wordings_version(const Report *report);

/* The number of errors and warnings of a key. */
typedef struct KeyCount {
    const char *key;
    uint32_t count;
} KeyCount;

/* The keys of all errors and warnings, each once, sorted by strcmp, with their numbers; the caller frees the array.
   Those count too that are not shown because they only follow from another issue: they are shown when that is gone. */
KeyCount *report_count_keys(const Report *report, size_t *count);

/* An error or a warning, shown or not because it only follows from another issue, and the first byte of its place. */
typedef struct IssuePlace {
    const char *key;
    uint32_t start;
    Severity severity;
    bool is_shown;
} IssuePlace;

/* All errors and warnings in the order of their places; the caller frees the array. */
IssuePlace *report_places(const Report *report, size_t *count);

/* Issues whose node is `id`: the first position goes to `first`, the number is returned. O(log n). */
uint32_t report_issues_of(const Report *report, NodeId id, uint32_t *first);

/* Worst severity among the issues of a node and all its descendants; false if there is none. O(log n + found). */
bool report_worst_within(const Report *report, const Document *document, NodeId id, Severity *worst);

/* The same among the issues whose places begin at a byte or after it, and before another byte. O(log n). */
bool report_worst_between(const Report *report, uint32_t start, uint32_t end, Severity *worst);

/* Position of the first issue at or after a byte that is a gap, or is none; UINT32_MAX if there is none. */
uint32_t report_next(const Report *report, uint32_t offset, bool is_gap);

/* Appends the path of an issue's node as FHIR counts: as src/json/path.h writes it, but with an object that stands
   where a list belongs as the list's first item ("series[0].uid"). */
void report_append_path(const Report *report, const Issue *issue, Text *path);

/* Appends the path of what an issue is about: as report_append_path, with the name of what is missing; `$` where the
   text is no JSON and the reader could only guess what follows. */
void report_append_issue_path(const Report *report, const Issue *issue, Text *path);

bool issue_is_gap(const Issue *issue);

/* True for an issue about text after which the reader could only guess: its path is `$`. */
bool issue_is_no_json(const Document *document, const Issue *issue);

/* True for an issue that is counted: of what is wrong in the syntax of a line of NDJSON only the first one is. Asked in
   the order of the report; `is_line`: the document is one line; `broken` keeps the line that was broken last, at first
   0. */
bool issue_is_told(const Document *document, bool is_line, const Issue *issue, uint32_t *broken);

/* Appends "." and the name of what is missing; nothing for other issues. */
void issue_append_missing(const Issue *issue, Text *path);

/* "error", "warning", "note". */
const char *severity_name(Severity severity);

#endif
