/*
 * Autofix: the engine that plans, tries, judges and keeps fixes of a document.
 *
 * A fix is tried: it is made, and the document is checked again. It is kept where the document is better afterwards
 * (see below), else undone. Many fixes are first made together and checked once: where the whole is not better by each
 * of them, they are tried kind by kind, then one by one, and at the end those that are certain and help only together,
 * a few at once. Of a crowd, for which that takes too long, it is found out for all parts of the document at once which
 * fixes help in them. Passes over the issues go on until a pass keeps nothing. The first passes make what is certain,
 * and those after them what else the options allow.
 *
 * Better means: no kind of error or warning (no key) has more issues than before, and there are fewer errors, or as
 * many errors and fewer warnings. An issue that was not shown because it only follows from another one was there
 * before, though; it is no more than before when that other one is gone. What cannot be read is not checked, so this
 * comes first: a document with fewer faults of JSON and fewer resources of no known type is better, whatever comes to
 * light, and one with more is not. In a value of the wrong JSON kind nothing is checked either: where a certain fix
 * gives it the right kind, a warning in the value is no growth, if there are fewer errors and no more errors and
 * warnings together. A property of an unknown name that a certain fix names or converts as R4 has it was not checked
 * either, nor what is judged by it: there, warnings anywhere are none.
 *
 * The engine prints and saves nothing. It tells what it made as rows, for a caller that saves first and reports then.
 */
#ifndef IPSE_EDIT_AUTOFIX_H
#define IPSE_EDIT_AUTOFIX_H

#include "src/edit/fix/fix.h"
#include "src/edit/judged_document.h"

/* What may be made: certain fixes always; each flag adds to them. */
typedef struct AutofixOptions {
    const char *only; /* keys of issues with commas between; NULL: all */
    /* the first fix that helps and is no removal, also where a person would be asked; but no guess */
    bool takes_choices;
    bool takes_removals; /* fixes that remove content, where no other fix of the issue helps */
    /* looks how far the engine is, and may stop it: then what was kept so far is kept; NULL: nobody looks */
    Pace *pace;
} AutofixOptions;

/* A fix that was kept. The strings belong to the engine. */
typedef struct AutofixRow {
    Position position; /* of the issue, in the document as it was when the fix was made */
    const char *key;   /* of the issue */
    Slice path;        /* of the issue, from the root; "$" where the text is no JSON */
    Slice title;       /* of the fix */
    /* of what the fix removes, the JSON text that the document had at first; empty where it had none, and for other
     * fixes */
    Slice removed;
    FixSort sort;
} AutofixRow;

/* What a fix would lead to. */
typedef struct AutofixAttempt {
    bool is_made;       /* the document took it; else the rest says nothing */
    bool is_better;     /* it would be kept */
    ReportCounts after; /* what there would be after it */
} AutofixAttempt;

typedef struct Autofix Autofix;

/* An engine for a document, which is borrowed like `only`, and must be changed by nobody else while the engine lives.
   Its history gets a change for each fix that is kept. Free with autofix_free. */
Autofix *autofix_new(Judged *judged, Clock clock, const AutofixOptions *options);
void autofix_free(Autofix *engine);

/* Makes all fixes that the options allow and that make the document better. Where the pace stops it, the rows and
   splices are those that were kept, and the report may be asked nothing any more. */
void autofix_run(Autofix *engine);

/* True where there were so many fixes, each of which had to be tried alone in a large document, that not all were
 * tried. */
bool autofix_is_cut_short(const Autofix *engine);

/* True where the pace stopped autofix_run. */
bool autofix_was_stopped(const Autofix *engine);

/* The fixes that were kept, in the order in which they were made. */
size_t autofix_row_count(const Autofix *engine);
const AutofixRow *autofix_row(const Autofix *engine, size_t position);

/* How many of the fixes that were kept are of a sort. */
size_t autofix_sort_count(const Autofix *engine, FixSort sort);

/* How many of the errors and warnings as they are now have a fix that the options allow: it was left out because other
   issues would come up, or none would go. Looks at so many issues at most. */
size_t autofix_left_out(Autofix *engine, uint32_t issues);

/* The splices of the fixes that were kept: made one after the other, they lead from the document as it was given to the
   document as it is now. */
const SpliceList *autofix_splices(const Autofix *engine);

/* The report on the document as it is now; borrowed, until the engine makes the next fix. */
const Report *autofix_report(const Autofix *engine);

/* For plans of fixes for the document as it is now. */
Operation autofix_operation(const Autofix *engine);

/* True for an error or a warning of the keys that the options name. */
bool autofix_is_wanted(const Autofix *engine, const Issue *issue);

/* Makes a fix, judges it, and undoes it; the document is as it was. */
AutofixAttempt autofix_try(Autofix *engine, const Fix *fix);

/* Writes the order in which fixes are offered to a person: removals after all others, those first that keep a part of
   the value; and else what does not make the document better after the rest. Questions and fixes that lead to another
   place cannot be tried; they keep their place before what follows them in the list. `order` gets a position of the
   list for each fix; `attempts` has one for each. */
void autofix_rank(const FixList *list, const AutofixAttempt *attempts, size_t *order);

#endif
