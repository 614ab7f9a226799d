/*
 * Findings: texts kept once, and findings kept in order.
 *
 * The walk meets a document from its beginning to its end, so that new findings come as long runs in order already: they
 * are sorted by merging these runs, which takes time in proportion to their number.
 */
#include "src/check/report/finding.h"

#include "src/check/report/report_private.h"
#include "src/check/report/shadow.h"

#include <stdlib.h>

Report *report_new(void)
{
    Report *report = memory_allocate_zeroed(1, sizeof *report);
    report->arena = arena_new();
    report->seed = hash_seed_of_process();
    report->pages = memory_allocate_zeroed(1, sizeof *report->pages);
    return report;
}

/* Frees the issues that were made. */
static void forget_pages(IssuePages *pages)
{
    for (size_t i = 0; i < pages->count; i++) {
        free(pages->items[i]);
    }
    free(pages->items);
    *pages = (IssuePages){0};
}

/* Frees all that a report holds. */
static void release(Report *report)
{
    if (report->state) {
        report->free_state(report->state);
    }
    forget_pages(report->pages);
    arena_free(report->arena);
    free(report->texts);
    hash_table_free(&report->text_table);
    free(report->findings);
    free(report->spare);
    stale_free(&report->stale);
    free(report->shown.positions);
    free(report->shadows.positions);
    for (size_t i = 0; i < ISSUE_CLASS_COUNT; i++) {
        free(report->classes[i].positions);
    }
}

void report_clear(Report *report)
{
    release(report);
    *report = (Report){.arena = arena_new(), .seed = report->seed, .pages = report->pages};
}

void report_delete(Report *report)
{
    if (report) {
        release(report);
        free(report->pages);
        free(report);
    }
}

void *report_state(const Report *report)
{
    return report->state;
}

void report_set_state(Report *report, void *state, void (*free_state)(void *state))
{
    report->state = state;
    report->free_state = free_state;
}

/* ---- texts ---- */

static bool texts_equal(const IssueText *a, const IssueText *b)
{
    return key_equals(a->key, a->invariant, b->key, b->invariant) && a->severity == b->severity &&
           a->is_about_key == b->is_about_key && a->element == b->element && a->original == b->original &&
           slice_equals(a->message, b->message) && slice_equals(a->missing, b->missing) &&
           slice_equals(a->detail, b->detail);
}

/* Messages hold what documents say. */
static uint32_t hash_text(const Report *report, const IssueText *text)
{
    uintptr_t message = (uintptr_t)hash_bytes(text->message, report->seed);
    return hash_addresses((const void *)message, text->element);
}

uint32_t report_intern(Report *report, const IssueText *text)
{
    uint32_t hash = hash_text(report, text);
    for (HashProbe probe = hash_table_probe(&report->text_table, hash); hash_probe_next(&probe);) {
        if (texts_equal(&report->texts[probe.number], text)) {
            return probe.number;
        }
    }
    uint32_t number = (uint32_t)report->text_count++;
    hash_table_add(&report->text_table, hash, number);
    ARRAY_RESERVE(report->texts, report->text_capacity, report->text_count);
    IssueText *copy = &report->texts[number];
    *copy = *text;
    copy->message = arena_copy(report->arena, text->message);
    copy->detail = arena_copy(report->arena, text->detail);
    copy->may_be_shadow = shadow_is_possible(text);
    return number;
}

bool report_found(const Report *report, size_t from, NodeId node, KeyId key, const char *invariant)
{
    for (size_t i = from; i < report->count; i++) {
        const Finding *finding = &report->findings[i];
        const IssueText *text = &report->texts[finding->text];
        if (finding->node == node && key_equals(text->key, text->invariant, key, invariant)) {
            return true;
        }
    }
    return false;
}

size_t report_text_count(const Report *report)
{
    return report->text_count;
}

/* Notes that a finding came or went. */
static void mark(Report *report, const Finding *finding)
{
    if (report->document) {
        stale_mark(&report->stale, report->document, finding->node, report->texts[finding->text].key);
    }
}

/* Closes the gap between the first findings, which were kept, and the new ones. */
static void close_gap(Report *report, size_t kept)
{
    size_t fresh = report->count - report->settled;
    if (fresh > 0) {
        memmove(report->findings + kept, report->findings + report->settled, fresh * sizeof *report->findings);
    }
    report->settled = kept;
    report->count = kept + fresh;
}

/* ---- order ---- */

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

/* The first of the findings that have their places which comes after another one. */
static size_t place_of(const Report *report, const Finding *finding)
{
    size_t low = 0, high = report->settled;
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
    size_t fresh = report->count - report->settled, end = report->settled;
    ARRAY_RESERVE(report->spare, report->spare_capacity, fresh);
    memcpy(report->spare, list + report->settled, fresh * sizeof *list);
    while (fresh > 0) {
        size_t at = place_of(report, &report->spare[fresh - 1]);
        memmove(list + at + fresh, list + at, (end - at) * sizeof *list);
        list[at + fresh - 1] = report->spare[fresh - 1];
        end = at;
        fresh--;
    }
}

/* Brings findings[settled, count) in among the others. */
static void merge_findings(Report *report)
{
    enum { FEW = 16 };
    if (report->settled < report->count) {
        merge_fresh(report);
        if ((report->count - report->settled) * FEW < report->settled) {
            insert_fresh(report);
        } else {
            merge_runs(report, 0, report->settled, report->count);
        }
        report->settled = report->count;
    }
}

/* ---- adding and moving ---- */

void report_add(Report *report, const Finding *finding)
{
    ARRAY_RESERVE(report->findings, report->capacity, report->count + 1);
    report->findings[report->count++] = *finding;
}

size_t report_mark(const Report *report)
{
    return report->count;
}

Finding *report_set_aside(Report *report, size_t mark, Arena *arena, size_t *count)
{
    *count = report->count - mark;
    Finding *kept = arena_allocate(arena, *count * sizeof *kept);
    if (*count > 0) {
        memcpy(kept, report->findings + mark, *count * sizeof *kept);
    }
    report->count = mark;
    return kept;
}

/* Gives a finding the severity that it has now that all is known; false where it keeps the one that it has. */
static bool weigh_finding(Report *report, Finding *finding,
                          Severity (*weigh)(void *context, const Finding *finding, const IssueText *text),
                          void *context)
{
    uint32_t original = report->texts[finding->text].original, before = finding->text;
    uint32_t found = original ? original - 1 : finding->text;
    finding->text = found;
    if (finding->unmatched > 0) {
        IssueText text = report->texts[found];
        Severity severity = weigh(context, finding, &text);
        text.original = severity != text.severity ? found + 1 : 0;
        text.severity = severity;
        finding->text = report_intern(report, &text);
    }
    return finding->text != before;
}

void report_weigh(Report *report, size_t from, NodeId start, NodeId end,
                  Severity (*weigh)(void *context, const Finding *finding, const IssueText *text), void *context)
{
    size_t kept = from < report->settled ? from : report->settled, settled = report->settled, count = report->count;
    for (size_t i = from; i < count; i++) {
        Finding finding = report->findings[i];
        bool is_meant = finding.node >= start && finding.node < end;
        bool is_moved = is_meant && weigh_finding(report, &finding, weigh, context) && i < settled;
        if (is_moved) { /* its place may be another one now */
            mark(report, &finding);
            finding.state = FINDING_NEW;
            report_add(report, &finding);
        } else if (i < settled) {
            report->findings[kept++] = finding;
        } else {
            report->findings[i] = finding;
        }
    }
    if (kept < settled) {
        close_gap(report, kept);
    }
}

bool report_has(const Report *report, NodeId origin, KeyId key)
{
    for (size_t i = 0; i < report->count; i++) {
        if (report->findings[i].origin == origin && report->texts[report->findings[i].text].key == key) {
            return true;
        }
    }
    return false;
}

const Finding *report_settled(const Report *report, size_t *count)
{
    *count = report->settled;
    return report->findings;
}

const IssueText *report_text(const Report *report, uint32_t number)
{
    const IssueText *text = &report->texts[number];
    return text->original ? &report->texts[text->original - 1] : text;
}

/* Keeps a finding that was at a position; the one before it may have gone, so that it is asked again whether it repeats that. */
static void keep_finding(Report *report, size_t *kept, size_t position, const Finding *finding)
{
    Finding *place = &report->findings[*kept];
    *place = *finding;
    if (*kept < position && finding->state == FINDING_REPEATED) {
        place->state = FINDING_NEW;
    }
    ++*kept;
}

void report_move(Report *report, const Patch *patch)
{
    size_t kept = 0;
    bool is_same =
        patch->inserted == patch->removed; /* then no node but those that were read again has another number */
    for (size_t i = 0; i < report->settled; i++) {
        Finding finding = report->findings[i];
        NodeId after = patch->first + patch->removed;
        bool is_before = finding.node < patch->first && finding.origin < patch->first;
        bool is_after = finding.node >= after && finding.origin >= after;
        if (!is_before && !(is_same && is_after)) {
            finding.node = patch_node(patch, finding.node);
            finding.origin = patch_node(patch, finding.origin);
        }
        if (finding.node != NODE_NONE && finding.origin != NODE_NONE) {
            keep_finding(report, &kept, i, &finding);
        } else {
            finding.node = patch->parent != NODE_NONE ? patch->parent : 0;
            mark(report, &finding);
        }
    }
    close_gap(report, kept);
}

void report_drop(Report *report, size_t mark)
{
    report->count = mark > report->settled ? mark : report->settled;
}

size_t report_settled_count(const Report *report)
{
    return report->settled;
}

void report_keep(Report *report, bool (*is_kept)(void *context, Finding *finding), void *context)
{
    size_t kept = 0;
    for (size_t i = 0; i < report->settled; i++) {
        Finding finding = report->findings[i];
        if (is_kept(context, &finding)) {
            keep_finding(report, &kept, i, &finding);
        } else {
            mark(report, &finding);
        }
    }
    close_gap(report, kept);
}

/* ---- what is shown ---- */

static void list_add(IssueList *list, size_t position)
{
    ARRAY_RESERVE(list->positions, list->capacity, list->count + 1);
    list->positions[list->count++] = (uint32_t)position;
}

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

void report_settle(Report *report, const Document *document)
{
    for (size_t i = report->settled; i < report->count; i++) {
        mark(report, &report->findings[i]);
    }
    report->document = document;
    merge_findings(report);
    forget_pages(report->pages);
    stale_sort(&report->stale);
    report->shown.count = 0;
    report->shadows.count = 0;
    for (size_t i = 0; i < ISSUE_CLASS_COUNT; i++) {
        report->classes[i].count = 0;
    }
    bool is_after_new = false;
    for (size_t i = 0; i < report->count; i++) {
        Finding *finding = &report->findings[i];
        bool is_new = finding->state == FINDING_NEW;
        if (is_new || is_after_new || stale_has(&report->stale, finding->node)) {
            finding->state = state_of(report, i);
        }
        is_after_new = is_new;
        if (finding->state == FINDING_SHADOW) {
            list_add(&report->shadows, i);
        } else if (finding->state == FINDING_SHOWN) {
            list_add(&report->classes[class_of(&report->texts[finding->text])], report->shown.count);
            list_add(&report->shown, i);
        }
    }
    stale_clear(&report->stale);
}
