/*
 * Autofix: many fixes made together and checked once.
 *
 * The first allowed fixes of all issues are planned for the document as it is, from the last to the first. Where the
 * whole of them does not make it better by each, and they are a crowd, those that help are sifted out; then one fix in
 * each unit is tried at a time. Where they are few enough to be tried one by one, the same is tried before with the
 * certain ones alone, and for each kind of issue that has many.
 */
#include "src/edit/autofix/autofix_origin.h"
#include "src/edit/autofix/autofix_units.h"

#include <stdlib.h>

/* Fewer fixes are tried one by one. More are a crowd where trying each would move more than so many bytes. */
enum { FEWEST = 16, MOVED_MAXIMUM = 1 << 25, VARIANT_MAXIMUM = 8 };

static bool is_crowd(const Autofix *engine, const AutofixBatch *batch)
{
    size_t count = batch->fixes.count;
    return count >= FEWEST && count * document_bytes(engine->document).length > MOVED_MAXIMUM;
}

/* The rows of the fixes, the first one first: so paths are found one after the other. */
static AutofixRow *describe_batch(Autofix *engine, const AutofixBatch *batch)
{
    size_t count = batch->fixes.count;
    AutofixRow *rows = memory_allocate_zeroed(count, sizeof *rows);
    for (size_t i = 0; i < count; i++) {
        rows[i] = autofix_batch_describe(engine, &batch->items[count - 1 - i]);
    }
    return rows;
}

/* Makes a batch and keeps it where the document gets better by each of its fixes; of a crowd (`units`, else NULL) those
   that help. Else undoes it. */
static bool try_batch(Autofix *engine, const AutofixBatch *batch, AutofixUnits *units)
{
    AutofixMark mark = autofix_mark(engine);
    AutofixRow *rows = describe_batch(engine, batch);
    AutofixCensus before = autofix_census(engine->document, engine->report);
    bool is_made = autofix_make(engine, &batch->fixes.splices);
    bool is_kept = is_made && autofix_has_improved(engine, &before, batch->fixes.count);
    if (is_kept) {
        autofix_keep(engine, &batch->fixes.splices, rows, batch->fixes.count);
    } else if (is_made && units && !autofix_was_stopped(engine)) {
        is_kept = autofix_sift(engine, batch, units, rows, mark, &before);
    } else if (is_made) {
        autofix_undo(engine);
    }
    autofix_census_free(&before);
    free(rows);
    return is_kept;
}

/* ---- crowds ---- */

/* One fix in each unit: those that are allowed are counted through, from the last issue of the unit to the first. */
typedef struct Variant {
    const AutofixUnits *units; /* of the batch of all first fixes */
    uint32_t number;           /* which of the fixes is tried */
    uint32_t *counted;         /* for each unit */
    AutofixBatch batch;
} Variant;

static void add_variant(Autofix *engine, uint32_t at, Variant *variant)
{
    const Issue *issue = report_issue(engine->report, at);
    size_t unit = autofix_units_at(variant->units, issue->span.start);
    if (unit == 0 || variant->counted[unit] > variant->number || !autofix_is_wanted(engine, issue)) {
        return;
    }
    FixList list = FIX_LIST_EMPTY;
    autofix_plan(engine, issue, &list);
    for (size_t i = 0; i < list.count && variant->counted[unit] <= variant->number; i++) {
        bool is_next = autofix_allows(engine, &list.fixes[i]) && variant->counted[unit]++ == variant->number;
        if (is_next) {
            autofix_batch_add(&variant->batch, engine, at, &list.fixes[i]);
        }
    }
    fix_list_free(&list);
}

/* Tries one fix in each unit at a time, until one was kept. */
static bool run_variants(Autofix *engine, const AutofixUnits *units)
{
    bool is_kept = false, has_more = document_fault_count(engine->document) == 0;
    for (uint32_t number = 0; number < VARIANT_MAXIMUM && has_more && !is_kept && !autofix_was_stopped(engine);
         number++) {
        Variant variant = {.units = units,
                           .number = number,
                           .counted = memory_allocate_zeroed(units->count, sizeof(uint32_t)),
                           .batch = autofix_batch_new()};
        pace_begin(engine->options.pace, report_count(engine->report));
        for (uint32_t at = report_count(engine->report); at-- > 0 && pace_step(engine->options.pace, 1);) {
            add_variant(engine, at, &variant);
        }
        has_more = variant.batch.fixes.count > 0 && !autofix_was_stopped(engine);
        if (has_more) {
            autofix_origin_of_batch(engine, &variant.batch);
            AutofixUnits own = autofix_units_new(engine, &variant.batch);
            is_kept = try_batch(engine, &variant.batch, &own);
            autofix_units_free(&own);
        }
        autofix_batch_free(&variant.batch);
        free(variant.counted);
    }
    return is_kept;
}

/* Keeps what helps of a crowd of fixes; where nothing does, its units are not tried again. */
static bool run_crowd(Autofix *engine, AutofixBatch *batch)
{
    AutofixUnits *units = memory_allocate(sizeof *units);
    *units = autofix_units_new(engine, batch);
    bool is_kept = try_batch(engine, batch, units);
    autofix_units_rest(units);
    is_kept = is_kept || run_variants(engine, units);
    autofix_units_rest(units);
    autofix_forget_tried(engine);
    engine->tried = units;
    if (is_kept) {
        autofix_forget_tried(engine);
    }
    return is_kept;
}

/* ---- all ---- */

/* Plans and tries a batch. */
static bool run_kind(Autofix *engine, AutofixKind kind)
{
    AutofixBatch batch = autofix_plan_batch(engine, kind);
    bool is_kept = batch.fixes.count >= FEWEST && !autofix_was_stopped(engine) && try_batch(engine, &batch, NULL);
    autofix_batch_free(&batch);
    return is_kept;
}

/* Tries the certain fixes, then those of each kind of issue. */
static bool run_kinds(Autofix *engine)
{
    size_t count;
    KeyCount *keys = report_count_keys(engine->report, &count);
    bool has_choices = engine->options.takes_choices || engine->options.takes_removals;
    bool is_kept = has_choices && run_kind(engine, (AutofixKind){.is_certain_only = true});
    for (size_t i = 0; i < count && count > 1 && !is_kept && !autofix_was_stopped(engine); i++) {
        is_kept = keys[i].count >= FEWEST && run_kind(engine, (AutofixKind){.key = keys[i].key});
    }
    free(keys);
    return is_kept;
}

bool autofix_run_together(Autofix *engine)
{
    AutofixBatch batch = autofix_plan_batch(engine, (AutofixKind){0});
    bool is_kept = false, has_many = batch.fixes.count >= FEWEST;
    if (!autofix_was_stopped(engine)) {
        is_kept = is_crowd(engine, &batch) ? run_crowd(engine, &batch)
                                           : (has_many && try_batch(engine, &batch, NULL)) || run_kinds(engine);
    }
    autofix_batch_free(&batch);
    return is_kept;
}

/* Tries the certain fixes of a kind, where there are a few. */
static bool run_few(Autofix *engine, const char *key)
{
    AutofixBatch batch = autofix_plan_batch(engine, (AutofixKind){.key = key, .is_certain_only = true});
    bool is_kept = batch.fixes.count > 1 && batch.fixes.count < FEWEST && try_batch(engine, &batch, NULL);
    autofix_batch_free(&batch);
    return is_kept;
}

bool autofix_run_few(Autofix *engine)
{
    size_t count;
    KeyCount *keys = report_count_keys(engine->report, &count);
    bool is_kept = run_few(engine, NULL);
    for (size_t i = 0; i < count && !is_kept; i++) {
        is_kept = keys[i].count > 1 && keys[i].count < FEWEST && run_few(engine, keys[i].key);
    }
    free(keys);
    return is_kept;
}
