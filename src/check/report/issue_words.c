/* The meaning of an issue: keys of invariants are not unique, so the element's own invariant tells. */
#include "src/check/report/issue_words.h"

#include "src/profile/facts/explain.h"
#include "src/profile/pack/explain_constraint.h"

Slice issue_words(const Issue *issue)
{
    Slice key = slice_from(issue->key);
    uint32_t count = issue->id == KEY_INVARIANT && issue->element ? element_constraint_count(issue->element) : 0;
    for (uint32_t i = 0; i < count; i++) {
        const Constraint *constraint = element_constraint(issue->element, i);
        if (slice_equals(constraint_key(constraint), key)) {
            return explain_constraint(constraint);
        }
    }
    return explain_key(key);
}
