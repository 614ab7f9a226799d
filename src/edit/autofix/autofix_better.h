/*
 * AutofixCensus: what is wrong with a document, in numbers. For the engine of fixes (src/edit/autofix/autofix.h) only.
 */
#ifndef IPSE_EDIT_AUTOFIX_BETTER_H
#define IPSE_EDIT_AUTOFIX_BETTER_H

#include "src/check/check.h"

typedef struct AutofixCensus {
    /* faults of JSON with the bytes in which no more are listed, and resources of no known type: what is after them is
     * not checked */
    uint32_t unread;
    ReportCounts counts;
    KeyCount *keys; /* errors and warnings by key, sorted; owned */
    size_t key_count;
} AutofixCensus;

/* Counts; free with autofix_census_free. */
AutofixCensus autofix_census(const Document *document, const Report *report);
void autofix_census_free(AutofixCensus *census);

/* Of what has no known type, which is not checked: its number among the keys of a census. */
uint32_t autofix_unread_of(const AutofixCensus *census);

/* True where `after` is better than `before`, as src/edit/autofix/autofix.h says, by each of so many fixes: each has
   taken an error or a warning away. */
bool autofix_is_better(const AutofixCensus *after, const AutofixCensus *before, uint32_t fixes);

#endif
