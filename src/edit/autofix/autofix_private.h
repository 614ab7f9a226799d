/*
 * The inside of the engine of fixes, for the files that implement src/edit/autofix/autofix.h.
 */
#ifndef IPSE_EDIT_AUTOFIX_PRIVATE_H
#define IPSE_EDIT_AUTOFIX_PRIVATE_H

#include "src/edit/autofix/autofix.h"
#include "src/edit/autofix/autofix_better.h"
#include "src/edit/judged_document.h"

typedef struct AutofixUnits AutofixUnits;

struct Autofix {
    Judged *judged;
    const Document *document; /* of `judged`, like the next two */
    History *history;
    const Report *report;
    Clock clock;
    AutofixOptions options;
    AutofixCensus census;
    bool has_census; /* false: the document changed since it was taken */
    struct FixMemory *memory;
    Arena *strings;
    AutofixRow *rows;
    size_t row_count;
    size_t row_capacity;
    SpliceList made;
    Text first;              /* the document as it was given, where removals may be made; else empty */
    uint32_t first_position; /* of the history then */
    uint64_t searched;       /* bytes of `first`, for what is removed (autofix_origin.h) */
    AutofixUnits *tried;     /* parts of the document in which no fix of a crowd helped; NULL: none */
    uint64_t work;           /* bytes that were read for attempts one by one, and for plans in long strings */
    bool is_cut_short;       /* see autofix_is_cut_short */
    uint32_t attempts_left;  /* of the fixes of what the fix under attempt brings to light */
};

/* Where the engine is, to go back to. */
typedef struct AutofixMark {
    uint32_t position; /* in the history */
    size_t row_count;
    size_t splice_count;
} AutofixMark;

AutofixMark autofix_mark(const Autofix *engine);

/* Undoes and forgets all that was done after a mark. The report is not brought up to date: that does the next
   autofix_make, or autofix_settle. */
void autofix_forget_from(Autofix *engine, AutofixMark mark);
void autofix_settle(Autofix *engine);

/* Makes splices as one change and checks the document. False, with the document as it was, where they cannot be made or
   change nothing. */
bool autofix_make(Autofix *engine, const SpliceList *splices);

/* Undoes the last change. */
void autofix_undo(Autofix *engine);

/* True where the document is better than before, by each of so many fixes; false where the engine was stopped. */
bool autofix_has_improved(Autofix *engine, const AutofixCensus *before, uint32_t fixes);

/* What is wrong with the document as it is now; belongs to the engine. */
const AutofixCensus *autofix_current(Autofix *engine);

/* Takes that out of the engine, to be compared with what is wrong later; the caller frees it, or gives it back once the
   document is as it was. */
AutofixCensus autofix_take_census(Autofix *engine);
void autofix_give_census(Autofix *engine, AutofixCensus census);

/* The row of a fix of an issue, in the document as it is now; the strings are copied. */
AutofixRow autofix_describe(Autofix *engine, const Issue *issue, const Fix *fix);

/* Notes splices that were kept, and their rows. */
void autofix_keep(Autofix *engine, const SpliceList *splices, const AutofixRow *rows, size_t count);

/* True where the options allow a fix. */
bool autofix_allows(const Autofix *engine, const Fix *fix);

/* Takes so many bytes of work that is done for one fix alone; false, and cut short, where there was too much already.
 */
bool autofix_work(Autofix *engine, size_t bytes);

/* Appends the fixes of an issue that may be made, in the order in which they are tried; none where that is too much
 * work. */
void autofix_plan(Autofix *engine, const Issue *issue, FixList *list);

/* Makes the first fixes of all issues together, and keeps all of them or those that help; false, with nothing changed,
   where there are few, or none helps (autofix_together.c). */
bool autofix_run_together(Autofix *engine);

/* Makes a few certain fixes together that do not help one by one: all, or those of a kind of issue; false where none
   was kept (autofix_together.c). */
bool autofix_run_few(Autofix *engine);

/* Goes over all issues once, and makes what is better for each; false where no fix was kept (autofix_each.c). */
bool autofix_run_each(Autofix *engine);

#endif
