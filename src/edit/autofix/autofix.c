/*
 * Autofix: passes over the issues, from the first to the last, until a pass keeps no fix.
 *
 * Each fix that is kept is a change in the history of the document, and one that is not kept is undone. What is wrong
 * is counted when it is first asked for after a change.
 */
#include "src/edit/autofix/autofix_origin.h"
#include "src/edit/autofix/autofix_units.h"
#include "src/edit/fix_memory.h"

#include <stdlib.h>

/* WORK_MAXIMUM bytes, read for fixes that are tried one by one, take some ten seconds. */
enum { FIXES_MAXIMUM = 1000000, LONG_STRING = 4096 };
#define WORK_MAXIMUM ((uint64_t)1 << 31)

/* ---- making and undoing ---- */

/* Forgets what was counted before a change. */
static void forget_census(Autofix *engine)
{
    autofix_census_free(&engine->census);
    engine->has_census = false;
}

bool autofix_make(Autofix *engine, const SpliceList *splices)
{
    uint32_t position = history_position(engine->history);
    bool is_made =
        judged_apply(engine->judged, splices, SLICE("fix"), NULL) && history_position(engine->history) > position;
    forget_census(engine);
    return is_made;
}

void autofix_undo(Autofix *engine)
{
    judged_undo(engine->judged, 1);
    forget_census(engine);
}

AutofixMark autofix_mark(const Autofix *engine)
{
    return (AutofixMark){history_position(engine->history), engine->row_count, engine->made.count};
}

void autofix_forget_from(Autofix *engine, AutofixMark mark)
{
    history_drop(engine->history, mark.position);
    engine->row_count = mark.row_count;
    engine->made.count = mark.splice_count;
    forget_census(engine);
}

void autofix_settle(Autofix *engine)
{
    judged_settle(engine->judged);
    forget_census(engine);
}

bool autofix_was_stopped(const Autofix *engine)
{
    return pace_is_stopped(engine->options.pace);
}

bool autofix_has_improved(Autofix *engine, const AutofixCensus *before, uint32_t fixes)
{
    return !autofix_was_stopped(engine) && autofix_is_better(autofix_current(engine), before, fixes);
}

const AutofixCensus *autofix_current(Autofix *engine)
{
    if (!engine->has_census) {
        engine->census = autofix_census(engine->document, engine->report);
        engine->has_census = true;
    }
    return &engine->census;
}

AutofixCensus autofix_take_census(Autofix *engine)
{
    AutofixCensus census = *autofix_current(engine);
    engine->census = (AutofixCensus){0};
    engine->has_census = false;
    return census;
}

void autofix_give_census(Autofix *engine, AutofixCensus census)
{
    autofix_census_free(&engine->census);
    engine->census = census;
    engine->has_census = true;
}

/* ---- what was made ---- */

AutofixRow autofix_describe(Autofix *engine, const Issue *issue, const Fix *fix)
{
    Text path = TEXT_EMPTY;
    report_append_issue_path(engine->report, issue, &path);
    Slice removed = fix->is_removal ? fix->removed : (Slice){0};
    removed = autofix_origin_of(engine, &fix->splices, removed, engine->strings);
    AutofixRow row = {.position = document_position(engine->document, issue->span.start),
                      .key = issue->key,
                      .path = arena_copy(engine->strings, text_slice(&path)),
                      .title = arena_copy(engine->strings, fix->title),
                      .removed = arena_copy(engine->strings, removed),
                      .sort = fix_sort(fix)};
    text_free(&path);
    return row;
}

void autofix_keep(Autofix *engine, const SpliceList *splices, const AutofixRow *rows, size_t count)
{
    for (size_t i = 0; i < splices->count; i++) {
        const Splice *splice = &splices->splices[i];
        splice_list_add(&engine->made, splice->offset, splice->removed, splice->inserted);
    }
    ARRAY_RESERVE(engine->rows, engine->row_capacity, engine->row_count + count);
    for (size_t i = 0; i < count; i++) {
        engine->rows[engine->row_count++] = rows[i];
    }
}

/* ---- what may be made ---- */

bool autofix_is_wanted(const Autofix *engine, const Issue *issue)
{
    Slice rest = slice_from(engine->options.only), wanted = slice_from(issue->key);
    bool is_named = !engine->options.only;
    while (!is_named && rest.length) {
        size_t comma = slice_find(rest, SLICE(","), 0);
        is_named = slice_equals(slice_trim(slice_part(rest, 0, comma)), wanted);
        rest = comma == SIZE_MAX ? (Slice){0} : slice_part(rest, comma + 1, rest.length);
    }
    return is_named && issue->severity >= SEVERITY_WARNING;
}

bool autofix_allows(const Autofix *engine, const Fix *fix)
{
    if (fix->question.length > 0 || fix->splices.count == 0 || fix->is_guess) {
        return false;
    }
    return fix->is_removal ? engine->options.takes_removals : fix->is_certain || engine->options.takes_choices;
}

/* Certain fixes, then those that a person would be asked about, then removals. */
static int rank_of(const Fix *fix)
{
    return fix->is_removal ? 2 : !fix->is_certain;
}

/* Sorts the fixes of a list by their ranks; those of one rank keep their order. */
static void sort_fixes(FixList *list)
{
    for (size_t i = 1; i < list->count; i++) {
        Fix fix = list->fixes[i];
        size_t at = i;
        for (; at > 0 && rank_of(&list->fixes[at - 1]) > rank_of(&fix); at--) {
            list->fixes[at] = list->fixes[at - 1];
        }
        list->fixes[at] = fix;
    }
}

Operation autofix_operation(const Autofix *engine)
{
    Operation operation = judged_operation(engine->judged, engine->clock);
    operation.memory = engine->memory;
    return operation;
}

bool autofix_work(Autofix *engine, size_t bytes)
{
    engine->work += bytes;
    engine->is_cut_short = engine->is_cut_short || engine->work > WORK_MAXIMUM;
    return engine->work <= WORK_MAXIMUM;
}

void autofix_plan(Autofix *engine, const Issue *issue, FixList *list)
{
    const Node *node = document_node(engine->document, issue->node);
    if (node->kind == NODE_STRING && node->length > LONG_STRING && !autofix_work(engine, node->length)) {
        return;
    }
    Operation operation = autofix_operation(engine);
    list->skips_targets = list->skips_repeats = true;
    list->skips_removals = !engine->options.takes_removals;
    list->is_certain_only = !engine->options.takes_choices && !engine->options.takes_removals;
    fix_offer(&operation, issue, list);
    sort_fixes(list);
}

/* ---- the passes ---- */

/* Makes fixes together until none is kept, then one by one, and begins again where that kept one: it may have made
   possible what helps only together. True where any was kept. */
static bool run_passes(Autofix *engine)
{
    uint32_t start = history_position(engine->history);
    bool has_more = true;
    while (has_more && !autofix_was_stopped(engine)) {
        while (!autofix_was_stopped(engine) && autofix_run_together(engine)) {
        }
        has_more = false;
        while (!autofix_was_stopped(engine) && history_count(engine->history) < FIXES_MAXIMUM &&
               (autofix_run_each(engine) || autofix_run_few(engine))) {
            has_more = true;
        }
    }
    return history_position(engine->history) > start;
}

/* Makes what is certain, by options that allow no more. */
static bool run_certain(Autofix *engine)
{
    AutofixOptions all = engine->options;
    engine->options.takes_choices = engine->options.takes_removals = false;
    bool is_kept = run_passes(engine);
    engine->options = all;
    autofix_forget_tried(engine);
    return is_kept;
}

void autofix_run(Autofix *engine)
{
    bool takes_more = engine->options.takes_choices || engine->options.takes_removals;
    judged_set_pace(engine->judged, engine->options.pace);
    if (engine->options.takes_removals) {
        text_append(&engine->first, document_bytes(engine->document));
        engine->first_position = history_position(engine->history);
    }
    run_certain(engine);
    while (takes_more && run_passes(engine) && run_certain(engine)) {
        /* one makes the other possible: a second run finds nothing more */
    }
    judged_set_pace(engine->judged, NULL);
}

/* ---- for a person ---- */

AutofixAttempt autofix_try(Autofix *engine, const Fix *fix)
{
    AutofixCensus before = autofix_take_census(engine);
    AutofixAttempt attempt = {.is_made = autofix_make(engine, &fix->splices)};
    if (attempt.is_made) {
        const AutofixCensus *after = autofix_current(engine);
        attempt.is_better = autofix_is_better(after, &before, 1);
        attempt.after = after->counts;
        history_drop(engine->history, history_position(engine->history) - 1);
        judged_settle(engine->judged);
        forget_census(engine);
    }
    autofix_give_census(engine, before);
    return attempt;
}

void autofix_rank(const FixList *list, const AutofixAttempt *attempts, size_t *order)
{
    size_t placed = 0;
    for (int group = 0; group < 5; group++) {
        for (size_t i = 0; i < list->count; i++) {
            const Fix *fix = &list->fixes[i];
            bool is_for_person = fix->question.length > 0 || fix->target != NODE_NONE;
            bool is_worse = !is_for_person && !(attempts[i].is_made && attempts[i].is_better);
            bool is_partial = fix->is_removal && fix_is_writing(fix);
            int own = is_partial ? 2 : 3 * fix->is_removal + is_worse;
            if (own == group) {
                order[placed++] = i;
            }
        }
    }
}

/* ---- the engine ---- */

Autofix *autofix_new(Judged *judged, Clock clock, const AutofixOptions *options)
{
    Autofix *engine = memory_allocate_zeroed(1, sizeof *engine);
    *engine = (Autofix){.judged = judged,
                        .document = judged_document(judged),
                        .history = judged_history(judged),
                        .report = judged_report(judged),
                        .clock = clock,
                        .options = *options,
                        .memory = fix_memory_new(),
                        .strings = arena_new(),
                        .made = SPLICE_LIST_EMPTY};
    return engine;
}

void autofix_free(Autofix *engine)
{
    if (!engine) {
        return;
    }
    autofix_census_free(&engine->census);
    autofix_forget_tried(engine);
    fix_memory_free(engine->memory);
    splice_list_free(&engine->made);
    text_free(&engine->first);
    arena_free(engine->strings);
    free(engine->rows);
    free(engine);
}

bool autofix_is_cut_short(const Autofix *engine)
{
    return engine->is_cut_short;
}

size_t autofix_row_count(const Autofix *engine)
{
    return engine->row_count;
}

const AutofixRow *autofix_row(const Autofix *engine, size_t position)
{
    return &engine->rows[position];
}

size_t autofix_sort_count(const Autofix *engine, FixSort sort)
{
    size_t count = 0;
    for (size_t i = 0; i < engine->row_count; i++) {
        count += engine->rows[i].sort == sort;
    }
    return count;
}

size_t autofix_left_out(Autofix *engine, uint32_t issues)
{
    size_t count = 0;
    for (uint32_t at = 0; at < report_count(engine->report) && at < issues && !autofix_was_stopped(engine); at++) {
        const Issue *issue = report_issue(engine->report, at);
        FixList list = FIX_LIST_EMPTY;
        bool is_left = false;
        if (autofix_is_wanted(engine, issue)) {
            autofix_plan(engine, issue, &list);
        }
        for (size_t i = 0; i < list.count; i++) {
            is_left = is_left || autofix_allows(engine, &list.fixes[i]);
        }
        count += is_left;
        fix_list_free(&list);
    }
    return count;
}

const SpliceList *autofix_splices(const Autofix *engine)
{
    return &engine->made;
}

const Report *autofix_report(const Autofix *engine)
{
    return engine->report;
}
