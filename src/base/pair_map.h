/*
 * PairMap: from two addresses to a third, in constant time.
 *
 * For what is known of things that live as long as the map; either address may be NULL. A map starts as PAIR_MAP_EMPTY (all
 * zero) and is freed with pair_map_free, after which it is empty again. Nobody outside of the program chooses addresses: they
 * are hashed without a seed.
 */
#ifndef IPSE_BASE_PAIR_MAP_H
#define IPSE_BASE_PAIR_MAP_H

#include "src/base/hash_table.h"

typedef struct PairEntry {
    const void *left;
    const void *right;
    void *value;
} PairEntry;

typedef struct PairMap {
    PairEntry *entries; /* in the order in which they came */
    size_t count;
    size_t capacity;
    HashTable table; /* their positions */
} PairMap;

#define PAIR_MAP_EMPTY ((PairMap){0})

void pair_map_free(PairMap *map);

/* NULL where the pair is not in the map. */
void *pair_map_find(const PairMap *map, const void *left, const void *right);

/* The pair must be new, the value not NULL. */
void pair_map_add(PairMap *map, const void *left, const void *right, void *value);

#endif
