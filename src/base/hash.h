/*
 * Hash: hashes for src/base/hash_table.h. No order that users see may depend on them.
 *
 * Keys that come from documents or packages are hashed by SipHash-1-3 (https://www.aumasson.jp/siphash/siphash.pdf):
 * without the seed nobody can make keys that fall on one place of a table. What ipse has made itself (addresses, the
 * names of the definitions that are compiled in) takes a quicker way.
 */
#ifndef IPSE_BASE_HASH_H
#define IPSE_BASE_HASH_H

#include "src/base/slice.h"

#include <stdint.h>

/* All zero: not chosen yet. */
typedef struct HashSeed {
    uint64_t words[2];
} HashSeed;

/* The seed of this process: random, never all zero, and the same until the process ends. */
HashSeed hash_seed_of_process(void);

/* The seed, or that of the process where none was chosen. */
HashSeed hash_seed_or_process(HashSeed seed);

/* Equal bytes and equal seeds give equal hashes, on all machines. */
uint64_t hash_bytes(Slice bytes, HashSeed seed);

/* The hash of a key in a table that lies in a pack (HashIndex). The seed is 0 where the pack is compiled in, and then
   the hash is a quick one, the same on all machines of one byte order; else it is that of hash_key_seed. */
uint32_t hash_key(Slice key, uint32_t seed);

/* A seed for tables with keys from packages: never 0, the same until the process ends. */
uint32_t hash_key_seed(void);

/* The hash of two addresses, or of other numbers that nobody outside of the program chooses. */
static inline uint32_t hash_addresses(const void *left, const void *right)
{
    uint64_t hash = ((uintptr_t)left * 0x9E3779B97F4A7C15u + (uintptr_t)right) * 0xC2B2AE3D27D4EB4Fu;
    return (uint32_t)(hash >> 32);
}

#endif
