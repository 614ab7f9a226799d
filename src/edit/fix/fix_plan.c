/* FixPlan: order by offset. */
#include "src/edit/fix/fix_plan.h"

void fix_plan_join(SpliceList *all, SpliceList *a, SpliceList *b)
{
    bool is_a_first = a->count > 0 && b->count > 0 && a->splices[0].offset > b->splices[0].offset;
    SpliceList *order[] = {is_a_first ? a : b, is_a_first ? b : a};
    bool is_whole = a->count > 0 && b->count > 0;
    for (size_t i = 0; i < 2; i++) {
        for (size_t k = 0; is_whole && k < order[i]->count; k++) {
            const Splice *splice = &order[i]->splices[k];
            splice_list_add(all, splice->offset, splice->removed, splice->inserted);
        }
        splice_list_free(order[i]);
    }
}
