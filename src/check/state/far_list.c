/* Far list: an array in order, of which mostly a small part is written anew. */
#include "src/check/state/far_list.h"

#include <stdlib.h>

NodeId far_node(const FarPlace *item)
{
    return item->node != NODE_NONE ? item->node : item->sibling;
}

static int compare_far(const void *a, const void *b)
{
    NodeId left = far_node(a), right = far_node(b);
    return (left > right) - (left < right);
}

void far_add(FarList *far, const FarPlace *item)
{
    ARRAY_RESERVE(far->items, far->capacity, far->count + 1);
    far->items[far->count++] = *item;
    far->has_pairs = far->has_pairs || (item->node != NODE_NONE && item->sibling != NODE_NONE);
}

/* True where the places from a position on are in order. */
static bool is_in_order(const FarList *far, size_t first)
{
    for (size_t i = first + 1; i < far->count; i++) {
        if (far_node(&far->items[i - 1]) > far_node(&far->items[i])) {
            return false;
        }
    }
    return true;
}

void far_sort_from(FarList *far, size_t first)
{
    if (far->count > first && !is_in_order(far, first)) {
        qsort(far->items + first, far->count - first, sizeof *far->items, compare_far);
    }
}

void far_sort(FarList *far)
{
    if (far->sorted < far->count) {
        far_sort_from(far, 0);
    }
    far->sorted = far->count;
}

size_t far_from(const FarList *far, NodeId node)
{
    size_t low = 0, high = far->sorted;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (far_node(&far->items[middle]) < node) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static NodeId moved(const Patch *patch, NodeId node)
{
    return node == NODE_NONE ? NODE_NONE : patch_node(patch, node);
}

void far_move(FarList *far, const Patch *patch)
{
    bool is_same = patch->inserted == patch->removed && !far->has_pairs;
    far_sort(far);
    size_t kept = far->has_pairs ? 0 : far_from(far, patch->first); /* a sibling may be far behind */
    size_t end = is_same ? far_from(far, patch->first + patch->removed) : far->count;
    for (size_t i = kept; i < end; i++) {
        FarPlace item = far->items[i];
        bool had_node = item.node != NODE_NONE, had_sibling = item.sibling != NODE_NONE;
        item.node = moved(patch, item.node);
        item.sibling = moved(patch, item.sibling);
        if (had_node == (item.node != NODE_NONE) && had_sibling == (item.sibling != NODE_NONE)) {
            far->items[kept++] = item;
        }
    }
    if (kept < end) {
        memmove(far->items + kept, far->items + end, (far->count - end) * sizeof *far->items);
        far->count -= end - kept;
    }
    far->sorted = far->count;
}

/* ---- what was noted again ---- */

/* The places that a walk noted, in order, taken off the end of the list. The caller frees them. */
static FarPlace *take_fresh(FarList *far, size_t *count)
{
    far_sort_from(far, far->sorted);
    *count = far->count - far->sorted;
    FarPlace *fresh = memory_allocate((*count + 1) * sizeof *fresh);
    if (*count > 0) {
        memcpy(fresh, far->items + far->sorted, *count * sizeof *fresh);
    }
    far->count = far->sorted;
    return fresh;
}

/* Puts places in order in the place of those [first, end) of a list. */
static void replace(FarList *far, size_t first, size_t end, const FarList *by)
{
    size_t tail = far->count - end;
    ARRAY_RESERVE(far->items, far->capacity, first + by->count + tail);
    if (tail > 0 && first + by->count != end) {
        memmove(far->items + first + by->count, far->items + end, tail * sizeof *far->items);
    }
    if (by->count > 0) {
        memcpy(far->items + first, by->items, by->count * sizeof *by->items);
    }
    far->count = far->sorted = first + by->count + tail;
    far->has_pairs = far->has_pairs || by->has_pairs;
}

/* Writes the places [first, end) of a list anew: without those that were judged again, with the fresh ones. */
static void renew_part(FarList *far, size_t first, size_t end, const EditImpact *impact, const FarPlace *fresh,
                       size_t count)
{
    FarList part = {0};
    size_t at = 0;
    for (size_t i = first; i < end; i++) {
        while (at < count && far_node(&fresh[at]) < far_node(&far->items[i])) {
            far_add(&part, &fresh[at++]);
        }
        if (!impact_is_renewed(impact, far_node(&far->items[i]))) {
            far_add(&part, &far->items[i]);
        }
    }
    while (at < count) {
        far_add(&part, &fresh[at++]);
    }
    replace(far, first, end, &part);
    free(part.items);
}

/* Writes the place of a value around an edit anew. */
static void renew_around(FarList *far, NodeId node, const EditImpact *impact, const FarList *fresh)
{
    size_t first = far_from(fresh, node), end = far_from(fresh, node + 1);
    renew_part(far, far_from(far, node), far_from(far, node + 1), impact, fresh->items + first, end - first);
}

void far_renew(FarList *far, const EditImpact *impact, NodeRange touched)
{
    size_t count, outer = 0;
    FarPlace *fresh = take_fresh(far, &count);
    while (outer < count && far_node(&fresh[outer]) < touched.first) {
        outer++;
    }
    renew_part(far, far_from(far, touched.first), far_from(far, touched.end), impact, fresh + outer, count - outer);
    for (NodeId up = impact->holder; up != NODE_NONE; up = document_node(impact->document, up)->parent) {
        if (up < touched.first) {
            renew_around(far, up, impact, &(FarList){.items = fresh, .count = outer, .sorted = outer});
        }
    }
    free(fresh);
}
