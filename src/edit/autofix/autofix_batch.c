/*
 * Autofix: many fixes made together and checked once.
 *
 * The first allowed fixes of all issues are planned for the document as it is, from the last to the first. Where the whole of
 * them does not make it better by each, the same is tried with the certain ones alone, and for each kind of issue that has
 * many.
 */
#include "src/edit/autofix/autofix_private.h"
#include "src/edit/fix/fix_batch.h"

#include <stdlib.h>

enum { FEWEST = 16 };

/* The first fixes of issues, from the last to the first. */
typedef struct Batch {
    FixBatch fixes;
    uint32_t *issues; /* the position in the report for each of them */
    Slice *titles;    /* and what else is told of it */
    Slice *removed;
    size_t issue_capacity;
    size_t title_capacity;
    size_t removed_capacity;
    Arena *strings;
} Batch;

/* Which fixes a batch is made of. */
typedef struct AutofixKind {
    const char *key;      /* of this kind of issue; NULL: of all */
    bool is_certain_only; /* of those that need no question */
} AutofixKind;

/* Adds the first fix of an issue that is allowed. */
static void add_issue(const Autofix *engine, uint32_t issue, AutofixKind kind, Batch *batch)
{
    FixList list = FIX_LIST_EMPTY;
    autofix_plan(engine, report_issue(engine->report, issue), &list);
    size_t first = 0;
    while (first < list.count &&
           !(autofix_allows(engine, &list.fixes[first]) && (list.fixes[first].is_certain || !kind.is_certain_only))) {
        first++;
    }
    if (first < list.count && fix_batch_add(&batch->fixes, &list.fixes[first])) {
        size_t count = batch->fixes.count;
        ARRAY_RESERVE(batch->issues, batch->issue_capacity, count);
        ARRAY_RESERVE(batch->titles, batch->title_capacity, count);
        ARRAY_RESERVE(batch->removed, batch->removed_capacity, count);
        batch->issues[count - 1] = issue;
        batch->titles[count - 1] = arena_copy(batch->strings, list.fixes[first].title);
        batch->removed[count - 1] =
            arena_copy(batch->strings, list.fixes[first].is_removal ? list.fixes[first].removed : (Slice){0});
    }
    fix_list_free(&list);
}

/* Plans for the issues of a kind; while text is no JSON, only for its faults: what else is wrong may look
   otherwise afterwards. */
static Batch plan_batch(const Autofix *engine, AutofixKind kind)
{
    Batch batch = {.fixes = FIX_BATCH_EMPTY, .strings = arena_new()};
    bool is_broken = document_fault_count(engine->document) > 0;
    for (uint32_t at = report_count(engine->report); at-- > 0;) {
        const Issue *issue = report_issue(engine->report, at);
        bool is_fault = issue->id == KEY_JSON_SYNTAX;
        bool is_of_key = !kind.key || strcmp(issue->key, kind.key) == 0;
        if (is_of_key && (is_fault || !is_broken) && autofix_is_wanted(engine, issue)) {
            add_issue(engine, at, kind, &batch);
        }
    }
    return batch;
}

static void batch_free(Batch *batch)
{
    fix_batch_free(&batch->fixes);
    arena_free(batch->strings);
    free(batch->issues);
    free(batch->titles);
    free(batch->removed);
}

/* The rows of the fixes, the first one first: so paths are found one after the other. */
static AutofixRow *describe_batch(const Autofix *engine, const Batch *batch)
{
    size_t count = batch->fixes.count;
    AutofixRow *rows = memory_allocate_zeroed(count, sizeof *rows);
    for (size_t i = 0; i < count; i++) {
        size_t item = count - 1 - i;
        Fix fix = {.title = batch->titles[item], .removed = batch->removed[item], .is_removal = true};
        rows[i] = autofix_describe(engine, report_issue(engine->report, batch->issues[item]), &fix);
    }
    return rows;
}

/* Makes a batch and keeps it where the document gets better by each of its fixes; else undoes it. */
static bool try_batch(Autofix *engine, const Batch *batch)
{
    AutofixRow *rows = describe_batch(engine, batch);
    AutofixCensus before = autofix_census(engine->document, engine->report);
    bool is_made = autofix_make(engine, &batch->fixes.splices);
    bool is_kept = is_made && autofix_is_better(autofix_current(engine), &before, batch->fixes.count);
    if (is_kept) {
        autofix_keep(engine, &batch->fixes.splices, rows, batch->fixes.count);
    } else if (is_made) {
        autofix_undo(engine);
    }
    autofix_census_free(&before);
    free(rows);
    return is_kept;
}

/* Plans and tries a batch. */
static bool run_kind(Autofix *engine, AutofixKind kind)
{
    Batch batch = plan_batch(engine, kind);
    bool is_kept = batch.fixes.count >= FEWEST && try_batch(engine, &batch);
    batch_free(&batch);
    return is_kept;
}

bool autofix_run_together(Autofix *engine)
{
    size_t count;
    KeyCount *keys = report_count_keys(engine->report, &count);
    bool has_choices = engine->options.takes_choices || engine->options.takes_removals;
    bool is_kept =
        run_kind(engine, (AutofixKind){0}) || (has_choices && run_kind(engine, (AutofixKind){.is_certain_only = true}));
    for (size_t i = 0; i < count && count > 1 && !is_kept; i++) {
        is_kept = keys[i].count >= FEWEST && run_kind(engine, (AutofixKind){.key = keys[i].key});
    }
    free(keys);
    return is_kept;
}
