/*
 * HashTable: numbers found by hashes, the one hash table of ipse.
 *
 * The table knows neither keys nor values. A slot holds a hash and the number of an item, which its owner keeps: mostly
 * a position in an array, a node of a document, or an offset in a pack. What equality is, the owner says:
 *
 *     for (HashProbe probe = hash_table_probe(&table, hash); hash_probe_next(&probe);) {
 *         if (is_the_one(items[probe.number])) …
 *     }
 *     hash_table_add(&table, hash, number);
 *
 * Hashes come from src/base/hash.h. Linear probing, at most half full; a slot takes eight bytes, so that a table of a
 * hundred thousand items stays in the cache, and it holds no pointer, so that a pack can contain one (HashIndex).
 *
 * On it stand SliceMap (bytes to number) and PairMap (two addresses to a third).
 */
#ifndef IPSE_BASE_HASH_TABLE_H
#define IPSE_BASE_HASH_TABLE_H

#include "src/base/hash.h"
#include "src/base/text.h"

typedef struct HashSlot {
    uint32_t hash;
    uint32_t number; /* plus 1; 0: the slot is free */
} HashSlot;

/* Starts as HASH_TABLE_EMPTY (all zero), perhaps with an arena, and is freed with hash_table_free. */
typedef struct HashTable {
    HashSlot *slots;
    uint32_t capacity; /* a power of two, or 0 */
    uint32_t count;
    Arena *arena; /* that the slots are put in, which then need not be freed; NULL: none */
} HashTable;

#define HASH_TABLE_EMPTY ((HashTable){0})

void hash_table_free(HashTable *table);

/* Forgets the items; keeps the room unless it is much more than they needed. */
void hash_table_clear(HashTable *table);

/* Makes room for so many items in all. */
void hash_table_reserve(HashTable *table, uint32_t count);

/* Adds an item, which must not be there yet. Numbers are less than UINT32_MAX. */
void hash_table_add(HashTable *table, uint32_t hash, uint32_t number);

/* Renumbers items whose numbers are those of a list in which [first, first + removed) gave way to `inserted` others:
   items of the first get the number HASH_ITEM_GONE, and those after move along. Returns how many are gone by now. */
#define HASH_ITEM_GONE (UINT32_MAX - 1)
uint32_t hash_table_move(HashTable *table, uint32_t first, uint32_t removed, uint32_t inserted);

/* The way through the items that have a hash. */
typedef struct HashProbe {
    const HashSlot *slots;
    uint32_t mask;
    uint32_t at;
    uint32_t hash;
    uint32_t number; /* of the item, after hash_probe_next */
} HashProbe;

/* Before the first item with a hash. A table must not change on the way. */
static inline HashProbe hash_table_probe(const HashTable *table, uint32_t hash)
{
    static const HashSlot none;
    uint32_t mask = table->capacity ? table->capacity - 1 : 0;
    return (HashProbe){.slots = table->capacity ? table->slots : &none, .mask = mask, .at = hash & mask, .hash = hash};
}

/* Goes on to the next item; false where there is no further one. */
static inline bool hash_probe_next(HashProbe *probe)
{
    const HashSlot *slot;
    do {
        slot = &probe->slots[probe->at];
        probe->at = (probe->at + 1) & probe->mask;
    } while (slot->number && slot->hash != probe->hash);
    probe->number = slot->number - 1;
    return slot->number != 0;
}

/* ---- in packs ---- */

/* A table of items with keys of bytes, as it lies in a pack. */
typedef struct HashIndex {
    uint32_t seed; /* of hash_key */
    uint32_t mask; /* number of slots less 1 */
    HashSlot slots[];
} HashIndex;

/* The bytes of such a table, whose hashes were made with the seed. */
void hash_index_append(const HashTable *table, uint32_t seed, Text *bytes);

static inline HashProbe hash_index_probe(const HashIndex *index, Slice key)
{
    uint32_t hash = hash_key(key, index->seed);
    return (HashProbe){.slots = index->slots, .mask = index->mask, .at = hash & index->mask, .hash = hash};
}

#endif
