/*
 * PairMap: from two addresses to a third, in constant time.
 *
 * For what is known of things that live as long as the map; either address may be NULL. A map starts as PAIR_MAP_EMPTY
 * (all zero) and is freed with pair_map_free, after which it is empty again. Nobody outside of the program chooses
 * addresses: they are hashed without a seed.
 */
#ifndef IPSE_BASE_PAIR_MAP_H
#define IPSE_BASE_PAIR_MAP_H

#include "src/base/hash_table.h"

typedef struct PairEntry {
    const void *left;
    const void *right;
    union {
        void *own;            /* of pair_map_add */
        const void *borrowed; /* of pair_map_add_const; may be NULL: it is known that there is none */
    } value;
} PairEntry;

typedef struct PairMap {
    PairEntry *entries; /* in the order in which they came */
    size_t count;
    size_t capacity;
    HashTable table; /* their positions */
} PairMap;

#define PAIR_MAP_EMPTY ((PairMap){0})

void pair_map_free(PairMap *map);

/* Makes room for so many pairs. */
void pair_map_reserve(PairMap *map, uint32_t count);

/* NULL where the pair is not in the map. */
void *pair_map_find(const PairMap *map, const void *left, const void *right);

/* The pair must be new, the value not NULL. */
void pair_map_add(PairMap *map, const void *left, const void *right, void *value);

/* The same for values that must not be changed; a map has all its values from one of the two. */
const PairEntry *pair_map_entry(const PairMap *map, const void *left, const void *right);
void pair_map_add_const(PairMap *map, const void *left, const void *right, const void *value);

/* Stands for a number in place of an address; never NULL, and not to be looked at. */
static inline const void *pair_number(uint32_t number)
{
    return (const void *)((uintptr_t)number + 1);
}

#endif
