/* Stale: a short list of nodes. */
#include "src/check/report/stale.h"

#include "src/base/memory.h"
#include "src/check/report/shadow.h"

#include <stdlib.h>

enum { MARKS_MAXIMUM = 10000, RANGES_MAXIMUM = 8, BITS = 8 * STALE_FILTER_SIZE };

void stale_free(Stale *stale)
{
    free(stale->nodes);
    free(stale->ranges);
    *stale = (Stale){0};
}

void stale_clear(Stale *stale)
{
    stale->count = stale->range_count = 0;
    stale->is_all = false;
    memset(stale->filter, 0, sizeof stale->filter);
}

static void mark_node(Stale *stale, NodeId node)
{
    ARRAY_RESERVE(stale->nodes, stale->capacity, stale->count + 1);
    stale->nodes[stale->count++] = node;
    stale->filter[node % BITS / 8] |= (uint8_t)(1u << node % 8);
}

/* Notes nodes [first, end); of many ranges one is made that holds all. */
static void mark_range(Stale *stale, NodeId first, NodeId end)
{
    StaleRange *last = stale->range_count > 0 ? &stale->ranges[stale->range_count - 1] : NULL;
    if (last && stale->range_count < RANGES_MAXIMUM && first >= last->first && end <= last->end) {
        return;
    }
    if (last && stale->range_count == RANGES_MAXIMUM) {
        last->first = first < last->first ? first : last->first;
        last->end = end > last->end ? end : last->end;
        return;
    }
    ARRAY_RESERVE(stale->ranges, stale->range_capacity, stale->range_count + 1);
    stale->ranges[stale->range_count++] = (StaleRange){first, end};
}

void stale_mark(Stale *stale, const Document *document, NodeId node, KeyId key)
{
    if (stale->count > MARKS_MAXIMUM) {
        stale->is_all = true;
    }
    if (stale->is_all) {
        return;
    }
    if (shadow_reaches_below(key)) {
        mark_range(stale, node, document_node(document, node)->end);
    }
    NodeId up = node;
    for (unsigned level = 0; up != NODE_NONE && level <= SHADOW_LEVELS_MAXIMUM; level++) {
        mark_node(stale, up);
        up = document_node(document, up)->parent;
    }
}

static int compare_nodes(const void *a, const void *b)
{
    const NodeId *left = a, *right = b;
    return (*left > *right) - (*left < *right);
}

void stale_sort(Stale *stale)
{
    if (stale->count > 0) {
        qsort(stale->nodes, stale->count, sizeof *stale->nodes, compare_nodes);
    }
}

/* The position of the first noted node that is not before another one. */
static size_t first_from(const Stale *stale, NodeId node)
{
    size_t low = 0, high = stale->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (stale->nodes[middle] < node) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static bool has_node(const Stale *stale, NodeId node)
{
    size_t at = first_from(stale, node);
    return at < stale->count && stale->nodes[at] == node;
}

bool stale_touches(const Stale *stale, NodeId low, NodeId high)
{
    size_t at = first_from(stale, low);
    bool is_touched = stale->is_all || (at < stale->count && stale->nodes[at] <= high);
    for (size_t i = 0; !is_touched && i < stale->range_count; i++) {
        is_touched = low < stale->ranges[i].end && high >= stale->ranges[i].first;
    }
    return is_touched;
}

bool stale_has(const Stale *stale, NodeId node)
{
    bool is_in_range = stale->is_all;
    for (size_t i = 0; !is_in_range && i < stale->range_count; i++) {
        is_in_range = node >= stale->ranges[i].first && node < stale->ranges[i].end;
    }
    return is_in_range || (((unsigned)stale->filter[node % BITS / 8] >> node % 8 & 1u) && has_node(stale, node));
}
