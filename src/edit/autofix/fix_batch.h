/*
 * FixBatch: repairs of many issues of a document, made together.
 *
 * Fixes are planned for the document as it is now. Those that change each other nowhere can be carried out as one
 * change when the last is made first: it moves nothing that lies before it. So issues are gone through from the last to
 * the first, and a fix that reaches into what comes after it is left out.
 */
#ifndef IPSE_EDIT_AUTOFIX_FIX_BATCH_H
#define IPSE_EDIT_AUTOFIX_FIX_BATCH_H

#include "src/edit/fix/fix.h"

typedef struct FixBatch {
    SpliceList splices; /* for history_apply */
    uint32_t count;     /* of fixes */
    uint32_t start;     /* the first byte that they change; only with count > 0 */
} FixBatch;

#define FIX_BATCH_EMPTY ((FixBatch){.splices = SPLICE_LIST_EMPTY})
void fix_batch_free(FixBatch *batch);

/* The bytes that a fix changes, [start, end); false where it changes none, or its own splices are not made from the
 * last to the first. */
bool fix_batch_extent(const Fix *fix, uint32_t *start, uint32_t *end);

/* Adds a fix; false where it does not lie before all that were added. */
bool fix_batch_add(FixBatch *batch, const Fix *fix);

#endif
