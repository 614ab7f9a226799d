/* AutofixBatch: the first allowed fixes of issues. */
#include "src/edit/autofix/autofix_batch.h"

#include "src/edit/autofix/autofix_origin.h"

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

AutofixRow autofix_batch_describe(Autofix *engine, const BatchFix *item)
{
    Fix fix = {.title = item->title, .removed = item->removed, .is_removal = true};
    AutofixRow row = autofix_describe(engine, report_issue(engine->report, item->issue), &fix);
    row.sort = item->sort;
    return row;
}

/* ---- planning ---- */

/* A fix that may be made. */
typedef struct Candidate {
    uint32_t issue;
    uint32_t start; /* the first byte that it changes */
    size_t number;  /* in which it came */
    size_t splices; /* where its splices begin among those of all, and how many they are */
    size_t splice_count;
    Slice title;
    Slice removed;
    bool is_removal;
} Candidate;

typedef struct Candidates {
    Candidate *items;
    size_t count;
    size_t capacity;
    SpliceList splices;
    Arena *strings; /* of the batch */
} Candidates;

/* Notes a fix of an issue, unless it cannot be made together with others. */
static void note_fix(Candidates *all, uint32_t issue, const Fix *fix)
{
    uint32_t start, end;
    if (!fix_batch_extent(fix, &start, &end)) {
        return;
    }
    ARRAY_RESERVE(all->items, all->capacity, all->count + 1);
    all->items[all->count] = (Candidate){.issue = issue,
                                         .start = start,
                                         .number = all->count,
                                         .splices = all->splices.count,
                                         .splice_count = fix->splices.count,
                                         .title = arena_copy(all->strings, fix->title),
                                         .removed = arena_copy(all->strings, fix->removed),
                                         .is_removal = fix->is_removal};
    all->count++;
    for (size_t i = 0; i < fix->splices.count; i++) {
        const Splice *splice = &fix->splices.splices[i];
        splice_list_add(&all->splices, splice->offset, splice->removed, splice->inserted);
    }
}

/* Notes the first fix of an issue that is allowed. */
static void note_issue(Autofix *engine, uint32_t issue, AutofixKind kind, Candidates *all)
{
    FixList list = FIX_LIST_EMPTY;
    autofix_plan(engine, report_issue(engine->report, issue), &list);
    size_t first = 0;
    while (first < list.count &&
           !(autofix_allows(engine, &list.fixes[first]) && (list.fixes[first].is_certain || !kind.is_certain_only))) {
        first++;
    }
    if (first < list.count) {
        note_fix(all, issue, &list.fixes[first]);
    }
    fix_list_free(&list);
}

/* The last in the document first; of several at one place the one that came first. */
static int compare_candidates(const void *a, const void *b)
{
    const Candidate *left = a, *right = b;
    int order = (left->start < right->start) - (left->start > right->start);
    return order ? order : (left->number > right->number) - (left->number < right->number);
}

/* Adds as many of the fixes as can be made together: of those that reach into each other the ones that begin last, so
   that one that reaches over much of the document keeps no others out. */
static void add_candidates(const Autofix *engine, Candidates *all, AutofixBatch *batch)
{
    if (all->count > 1) {
        qsort(all->items, all->count, sizeof *all->items, compare_candidates);
    }
    for (size_t i = 0; i < all->count; i++) {
        const Candidate *item = &all->items[i];
        Fix fix = {.title = item->title,
                   .removed = item->removed,
                   .is_removal = item->is_removal,
                   .splices = {.splices = &all->splices.splices[item->splices], .count = item->splice_count}};
        autofix_batch_add(batch, engine, item->issue, &fix);
    }
}

AutofixBatch autofix_plan_batch(Autofix *engine, AutofixKind kind)
{
    AutofixBatch batch = autofix_batch_new();
    Candidates all = {.splices = SPLICE_LIST_EMPTY, .strings = batch.strings};
    bool is_broken = document_fault_count(engine->document) > 0;
    pace_begin(engine->options.pace, report_count(engine->report));
    for (uint32_t at = report_count(engine->report); at-- > 0 && pace_step(engine->options.pace, 1);) {
        const Issue *issue = report_issue(engine->report, at);
        bool is_fault = issue->id == KEY_JSON_SYNTAX;
        bool is_of_key = !kind.key || strcmp(issue->key, kind.key) == 0;
        if (is_of_key && (is_fault || !is_broken) && autofix_is_wanted(engine, issue)) {
            note_issue(engine, at, kind, &all);
        }
    }
    add_candidates(engine, &all, &batch);
    autofix_origin_of_batch(engine, &batch);
    splice_list_free(&all.splices);
    free(all.items);
    return batch;
}
