/*
 * AutofixBatch: fixes that are planned for the document as it is and made together, from the last to the first. For the
 * engine of fixes (src/edit/autofix/autofix.h) only.
 */
#ifndef IPSE_EDIT_AUTOFIX_BATCH_H
#define IPSE_EDIT_AUTOFIX_BATCH_H

#include "src/edit/autofix/autofix_private.h"
#include "src/edit/autofix/fix_batch.h"

typedef struct BatchFix {
    uint32_t issue; /* its position in the report */
    uint32_t place; /* the first byte of the issue */
    uint32_t start; /* the bytes that the fix changes: [start, end) before it */
    uint32_t end;
    uint32_t growth; /* by so many bytes, modulo 2^32 */
    /* where its splices end among those of the batch; they begin where those of the fix before end */
    size_t splice_end;
    uint32_t unit; /* the unit that it belongs to (autofix_units.h) */
    Slice title;
    Slice removed;
    FixSort sort;
} BatchFix;

/* The fixes are in the order of `fixes.splices`: each lies before the one before it in the list. */
typedef struct AutofixBatch {
    FixBatch fixes;
    BatchFix *items;
    size_t capacity;
    Arena *strings;
} AutofixBatch;

/* Which fixes a batch is made of. */
typedef struct AutofixKind {
    const char *key;      /* of this kind of issue; NULL: of all */
    bool is_certain_only; /* of those that need no question */
} AutofixKind;

/* Plans the first allowed fix of each issue of a kind; while text is no JSON, only for its faults: what else is wrong
   may look otherwise afterwards. Free with autofix_batch_free. */
AutofixBatch autofix_plan_batch(Autofix *engine, AutofixKind kind);
void autofix_batch_free(AutofixBatch *batch);

/* An empty batch, to which the fixes of issues are added from the last to the first. */
AutofixBatch autofix_batch_new(void);

/* Adds the fix of an issue; false where it does not lie before all that were added. */
bool autofix_batch_add(AutofixBatch *batch, const Autofix *engine, uint32_t issue, const Fix *fix);

/* The row of a fix of the batch, for the document as it is. */
AutofixRow autofix_batch_describe(Autofix *engine, const BatchFix *item);

/* Where the splices of a fix begin among those of the batch. */
size_t autofix_batch_splices_of(const AutofixBatch *batch, size_t item);

#endif
