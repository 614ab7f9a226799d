/*
 * Autofix: fixes that are tried one by one.
 *
 * A fix may bring to light what was wrong before and could not be checked: a property that gets its right name is checked
 * only then. Where so much is found that the document is not better, the fixes of what was found are tried as well, and
 * all are kept together, or none.
 */
#include "src/edit/autofix_private.h"

/* What a fix brings to light is followed only as far as a person could follow it. */
enum { FOUND_MAXIMUM = 16 };

/* Where the engine is, to go back to. */
typedef struct Mark {
    uint32_t position;
    size_t row_count;
    size_t splice_count;
} Mark;

static Mark mark_of(const Autofix *engine)
{
    return (Mark){history_position(engine->history), engine->row_count, engine->made.count};
}

static void go_back(Autofix *engine, Mark mark)
{
    while (history_position(engine->history) > mark.position) {
        autofix_undo(engine, false);
    }
    engine->row_count = mark.row_count;
    engine->made.count = mark.splice_count;
}

static uint32_t count_of(const AutofixCensus *census, const char *key)
{
    for (size_t i = 0; i < census->key_count; i++) {
        if (strcmp(census->keys[i].key, key) == 0) {
            return census->keys[i].count;
        }
    }
    return 0;
}

static uint32_t total_of(const AutofixCensus *census)
{
    return census->counts.errors + census->counts.warnings;
}

static bool fix_issue(Autofix *engine, const Issue *issue, bool is_followed);

/* Fixes what a fix brought to light: issues of the kinds that have more than before. True where the document is better than
   before in the end. */
static bool fix_found(Autofix *engine, const AutofixCensus *before)
{
    uint32_t fixed = 0;
    for (uint32_t at = 0; at < report_count(engine->report) && fixed < FOUND_MAXIMUM;) {
        Issue issue = *report_issue(engine->report, at);
        bool is_found = autofix_is_wanted(engine, &issue) &&
                        count_of(autofix_current(engine), issue.key) > count_of(before, issue.key);
        bool is_fixed = is_found && fix_issue(engine, &issue, false);
        if (is_fixed && autofix_is_better(autofix_current(engine), before, 1)) {
            return true;
        }
        at = is_fixed ? 0 : at + 1;
        fixed += is_fixed;
    }
    return false;
}

/* True where a fix has done what it was made for, and brought a few other issues to light. */
static bool has_found(const AutofixCensus *after, const AutofixCensus *before, const Issue *issue)
{
    return after->unread == before->unread && count_of(after, issue->key) < count_of(before, issue->key) &&
           total_of(after) <= total_of(before) + FOUND_MAXIMUM;
}

/* Makes a fix and keeps it where the document is better afterwards, by itself or, with `is_followed`, with the fixes of what
   it brings to light; else undoes it. */
static bool try_to_keep(Autofix *engine, const Issue *issue, const Fix *fix, bool is_followed)
{
    Mark mark = mark_of(engine);
    AutofixRow row = autofix_describe(engine, issue, fix);
    AutofixCensus before = autofix_take_census(engine);
    bool is_kept = false;
    if (autofix_make(engine, &fix->splices, false)) {
        autofix_keep(engine, &fix->splices, &row, 1);
        is_kept = autofix_is_better(autofix_current(engine), &before, 1) ||
                  (is_followed && has_found(autofix_current(engine), &before, issue) && fix_found(engine, &before));
    }
    if (is_kept) {
        autofix_census_free(&before);
    } else {
        go_back(engine, mark);
        autofix_give_census(engine, before);
    }
    return is_kept;
}

/* Makes the first allowed fix of an issue that makes the document better. */
static bool fix_issue(Autofix *engine, const Issue *issue, bool is_followed)
{
    FixList list = FIX_LIST_EMPTY;
    bool is_fixed = false;
    autofix_plan(engine, issue, &list);
    for (size_t i = 0; i < list.count && !is_fixed; i++) {
        const Fix *fix = &list.fixes[i];
        is_fixed = autofix_allows(engine, fix) && try_to_keep(engine, issue, fix, is_followed);
    }
    fix_list_free(&list);
    return is_fixed;
}

/* Position of the first issue that does not begin before a byte. */
static uint32_t first_from(const Report *report, uint32_t offset)
{
    uint32_t low = 0, high = report_count(report);
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (report_issue(report, middle)->span.start < offset) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

bool autofix_run_each(Autofix *engine)
{
    bool is_any_fixed = false;
    for (uint32_t at = 0; at < report_count(engine->report);) {
        Issue issue = *report_issue(engine->report, at);
        if (autofix_is_wanted(engine, &issue) && fix_issue(engine, &issue, true)) {
            is_any_fixed = true;
            at = first_from(engine->report, issue.span.start);
        } else {
            at++;
        }
    }
    return is_any_fixed;
}
