/* SliceMap: entries in an array, found by a hash table of their positions. */
#include "src/base/slice_map.h"

#include <stdlib.h>

void slice_map_free(SliceMap *map)
{
    hash_table_free(&map->table);
    free(map->entries);
    *map = SLICE_MAP_EMPTY;
}

void slice_map_clear(SliceMap *map)
{
    hash_table_clear(&map->table);
    map->count = 0;
}

static uint32_t *find(const SliceMap *map, Slice key, uint32_t hash)
{
    for (HashProbe probe = hash_table_probe(&map->table, hash); hash_probe_next(&probe);) {
        SliceMapEntry *entry = &map->entries[probe.number];
        if (slice_equals(entry->key, key)) {
            return &entry->value;
        }
    }
    return NULL;
}

uint32_t *slice_map_find(const SliceMap *map, Slice key)
{
    return map->count > 0 ? find(map, key, (uint32_t)hash_bytes(key, map->seed)) : NULL;
}

uint32_t *slice_map_add(SliceMap *map, Slice key, bool *is_new)
{
    if (map->table.capacity == 0) {
        map->seed = hash_seed_or_process(map->seed);
    }
    uint32_t hash = (uint32_t)hash_bytes(key, map->seed);
    uint32_t *known = find(map, key, hash);
    if (is_new) {
        *is_new = !known;
    }
    if (known) {
        return known;
    }
    hash_table_add(&map->table, hash, (uint32_t)map->count);
    ARRAY_RESERVE(map->entries, map->capacity, map->count + 1);
    SliceMapEntry *entry = &map->entries[map->count++];
    *entry = (SliceMapEntry){.key = key};
    return &entry->value;
}
