/*
 * Order: findings are kept in the order of their places, and which of them are shown.
 *
 * The walk meets a document from its beginning to its end, so that new findings come as long runs in order already:
 * they are sorted by merging these runs, which takes time in proportion to their number. After an edit the few new ones
 * are put among the others, and only what came, went or is near to that is asked again whether it is shown
 * (src/check/report/stale.h).
 */
#include "src/check/report/report_private.h"
#include "src/check/report/shadow.h"

#include <stdlib.h>
#include <string.h>

uint32_t finding_start(const Report *report, const Finding *finding)
{
    const Node *node = document_node(report->document, finding->node);
    bool is_about_key = report->texts[finding->text].is_about_key && node->key;
    return is_about_key ? node->key - 1 : node->start + finding->shift;
}

/* Order of two texts at one place. */
static int compare_texts(const IssueText *a, const IssueText *b)
{
    if (a->severity != b->severity) {
        return a->severity > b->severity ? -1 : 1;
    }
    if (a->key != b->key) {
        return a->key < b->key ? -1 : 1;
    }
    int order = a->invariant ? strcmp(a->invariant, b->invariant) : 0;
    order = order ? order : slice_compare(a->missing, b->missing);
    order = order ? order : slice_compare(a->message, b->message);
    return order ? order : slice_compare(a->detail, b->detail);
}

/* Order of place, severity, key, and what is said. */
static int compare_findings(const Report *report, const Finding *a, const Finding *b)
{
    uint32_t a_start = finding_start(report, a), b_start = finding_start(report, b);
    if (a_start != b_start) {
        return a_start < b_start ? -1 : 1;
    }
    if (a->node != b->node) {
        return a->node < b->node ? -1 : 1;
    }
    int order = a->text == b->text ? 0 : compare_texts(&report->texts[a->text], &report->texts[b->text]);
    return order ? order : (a->length > b->length) - (a->length < b->length);
}

/* Merges the neighbouring runs [first, middle) and [middle, end), both in order. */
static void merge_runs(Report *report, size_t first, size_t middle, size_t end)
{
    Finding *list = report->findings;
    ARRAY_RESERVE(report->spare, report->spare_capacity, end - middle);
    memcpy(report->spare, list + middle, (end - middle) * sizeof *list);
    size_t left = middle, right = end - middle, at = end;
    while (right > 0) {
        bool takes_left = left > first && compare_findings(report, &list[left - 1], &report->spare[right - 1]) > 0;
        list[--at] = takes_left ? list[--left] : report->spare[--right];
    }
}

/* The end of the run in order that starts at a position. */
static size_t run_end(const Report *report, size_t start)
{
    size_t end = start + 1;
    while (end < report->count && compare_findings(report, &report->findings[end - 1], &report->findings[end]) <= 0) {
        end++;
    }
    return end;
}

/* Merges neighbouring runs of the new findings, pair by pair, until one is left; returns where it starts. */
static void merge_fresh(Report *report)
{
    for (bool is_done = false; !is_done;) {
        is_done = true;
        for (size_t first = report->settled; first < report->count;) {
            size_t middle = run_end(report, first);
            size_t end = middle < report->count ? run_end(report, middle) : middle;
            if (middle < report->count) {
                merge_runs(report, first, middle, end);
                is_done = is_done && first == report->settled && end == report->count;
            }
            first = end;
        }
    }
}

/* The first of the first `end` findings which comes after another one; `end` if none does. */
static size_t place_of(const Report *report, const Finding *finding, size_t end)
{
    size_t low = 0, high = end;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_findings(report, &report->findings[middle], finding) <= 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Puts a few new findings, which are in order, among the many others. */
static void insert_fresh(Report *report)
{
    Finding *list = report->findings;
    size_t fresh = report->count - report->settled, end = report->settled, count = fresh;
    ARRAY_RESERVE(report->spare, report->spare_capacity, fresh);
    memcpy(report->spare, list + report->settled, fresh * sizeof *list);
    finding_blocks_make(&report->blocks, list, report->settled);
    for (size_t i = 0; i < count; i++) { /* from the last on, so that none moves another */
        const Finding *finding = &report->spare[count - 1 - i];
        finding_blocks_insert(&report->blocks, finding, place_of(report, finding, end));
    }
    while (fresh > 0) {
        size_t at = place_of(report, &report->spare[fresh - 1], end), after = report->settled - at;
        report->same = at < report->same ? at : report->same;
        report->same_end = after < report->same_end ? after : report->same_end;
        memmove(list + at + fresh, list + at, (end - at) * sizeof *list);
        list[at + fresh - 1] = report->spare[fresh - 1];
        end = at;
        fresh--;
    }
    finding_blocks_cut(&report->blocks, list);
}

/* Brings findings[settled, count) in among the others. */
static void merge_findings(Report *report)
{
    enum { FEW = 16, FEW_MAXIMUM = 1000, SPARE_KEPT = 4096 };
    size_t fresh = report->count - report->settled;
    if (fresh > 0) {
        merge_fresh(report);
        if (fresh * FEW < report->settled && fresh < FEW_MAXIMUM) {
            insert_fresh(report);
        } else {
            if (report->settled > 0) {
                merge_runs(report, 0, report->settled, report->count);
            }
            report->same = report->same_end = 0;
            finding_blocks_forget(&report->blocks);
        }
        report->settled = report->count;
        if (report->spare_capacity > SPARE_KEPT) {
            free(report->spare);
            report->spare = NULL;
            report->spare_capacity = 0;
        }
    }
}

/* ---- what is shown ---- */

static IssueClass class_of(const IssueText *text)
{
    if (text->key == KEY_GAP) {
        return ISSUE_GAPS;
    }
    return text->severity == SEVERITY_ERROR ? ISSUE_ERRORS
                                            : (text->severity == SEVERITY_WARNING ? ISSUE_WARNINGS : ISSUE_NOTES);
}

/* Finds out whether a finding is shown. */
static FindingState state_of(const Report *report, size_t position)
{
    const Finding *finding = &report->findings[position];
    if (position > 0 && compare_findings(report, finding - 1, finding) == 0) {
        return FINDING_REPEATED;
    }
    bool is_shadow = report->texts[finding->text].may_be_shadow && shadow_is_cast(report, finding);
    return is_shadow ? FINDING_SHADOW : FINDING_SHOWN;
}

/* Finds out of the findings of a block which are shown; `first` is the position of its first. */
static void settle_block(Report *report, const FindingBlock *block, size_t first, bool *is_after_new)
{
    for (size_t i = first; i < first + block->count; i++) {
        Finding *finding = &report->findings[i];
        bool is_new = finding->state == FINDING_NEW;
        if (is_new || *is_after_new || stale_has(&report->stale, finding->node)) {
            FindingState state = state_of(report, i);
            if (state != finding->state) {
                size_t after = report->count - i - 1;
                report->same = i < report->same ? i : report->same;
                report->same_end = after < report->same_end ? after : report->same_end;
            }
            finding->state = state & 3u;
        }
        *is_after_new = is_new;
    }
}

/* Finds out which findings are shown, of those that may be otherwise now. */
static void settle_states(Report *report)
{
    FindingBlocks *blocks = &report->blocks;
    bool is_after_new = false;
    size_t first = 0;
    finding_blocks_make(blocks, report->findings, report->count);
    for (size_t i = 0; i < blocks->count; i++) {
        FindingBlock *block = &blocks->items[i];
        if (block->is_new || is_after_new || stale_touches(&report->stale, block->low, block->high)) {
            settle_block(report, block, first, &is_after_new);
            block->is_new = false;
        }
        first += block->count;
    }
}

/* ---- lists ---- */

/* Makes the lists of what is shown, of findings from `same` on and before the last `same_end` anew. */
static void settle_lists(Report *report)
{
    size_t first = report->same, end = report->count - report->same_end, old_end = report->listed - report->same_end;
    size_t shown_first = issue_list_from(&report->shown, first), shown_end = issue_list_from(&report->shown, old_end);
    if (first == report->count && report->count == report->listed) {
        return;
    }
    IssueListEnd rest[ISSUE_CLASS_COUNT];
    for (size_t i = 0; i < ISSUE_CLASS_COUNT; i++) {
        rest[i] = issue_list_open(&report->classes[i], shown_first, shown_end);
    }
    IssueListEnd shown = issue_list_open(&report->shown, first, old_end),
                 shadows = issue_list_open(&report->shadows, first, old_end);
    for (size_t i = first; i < end; i++) {
        const Finding *finding = &report->findings[i];
        if (finding->state == FINDING_SHADOW) {
            issue_list_add(&report->shadows, i);
        } else if (finding->state == FINDING_SHOWN) {
            issue_list_add(&report->classes[class_of(&report->texts[finding->text])], report->shown.count);
            issue_list_add(&report->shown, i);
        }
    }
    size_t shown_now = report->shown.count;
    issue_list_close(&shown, end - old_end);
    issue_list_close(&shadows, end - old_end);
    for (size_t i = 0; i < ISSUE_CLASS_COUNT; i++) {
        issue_list_close(&rest[i], shown_now - shown_end);
    }
}

void report_settle(Report *report, const Document *document)
{
    for (size_t i = report->settled; i < report->count; i++) {
        report_mark_stale(report, &report->findings[i], report->settled, report->same_end);
    }
    report->document = document;
    report->version++;
    report->is_moved = false;
    merge_findings(report);
    report_forget_pages(report->pages);
    stale_sort(&report->stale);
    settle_states(report);
    settle_lists(report);
    stale_clear(&report->stale);
    report->same = report->same_end = report->listed = report->count;
}
