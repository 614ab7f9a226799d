/*
 * Issue form: the one way in which issues are reported, by groups of checks, by the engine, and by the judges of codes,
 * of DICOM and of narratives, which see no walk and hand their forms to a taker.
 *
 * A form names the row of the table of keys (src/check/report/issue_keys.h): severity and source are there, and nowhere
 * else. Members that are 0 mean: as the table has it, the whole value.
 */
#ifndef IPSE_CHECK_ISSUE_FORM_H
#define IPSE_CHECK_ISSUE_FORM_H

#include "src/base/text.h"
#include "src/check/report.h"

#include <stdarg.h>

typedef struct IssueForm {
    KeyId key;
    /* a row of the table of cases that is for this key; CASE_NONE: the key's own severity and source */
    KeyCase in_case;
    const char *invariant; /* of KEY_INVARIANT: the name that its definition gives it, which outlives the report */
    Severity severity;     /* of KEY_INVARIANT: as its definition has it */
    bool is_hint;          /* a note on another issue, however severe the key is */
    NodeId node;
    const Element *element;
    Slice missing;     /* name of a member that is not there */
    bool is_about_key; /* about the member's name, not its value */
    uint32_t shift;    /* bytes from the start of the value */
    uint32_t length;
    Slice detail; /* the formal rule; empty: the source in the table */
} IssueForm;

/* The severity of an issue of this form, and its formal rule. */
Severity issue_form_severity(const IssueForm *form);
Slice issue_form_detail(const IssueForm *form);

/* Who takes issues. The sentence comes as for printf, so that who only counts need not make it. */
typedef struct IssueTaker {
    void *context;
    void (*take)(void *context, const IssueForm *form, const char *format, va_list arguments);
} IssueTaker;

/* Hands an issue over, with a sentence as by printf. */
void issue_hand(const IssueTaker *taker, const IssueForm *form, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
