/* FixBatch: splices from the end of the document to its beginning. */
#include "src/edit/autofix/fix_batch.h"

void fix_batch_free(FixBatch *batch)
{
    splice_list_free(&batch->splices);
    *batch = FIX_BATCH_EMPTY;
}

bool fix_batch_extent(const Fix *fix, uint32_t *start, uint32_t *end)
{
    for (size_t i = 0; i < fix->splices.count; i++) {
        const Splice *splice = &fix->splices.splices[i];
        if (i > 0 && splice->offset + splice->removed > *start) {
            return false;
        }
        *start = splice->offset;
        *end = i == 0 ? splice->offset + splice->removed : *end;
    }
    return fix->splices.count > 0;
}

bool fix_batch_add(FixBatch *batch, const Fix *fix)
{
    uint32_t start, end;
    if (!fix_batch_extent(fix, &start, &end) || (batch->count > 0 && end >= batch->start)) {
        return false;
    }
    for (size_t i = 0; i < fix->splices.count; i++) {
        const Splice *splice = &fix->splices.splices[i];
        splice_list_add(&batch->splices, splice->offset, splice->removed, splice->inserted);
    }
    batch->start = start;
    batch->count++;
    return true;
}
