/* PairMap: a hash table with open addressing over pairs of addresses. */
#include "src/check/plan/plan_private.h"

#include <stdlib.h>

enum { ENTRIES_AT_FIRST = 64 };

/* The entry of a pair, or the free one where it belongs. */
static struct PairEntry *find_entry(const PairMap *map, const void *left, const void *right)
{
    uintptr_t hash = ((uintptr_t)left >> 2) * 0x9E3779B1u ^ ((uintptr_t)right >> 2) * 0x85EBCA77u;
    size_t at = (hash ^ hash >> 15) & (map->capacity - 1);
    while (map->entries[at].value && (map->entries[at].left != left || map->entries[at].right != right)) {
        at = (at + 1) & (map->capacity - 1);
    }
    return &map->entries[at];
}

void *pair_map_find(const PairMap *map, const void *left, const void *right)
{
    return map->capacity ? find_entry(map, left, right)->value : NULL;
}

static void grow(PairMap *map)
{
    PairMap larger = {.capacity = map->capacity ? 2 * map->capacity : ENTRIES_AT_FIRST};
    larger.entries = memory_allocate_zeroed(larger.capacity, sizeof *larger.entries);
    for (size_t i = 0; i < map->capacity; i++) {
        if (map->entries[i].value) {
            pair_map_add(&larger, map->entries[i].left, map->entries[i].right, map->entries[i].value);
        }
    }
    free(map->entries);
    *map = larger;
}

void pair_map_add(PairMap *map, const void *left, const void *right, void *value)
{
    if (2 * (map->count + 1) > map->capacity) {
        grow(map);
    }
    *find_entry(map, left, right) = (struct PairEntry){left, right, value};
    map->count++;
}
