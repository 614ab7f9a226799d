/* Jumps: two short lists of nodes. */
#include "ui/screens/bench/jumps.h"

#include <string.h>

void jumps_leave(Jumps *jumps, NodeId node)
{
    jumps->count = jumps->at < jumps->count ? jumps->at : jumps->count;
    if (jumps->count > 0 && jumps->left[jumps->count - 1] == node) {
        jumps->at = jumps->count;
        return;
    }
    if (jumps->count == JUMPS_MAXIMUM) {
        memmove(jumps->left, jumps->left + 1, (JUMPS_MAXIMUM - 1) * sizeof *jumps->left);
        jumps->count--;
    }
    jumps->left[jumps->count++] = node;
    jumps->at = jumps->count;
}

NodeId jumps_back(Jumps *jumps, NodeId node)
{
    if (jumps->at == jumps->count && jumps->at > 0) {
        size_t at = jumps->at;
        jumps_leave(jumps, node);
        jumps->at = at < jumps->count ? at : jumps->count - 1;
    }
    while (jumps->at > 0 && jumps->left[jumps->at - 1] == node) {
        jumps->at--;
    }
    return jumps->at > 0 ? jumps->left[--jumps->at] : NODE_NONE;
}

NodeId jumps_forward(Jumps *jumps)
{
    return jumps->at + 1 < jumps->count ? jumps->left[++jumps->at] : NODE_NONE;
}

MarkChange jumps_mark(Jumps *jumps, NodeId node)
{
    size_t at = 0;
    while (at < jumps->mark_count && jumps->marks[at] < node) {
        at++;
    }
    NodeId *here = &jumps->marks[at];
    size_t after = jumps->mark_count - at;
    if (after > 0 && *here == node) {
        memmove(here, here + 1, (after - 1) * sizeof *here);
        jumps->mark_count--;
        return MARK_REMOVED;
    }
    if (jumps->mark_count == MARKS_MAXIMUM) {
        return MARK_FULL;
    }
    memmove(here + 1, here, after * sizeof *here);
    *here = node;
    jumps->mark_count++;
    return MARK_SET;
}

bool jumps_is_marked(const Jumps *jumps, NodeId node)
{
    bool is_found = false;
    for (size_t i = 0; i < jumps->mark_count; i++) {
        is_found = is_found || jumps->marks[i] == node;
    }
    return is_found;
}

NodeId jumps_next_mark(const Jumps *jumps, NodeId node)
{
    for (size_t i = 0; i < jumps->mark_count; i++) {
        if (jumps->marks[i] > node) {
            return jumps->marks[i];
        }
    }
    return jumps->mark_count > 0 ? jumps->marks[0] : NODE_NONE;
}

/* The node that a node has become: itself with its new number, or what held it. */
static NodeId moved(const Patch *patch, NodeId node)
{
    NodeId now = patch_node(patch, node);
    return now != NODE_NONE ? now : patch->parent == NODE_NONE ? 0 : patch->parent;
}

void jumps_patch(Jumps *jumps, const Patch *patch)
{
    for (size_t i = 0; i < jumps->count; i++) {
        jumps->left[i] = moved(patch, jumps->left[i]);
    }
    for (size_t i = 0; i < jumps->mark_count; i++) {
        jumps->marks[i] = moved(patch, jumps->marks[i]);
    }
}
