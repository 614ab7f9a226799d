/* Hash: SipHash with one round a word and three at the end. */
#include "src/base/hash.h"

#include <string.h>
#include <sys/auxv.h>

typedef struct SipState {
    uint64_t v0, v1, v2, v3;
} SipState;

HashSeed hash_seed_of_process(void)
{
    HashSeed seed = {{0}};
    const void *random = (const void *)getauxval(AT_RANDOM); /* 16 bytes that the kernel gives each process */
    if (random) {
        memcpy(seed.words, random, sizeof seed.words);
    }
    seed.words[0] |= 1;
    return seed;
}

HashSeed hash_seed_or_process(HashSeed seed)
{
    return seed.words[0] || seed.words[1] ? seed : hash_seed_of_process();
}

static uint64_t rotate(uint64_t word, int bits)
{
    return word << bits | word >> (64 - bits);
}

static void mix(SipState *state)
{
    state->v0 += state->v1;
    state->v2 += state->v3;
    state->v1 = rotate(state->v1, 13) ^ state->v0;
    state->v3 = rotate(state->v3, 16) ^ state->v2;
    state->v0 = rotate(state->v0, 32);
    state->v2 += state->v1;
    state->v0 += state->v3;
    state->v1 = rotate(state->v1, 17) ^ state->v2;
    state->v3 = rotate(state->v3, 21) ^ state->v0;
    state->v2 = rotate(state->v2, 32);
}

/* The little-endian number in eight bytes: written so that a compiler makes one load of it. */
static uint64_t read_whole_word(const char *text)
{
    const unsigned char *bytes = (const unsigned char *)text;
    return (uint64_t)bytes[0] | (uint64_t)bytes[1] << 8 | (uint64_t)bytes[2] << 16 | (uint64_t)bytes[3] << 24 |
           (uint64_t)bytes[4] << 32 | (uint64_t)bytes[5] << 40 | (uint64_t)bytes[6] << 48 | (uint64_t)bytes[7] << 56;
}

/* The little-endian number in at most seven bytes. */
static uint64_t read_word(const char *bytes, size_t count)
{
    uint64_t word = 0;
    for (size_t i = count; i-- > 0;) {
        word = word << 8 | (unsigned char)bytes[i];
    }
    return word;
}

static void take_word(SipState *state, uint64_t word)
{
    state->v3 ^= word;
    mix(state);
    state->v0 ^= word;
}

uint64_t hash_bytes(Slice bytes, HashSeed seed)
{
    SipState state = {seed.words[0] ^ 0x736f6d6570736575u, seed.words[1] ^ 0x646f72616e646f6du,
                      seed.words[0] ^ 0x6c7967656e657261u, seed.words[1] ^ 0x7465646279746573u};
    size_t at = 0;
    for (; at + 8 <= bytes.length; at += 8) {
        take_word(&state, read_whole_word(bytes.bytes + at));
    }
    uint64_t rest = at < bytes.length ? read_word(bytes.bytes + at, bytes.length - at) : 0;
    take_word(&state, rest | (uint64_t)bytes.length << 56);
    state.v2 ^= 0xff;
    for (int i = 0; i < 3; i++) {
        mix(&state);
    }
    return state.v0 ^ state.v1 ^ state.v2 ^ state.v3;
}

static uint64_t read_eight(const char *bytes)
{
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    return word;
}

static uint64_t read_four(const char *bytes)
{
    uint32_t word;
    memcpy(&word, bytes, sizeof word);
    return word;
}

/* Less than eight bytes as a number; every byte counts. */
static uint64_t read_few(Slice slice)
{
    if (slice.length >= 4) {
        return read_four(slice.bytes) << 32 | read_four(slice.bytes + slice.length - 4);
    }
    uint64_t word = 0;
    for (size_t i = 0; i < slice.length; i++) {
        word = word << 8 | (unsigned char)slice.bytes[i];
    }
    return word;
}

/* Eight bytes at a time, the last ones twice where there are too few: addresses, which are long, are looked up all the
   time. */
static uint32_t hash_quickly(Slice slice)
{
    const uint64_t factor = 0x9E3779B97F4A7C15u;
    uint64_t hash = slice.length * factor;
    for (size_t at = 0; at + 8 < slice.length; at += 8) {
        hash = (hash ^ read_eight(slice.bytes + at)) * factor;
        hash ^= hash >> 29;
    }
    hash ^= slice.length < 8 ? read_few(slice) : read_eight(slice.bytes + slice.length - 8);
    hash *= factor;
    return (uint32_t)((hash ^ hash >> 29) * factor >> 32);
}

uint32_t hash_key(Slice key, uint32_t seed)
{
    return seed ? (uint32_t)hash_bytes(key, (HashSeed){{seed, seed}}) : hash_quickly(key);
}

uint32_t hash_key_seed(void)
{
    return (uint32_t)hash_seed_of_process().words[0];
}
