/* Mending: passes over the issues, from the first to the last, until a pass makes no repair. */
#include "ui/cli/mending.h"

#include "src/edit/fix_batch.h"

#include "ui/cli/verdict.h"

#include <stdlib.h>
#include <string.h>

enum { REPAIRS_MAXIMUM = 1000000 };

/* True where the issue is one of those that are to be mended. */
static bool is_wanted(const Mending *mending, const Issue *issue)
{
    Slice rest = slice_from(mending->options->only), wanted = slice_from(issue->key);
    bool is_named = !mending->options->only;
    while (!is_named && rest.length) {
        size_t comma = slice_find(rest, SLICE(","), 0);
        is_named = slice_equals(slice_trim(slice_part(rest, 0, comma)), wanted);
        rest = comma == SIZE_MAX ? (Slice){0} : slice_part(rest, comma + 1, rest.length);
    }
    return is_named && issue->severity >= SEVERITY_WARNING;
}

static Operation operation_of(const Mending *mending)
{
    return (Operation){.checker = mending->checker, .document = mending->document, .clock = clock_system()};
}

/* Appends FILE:LINE:COL of an issue. */
static void append_place(const Mending *mending, const Issue *issue, Text *line)
{
    Position position = document_position(mending->document, issue->span.start);
    text_format(line, "%s:%u:%u: ", mending->input, position.line, position.column);
}

/* Appends the line that names a fix. */
static void describe(const Mending *mending, const Issue *issue, Slice title, Text *line)
{
    Text path = TEXT_EMPTY;
    verdict_append_path(mending->document, mending->report, issue, &path);
    append_place(mending, issue, line);
    text_append(line, SLICE("fixed: "));
    visible_append_path(line, text_slice(&path));
    text_append(line, SLICE(": "));
    visible_append(line, title);
    text_format(line, " [%s]\n", issue->key);
    text_free(&path);
}

/* ---- the report ---- */

/* Follows each splice of the history. */
static void take_patch(void *context, const Document *document, const Patch *patch)
{
    Mending *mending = context;
    mending->is_behind = mending->is_behind || !check_follow(document, patch, mending->report);
}

/* Brings the report up to date. */
static void settle(Mending *mending)
{
    if (mending->is_behind) {
        check_again(mending->checker, mending->document, mending->report);
    }
    mending->is_behind = false;
}

/* How bad a document is. */
typedef struct State {
    uint32_t faults;
    ReportCounts counts;
} State;

static State state_of(const Mending *mending)
{
    return (State){document_fault_count(mending->document), report_counts(mending->report)};
}

/* True when a document with fewer faults, or as many and fewer errors, or as many of both and fewer warnings is left. What
   opens the view on more may bring more issues to light. */
static bool is_better(State after, State before, Opening opening)
{
    if (after.faults != before.faults) {
        return after.faults < before.faults;
    }
    bool is_open = opening == OPENS_ALL || (opening == OPENS_VALUE && after.counts.errors <= before.counts.errors);
    return (is_open && before.faults == 0) || after.counts.errors < before.counts.errors ||
           (after.counts.errors == before.counts.errors && after.counts.warnings < before.counts.warnings);
}

/* ---- one by one ---- */

/* Carries a fix out, and takes it back where it does not make the file better. */
static bool try_fix(Mending *mending, const Issue *issue, const Fix *fix)
{
    Text line = TEXT_EMPTY;
    State before = state_of(mending);
    describe(mending, issue, fix->title, &line);
    uint32_t position = history_position(mending->history);
    bool is_applied = history_apply(mending->history, &fix->splices, fix->title, NULL) &&
                      history_position(mending->history) > position;
    settle(mending);
    bool is_kept = is_applied && is_better(state_of(mending), before, fix->opening);
    if (is_kept) {
        output_text(mending->output, text_slice(&line));
    } else if (is_applied) {
        history_undo(mending->history);
        settle(mending);
    }
    text_free(&line);
    return is_kept;
}

/* Mends an issue by the first fix, of those that may be taken, that makes the file better. */
static bool mend(Mending *mending, const Issue *issue)
{
    Operation operation = operation_of(mending);
    FixList list = {.is_certain_only = !mending->options->is_any};
    bool is_mended = false;
    fix_offer(&operation, issue, &list);
    for (size_t i = 0; i < list.count && !is_mended; i++) {
        is_mended = (mending->options->is_any || list.fixes[i].is_certain) && try_fix(mending, issue, &list.fixes[i]);
    }
    fix_list_free(&list);
    return is_mended;
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

/* Goes over all issues once; false where nothing could be mended. */
static bool mend_each(Mending *mending)
{
    bool is_any_mended = false;
    for (uint32_t at = 0; at < report_count(mending->report);) {
        Issue issue = *report_issue(mending->report, at);
        if (is_wanted(mending, &issue) && mend(mending, &issue)) {
            is_any_mended = true;
            at = first_from(mending->report, issue.span.start);
        } else {
            at++;
        }
    }
    return is_any_mended;
}

/* ---- many together ---- */

/* An issue that is mended in a batch. */
typedef struct BatchItem {
    uint32_t issue; /* its position in the report */
    Slice title;    /* of its repair */
} BatchItem;

/* The first repairs of all issues, from the last to the first. */
typedef struct Batch {
    FixBatch fixes;
    BatchItem *items; /* for each of them */
    size_t count;
    size_t capacity;
    Arena *titles;
} Batch;

/* Adds the first fix that may be taken for an issue. */
static void batch_add(const Mending *mending, Batch *batch, uint32_t issue)
{
    Operation operation = operation_of(mending);
    FixList list = {.is_certain_only = !mending->options->is_any};
    fix_offer(&operation, report_issue(mending->report, issue), &list);
    const Fix *fix = mending->options->is_any && list.count > 0 ? &list.fixes[0] : fix_certain(&list);
    if (fix && fix_batch_add(&batch->fixes, fix)) {
        ARRAY_RESERVE(batch->items, batch->capacity, batch->count + 1);
        batch->items[batch->count++] = (BatchItem){issue, arena_copy(batch->titles, fix->title)};
    }
    fix_list_free(&list);
}

/* Appends the lines that name the repairs, the first one first: so paths are found one after the other. */
static void batch_describe(const Mending *mending, const Batch *batch, Text *lines)
{
    for (size_t i = batch->count; i-- > 0;) {
        describe(mending, report_issue(mending->report, batch->items[i].issue), batch->items[i].title, lines);
    }
}

static void batch_free(Batch *batch)
{
    fix_batch_free(&batch->fixes);
    arena_free(batch->titles);
    free(batch->items);
}

/* While text is no JSON, only that is mended: what else is wrong may look otherwise afterwards. */
static Batch batch_of(const Mending *mending)
{
    Batch batch = {.fixes = FIX_BATCH_EMPTY, .titles = arena_new()};
    bool is_broken = document_fault_count(mending->document) > 0;
    for (uint32_t at = report_count(mending->report); at-- > 0;) {
        const Issue *issue = report_issue(mending->report, at);
        bool is_fault = strcmp(issue->key, VERDICT_NO_JSON) == 0;
        if (is_wanted(mending, issue) && (is_fault || !is_broken)) {
            batch_add(mending, &batch, at);
        }
    }
    return batch;
}

/* The number of issues of each key, by the key's address. */
typedef struct KeyCount {
    const char *key;
    uint32_t count;
} KeyCount;

static int compare_keys(const void *a, const void *b)
{
    return strcmp(((const KeyCount *)a)->key, ((const KeyCount *)b)->key);
}

/* The issues that are more than notes, counted by key, in the order of the keys. */
static size_t count_keys(const Report *report, KeyCount *counts)
{
    size_t all = 0, used = 0;
    for (uint32_t i = 0; i < report_count(report); i++) {
        const Issue *issue = report_issue(report, i);
        if (issue->severity >= SEVERITY_WARNING) {
            counts[all++] = (KeyCount){issue->key, 1};
        }
    }
    qsort(counts, all, sizeof *counts, compare_keys);
    for (size_t i = 0; i < all; i++) {
        if (used > 0 && compare_keys(&counts[used - 1], &counts[i]) == 0) {
            counts[used - 1].count++;
        } else {
            counts[used++] = counts[i];
        }
    }
    return used;
}

/* True when no key has more issues than before. */
static bool has_no_more(const KeyCount *after, size_t after_count, const KeyCount *before, size_t before_count)
{
    for (size_t i = 0; i < after_count; i++) {
        const KeyCount *was = bsearch(&after[i], before, before_count, sizeof *before, compare_keys);
        if (!was || was->count < after[i].count) {
            return false;
        }
    }
    return true;
}

/* What is wrong with a document, in numbers. */
typedef struct Census {
    State state;
    KeyCount *keys;
    size_t key_count;
} Census;

static Census census_of(const Mending *mending)
{
    Census census = {.state = state_of(mending)};
    census.keys = memory_allocate_zeroed(report_count(mending->report) + 1, sizeof *census.keys);
    census.key_count = count_keys(mending->report, census.keys);
    return census;
}

/* True when so many repairs have each done some good, and nothing harm. */
static bool is_better_by(const Census *after, const Census *before, uint32_t count)
{
    const ReportCounts *now = &after->state.counts, *then = &before->state.counts;
    if (before->state.faults > 0) {
        return after->state.faults + count <= before->state.faults;
    }
    return after->state.faults == 0 && now->errors + now->warnings + count <= then->errors + then->warnings &&
           has_no_more(after->keys, after->key_count, before->keys, before->key_count);
}

/* Makes the repairs of a batch; takes them back, and gives false, where the document does not get better by each of them. */
static bool try_batch(Mending *mending, const FixBatch *batch)
{
    Census before = census_of(mending);
    mending->is_behind = true; /* one judgement of the whole, not one for each splice */
    bool is_applied = history_apply(mending->history, &batch->splices, SLICE("repairs"), NULL);
    settle(mending);
    Census after = census_of(mending);
    bool is_kept = is_applied && is_better_by(&after, &before, batch->count);
    if (is_applied && !is_kept) {
        mending->is_behind = true;
        history_undo(mending->history);
        settle(mending);
    }
    free(before.keys);
    free(after.keys);
    return is_kept;
}

/* Makes the first repairs of all issues together; false, with nothing changed, where they are few or do no good. */
static bool mend_together(Mending *mending)
{
    enum { MINIMUM = 16 };
    Batch batch = batch_of(mending);
    Text lines = TEXT_EMPTY;
    bool is_kept = false;
    if (batch.fixes.count >= MINIMUM) {
        batch_describe(mending, &batch, &lines);
        is_kept = try_batch(mending, &batch.fixes);
    }
    if (is_kept) {
        output_text(mending->output, text_slice(&lines));
    }
    text_free(&lines);
    batch_free(&batch);
    return is_kept;
}

/* ---- the document ---- */

void mending_open(Mending *mending, Document *document)
{
    mending->document = document;
    mending->history = history_new(document, (PatchListener){take_patch, mending});
    mending->report = check_document(mending->checker, document);
}

void mending_close(Mending *mending)
{
    report_free(mending->report);
    history_free(mending->history);
}

void mending_run(Mending *mending)
{
    while (mend_together(mending)) {
    }
    while (history_count(mending->history) < REPAIRS_MAXIMUM && mend_each(mending)) {
    }
}

void mending_print_offers(const Mending *mending)
{
    Operation operation = operation_of(mending);
    Text line = TEXT_EMPTY, path = TEXT_EMPTY, preview = TEXT_EMPTY;
    for (uint32_t at = 0; at < report_count(mending->report); at++) {
        const Issue *issue = report_issue(mending->report, at);
        FixList list = FIX_LIST_EMPTY;
        fix_offer(&operation, issue, &list);
        for (size_t i = 0; i < list.count && is_wanted(mending, issue); i++) {
            text_clear(&path);
            text_clear(&preview);
            verdict_append_path(mending->document, mending->report, issue, &path);
            fix_preview(mending->document, &list.fixes[i], &preview);
            append_place(mending, issue, &line);
            text_append(&line, list.fixes[i].is_certain ? SLICE("fix: ") : SLICE("ask: "));
            visible_append_path(&line, text_slice(&path));
            text_append(&line, SLICE(": "));
            visible_append(&line, list.fixes[i].title);
            text_append(&line, SLICE(": "));
            visible_append(&line, text_slice(&preview));
            text_format(&line, " [%s]\n", issue->key);
        }
        fix_list_free(&list);
        output_text(mending->output, text_slice(&line));
        text_clear(&line);
    }
    text_free(&line);
    text_free(&path);
    text_free(&preview);
}
