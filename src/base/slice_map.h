/*
 * SliceMap: from bytes to a number, in constant time.
 *
 * The keys are borrowed: their bytes must stay where they are for as long as they are in the map. A map starts as
 * SLICE_MAP_EMPTY (all zero) and is freed with slice_map_free, after which it is empty again. Keys are hashed with
 * `seed`; a map that has none takes the seed of the process with its first key.
 */
#ifndef IPSE_BASE_SLICE_MAP_H
#define IPSE_BASE_SLICE_MAP_H

#include "src/base/hash_table.h"

typedef struct SliceMapEntry {
    Slice key;
    uint32_t value;
} SliceMapEntry;

typedef struct SliceMap {
    SliceMapEntry *entries; /* in the order in which they came */
    size_t count;
    size_t capacity;
    HashTable table; /* their positions */
    HashSeed seed;   /* all zero before the first key */
} SliceMap;

#define SLICE_MAP_EMPTY ((SliceMap){0})

void slice_map_free(SliceMap *map);

/* Forgets the keys; keeps the room unless it is much more than the keys needed. */
void slice_map_clear(SliceMap *map);

/* The value of a key, NULL where the map has not got it; valid until the next call that changes the map. */
uint32_t *slice_map_find(const SliceMap *map, Slice key);

/* The value of a key, which is put in with the value 0 where it is new; `is_new` may be NULL. Valid until the next call
   that changes the map. */
uint32_t *slice_map_add(SliceMap *map, Slice key, bool *is_new);

#endif
