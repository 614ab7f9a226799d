/* AutofixCensus: what "better" means, for one fix and for many. */
#include "src/edit/autofix/autofix_better.h"

#include <stdlib.h>

uint32_t autofix_unread_of(const AutofixCensus *census)
{
    uint32_t count = 0;
    for (size_t i = 0; i < census->key_count; i++) {
        if (strcmp(census->keys[i].key, key_name(KEY_RESOURCE_TYPE, NULL)) == 0) {
            count += census->keys[i].count;
        }
    }
    return count;
}

/* Where there are more faults than can be listed, as many as there may be: one at each byte from the first that is not
   listed, and one for each value that is open at the end. */
static uint32_t unlisted_of(const Document *document)
{
    for (uint32_t i = document_fault_count(document); i-- > 0;) {
        const SyntaxFault *fault = document_fault(document, i);
        if (fault->kind == FAULT_MANY) {
            return (uint32_t)document_bytes(document).length - fault->offset + DOCUMENT_DEPTH_MAXIMUM;
        }
    }
    return 0;
}

AutofixCensus autofix_census(const Document *document, const Report *report)
{
    AutofixCensus census = {.unread = document_fault_count(document), .counts = report_counts(report)};
    census.keys = report_count_keys(report, &census.key_count);
    census.unread += autofix_unread_of(&census) + unlisted_of(document);
    return census;
}

void autofix_census_free(AutofixCensus *census)
{
    free(census->keys);
    *census = (AutofixCensus){0};
}

/* True when no key has more issues than before; both lists are sorted. */
static bool has_no_more(const AutofixCensus *after, const AutofixCensus *before)
{
    size_t at = 0;
    for (size_t i = 0; i < after->key_count; i++) {
        while (at < before->key_count && strcmp(before->keys[at].key, after->keys[i].key) < 0) {
            at++;
        }
        bool is_there = at < before->key_count && strcmp(before->keys[at].key, after->keys[i].key) == 0;
        if (!is_there || before->keys[at].count < after->keys[i].count) {
            return false;
        }
    }
    return true;
}

/* Errors and warnings with those that are not shown because they follow from others. */
static uint32_t all_of(const AutofixCensus *census)
{
    uint32_t count = 0;
    for (size_t i = 0; i < census->key_count; i++) {
        count += census->keys[i].count;
    }
    return count;
}

bool autofix_is_better(const AutofixCensus *after, const AutofixCensus *before, uint32_t fixes)
{
    const ReportCounts *now = &after->counts, *then = &before->counts;
    if (after->unread != before->unread) {
        return after->unread + fixes <= before->unread;
    }
    bool is_less = now->errors < then->errors || (now->errors == then->errors && now->warnings < then->warnings);
    bool is_by_each = fixes == 1 || now->errors + now->warnings + fixes <= then->errors + then->warnings ||
                      all_of(after) + fixes <= all_of(before);
    return is_less && is_by_each && has_no_more(after, before);
}
