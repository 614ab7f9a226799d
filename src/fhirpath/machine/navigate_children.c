/* All members of an object, each value together with its `_x` sibling, wherever in the object that stands. */
#include "src/fhirpath/machine/gathering.h"

#include <stdlib.h>

static const Slice RESOURCE_TYPE = SLICE("resourceType"); /* names the type and is no element */

/* A member whose partner (`x` for `_x`) may stand anywhere in the object. */
typedef struct Sibling {
    Slice name; /* without the underscore */
    NodeId id;
} Sibling;

static int compare_siblings(const void *a, const void *b)
{
    const Sibling *x = a, *y = b;
    int order = slice_compare(x->name, y->name);
    return order ? order : (x->id > y->id) - (x->id < y->id);
}

/* The members of an object that have an underscore (or have none), sorted by name; `count` gets their number. */
static Sibling *list_siblings(Machine *machine, NodeId object, bool has_underscore, size_t *count)
{
    const Node *nodes = machine->nodes;
    *count = 0;
    for (NodeId id = object + 1; id < nodes[object].end; id = nodes[id].end) {
        *count += (gathering_key(machine, id).length && gathering_key(machine, id).bytes[0] == '_') == has_underscore;
    }
    Sibling *siblings = arena_allocate(machine->arena, (*count + 1) * sizeof *siblings);
    size_t filled = 0;
    for (NodeId id = object + 1; id < nodes[object].end; id = nodes[id].end) {
        Slice key = gathering_key(machine, id);
        if ((key.length && key.bytes[0] == '_') == has_underscore) {
            siblings[filled++] = (Sibling){slice_part(key, has_underscore, key.length), id};
        }
    }
    qsort(siblings, filled, sizeof *siblings, compare_siblings);
    return siblings;
}

/* The member of that name in a sorted list; NODE_NONE if there is none. */
static NodeId find_sibling(const Sibling *siblings, size_t count, Slice name)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (slice_compare(siblings[middle].name, name) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < count && slice_equals(siblings[low].name, name) ? siblings[low].id : NODE_NONE;
}

/* Takes in all members of an object in which some have siblings. */
static void take_paired_children(Machine *machine, Gathering *gathering, NodeId object)
{
    size_t plain_count, marked_count;
    const Sibling *plain = list_siblings(machine, object, false, &plain_count);
    const Sibling *marked = list_siblings(machine, object, true, &marked_count);
    const Node *nodes = machine->nodes;
    for (NodeId id = object + 1; id < nodes[object].end && !gathering_is_enough(gathering); id = nodes[id].end) {
        Slice key = gathering_key(machine, id);
        if (key.length && key.bytes[0] == '_') {
            if (find_sibling(plain, plain_count, slice_part(key, 1, key.length)) == NODE_NONE) {
                gathering_take(machine, gathering, (Pair){NODE_NONE, id});
            }
        } else if (!slice_equals(key, RESOURCE_TYPE)) {
            gathering_take(machine, gathering, (Pair){id, find_sibling(marked, marked_count, key)});
        }
    }
}

void gathering_take_children(Machine *machine, Gathering *gathering, NodeId object)
{
    const Node *nodes = machine->nodes;
    if (object == NODE_NONE || nodes[object].kind != NODE_OBJECT) {
        return;
    }
    size_t count = gathering->count, start = machine->stack->count;
    for (NodeId id = object + 1; id < nodes[object].end && !gathering_is_enough(gathering); id = nodes[id].end) {
        const Node *node = &nodes[id];
        if (node->key_length && machine->bytes[node->key] == '_') {
            gathering->count = count;
            machine_drop(machine, start);
            take_paired_children(machine, gathering, object);
            return;
        }
        if (node->key_length != RESOURCE_TYPE.length || !slice_equals(gathering_key(machine, id), RESOURCE_TYPE)) {
            gathering_take(machine, gathering, (Pair){id, NODE_NONE});
        }
    }
}
