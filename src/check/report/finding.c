/* Findings: texts kept once, and findings that come, move and go. */
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

void report_forget_pages(IssuePages *pages)
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
    report_forget_pages(report->pages);
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
    *report = (Report){.arena = arena_new(), .seed = report->seed, .version = report->version, .pages = report->pages};
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

void report_mark_stale(Report *report, const Finding *finding, size_t position)
{
    report->same = position < report->same ? position : report->same;
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
            report_mark_stale(report, &finding, kept);
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

/* True for a finding with a key that was found when `origin` was judged. */
static bool is_of(const Report *report, const Finding *finding, NodeId origin, KeyId key)
{
    return finding->origin == origin && report->texts[finding->text].key == key;
}

bool report_has(const Report *report, NodeId origin, KeyId key)
{
    const Node *node = report->document ? document_node(report->document, origin) : NULL;
    size_t low = 0, high = node ? report->settled : 0;
    bool has_it = false;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (finding_start(report, &report->findings[middle]) < node_begin(node)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    for (size_t i = low; !has_it && i < report->settled; i++) {
        if (finding_start(report, &report->findings[i]) > node_finish(node)) {
            break;
        }
        has_it = is_of(report, &report->findings[i], origin, key);
    }
    for (size_t i = report->settled; !has_it && i < report->count; i++) {
        has_it = is_of(report, &report->findings[i], origin, key);
    }
    return has_it;
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
static void keep_finding(Report *report, size_t *kept, size_t position)
{
    Finding *place = &report->findings[*kept];
    if (*kept < position) {
        *place = report->findings[position];
        place->state = place->state == FINDING_REPEATED ? FINDING_NEW : place->state;
    }
    ++*kept;
}

void report_move(Report *report, const Patch *patch)
{
    size_t kept = 0;
    bool is_same =
        patch->inserted == patch->removed; /* then no node but those that were read again has another number */
    NodeId after = patch->first + patch->removed;
    for (size_t i = 0; i < report->settled; i++) {
        Finding *finding = &report->findings[i];
        bool is_before = finding->node < patch->first && finding->origin < patch->first;
        bool is_after = finding->node >= after && finding->origin >= after;
        if (!is_before && !(is_same && is_after)) {
            finding->node = patch_node(patch, finding->node);
            finding->origin = patch_node(patch, finding->origin);
        }
        if (finding->node != NODE_NONE && finding->origin != NODE_NONE) {
            keep_finding(report, &kept, i);
        } else {
            finding->node = patch->parent != NODE_NONE ? patch->parent : 0;
            report_mark_stale(report, finding, kept);
        }
    }
    close_gap(report, kept);
    report->is_moved = true;
}

void report_keep(Report *report, bool (*is_kept)(void *context, Finding *finding), void *context)
{
    size_t kept = 0;
    for (size_t i = 0; i < report->settled; i++) {
        if (is_kept(context, &report->findings[i])) {
            keep_finding(report, &kept, i);
        } else {
            report_mark_stale(report, &report->findings[i], kept);
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
