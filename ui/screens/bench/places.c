/* Places: two short lists of nodes. */
#include "ui/screens/bench/places.h"

#include <string.h>

void places_leave(Places *places, NodeId node)
{
    places->jump_count = places->at < places->jump_count ? places->at : places->jump_count;
    if (places->jump_count > 0 && places->jumps[places->jump_count - 1] == node) {
        places->at = places->jump_count;
        return;
    }
    if (places->jump_count == JUMPS_MAXIMUM) {
        memmove(places->jumps, places->jumps + 1, (JUMPS_MAXIMUM - 1) * sizeof *places->jumps);
        places->jump_count--;
    }
    places->jumps[places->jump_count++] = node;
    places->at = places->jump_count;
}

NodeId places_back(Places *places, NodeId node)
{
    if (places->at == places->jump_count && places->at > 0) {
        size_t at = places->at;
        places_leave(places, node);
        places->at = at < places->jump_count ? at : places->jump_count - 1;
    }
    while (places->at > 0 && places->jumps[places->at - 1] == node) {
        places->at--;
    }
    return places->at > 0 ? places->jumps[--places->at] : NODE_NONE;
}

NodeId places_forward(Places *places)
{
    return places->at + 1 < places->jump_count ? places->jumps[++places->at] : NODE_NONE;
}

bool places_mark(Places *places, NodeId node)
{
    size_t at = 0;
    while (at < places->mark_count && places->marks[at] < node) {
        at++;
    }
    NodeId *here = &places->marks[at];
    size_t behind = places->mark_count - at;
    if (behind > 0 && *here == node) {
        memmove(here, here + 1, (behind - 1) * sizeof *here);
        places->mark_count--;
        return false;
    }
    if (places->mark_count == MARKS_MAXIMUM) {
        return false;
    }
    memmove(here + 1, here, behind * sizeof *here);
    *here = node;
    places->mark_count++;
    return true;
}

bool places_is_marked(const Places *places, NodeId node)
{
    bool is_found = false;
    for (size_t i = 0; i < places->mark_count; i++) {
        is_found = is_found || places->marks[i] == node;
    }
    return is_found;
}

NodeId places_next_mark(const Places *places, NodeId node)
{
    for (size_t i = 0; i < places->mark_count; i++) {
        if (places->marks[i] > node) {
            return places->marks[i];
        }
    }
    return places->mark_count > 0 ? places->marks[0] : NODE_NONE;
}

/* The node that a node has become: itself with its new number, or what held it. */
static NodeId moved(const Patch *patch, NodeId node)
{
    NodeId now = patch_node(patch, node);
    return now != NODE_NONE ? now : patch->parent == NODE_NONE ? 0 : patch->parent;
}

void places_patch(Places *places, const Patch *patch)
{
    for (size_t i = 0; i < places->jump_count; i++) {
        places->jumps[i] = moved(patch, places->jumps[i]);
    }
    for (size_t i = 0; i < places->mark_count; i++) {
        places->marks[i] = moved(patch, places->marks[i]);
    }
}
