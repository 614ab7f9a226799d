/*
 * Hash: seeded hashes of bytes, for tables whose keys come from documents.
 *
 * SipHash-1-3 (https://www.aumasson.jp/siphash/siphash.pdf). Without the seed nobody can make keys that fall on one
 * place of a table. No order that users see may depend on such a hash.
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

#endif
