/* AutofixUnits: found from the fixes outwards; issues are sorted into them by their places. */
#include "src/edit/autofix/autofix_units.h"

#include <stdlib.h>

/* So many fixes may lie in a unit; and so many more issues may come to light in it. */
enum { FIXES_MAXIMUM = 8, FOUND_MAXIMUM = 16 };

/* ---- finding units ---- */

/* The number of fixes that begin before a byte. The last fix of the batch is the first in the document. */
static size_t fixes_before(const AutofixBatch *batch, uint32_t offset)
{
    size_t low = 0, count = batch->fixes.count, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (batch->items[count - 1 - middle].start < offset) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* True where a value holds no more fixes than a unit may. */
static bool is_small(const Document *document, const AutofixBatch *batch, NodeId id)
{
    const Node *node = document_node(document, id);
    return fixes_before(batch, node_finish(node) + 1) - fixes_before(batch, node_begin(node)) <= FIXES_MAXIMUM;
}

/* The unit of a fix: the largest small value around it and its issue; NODE_NONE where the smallest is too large. */
static NodeId unit_of(const Document *document, const AutofixBatch *batch, const BatchFix *item)
{
    uint32_t start = item->place < item->start ? item->place : item->start;
    uint32_t end = item->place > item->end ? item->place : item->end;
    NodeId id = document_node_at(document, start);
    while (id != NODE_NONE &&
           (node_begin(document_node(document, id)) > start || node_finish(document_node(document, id)) < end)) {
        id = document_node(document, id)->parent;
    }
    if (id == NODE_NONE || !is_small(document, batch, id)) {
        return NODE_NONE;
    }
    NodeId parent = document_node(document, id)->parent;
    while (parent != NODE_NONE && is_small(document, batch, parent)) {
        id = parent;
        parent = document_node(document, id)->parent;
    }
    return id;
}

static void add_unit(AutofixUnits *units, AutofixUnit unit)
{
    ARRAY_RESERVE(units->items, units->capacity, units->count + 1);
    units->items[units->count++] = unit;
}

/* Puts the fixes of the units that hold a fix of unit 0 there too: they may not be told apart. */
static void empty_mixed_units(AutofixUnits *units, AutofixBatch *batch)
{
    for (size_t i = 0; i < batch->fixes.count; i++) {
        const BatchFix *item = &batch->items[i];
        if (item->unit == 0) {
            units->items[autofix_units_at(units, item->start)].fixes = 0;
            units->items[autofix_units_at(units, item->end)].fixes = 0;
        }
    }
    units->items[0].fixes = 0;
    for (size_t i = 0; i < batch->fixes.count; i++) {
        BatchFix *item = &batch->items[i];
        item->unit = units->items[item->unit].fixes ? item->unit : 0;
        units->items[0].fixes += item->unit == 0;
    }
    autofix_units_rest(units);
}

static AutofixCounts count_in_units(const AutofixUnits *units, const Autofix *engine);

AutofixUnits autofix_units_new(const Autofix *engine, AutofixBatch *batch)
{
    AutofixUnits units = {0};
    add_unit(&units, (AutofixUnit){.node = NODE_NONE});
    for (size_t i = batch->fixes.count; i-- > 0;) {
        BatchFix *item = &batch->items[i];
        NodeId id = unit_of(engine->document, batch, item);
        item->unit = 0;
        if (id == NODE_NONE) {
            continue;
        }
        if (units.items[units.count - 1].node != id) {
            const Node *node = document_node(engine->document, id);
            uint32_t start = node_begin(node), end = node_finish(node);
            add_unit(&units, (AutofixUnit){.node = id, .start = start, .end = end, .now_start = start, .now_end = end});
        }
        item->unit = (uint32_t)units.count - 1;
        units.items[item->unit].fixes++;
    }
    empty_mixed_units(&units, batch);
    units.before = count_in_units(&units, engine);
    return units;
}

static void free_counts(AutofixCounts *counts)
{
    free(counts->units);
    free(counts->keys);
}

void autofix_units_free(AutofixUnits *units)
{
    free_counts(&units->before);
    free(units->items);
}

void autofix_forget_tried(Autofix *engine)
{
    if (engine->tried) {
        autofix_units_free(engine->tried);
        free(engine->tried);
        engine->tried = NULL;
    }
}

/* ---- places ---- */

size_t autofix_units_at(const AutofixUnits *units, uint32_t offset)
{
    size_t low = 0, high = units->count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (units->items[middle].now_start <= offset) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return low > 0 && offset < units->items[low].now_end ? low : 0;
}

void autofix_units_move(AutofixUnits *units, const AutofixBatch *batch)
{
    uint32_t growth = 0;
    size_t at = batch->fixes.count;
    for (size_t i = 1; i < units->count; i++) {
        AutofixUnit *unit = &units->items[i];
        for (; at > 0 && batch->items[at - 1].start < unit->now_start; at--) {
            growth += batch->items[at - 1].growth;
        }
        uint32_t inside = 0;
        for (size_t k = at; k > 0 && (batch->items[k - 1].start < unit->now_end || batch->items[k - 1].unit == i);
             k--) {
            inside += batch->items[k - 1].growth;
        }
        unit->now_start += growth;
        unit->now_end += growth + inside;
    }
}

void autofix_units_splice(AutofixUnits *units, const Splice *splice)
{
    uint32_t growth = (uint32_t)splice->inserted.length - splice->removed;
    for (size_t i = units->count; i-- > 1 && units->items[i].now_end >= splice->offset;) {
        AutofixUnit *unit = &units->items[i];
        unit->now_start += unit->now_start > splice->offset ? growth : 0;
        unit->now_end += unit->now_end > unit->now_start || unit->now_start > splice->offset ? growth : 0;
    }
}

void autofix_units_rest(AutofixUnits *units)
{
    for (size_t i = 1; i < units->count; i++) {
        AutofixUnit *unit = &units->items[i];
        unit->now_start = unit->start;
        unit->now_end = unit->fixes > 0 ? unit->end : unit->start;
    }
}

/* ---- counting ---- */

static int compare_keys(const void *a, const void *b)
{
    return strcmp(((const KeyCount *)a)->key, ((const KeyCount *)b)->key);
}

/* Sorts the keys of a unit and adds up those that are the same; gives their number. */
static size_t unite(KeyCount *keys, size_t count)
{
    size_t kept = 0;
    if (count > 1) {
        qsort(keys, count, sizeof *keys, compare_keys);
    }
    for (size_t i = 0; i < count; i++) {
        if (kept > 0 && strcmp(keys[kept - 1].key, keys[i].key) == 0) {
            keys[kept - 1].count += keys[i].count;
        } else {
            keys[kept++] = keys[i];
        }
    }
    return kept;
}

/* Gives each unit its room among the keys: as many as it has places. */
static void share_room(const AutofixUnits *units, const IssuePlace *places, const uint32_t *homes, size_t count,
                       AutofixCounts *counts)
{
    for (size_t i = 0; i < count; i++) {
        counts->units[homes[i]].key_count++;
    }
    size_t room = 0;
    for (size_t i = 0; i < units->count; i++) {
        counts->units[i].keys = counts->keys + room;
        room += counts->units[i].key_count;
        counts->units[i].key_count = 0;
    }
    for (size_t i = 0; i < count; i++) {
        AutofixCensus *census = &counts->units[homes[i]];
        census->keys[census->key_count++] = (KeyCount){places[i].key, 1};
        census->counts.errors += places[i].is_shown && places[i].severity == SEVERITY_ERROR;
        census->counts.warnings += places[i].is_shown && places[i].severity == SEVERITY_WARNING;
    }
}

/* Counts the errors and warnings of each unit in the document as it is now. */
static AutofixCounts count_in_units(const AutofixUnits *units, const Autofix *engine)
{
    size_t count;
    IssuePlace *places = report_places(engine->report, &count);
    uint32_t *homes = memory_allocate((count + 1) * sizeof *homes);
    for (size_t i = 0; i < count; i++) {
        homes[i] = (uint32_t)autofix_units_at(units, places[i].start);
    }
    AutofixCounts counts = {.units = memory_allocate_zeroed(units->count, sizeof *counts.units),
                            .keys = memory_allocate_zeroed(count + 1, sizeof *counts.keys)};
    share_room(units, places, homes, count, &counts);
    for (uint32_t i = 0; i < document_fault_count(engine->document); i++) {
        counts.units[autofix_units_at(units, document_fault(engine->document, i)->offset)].unread++;
    }
    for (size_t i = 0; i < units->count; i++) {
        AutofixCensus *census = &counts.units[i];
        census->key_count = unite(census->keys, census->key_count);
        census->unread += autofix_unread_of(census);
    }
    free(homes);
    free(places);
    return counts;
}

/* True where the fixes of a unit may have brought a few other issues to light. */
static bool has_found(const AutofixCensus *after, const AutofixCensus *before)
{
    return after->unread == before->unread && after->counts.errors + after->counts.warnings <=
                                                  before->counts.errors + before->counts.warnings + FOUND_MAXIMUM;
}

void autofix_units_judge(AutofixUnits *units, const Autofix *engine)
{
    AutofixCounts after = count_in_units(units, engine);
    for (size_t i = 0; i < units->count; i++) {
        AutofixUnit *unit = &units->items[i];
        unit->is_better = unit->fixes > 0 && autofix_is_better(&after.units[i], &units->before.units[i], unit->fixes);
        unit->may_follow =
            i > 0 && unit->fixes > 0 && !unit->is_better && has_found(&after.units[i], &units->before.units[i]);
    }
    free_counts(&after);
}
