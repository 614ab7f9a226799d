/* SHA-1: blocks of 64 bytes are mixed into five words one after the other; the last block ends with the length. */
#include "src/base/sha1.h"

#include <stdint.h>
#include <string.h>

enum { BLOCK_LENGTH = 64, LENGTH_OFFSET = 56, ROUNDS = 80 };

static uint32_t rotate(uint32_t word, unsigned bits)
{
    return word << bits | word >> (32 - bits);
}

/* The function and constant of a round (sections 4.1.1 and 4.2.1). */
static uint32_t round_sum(unsigned round, uint32_t b, uint32_t c, uint32_t d)
{
    if (round < 20) {
        return ((b & c) | (~b & d)) + 0x5A827999u;
    }
    if (round < 40) {
        return (b ^ c ^ d) + 0x6ED9EBA1u;
    }
    if (round < 60) {
        return ((b & c) | (b & d) | (c & d)) + 0x8F1BBCDCu;
    }
    return (b ^ c ^ d) + 0xCA62C1D6u;
}

/* Mixes a block into the state. */
static void mix(uint32_t state[5], const unsigned char block[BLOCK_LENGTH])
{
    uint32_t words[ROUNDS];
    for (unsigned i = 0; i < 16; i++) {
        const unsigned char *at = block + (size_t)4 * i;
        words[i] = (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
    }
    for (unsigned i = 16; i < ROUNDS; i++) {
        words[i] = rotate(words[i - 3] ^ words[i - 8] ^ words[i - 14] ^ words[i - 16], 1);
    }
    uint32_t a = state[0], b = state[1], c = state[2], d = state[3], e = state[4];
    for (unsigned i = 0; i < ROUNDS; i++) {
        uint32_t next = rotate(a, 5) + round_sum(i, b, c, d) + e + words[i];
        e = d;
        d = c;
        c = rotate(b, 30);
        b = a;
        a = next;
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
}

/* Mixes what is left after the last whole block: a one bit, zeros, and the length in bits (section 5.1.1). */
static void mix_end(uint32_t state[5], Slice rest, uint64_t length)
{
    unsigned char block[BLOCK_LENGTH] = {0};
    if (rest.length > 0) {
        memcpy(block, rest.bytes, rest.length);
    }
    block[rest.length] = 0x80;
    if (rest.length >= LENGTH_OFFSET) {
        mix(state, block);
        memset(block, 0, sizeof block);
    }
    for (unsigned i = 0; i < 8; i++) {
        block[LENGTH_OFFSET + i] = (unsigned char)(length * 8 >> (56 - 8 * i));
    }
    mix(state, block);
}

void sha1(Slice bytes, unsigned char digest[SHA1_LENGTH])
{
    uint32_t state[5] = {0x67452301u, 0xEFCDAB89u, 0x98BADCFEu, 0x10325476u, 0xC3D2E1F0u};
    size_t whole = bytes.length - bytes.length % BLOCK_LENGTH;
    for (size_t i = 0; i < whole; i += BLOCK_LENGTH) {
        mix(state, (const unsigned char *)bytes.bytes + i);
    }
    mix_end(state, slice_part(bytes, whole, BLOCK_LENGTH), bytes.length);
    for (unsigned i = 0; i < SHA1_LENGTH; i++) {
        digest[i] = (unsigned char)(state[i / 4] >> (24 - 8 * (i % 4)));
    }
}
