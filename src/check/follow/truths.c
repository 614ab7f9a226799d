/* Truths: a short list. */
#include "src/check/follow/truths.h"

#include "src/check/follow/edit_impact.h"

#include <stdlib.h>

void truth_list_free(TruthList *list)
{
    free(list->items);
    *list = (TruthList){0};
}

void truth_list_add(TruthList *list, const Truth *truth)
{
    ARRAY_RESERVE(list->items, list->capacity, list->count + 1);
    list->items[list->count++] = *truth;
}

bool truth_list_has(const TruthList *list, const Truth *truth)
{
    for (size_t i = 0; i < list->count; i++) {
        const Truth *item = &list->items[i];
        if (item->node == truth->node && item->program == truth->program && item->type == truth->type) {
            return true;
        }
    }
    return false;
}

/* The names of the members between a value and what an edit in it changed. */
typedef struct Way {
    Slice names[DOCUMENT_DEPTH_MAXIMUM + 1];
    size_t count;
} Way;

static void find_way(Way *way, const Document *document, NodeId value, NodeId place, Arena *arena)
{
    way->count = 0;
    for (; place != value; place = document_node(document, place)->parent) {
        if (document_node(document, place)->key) {
            way->names[way->count++] = document_key_text(document, place, arena);
        }
    }
}

void truth_list_follow(TruthList *list, const Document *document, const Patch *patch)
{
    size_t kept = 0;
    Way way;
    Arena *arena = arena_new();
    NodeId member = impact_member(document, patch), place = member != NODE_NONE ? member : patch->parent;
    for (size_t i = 0; i < list->count; i++) {
        Truth truth = list->items[i];
        truth.node = patch_node(patch, truth.node);
        bool is_there = truth.node != NODE_NONE;
        if (is_there && document_contains(document, truth.node, patch->parent)) {
            find_way(&way, document, truth.node, place, arena);
            is_there = !fhirpath_may_see(truth.program, way.names, way.count);
        }
        if (is_there) {
            list->items[kept++] = truth;
        }
    }
    list->count = kept;
    arena_free(arena);
}
