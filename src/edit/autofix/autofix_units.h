/*
 * AutofixUnits: the parts of a document in which the fixes of a batch lie, so that one check of the whole tells of each
 * part whether its fixes help. For the engine of fixes (src/edit/autofix/autofix.h) only.
 *
 * A unit is the largest value that holds no more than a few of the fixes. What is found in it before and after is
 * counted; it is better by the same measure as a document (autofix_better.h). Fixes that lie in no such value, and all
 * issues outside of the units, belong to unit 0. Units do not overlap, and are in the order of their places from 1 on.
 */
#ifndef IPSE_EDIT_AUTOFIX_UNITS_H
#define IPSE_EDIT_AUTOFIX_UNITS_H

#include "src/edit/autofix/autofix_batch.h"

typedef struct AutofixUnit {
    NodeId node;    /* as it was before; of unit 0 NODE_NONE */
    uint32_t start; /* its bytes before */
    uint32_t end;
    uint32_t now_start; /* its bytes after all that was made since */
    uint32_t now_end;
    uint32_t fixes;     /* of the batch */
    uint32_t followers; /* fixes of what those brought to light */
    bool is_better;
    bool may_follow; /* not better, but the fixes may have brought something to light */
} AutofixUnit;

typedef struct AutofixCounts {
    AutofixCensus *units;
    KeyCount *keys; /* those of all units; owned */
} AutofixCounts;

struct AutofixUnits {
    AutofixUnit *items;
    size_t count;
    size_t capacity;
    AutofixCounts before;
};

/* Finds the units of a batch, tells its fixes, and counts, all in the document as it is. Free with autofix_units_free.
 */
AutofixUnits autofix_units_new(const Autofix *engine, AutofixBatch *batch);
void autofix_units_free(AutofixUnits *units);

/* Moves the units along after a batch was made. */
void autofix_units_move(AutofixUnits *units, const AutofixBatch *batch);

/* Moves the units along with one splice. */
void autofix_units_splice(AutofixUnits *units, const Splice *splice);

/* Puts the units back to where they were before everything that was made, which has been undone. */
void autofix_units_rest(AutofixUnits *units);

/* Finds out which units are better in the document as it is now. */
void autofix_units_judge(AutofixUnits *units, const Autofix *engine);

/* The unit that holds a byte of the document as it is now; 0 for none. */
size_t autofix_units_at(const AutofixUnits *units, uint32_t offset);

/* Frees what the engine knows of units that were tried (autofix_private.h). */
void autofix_forget_tried(Autofix *engine);

/* Keeps those fixes of a batch that help (autofix_sift.c). The batch was made after `mark`, and the whole of it does
   not help; it is undone. `units` and `rows` (the first place first) were made before that, when `before` was wrong,
   which is taken over. False where nothing was kept; then the document is as it was at the mark. */
bool autofix_sift(Autofix *engine, const AutofixBatch *batch, AutofixUnits *units, const AutofixRow *rows,
                  AutofixMark mark, AutofixCensus *before);

#endif
