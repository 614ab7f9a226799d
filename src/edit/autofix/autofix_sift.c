/*
 * Autofix: the fixes of a crowd that help, found out together.
 *
 * All fixes of a batch are made, and the document is checked once. Where it is not better, each unit tells by what is
 * found in it whether its fixes help. Fixes may bring to light what could not be checked before: in units where they
 * did, the fixes of what was found are made on top, for all units at once, a few times. Then everything is undone, and
 * the fixes of those units that are better are made, and judged as a whole: what units cannot tell (what a distant
 * issue depends on) shows there. Where the whole is not better, its halves are tried, and theirs, a limited number of
 * times.
 */
#include "src/edit/autofix/autofix_origin.h"
#include "src/edit/autofix/autofix_units.h"

#include <stdlib.h>

enum { DEPTH_MAXIMUM = 3, TRIES_MAXIMUM = 24 };

/* A fix of what the fixes of a unit brought to light. */
typedef struct Follower {
    size_t unit;
    AutofixRow row;
} Follower;

typedef struct Sift {
    Autofix *engine;
    const AutofixBatch *batch;
    AutofixUnits *units;
    const AutofixRow *rows; /* of the batch, the first place first */
    Text base;              /* the document before */
    Text tried;             /* and after all that was made in the units */
    Follower *followers;
    size_t follower_count;
    size_t follower_capacity;
    AutofixCensus before; /* of what is kept */
    AutofixMark kept;     /* likewise */
    uint32_t tries_left;
} Sift;

/* ---- what was brought to light ---- */

/* Adds the first allowed fix of an issue in a unit, where it changes nothing outside of it. */
static void add_follower(const Sift *sift, uint32_t issue, size_t at, AutofixBatch *found)
{
    Autofix *engine = sift->engine;
    const AutofixUnit *unit = &sift->units->items[at];
    FixList list = FIX_LIST_EMPTY;
    autofix_plan(engine, report_issue(engine->report, issue), &list);
    size_t first = 0;
    while (first < list.count && !autofix_allows(engine, &list.fixes[first])) {
        first++;
    }
    bool is_inside = first < list.count;
    for (size_t i = 0; is_inside && i < list.fixes[first].splices.count; i++) {
        const Splice *splice = &list.fixes[first].splices.splices[i];
        is_inside = splice->offset >= unit->now_start && splice->offset + splice->removed <= unit->now_end;
    }
    if (is_inside && autofix_batch_add(found, engine, issue, &list.fixes[first])) {
        found->items[found->fixes.count - 1].unit = (uint32_t)at;
    }
    fix_list_free(&list);
}

/* Plans the fixes of what was found in units that are not better. */
static AutofixBatch plan_followers(const Sift *sift)
{
    Autofix *engine = sift->engine;
    AutofixBatch found = autofix_batch_new();
    bool is_broken = document_fault_count(engine->document) > 0;
    Pace *pace = engine->options.pace;
    pace_begin(pace, report_count(engine->report));
    for (uint32_t at = is_broken ? 0 : report_count(engine->report); at-- > 0 && pace_step(pace, 1);) {
        const Issue *issue = report_issue(engine->report, at);
        size_t unit = autofix_units_at(sift->units, issue->span.start);
        if (sift->units->items[unit].may_follow && autofix_is_wanted(engine, issue)) {
            add_follower(sift, at, unit, &found);
        }
    }
    autofix_origin_of_batch(engine, &found);
    return found;
}

/* Makes the fixes of what was found; false if there are none. */
static bool follow(Sift *sift)
{
    AutofixBatch found = plan_followers(sift);
    size_t count = found.fixes.count;
    ARRAY_RESERVE(sift->followers, sift->follower_capacity, sift->follower_count + count);
    size_t first = sift->follower_count;
    for (size_t i = count; i-- > 0;) {
        AutofixRow row = autofix_batch_describe(sift->engine, &found.items[i]);
        sift->followers[sift->follower_count++] = (Follower){found.items[i].unit, row};
    }
    bool is_made = count > 0 && !autofix_was_stopped(sift->engine) && autofix_make(sift->engine, &found.fixes.splices);
    if (is_made && !autofix_was_stopped(sift->engine)) {
        for (size_t i = first; i < sift->follower_count; i++) {
            sift->units->items[sift->followers[i].unit].followers++;
        }
        autofix_units_move(sift->units, &found);
        autofix_units_judge(sift->units, sift->engine);
    } else {
        sift->follower_count = first;
    }
    autofix_batch_free(&found);
    return is_made;
}

/* ---- what is kept ---- */

/* Plans what leads from a unit as it was to what became of it. */
static void add_unit(const Sift *sift, const AutofixUnit *unit, SpliceList *splices)
{
    Slice before = slice_part(text_slice(&sift->base), unit->start, unit->end - unit->start);
    Slice after = slice_part(text_slice(&sift->tried), unit->now_start, unit->now_end - unit->now_start);
    size_t head = 0, tail = 0, shorter = before.length < after.length ? before.length : after.length;
    while (head < shorter && before.bytes[head] == after.bytes[head]) {
        head++;
    }
    while (tail < shorter - head && before.bytes[before.length - 1 - tail] == after.bytes[after.length - 1 - tail]) {
        tail++;
    }
    splice_list_add(splices, unit->start + (uint32_t)head, (uint32_t)(before.length - head - tail),
                    slice_part(after, head, after.length - head - tail));
}

/* Plans what is to be kept of the fixes [first, end) of the batch; gives their number. */
static uint32_t collect(const Sift *sift, size_t first, size_t end, SpliceList *splices)
{
    uint32_t count = 0;
    for (size_t i = first; i < end; i++) {
        uint32_t at = sift->batch->items[i].unit;
        const AutofixUnit *unit = &sift->units->items[at];
        bool is_new = i == first || sift->batch->items[i - 1].unit != at;
        count += unit->is_better;
        if (unit->is_better && unit->followers == 0) {
            for (size_t k = autofix_batch_splices_of(sift->batch, i); k < sift->batch->items[i].splice_end; k++) {
                const Splice *splice = &sift->batch->fixes.splices.splices[k];
                splice_list_add(splices, splice->offset, splice->removed, splice->inserted);
            }
        } else if (unit->is_better && is_new) {
            add_unit(sift, unit, splices);
        }
    }
    return count;
}

/* Notes what was kept of the fixes [first, end), with the fixes that followed from them. */
static void note_kept(Sift *sift, size_t first, size_t end, const SpliceList *splices)
{
    size_t count = 0, all = sift->batch->fixes.count;
    AutofixRow *rows = memory_allocate((end - first + sift->follower_count + 1) * sizeof *rows);
    for (size_t i = end; i-- > first;) {
        if (sift->units->items[sift->batch->items[i].unit].is_better) {
            rows[count++] = sift->rows[all - 1 - i];
        }
    }
    uint32_t low = sift->batch->items[end - 1].unit, high = sift->batch->items[first].unit;
    for (size_t i = 0; i < sift->follower_count; i++) {
        const Follower *follower = &sift->followers[i];
        bool is_here = follower->unit >= low && follower->unit <= high;
        if (is_here && sift->units->items[follower->unit].is_better) {
            rows[count++] = follower->row;
        }
    }
    autofix_keep(sift->engine, splices, rows, count);
    free(rows);
}

/* Makes what is to be kept of the fixes [first, end); false, with what was made to be forgotten, where the document is
   not better by each. */
static bool make_range(Sift *sift, size_t first, size_t end, uint32_t *count)
{
    SpliceList splices = SPLICE_LIST_EMPTY;
    *count = collect(sift, first, end, &splices);
    bool is_made = *count > 0 && autofix_make(sift->engine, &splices);
    bool is_kept = is_made && autofix_has_improved(sift->engine, &sift->before, *count);
    if (is_kept) {
        note_kept(sift, first, end, &splices);
        autofix_census_free(&sift->before);
        sift->before = autofix_take_census(sift->engine);
        sift->kept = autofix_mark(sift->engine);
    } else if (is_made) {
        autofix_forget_from(sift->engine, sift->kept);
    }
    splice_list_free(&splices);
    return is_kept;
}

/* Where to halve a range: between units. */
static size_t halve(const Sift *sift, size_t first, size_t end)
{
    size_t middle = first + (end - first) / 2;
    while (middle < end && sift->batch->items[middle].unit == sift->batch->items[middle - 1].unit) {
        middle++;
    }
    return middle;
}

/* Keeps what helps of the fixes [first, end): all, or of halves. The first half is the last in the document, so that
   what is kept of it moves nothing of the other. The depth of the recursion is the logarithm of the number of fixes. */
static bool keep_range(Sift *sift, size_t first, size_t end)
{
    uint32_t count;
    if (first == end || sift->tries_left == 0 || autofix_was_stopped(sift->engine)) {
        return false;
    }
    sift->tries_left--;
    if (make_range(sift, first, end, &count)) {
        return true;
    }
    size_t middle = count > 1 ? halve(sift, first, end) : end;
    if (middle == end) {
        return false;
    }
    bool is_kept = keep_range(sift, first, middle);
    return keep_range(sift, middle, end) || is_kept;
}

/* ---- the whole ---- */

bool autofix_sift(Autofix *engine, const AutofixBatch *batch, AutofixUnits *units, const AutofixRow *rows,
                  AutofixMark mark, AutofixCensus *before)
{
    Sift sift = {.engine = engine,
                 .batch = batch,
                 .units = units,
                 .rows = rows,
                 .kept = mark,
                 .before = *before,
                 .tries_left = TRIES_MAXIMUM};
    *before = (AutofixCensus){0};
    autofix_units_move(units, batch);
    autofix_units_judge(units, engine);
    for (unsigned depth = 0; depth < DEPTH_MAXIMUM && !autofix_was_stopped(engine) && follow(&sift); depth++) {
    }
    text_append(&sift.tried, document_bytes(engine->document));
    autofix_forget_from(engine, mark);
    text_append(&sift.base, document_bytes(engine->document));
    bool is_kept = keep_range(&sift, 0, batch->fixes.count);
    autofix_settle(engine);
    autofix_census_free(&sift.before);
    text_free(&sift.tried);
    text_free(&sift.base);
    free(sift.followers);
    return is_kept;
}
