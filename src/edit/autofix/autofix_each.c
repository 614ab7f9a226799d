/*
 * Autofix: fixes that are tried one by one.
 *
 * A fix may bring to light what was wrong before and could not be checked: a property that gets its right name is
 * checked only then. Where so much is found that the document is not better, the fixes of what was found are tried as
 * well, and all are kept together, or none.
 */
#include "src/edit/autofix/autofix_units.h"

/* What a fix brings to light is followed only as far as a person could follow it: so many more issues, fixes that are
   tried for them, and fixes that follow from one another. */
enum { FOUND_MAXIMUM = 16, ATTEMPTS_MAXIMUM = 16, DEPTH_MAXIMUM = 3 };

/* A run of the document that a fix has changed, as it is after the fix. */
typedef struct Region {
    uint32_t start;
    uint32_t end;
    size_t length; /* of the document then */
} Region;

static void go_back(Autofix *engine, AutofixMark mark)
{
    while (history_position(engine->history) > mark.position) {
        autofix_undo(engine);
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

static bool fix_issue(Autofix *engine, const Issue *issue, unsigned depth);

/* The run that the splices of a fix have changed, with the whole of the value that it begins with. */
static Region region_of(const Autofix *engine, const SpliceList *splices)
{
    Region region = {.start = UINT32_MAX, .length = document_bytes(engine->document).length};
    for (size_t i = 0; i < splices->count; i++) {
        const Splice *splice = &splices->splices[i];
        uint32_t end = splice->offset + (uint32_t)splice->inserted.length;
        region.start = splice->offset < region.start ? splice->offset : region.start;
        region.end = end > region.end ? end : region.end;
    }
    const Node *node = document_node(engine->document, document_node_at(engine->document, region.start));
    region.end = node->start + node->length > region.end ? node->start + node->length : region.end;
    return region;
}

/* The end of a run as the document is now. */
static uint32_t end_of(const Autofix *engine, Region region)
{
    size_t grown = document_bytes(engine->document).length + region.end;
    return grown > region.length ? (uint32_t)(grown - region.length) : 0;
}

/* True for an issue in the run, or of a kind that has more than before. */
static bool is_found(Autofix *engine, const AutofixCensus *before, Region region, const Issue *issue)
{
    uint32_t end = end_of(engine, region);
    return autofix_is_wanted(engine, issue) &&
           ((issue->span.start >= region.start && issue->span.start <= end) ||
            count_of(autofix_current(engine), issue->key) > count_of(before, issue->key));
}

/* Fixes what a fix brought to light. True where the document is better than before in the end. */
static bool fix_found(Autofix *engine, const AutofixCensus *before, Region region, unsigned depth)
{
    for (uint32_t at = 0;
         !autofix_was_stopped(engine) && at < report_count(engine->report) && engine->attempts_left > 0;) {
        Issue issue = *report_issue(engine->report, at);
        bool is_fixed = is_found(engine, before, region, &issue) && fix_issue(engine, &issue, depth);
        if (is_fixed && autofix_has_improved(engine, before, 1)) {
            return true;
        }
        at = is_fixed ? 0 : at + 1;
    }
    return false;
}

/* True where a fix has brought a few other issues to light, and did what it was made for: a certain one may have found
   more of the same kind. */
static bool has_found(const AutofixCensus *after, const AutofixCensus *before, const Issue *issue, const Fix *fix)
{
    uint32_t now = count_of(after, issue->key), then = count_of(before, issue->key);
    return after->unread == before->unread && (now < then || (fix->is_certain && now == then)) &&
           total_of(after) <= total_of(before) + FOUND_MAXIMUM;
}

/* The warnings of a kind in the run that a fix has changed. */
static uint32_t warnings_in(const Autofix *engine, Region region, const char *key)
{
    uint32_t count = 0, end = end_of(engine, region);
    for (uint32_t i = 0; i < report_count(engine->report); i++) {
        const Issue *issue = report_issue(engine->report, i);
        count += issue->severity == SEVERITY_WARNING && issue->span.start >= region.start && issue->span.start <= end &&
                 strcmp(issue->key, key) == 0;
    }
    return count;
}

/* True where what nothing was checked in got the form that it must have, and only warnings are new: in a value that got
   the right JSON kind, or anywhere once a property has its name in R4, by which other values are judged too. */
static bool is_readable_now(Autofix *engine, const AutofixCensus *before, const Issue *issue, const Fix *fix)
{
    const AutofixCensus *after = autofix_current(engine);
    bool is_named = issue->id == KEY_UNKNOWN_PROPERTY;
    Region whole = {.end = UINT32_MAX, .length = document_bytes(engine->document).length};
    Region region = is_named ? whole : region_of(engine, &fix->splices);
    bool is_better = (issue->id == KEY_JSON_KIND || is_named) && fix->is_certain && after->unread == before->unread &&
                     after->counts.errors < before->counts.errors && total_of(after) <= total_of(before);
    for (size_t i = 0; is_better && i < after->key_count; i++) {
        const KeyCount *key = &after->keys[i];
        uint32_t then = count_of(before, key->key);
        is_better = key->count <= then || key->count - then <= warnings_in(engine, region, key->key);
    }
    return is_better;
}

/* Makes a fix and keeps it where the document is better afterwards, by itself or with the fixes of what it brings to
   light; else undoes it. */
static bool try_to_keep(Autofix *engine, const Issue *issue, const Fix *fix, unsigned depth)
{
    enum { BYTES_PER_ISSUE = 64 }; /* to bring the report up to date costs as much as to read so many */
    size_t issues = report_count(engine->report);
    if (!autofix_work(engine, document_bytes(engine->document).length + issues * BYTES_PER_ISSUE)) {
        return false;
    }
    engine->attempts_left = depth == 0 ? ATTEMPTS_MAXIMUM : engine->attempts_left - 1;
    AutofixMark mark = autofix_mark(engine);
    AutofixRow row = autofix_describe(engine, issue, fix);
    AutofixCensus before = autofix_take_census(engine);
    bool is_kept = false;
    if (autofix_make(engine, &fix->splices)) {
        autofix_keep(engine, &fix->splices, &row, 1);
        is_kept = autofix_has_improved(engine, &before, 1) ||
                  (!autofix_was_stopped(engine) && is_readable_now(engine, &before, issue, fix)) ||
                  (!autofix_was_stopped(engine) && depth < DEPTH_MAXIMUM &&
                   has_found(autofix_current(engine), &before, issue, fix) &&
                   fix_found(engine, &before, region_of(engine, &fix->splices), depth + 1));
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
static bool fix_issue(Autofix *engine, const Issue *issue, unsigned depth)
{
    FixList list = FIX_LIST_EMPTY;
    bool is_fixed = false;
    autofix_plan(engine, issue, &list);
    for (size_t i = 0; i < list.count && !is_fixed && !autofix_was_stopped(engine); i++) {
        const Fix *fix = &list.fixes[i];
        bool is_possible = autofix_allows(engine, fix) && (depth == 0 || engine->attempts_left > 0);
        is_fixed = is_possible && try_to_keep(engine, issue, fix, depth);
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

/* True for an issue in a part of the document in which the fixes of a crowd were tried already, and did not help. */
static bool is_tried(const Autofix *engine, const Issue *issue)
{
    return engine->tried && autofix_units_at(engine->tried, issue->span.start) > 0;
}

/* Moves the parts that were tried along with the splices that were kept, from a number on. */
static void move_tried(Autofix *engine, size_t first)
{
    for (size_t i = first; engine->tried && i < engine->made.count; i++) {
        autofix_units_splice(engine->tried, &engine->made.splices[i]);
    }
}

bool autofix_run_each(Autofix *engine)
{
    bool is_any_fixed = false;
    for (uint32_t at = 0; !autofix_was_stopped(engine) && at < report_count(engine->report);) {
        pace_begin(engine->options.pace, report_count(engine->report));
        pace_step(engine->options.pace, at);
        Issue issue = *report_issue(engine->report, at);
        size_t made = engine->made.count;
        if (autofix_is_wanted(engine, &issue) && !is_tried(engine, &issue) && fix_issue(engine, &issue, 0)) {
            is_any_fixed = true;
            move_tried(engine, made);
            at = first_from(engine->report, issue.span.start);
        } else {
            at++;
        }
    }
    return is_any_fixed;
}
