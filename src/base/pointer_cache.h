/*
 * PointerCache: answers about things that never move, remembered by their address.
 *
 * A direct-mapped table of fixed size: a new answer replaces the one that stood in its place, so it never grows and is
 * never wrong, only sometimes empty. Starts all zero.
 */
#ifndef IPSE_BASE_POINTER_CACHE_H
#define IPSE_BASE_POINTER_CACHE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { POINTER_CACHE_SIZE = 1024 };

typedef struct PointerCache {
    struct {
        const void *key;
        const void *answer;
    } entries[POINTER_CACHE_SIZE];
} PointerCache;

/* The place of a key; addresses of neighbours in a table lie in different places. */
static inline size_t pointer_cache_place(const void *key)
{
    uintptr_t address = (uintptr_t)key;
    return (size_t)((address >> 2) ^ (address >> 12)) % POINTER_CACHE_SIZE;
}

/* True, with the answer, where one is remembered for the key. */
static inline bool pointer_cache_find(const PointerCache *cache, const void *key, const void **answer)
{
    size_t place = pointer_cache_place(key);
    *answer = cache->entries[place].answer;
    return cache->entries[place].key == key;
}

static inline void pointer_cache_put(PointerCache *cache, const void *key, const void *answer)
{
    size_t place = pointer_cache_place(key);
    cache->entries[place].key = key;
    cache->entries[place].answer = answer;
}

#endif
