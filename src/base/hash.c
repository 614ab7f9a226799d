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

/* The little-endian number in at most eight bytes. */
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
        take_word(&state, read_word(bytes.bytes + at, 8));
    }
    uint64_t rest = at < bytes.length ? read_word(bytes.bytes + at, bytes.length - at) : 0;
    take_word(&state, rest | (uint64_t)bytes.length << 56);
    state.v2 ^= 0xff;
    for (int i = 0; i < 3; i++) {
        mix(&state);
    }
    return state.v0 ^ state.v1 ^ state.v2 ^ state.v3;
}
