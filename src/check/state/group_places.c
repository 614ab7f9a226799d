/* Group places: an array in order, of which mostly a small part is written anew. */
#include "src/check/state/group_places.h"

#include <stdlib.h>

NodeId group_place_node(const GroupPlace *item)
{
    return item->node != NODE_NONE ? item->node : item->sibling;
}

static int compare_far(const void *a, const void *b)
{
    NodeId left = group_place_node(a), right = group_place_node(b);
    return (left > right) - (left < right);
}

void group_places_add(GroupPlaces *far, const GroupPlace *item)
{
    ARRAY_RESERVE(far->items, far->capacity, far->count + 1);
    far->items[far->count++] = *item;
    far->has_pairs = far->has_pairs || (item->node != NODE_NONE && item->sibling != NODE_NONE);
}

/* True where the places from a position on are in order. */
static bool is_in_order(const GroupPlaces *far, size_t first)
{
    for (size_t i = first + 1; i < far->count; i++) {
        if (group_place_node(&far->items[i - 1]) > group_place_node(&far->items[i])) {
            return false;
        }
    }
    return true;
}

void group_places_sort_from(GroupPlaces *far, size_t first)
{
    if (far->count > first && !is_in_order(far, first)) {
        qsort(far->items + first, far->count - first, sizeof *far->items, compare_far);
    }
}

void group_places_sort(GroupPlaces *far)
{
    if (far->sorted < far->count) {
        group_places_sort_from(far, 0);
    }
    far->sorted = far->count;
}

size_t group_places_from(const GroupPlaces *far, NodeId node)
{
    size_t low = 0, high = far->sorted;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (group_place_node(&far->items[middle]) < node) {
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

void group_places_move(GroupPlaces *far, const Patch *patch)
{
    bool is_same = patch->inserted == patch->removed && !far->has_pairs;
    group_places_sort(far);
    size_t kept = far->has_pairs ? 0 : group_places_from(far, patch->first); /* a sibling may come much later */
    size_t end = is_same ? group_places_from(far, patch->first + patch->removed) : far->count;
    for (size_t i = kept; i < end; i++) {
        GroupPlace item = far->items[i];
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
static GroupPlace *take_fresh(GroupPlaces *far, size_t *count)
{
    group_places_sort_from(far, far->sorted);
    *count = far->count - far->sorted;
    GroupPlace *fresh = memory_allocate((*count + 1) * sizeof *fresh);
    if (*count > 0) {
        memcpy(fresh, far->items + far->sorted, *count * sizeof *fresh);
    }
    far->count = far->sorted;
    return fresh;
}

/* Puts places in order in the place of those [first, end) of a list. */
static void replace(GroupPlaces *far, size_t first, size_t end, const GroupPlaces *by)
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
static void renew_part(GroupPlaces *far, size_t first, size_t end, const EditImpact *impact, const GroupPlace *fresh,
                       size_t count)
{
    GroupPlaces part = {0};
    size_t at = 0;
    for (size_t i = first; i < end; i++) {
        while (at < count && group_place_node(&fresh[at]) < group_place_node(&far->items[i])) {
            group_places_add(&part, &fresh[at++]);
        }
        if (!impact_is_renewed(impact, group_place_node(&far->items[i]))) {
            group_places_add(&part, &far->items[i]);
        }
    }
    while (at < count) {
        group_places_add(&part, &fresh[at++]);
    }
    replace(far, first, end, &part);
    free(part.items);
}

/* Writes the place of a value around an edit anew. */
static void renew_around(GroupPlaces *far, NodeId node, const EditImpact *impact, const GroupPlaces *fresh)
{
    size_t first = group_places_from(fresh, node), end = group_places_from(fresh, node + 1);
    renew_part(far, group_places_from(far, node), group_places_from(far, node + 1), impact, fresh->items + first,
               end - first);
}

void group_places_renew(GroupPlaces *far, const EditImpact *impact, NodeRange extent)
{
    size_t count, outer = 0;
    GroupPlace *fresh = take_fresh(far, &count);
    while (outer < count && group_place_node(&fresh[outer]) < extent.first) {
        outer++;
    }
    renew_part(far, group_places_from(far, extent.first), group_places_from(far, extent.end), impact, fresh + outer,
               count - outer);
    for (NodeId up = impact->holder; up != NODE_NONE; up = document_node(impact->document, up)->parent) {
        if (up < extent.first) {
            renew_around(far, up, impact, &(GroupPlaces){.items = fresh, .count = outer, .sorted = outer});
        }
    }
    free(fresh);
}
