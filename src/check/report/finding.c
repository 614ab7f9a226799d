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
    finding_blocks_free(&report->blocks);
    stale_free(&report->stale);
    issue_list_free(&report->shown);
    issue_list_free(&report->shadows);
    for (size_t i = 0; i < ISSUE_CLASS_COUNT; i++) {
        issue_list_free(&report->classes[i]);
    }
}

void report_clear(Report *report)
{
    release(report);
    *report = (Report){.arena = arena_new(),
                       .seed = report->seed,
                       .version = report->version,
                       .wordings_version = report->wordings_version + 1,
                       .pages = report->pages};
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
           a->is_about_key == b->is_about_key && a->element == b->element && a->group == b->group &&
           a->original == b->original && slice_equals(a->message, b->message) && slice_equals(a->missing, b->missing) &&
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

void report_mark_stale(Report *report, const Finding *finding, size_t position, size_t after)
{
    report->same = position < report->same ? position : report->same;
    report->same_end = after < report->same_end ? after : report->same_end;
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
            report_mark_stale(report, &finding, kept, settled - i - 1);
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
        finding_blocks_forget(&report->blocks);
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

/* ---- keeping and moving ---- */

/* What is asked of the findings that have their places, block by block. */
typedef struct Sieve {
    bool (*concerns)(const void *context, const FindingBlock *block); /* false: all of the block stay as they are */
    bool (*is_kept)(void *context, Finding *finding);
    void *context;
} Sieve;

/* Findings on their way from their places to those that they have when others are gone. */
typedef struct Sifting {
    Report *report;
    size_t at;
    size_t kept;
    bool is_after_gone; /* the one before is gone, so that it is asked again whether the next one repeats it */
} Sifting;

/* Puts the finding at a position after those that were kept. */
static void keep(Sifting *sifting)
{
    Finding *place = &sifting->report->findings[sifting->kept++];
    *place = sifting->report->findings[sifting->at];
    place->state = sifting->is_after_gone && place->state == FINDING_REPEATED ? FINDING_NEW : place->state;
    sifting->is_after_gone = false;
}

/* The block of those that are left of a block. */
static FindingBlock sift_block(Sifting *sifting, const FindingBlock *old, const Sieve *sieve)
{
    Report *report = sifting->report;
    FindingBlock block = finding_block_empty();
    for (size_t end = sifting->at + old->count; sifting->at < end; sifting->at++) {
        Finding *finding = &report->findings[sifting->at];
        if (sieve->is_kept(sieve->context, finding)) {
            keep(sifting);
            finding_block_take(&block, &report->findings[sifting->kept - 1]);
        } else {
            report_mark_stale(report, finding, sifting->kept, report->settled - sifting->at - 1);
            sifting->is_after_gone = true;
        }
    }
    block.is_new = block.is_new || old->is_new;
    return block;
}

/* Moves the findings of a block together. */
static void pass_block(Sifting *sifting, FindingBlock *block)
{
    Report *report = sifting->report;
    size_t end = sifting->at + block->count;
    if (sifting->is_after_gone && block->count > 0) {
        block->is_new = true;
        keep(sifting);
        sifting->at++;
    }
    if (sifting->kept < sifting->at) {
        memmove(report->findings + sifting->kept, report->findings + sifting->at,
                (end - sifting->at) * sizeof *report->findings);
    }
    sifting->kept += end - sifting->at;
    sifting->at = end;
}

static void sift(Report *report, const Sieve *sieve)
{
    FindingBlocks *blocks = &report->blocks;
    Sifting sifting = {.report = report};
    finding_blocks_make(blocks, report->findings, report->settled);
    for (size_t i = 0; i < blocks->count; i++) {
        FindingBlock *block = &blocks->items[i];
        if (sieve->concerns(sieve->context, block)) {
            *block = sift_block(&sifting, block, sieve);
        } else {
            pass_block(&sifting, block);
        }
    }
    close_gap(report, sifting.kept);
    blocks->total = sifting.kept;
}

typedef struct Move {
    const Patch *patch;
    bool is_same; /* no node has another number but those that were read again */
} Move;

static bool moves_block(const void *context, const FindingBlock *block)
{
    const Move *move = context;
    const Patch *patch = move->patch;
    bool is_before = block->high < patch->first, is_after = block->low >= patch->first + patch->removed;
    return !is_before && !(move->is_same && is_after);
}

static bool move_finding(void *context, Finding *finding)
{
    const Move *move = context;
    const Patch *patch = move->patch;
    finding->node = patch_node(patch, finding->node);
    finding->origin = patch_node(patch, finding->origin);
    bool is_there = finding->node != NODE_NONE && finding->origin != NODE_NONE;
    if (!is_there) {
        finding->node = patch->parent != NODE_NONE ? patch->parent : 0;
    }
    return is_there;
}

void report_move(Report *report, const Patch *patch)
{
    Move move = {patch, patch->inserted == patch->removed};
    sift(report, &(Sieve){moves_block, move_finding, &move});
    report->is_moved = true;
}

typedef struct Keeping {
    const FindingReach *reach;
    bool (*is_kept)(void *context, Finding *finding);
    void *context;
} Keeping;

static bool is_in_ranges(const FindingBlock *block, const OriginRange *ranges, size_t count)
{
    bool is_in = false;
    for (size_t i = 0; !is_in && i < count; i++) {
        is_in = block->low < ranges[i].end && block->high >= ranges[i].first;
    }
    return is_in;
}

static bool reaches_block(const void *context, const FindingBlock *block)
{
    const FindingReach *reach = ((const Keeping *)context)->reach;
    return !reach || (block->has_group && is_in_ranges(block, reach->of_groups, reach->group_count)) ||
           (block->has_document && reach->of_document) || is_in_ranges(block, reach->ranges, reach->count);
}

static bool is_kept_finding(void *context, Finding *finding)
{
    const Keeping *keeping = context;
    return keeping->is_kept(keeping->context, finding);
}

void report_keep(Report *report, const FindingReach *reach, bool (*is_kept)(void *context, Finding *finding),
                 void *context)
{
    Keeping keeping = {reach, is_kept, context};
    sift(report, &(Sieve){reaches_block, is_kept_finding, &keeping});
}

static bool are_same(const Finding *a, const Finding *b)
{
    return a->node == b->node && a->origin == b->origin && a->text == b->text && a->shift == b->shift &&
           a->length == b->length;
}

/* True where a finding is among those added since a mark. */
static bool is_added(const Report *report, size_t mark, const Finding *finding)
{
    size_t at = mark;
    while (at < report->count && !are_same(&report->findings[at], finding)) {
        at++;
    }
    return at < report->count;
}

bool report_repeats(const Report *report, size_t mark)
{
    enum { COMPARED_MAXIMUM = 64 }; /* more are not worth it: each is compared with each */
    size_t added = report->count - mark, found = 0, first = 0;
    bool is_same = added <= COMPARED_MAXIMUM && report->blocks.total == report->settled;
    for (size_t i = 0; is_same && i < report->blocks.count; i++) {
        const FindingBlock *block = &report->blocks.items[i];
        for (size_t at = first; is_same && block->has_document && at < first + block->count; at++) {
            const Finding *finding = &report->findings[at];
            found += finding->is_of_document;
            is_same = !finding->is_of_document || is_added(report, mark, finding);
        }
        first += block->count;
    }
    return is_same && found == added;
}

void report_drop(Report *report, size_t mark)
{
    report->count = mark > report->settled ? mark : report->settled;
}

size_t report_settled_count(const Report *report)
{
    return report->settled;
}
