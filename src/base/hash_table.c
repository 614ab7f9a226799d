/* HashTable: slots that double when half of them are taken. */
#include "src/base/hash_table.h"

#include <stdlib.h>

enum { CAPACITY_MINIMUM = 16, LARGE = 4096, CLEARED_SHARE = 16 };

void hash_table_free(HashTable *table)
{
    if (!table->arena) {
        free(table->slots);
    }
    *table = (HashTable){.arena = table->arena};
}

void hash_table_clear(HashTable *table)
{
    if (table->capacity / CLEARED_SHARE > table->count + CAPACITY_MINIMUM) {
        hash_table_free(table);
    } else if (table->count > 0) {
        memset(table->slots, 0, table->capacity * sizeof *table->slots);
        table->count = 0;
    }
}

static void put(HashTable *table, HashSlot slot)
{
    uint32_t mask = table->capacity - 1, at = slot.hash & mask;
    while (table->slots[at].number) {
        at = (at + 1) & mask;
    }
    table->slots[at] = slot;
}

/* Moves the slots into a table of more room. */
static void grow(HashTable *table, uint32_t capacity)
{
    HashTable old = *table;
    size_t size = capacity * sizeof *table->slots;
    table->slots = old.arena ? memset(arena_allocate(old.arena, size), 0, size) : memory_allocate_zeroed(1, size);
    table->capacity = capacity;
    for (uint32_t i = 0; i < old.capacity; i++) {
        if (old.slots[i].number) {
            put(table, old.slots[i]);
        }
    }
    hash_table_free(&old);
}

void hash_table_reserve(HashTable *table, uint32_t count)
{
    uint32_t factor = table->capacity < LARGE ? 2 : 4; /* large tables are dear to move */
    uint32_t capacity = table->capacity ? table->capacity : CAPACITY_MINIMUM;
    while (capacity / 2 < count) {
        capacity *= factor;
    }
    if (capacity > table->capacity) {
        grow(table, capacity);
    }
}

void hash_table_add(HashTable *table, uint32_t hash, uint32_t number)
{
    if (table->count >= table->capacity / 2) {
        hash_table_reserve(table, table->count + 1);
    }
    put(table, (HashSlot){hash, number + 1});
    table->count++;
}

uint32_t hash_table_move(HashTable *table, uint32_t first, uint32_t removed, uint32_t inserted)
{
    const uint32_t gone_slot = HASH_ITEM_GONE + 1, start = first + 1, end = start + removed;
    uint32_t gone = 0;
    for (uint32_t i = 0; i < table->capacity; i++) {
        uint32_t number = table->slots[i].number;
        bool is_removed = (number >= start && number < end) || number == gone_slot;
        uint32_t moved = number >= end ? number - removed + inserted : number;
        table->slots[i].number = is_removed ? gone_slot : moved;
        gone += is_removed;
    }
    return gone;
}

void hash_index_append(const HashTable *table, uint32_t seed, Text *bytes)
{
    static const HashSlot none;
    HashIndex index = {.seed = seed, .mask = table->capacity ? table->capacity - 1 : 0};
    text_append(bytes, slice_make((const char *)&index, sizeof index));
    text_append(bytes, table->capacity ? slice_make((const char *)table->slots, table->capacity * sizeof *table->slots)
                                       : slice_make((const char *)&none, sizeof none));
}
