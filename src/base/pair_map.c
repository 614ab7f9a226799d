/* PairMap: entries in an array, found by a hash table of their positions. */
#include "src/base/pair_map.h"

#include <stdlib.h>

void pair_map_free(PairMap *map)
{
    hash_table_free(&map->table);
    free(map->entries);
    *map = PAIR_MAP_EMPTY;
}

void *pair_map_find(const PairMap *map, const void *left, const void *right)
{
    for (HashProbe probe = hash_table_probe(&map->table, hash_addresses(left, right)); hash_probe_next(&probe);) {
        const PairEntry *entry = &map->entries[probe.number];
        if (entry->left == left && entry->right == right) {
            return entry->value;
        }
    }
    return NULL;
}

void pair_map_add(PairMap *map, const void *left, const void *right, void *value)
{
    hash_table_add(&map->table, hash_addresses(left, right), (uint32_t)map->count);
    ARRAY_RESERVE(map->entries, map->capacity, map->count + 1);
    map->entries[map->count++] = (PairEntry){left, right, value};
}
