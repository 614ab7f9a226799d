/* SliceMap: linear probing, at most three quarters full. */
#include "src/base/slice_map.h"

#include "src/base/memory.h"

#include <stdlib.h>

enum { CAPACITY_MINIMUM = 16, LARGE = 4096, CLEARED_SHARE = 16 };

void slice_map_free(SliceMap *map)
{
    free(map->entries);
    *map = SLICE_MAP_EMPTY;
}

void slice_map_clear(SliceMap *map)
{
    if (map->capacity / CLEARED_SHARE > map->count + CAPACITY_MINIMUM) {
        slice_map_free(map);
    } else if (map->count > 0) {
        memset(map->entries, 0, map->capacity * sizeof *map->entries);
        map->count = 0;
    }
}

/* The entry of the key, or the free one where it belongs. */
static SliceMapEntry *place(SliceMapEntry *entries, size_t capacity, Slice key, uint32_t hash)
{
    for (size_t i = hash & (capacity - 1);; i = (i + 1) & (capacity - 1)) {
        SliceMapEntry *entry = &entries[i];
        if (!entry->key.bytes || (entry->hash == hash && slice_equals(entry->key, key))) {
            return entry;
        }
    }
}

uint32_t *slice_map_find(const SliceMap *map, Slice key)
{
    if (map->count == 0) {
        return NULL;
    }
    SliceMapEntry *entry = place(map->entries, map->capacity, key, (uint32_t)hash_bytes(key, map->seed));
    return entry->key.bytes ? &entry->value : NULL;
}

/* Makes more room and puts every entry in its new place. */
static void grow(SliceMap *map)
{
    map->seed = hash_seed_or_process(map->seed);
    size_t factor = map->capacity < LARGE ? 2 : 4; /* large maps are dear to move */
    size_t capacity = map->capacity ? map->capacity * factor : CAPACITY_MINIMUM;
    SliceMapEntry *entries = memory_allocate_zeroed(capacity, sizeof *entries);
    for (size_t i = 0; i < map->capacity; i++) {
        const SliceMapEntry *entry = &map->entries[i];
        if (entry->key.bytes) {
            *place(entries, capacity, entry->key, entry->hash) = *entry;
        }
    }
    free(map->entries);
    map->entries = entries;
    map->capacity = capacity;
}

uint32_t *slice_map_add(SliceMap *map, Slice key, bool *is_new)
{
    if (map->count >= map->capacity / 4 * 3) {
        grow(map);
    }
    uint32_t hash = (uint32_t)hash_bytes(key, map->seed);
    SliceMapEntry *entry = place(map->entries, map->capacity, key, hash);
    bool is_free = !entry->key.bytes;
    if (is_free) {
        Slice kept = key.bytes ? key : slice_make("", 0);
        *entry = (SliceMapEntry){.key = kept, .hash = hash};
        map->count++;
    }
    if (is_new) {
        *is_new = is_free;
    }
    return &entry->value;
}
