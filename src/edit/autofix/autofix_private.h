/*
 * The inside of the engine of fixes, for the files that implement src/edit/autofix/autofix.h.
 */
#ifndef IPSE_EDIT_AUTOFIX_PRIVATE_H
#define IPSE_EDIT_AUTOFIX_PRIVATE_H

#include "src/edit/autofix/autofix.h"
#include "src/edit/autofix/autofix_better.h"
#include "src/edit/judged_document.h"

struct Autofix {
    Judged *judged;
    const Document *document; /* of `judged`, like the next two */
    History *history;
    const Report *report;
    Clock clock;
    AutofixOptions options;
    AutofixCensus census;
    bool has_census; /* false: the document changed since it was taken */
    Arena *strings;
    AutofixRow *rows;
    size_t row_count;
    size_t row_capacity;
    SpliceList made;
    uint32_t attempts_left; /* of the fixes of what the fix under attempt brings to light */
};

/* Makes splices as one change and checks the document. False, with the document as it was, where they cannot be made or
   change nothing. */
bool autofix_make(Autofix *engine, const SpliceList *splices);

/* Undoes the last change. */
void autofix_undo(Autofix *engine);

/* What is wrong with the document as it is now; belongs to the engine. */
const AutofixCensus *autofix_current(Autofix *engine);

/* Takes that out of the engine, to be compared with what is wrong later; the caller frees it, or gives it back once the
   document is as it was. */
AutofixCensus autofix_take_census(Autofix *engine);
void autofix_give_census(Autofix *engine, AutofixCensus census);

/* The row of a fix of an issue, in the document as it is now; the strings are copied. */
AutofixRow autofix_describe(const Autofix *engine, const Issue *issue, const Fix *fix);

/* Notes splices that were kept, and their rows. */
void autofix_keep(Autofix *engine, const SpliceList *splices, const AutofixRow *rows, size_t count);

/* True where the options allow a fix. */
bool autofix_allows(const Autofix *engine, const Fix *fix);

/* Appends the fixes of an issue that may be made, in the order in which they are tried. */
void autofix_plan(const Autofix *engine, const Issue *issue, FixList *list);

/* Makes the first fixes of all issues together; false, with nothing changed, where there are few, or the document does not
   get better by each of them (autofix_batch.c). */
bool autofix_run_together(Autofix *engine);

/* Goes over all issues once, and makes what is better for each; false where no fix was kept (autofix_each.c). */
bool autofix_run_each(Autofix *engine);

#endif
