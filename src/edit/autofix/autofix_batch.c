/* AutofixBatch: the first allowed fixes of issues. */
#include "src/edit/autofix/autofix_batch.h"

#include <stdlib.h>

AutofixBatch autofix_batch_new(void)
{
    return (AutofixBatch){.fixes = FIX_BATCH_EMPTY, .strings = arena_new()};
}

void autofix_batch_free(AutofixBatch *batch)
{
    fix_batch_free(&batch->fixes);
    arena_free(batch->strings);
    free(batch->items);
}

size_t autofix_batch_splices_of(const AutofixBatch *batch, size_t item)
{
    return item == 0 ? 0 : batch->items[item - 1].splice_end;
}

bool autofix_batch_add(AutofixBatch *batch, const Autofix *engine, uint32_t issue, const Fix *fix)
{
    size_t at = batch->fixes.count, first = batch->fixes.splices.count;
    if (!fix_batch_add(&batch->fixes, fix)) {
        return false;
    }
    const Splice *splices = batch->fixes.splices.splices;
    size_t end = batch->fixes.splices.count;
    ARRAY_RESERVE(batch->items, batch->capacity, at + 1);
    BatchFix *item = &batch->items[at];
    *item = (BatchFix){.issue = issue,
                       .place = report_issue(engine->report, issue)->span.start,
                       .start = splices[end - 1].offset,
                       .end = splices[first].offset + splices[first].removed,
                       .splice_end = end,
                       .title = arena_copy(batch->strings, fix->title),
                       .removed = arena_copy(batch->strings, fix->is_removal ? fix->removed : (Slice){0}),
                       .sort = fix_sort(fix)};
    for (size_t i = first; i < end; i++) {
        item->growth += (uint32_t)splices[i].inserted.length - splices[i].removed;
    }
    return true;
}

AutofixRow autofix_batch_describe(const Autofix *engine, const BatchFix *item)
{
    Fix fix = {.title = item->title, .removed = item->removed, .is_removal = true};
    AutofixRow row = autofix_describe(engine, report_issue(engine->report, item->issue), &fix);
    row.sort = item->sort;
    return row;
}

/* Adds the first fix of an issue that is allowed. */
static void add_issue(Autofix *engine, uint32_t issue, AutofixKind kind, AutofixBatch *batch)
{
    FixList list = FIX_LIST_EMPTY;
    autofix_plan(engine, report_issue(engine->report, issue), &list);
    size_t first = 0;
    while (first < list.count &&
           !(autofix_allows(engine, &list.fixes[first]) && (list.fixes[first].is_certain || !kind.is_certain_only))) {
        first++;
    }
    if (first < list.count) {
        autofix_batch_add(batch, engine, issue, &list.fixes[first]);
    }
    fix_list_free(&list);
}

AutofixBatch autofix_plan_batch(Autofix *engine, AutofixKind kind)
{
    AutofixBatch batch = autofix_batch_new();
    bool is_broken = document_fault_count(engine->document) > 0;
    pace_begin(engine->options.pace, report_count(engine->report));
    for (uint32_t at = report_count(engine->report); at-- > 0 && pace_step(engine->options.pace, 1);) {
        const Issue *issue = report_issue(engine->report, at);
        bool is_fault = issue->id == KEY_JSON_SYNTAX;
        bool is_of_key = !kind.key || strcmp(issue->key, kind.key) == 0;
        if (is_of_key && (is_fault || !is_broken) && autofix_is_wanted(engine, issue)) {
            add_issue(engine, at, kind, &batch);
        }
    }
    return batch;
}
