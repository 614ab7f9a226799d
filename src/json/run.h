/*
 * Runs: the lengths of runs of bytes of one kind, found sixteen at a time where the machine can.
 *
 * Each function returns the offset of the first byte of bytes[at, end) that does not belong to the run; `end` where all
 * of them do.
 */
#ifndef IPSE_JSON_RUN_H
#define IPSE_JSON_RUN_H

#include "src/base/ascii.h"

#include <stdbool.h>
#include <stdint.h>

#ifdef __SSE2__
#include <emmintrin.h>

enum { RUN_STEP = 16 };

static inline __m128i run_load(const char *bytes)
{
    return _mm_loadu_si128((const void *)bytes);
}

static inline __m128i run_equals(__m128i run, char byte)
{
    return _mm_cmpeq_epi8(run, _mm_set1_epi8(byte));
}
#endif

/* What stands in a string as it is: no quote of its kind, no backslash, no control character, nothing past ASCII. As
   signed numbers the latter two are the bytes below the blank. */
static inline uint32_t run_of_plain(const char *bytes, uint32_t at, uint32_t end, char quote)
{
#ifdef __SSE2__
    for (; end - at >= RUN_STEP; at += RUN_STEP) {
        __m128i run = run_load(bytes + at);
        __m128i stops = _mm_or_si128(_mm_or_si128(run_equals(run, quote), run_equals(run, '\\')),
                                     _mm_cmplt_epi8(run, _mm_set1_epi8(' ')));
        unsigned mask = (unsigned)_mm_movemask_epi8(stops);
        if (mask) {
            return at + (uint32_t)__builtin_ctz(mask);
        }
    }
#endif
    while (at < end && bytes[at] != quote && bytes[at] != '\\' && (unsigned char)bytes[at] >= ' ' &&
           (unsigned char)bytes[at] < 0x80) {
        at++;
    }
    return at;
}

/* White space of JSON. */
static inline uint32_t run_of_blanks(const char *bytes, uint32_t at, uint32_t end)
{
#ifdef __SSE2__
    for (; end - at >= RUN_STEP; at += RUN_STEP) {
        __m128i run = run_load(bytes + at);
        __m128i blanks = _mm_or_si128(_mm_or_si128(run_equals(run, ' '), run_equals(run, '\n')),
                                      _mm_or_si128(run_equals(run, '\r'), run_equals(run, '\t')));
        unsigned mask = (unsigned)_mm_movemask_epi8(blanks) ^ 0xFFFFu;
        if (mask) {
            return at + (uint32_t)__builtin_ctz(mask);
        }
    }
#endif
    while (at < end && ascii_is_json_white(bytes[at])) {
        at++;
    }
    return at;
}

/* The rest of a line. */
static inline uint32_t run_of_line(const char *bytes, uint32_t at, uint32_t end)
{
#ifdef __SSE2__
    for (; end - at >= RUN_STEP; at += RUN_STEP) {
        __m128i run = run_load(bytes + at);
        unsigned mask = (unsigned)_mm_movemask_epi8(_mm_or_si128(run_equals(run, '\n'), run_equals(run, '\r')));
        if (mask) {
            return at + (uint32_t)__builtin_ctz(mask);
        }
    }
#endif
    while (at < end && !ascii_is_line_end(bytes[at])) {
        at++;
    }
    return at;
}

#endif
