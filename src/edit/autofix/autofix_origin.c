/*
 * AutofixOrigin: ranges of bytes, followed back step by step.
 *
 * A range is split where a step has removed something from it. One that no step has written into is as it was at first.
 * Where a step has, the range of the first bytes counts: what was replaced is in it, what was added is not. What an
 * earlier fix has moved is shown as it is now.
 */
#include "src/edit/autofix/autofix_origin.h"

#include "src/base/ascii.h"
#include "src/edit/fix/fix_removal.h"

#include <stdlib.h>

/* Steps of one fix lie so near to each other in a change. */
enum { NEAR = 8 };

/* A part of the bytes that a splice replaces. */
typedef struct Range {
    uint32_t start;
    uint32_t end;
    Slice now; /* as the document has them */
    bool is_written;
    bool is_moved;
    size_t splice; /* in the order of the document */
    size_t item;   /* of the batch */
} Range;

typedef struct Ranges {
    Range *items; /* in the order of the document; none reaches into another */
    size_t count;
    size_t capacity;
} Ranges;

static void add_range(Ranges *ranges, Range range)
{
    ARRAY_RESERVE(ranges->items, ranges->capacity, ranges->count + 1);
    ranges->items[ranges->count++] = range;
}

static bool is_punctuation(char byte)
{
    return ascii_is_json_white(byte) || (byte && strchr(",:{}[]", byte));
}

/* The first string, number or word of a JSON text; empty for none. */
static Slice first_word(Slice json)
{
    size_t start = 0;
    while (start < json.length && is_punctuation(json.bytes[start])) {
        start++;
    }
    size_t end = start + 1;
    bool is_string = start < json.length && json.bytes[start] == '"';
    while (end < json.length && (is_string ? json.bytes[end] != '"' : !is_punctuation(json.bytes[end]))) {
        end += is_string && json.bytes[end] == '\\' ? 2 : 1;
    }
    return slice_part(json, start, end - start);
}

/* ---- back through the history ---- */

/* Steps of a change, each before the one before it in the document: [first, end). */
typedef struct Run {
    const History *history;
    uint32_t change;
    size_t first;
    size_t end;
} Run;

static SingleSplice step_at(const Run *run, size_t step)
{
    return history_step(run->history, run->change, step);
}

/* True where what a step has inserted was removed by one next to it. */
static bool is_from_near(const Run *run, size_t step, Slice now)
{
    size_t count = history_step_count(run->history, run->change);
    Slice name = first_word(now), rest = slice_part(now, slice_find(now, name, 0) + name.length, SIZE_MAX);
    bool has_name = slice_starts_with(slice_trim(rest), SLICE(":"));
    Slice word = has_name ? first_word(rest) : name;
    bool is_found = false;
    for (size_t i = step > NEAR ? step - NEAR : 0; i < count && i <= step + NEAR && word.length > 0; i++) {
        is_found = is_found || slice_find(step_at(run, i).removed, word, 0) != SIZE_MAX;
    }
    return is_found;
}

/* What is passed of a run, from the beginning of the document on. */
typedef struct Passed {
    size_t left;     /* steps that are not passed yet: those from the first of the run on */
    uint32_t growth; /* by those that are */
} Passed;

/* Notes that a step has written into a range; where it wrote what was there before it, the range is where that was. */
static void note_written(const Run *run, Passed passed, Range *range)
{
    SingleSplice step = step_at(run, passed.left - 1);
    uint32_t from = step.offset + passed.growth, to = from + (uint32_t)step.inserted.length;
    bool is_inside = from <= range->start && to >= range->end;
    size_t place = is_inside && !range->is_written ? slice_find(step.removed, range->now, 0) : SIZE_MAX;
    if (place != SIZE_MAX) {
        range->start = step.offset + (uint32_t)place;
        range->end = range->start + (uint32_t)range->now.length;
        return;
    }
    range->is_moved =
        range->is_moved || (is_inside && step.removed.length == 0 && is_from_near(run, passed.left - 1, range->now));
    range->is_written = true;
    range->start = from < range->start ? step.offset : range->start - passed.growth;
    range->end = 0; /* found by the caller */
}

/* Passes the steps that end before a byte. */
static void pass_until(const Run *run, uint32_t place, Passed *passed)
{
    for (; passed->left > run->first; passed->left--) {
        SingleSplice step = step_at(run, passed->left - 1);
        if (step.offset + passed->growth + step.inserted.length > place) {
            return;
        }
        passed->growth += (uint32_t)step.inserted.length - (uint32_t)step.removed.length;
    }
}

/* Adds what a range was before the steps of a run that lie in it and before it. */
static void follow_range(const Run *run, Range range, Passed *passed, Ranges *before)
{
    uint32_t end = range.end, start = range.start;
    pass_until(run, start, passed);
    Range part = range;
    part.start = start - passed->growth;
    bool is_open = false; /* the part has no end yet, but that of a step */
    for (; passed->left > run->first; passed->left--) {
        SingleSplice step = step_at(run, passed->left - 1);
        uint32_t from = step.offset + passed->growth, to = from + (uint32_t)step.inserted.length;
        if (from >= end) {
            break;
        }
        if (to == from && !part.is_written) { /* something was removed here */
            part.end = step.offset;
            part.now = slice_part(range.now, start - range.start, from - start);
            add_range(before, part);
            part = range;
            start = from;
            part.start = step.offset + (uint32_t)step.removed.length;
        } else if (to > from) {
            Range whole = range;
            whole.start = start;
            whole.now = slice_part(range.now, start - range.start, end - start);
            note_written(run, *passed, &whole);
            if (!whole.is_written) {
                add_range(before, whole);
                return;
            }
            part.start = part.is_written ? part.start : whole.start;
            part.is_written = true;
            part.is_moved = part.is_moved || whole.is_moved;
        }
        if (to > end) {
            part.end = step.offset + (uint32_t)step.removed.length;
            is_open = true;
            break;
        }
        passed->growth += (uint32_t)step.inserted.length - (uint32_t)step.removed.length;
    }
    part.end = is_open ? part.end : end - passed->growth;
    part.now = slice_part(range.now, start - range.start, end - start);
    part.end = part.end > part.start ? part.end : part.start;
    add_range(before, part);
}

/* Follows the ranges back through the steps of a change, run by run. */
static void follow_change(const Autofix *engine, uint32_t change, Ranges *ranges)
{
    size_t end = history_step_count(engine->history, change);
    while (end > 0) {
        Run run = {engine->history, change, end - 1, end};
        while (run.first > 0) {
            SingleSplice before = step_at(&run, run.first - 1), step = step_at(&run, run.first);
            if (step.offset + step.removed.length > before.offset) {
                break;
            }
            run.first--;
        }
        Passed passed = {.left = run.end};
        Ranges before = {0};
        for (size_t i = 0; i < ranges->count; i++) {
            bool is_before = i > 0 && ranges->items[i].start < ranges->items[i - 1].end;
            passed = is_before ? (Passed){.left = run.end} : passed; /* parts of one text may have changed places */
            follow_range(&run, ranges->items[i], &passed, &before);
        }
        free(ranges->items);
        *ranges = before;
        end = run.first;
    }
}

/* ---- batches ---- */

/* Adds the ranges that splices replace, of which each lies before the one before it. */
static void add_ranges(const Autofix *engine, const Splice *splices, size_t count, size_t item, Ranges *ranges)
{
    for (size_t i = count; i-- > 0;) {
        uint32_t start = splices[i].offset, length = splices[i].removed;
        Slice now = slice_part(document_bytes(engine->document), start, length);
        add_range(ranges,
                  (Range){.start = start, .end = start + length, .now = now, .splice = ranges->count, .item = item});
    }
}

static void follow(const Autofix *engine, Ranges *ranges)
{
    for (uint32_t change = history_position(engine->history); change-- > engine->first_position;) {
        follow_change(engine, change, ranges);
    }
}

/* Appends what a splice removes, with a space before it, as fix_removes does. */
static void append_removed(Slice removed, Text *text)
{
    Slice shown = fix_trim_commas(removed);
    text_append(text, text->length > 0 && shown.length > 0 ? SLICE(" ") : SLICE(""));
    text_append(text, shown);
}

/* Appends what the ranges [first, end) of one splice were at first. */
static void append_origin(const Autofix *engine, const Ranges *ranges, size_t first, size_t end, Text *text)
{
    Text own = TEXT_EMPTY;
    bool is_written = false;
    for (size_t i = first; i < end; i++) {
        const Range *range = &ranges->items[i];
        Slice at_first = slice_part(text_slice(&engine->first), range->start, range->end - range->start);
        text_append(&own, range->is_moved ? range->now : at_first);
        is_written = is_written || range->is_written;
    }
    bool is_nothing = is_written && first_word(text_slice(&own)).length == 0;
    append_removed(is_nothing ? SLICE("") : text_slice(&own), text);
    text_free(&own);
}

/* What the ranges [first, end) of one fix were at first. */
static Slice origin_in(const Autofix *engine, const Ranges *ranges, size_t first, size_t end, Arena *arena)
{
    Text origin = TEXT_EMPTY;
    for (size_t i = first, next; i < end; i = next) {
        for (next = i + 1; next < end && ranges->items[next].splice == ranges->items[i].splice;) {
            next++;
        }
        append_origin(engine, ranges, i, next, &origin);
    }
    Slice found = arena_copy(arena, text_slice(&origin));
    text_free(&origin);
    return found;
}

/* True where what goes is just the bytes that the splices replace: not a part of a text. */
static bool is_of_splices(const Autofix *engine, const Splice *splices, size_t count, Slice removed)
{
    Text now = TEXT_EMPTY;
    for (size_t i = count; i-- > 0;) {
        append_removed(slice_part(document_bytes(engine->document), splices[i].offset, splices[i].removed), &now);
    }
    bool is_same = slice_equals(text_slice(&now), removed);
    text_free(&now);
    return is_same;
}

/* True where something was changed since the engine was given the document, and what there was then is known. */
static bool is_asked(const Autofix *engine)
{
    return engine->first.length > 0 && history_position(engine->history) > engine->first_position;
}

/* ---- what the file had in the same words ---- */

/* The next string of a JSON text with its quotes, from `at` on, which becomes the place after it; empty for none. */
static Slice next_string(Slice json, size_t *at)
{
    size_t start = slice_find(json, SLICE("\""), *at);
    if (start == SIZE_MAX) {
        return (Slice){0};
    }
    size_t end = start + 1;
    while (end < json.length && json.bytes[end] != '"') {
        end += json.bytes[end] == '\\' ? 2 : 1;
    }
    *at = end + 1;
    return slice_part(json, start, end + 1 - start);
}

/* True where the first bytes have a text. What is searched in all is limited; false beyond that. */
static bool has_first(Autofix *engine, Slice text)
{
    static const uint64_t most = (uint64_t)1 << 29;
    engine->searched += engine->first.length;
    return engine->searched <= most && slice_find(text_slice(&engine->first), text, 0) != SIZE_MAX;
}

/* True for arrays and objects all of whose strings the first bytes have: nothing in them was made by this run. */
static bool is_of_first(Autofix *engine, Slice removed)
{
    bool is_it = slice_find(removed, SLICE("{"), 0) != SIZE_MAX || slice_find(removed, SLICE("["), 0) != SIZE_MAX;
    size_t at = 0;
    Slice string;
    while (is_it && (string = next_string(removed, &at)).length > 0) {
        is_it = has_first(engine, string);
    }
    return is_it;
}

/* True where a value is said in other words than at first: its last part, as of `urn:oid:1.2.3`, is in the first bytes.
 */
static bool says_of_first(Autofix *engine, Slice removed)
{
    enum { PART_LEAST = 6 };
    bool says = false;
    size_t at = 0;
    Slice string;
    while (!says && (string = next_string(removed, &at)).length > 2) {
        Slice part = slice_part(string, 1, string.length - 2);
        bool is_url = slice_find(part, SLICE("://"), 0) != SIZE_MAX;
        for (size_t colon; (colon = slice_find(part, SLICE(":"), 0)) != SIZE_MAX;) {
            part = slice_part(part, colon + 1, part.length);
        }
        says = !is_url && part.length >= PART_LEAST && has_first(engine, part);
    }
    return says;
}

/* What is printed of a removal that was followed back to `origin`: where nothing was there and yet the file loses what
   it said, the text as it is now. */
static Slice choose(Autofix *engine, Slice removed, Slice origin)
{
    return origin.length == 0 && says_of_first(engine, removed) ? removed : origin;
}

void autofix_origin_of_batch(Autofix *engine, AutofixBatch *batch)
{
    Ranges ranges = {0};
    for (size_t i = is_asked(engine) ? batch->fixes.count : 0; i-- > 0;) {
        size_t first = autofix_batch_splices_of(batch, i), count = batch->items[i].splice_end - first;
        const Splice *splices = &batch->fixes.splices.splices[first];
        Slice removed = batch->items[i].removed;
        if (removed.length > 0 && is_of_splices(engine, splices, count, removed) && !is_of_first(engine, removed)) {
            add_ranges(engine, splices, count, i, &ranges);
        }
    }
    follow(engine, &ranges);
    for (size_t i = 0, end; i < ranges.count; i = end) {
        size_t item = ranges.items[i].item;
        for (end = i + 1; end < ranges.count && ranges.items[end].item == item;) {
            end++;
        }
        Slice origin = origin_in(engine, &ranges, i, end, batch->strings);
        batch->items[item].removed = choose(engine, batch->items[item].removed, origin);
    }
    free(ranges.items);
}

Slice autofix_origin_of(Autofix *engine, const SpliceList *splices, Slice removed, Arena *arena)
{
    bool is_backwards = removed.length > 0 && splices->count > 0;
    for (size_t i = 1; i < splices->count; i++) {
        const Splice *splice = &splices->splices[i];
        is_backwards = is_backwards && splice->offset + splice->removed <= splices->splices[i - 1].offset;
    }
    if (!is_backwards || !is_asked(engine) || !is_of_splices(engine, splices->splices, splices->count, removed) ||
        is_of_first(engine, removed)) {
        return removed;
    }
    Ranges ranges = {0};
    add_ranges(engine, splices->splices, splices->count, 0, &ranges);
    follow(engine, &ranges);
    Slice origin = origin_in(engine, &ranges, 0, ranges.count, arena);
    free(ranges.items);
    return choose(engine, removed, origin);
}
