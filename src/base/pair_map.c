/* PairMap: entries in an array, found by a hash table of their positions. */
#include "src/base/pair_map.h"

#include <stdlib.h>

void pair_map_free(PairMap *map)
{
    hash_table_free(&map->table);
    free(map->entries);
    *map = PAIR_MAP_EMPTY;
}

void pair_map_reserve(PairMap *map, uint32_t count)
{
    hash_table_reserve(&map->table, count);
    ARRAY_RESERVE(map->entries, map->capacity, count);
}

const PairEntry *pair_map_entry(const PairMap *map, const void *left, const void *right)
{
    for (HashProbe probe = hash_table_probe(&map->table, hash_addresses(left, right)); hash_probe_next(&probe);) {
        const PairEntry *entry = &map->entries[probe.number];
        if (entry->left == left && entry->right == right) {
            return entry;
        }
    }
    return NULL;
}

void *pair_map_find(const PairMap *map, const void *left, const void *right)
{
    const PairEntry *entry = pair_map_entry(map, left, right);
    return entry ? entry->value.own : NULL;
}

/* Makes room for a pair. */
static PairEntry *new_entry(PairMap *map, const void *left, const void *right)
{
    hash_table_add(&map->table, hash_addresses(left, right), (uint32_t)map->count);
    ARRAY_RESERVE(map->entries, map->capacity, map->count + 1);
    PairEntry *entry = &map->entries[map->count++];
    *entry = (PairEntry){.left = left, .right = right};
    return entry;
}

void pair_map_add(PairMap *map, const void *left, const void *right, void *value)
{
    new_entry(map, left, right)->value.own = value;
}

void pair_map_add_const(PairMap *map, const void *left, const void *right, const void *value)
{
    new_entry(map, left, right)->value.borrowed = value;
}
