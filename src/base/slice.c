/* Slice: searching and comparing bytes that somebody else owns. */
#include "src/base/slice.h"

#include "src/base/ascii.h"

#include <stdint.h>

enum { DISTANCE_MAXIMUM_LENGTH = 64 };

size_t slice_find(Slice slice, Slice needle, size_t from)
{
    if (needle.length == 0) {
        return from <= slice.length ? from : SIZE_MAX;
    }
    while (from <= slice.length && needle.length <= slice.length - from) {
        const char *hit = memchr(slice.bytes + from, needle.bytes[0], slice.length - needle.length - from + 1);
        if (!hit) {
            break;
        }
        from = (size_t)(hit - slice.bytes);
        if (memcmp(hit, needle.bytes, needle.length) == 0) {
            return from;
        }
        from++;
    }
    return SIZE_MAX;
}

int slice_compare(Slice a, Slice b)
{
    size_t shorter = a.length < b.length ? a.length : b.length;
    int order = shorter ? memcmp(a.bytes, b.bytes, shorter) : 0;
    return order ? order : (a.length > b.length) - (a.length < b.length);
}

int slice_compare_ignoring_case(Slice a, Slice b)
{
    for (size_t i = 0; i < a.length && i < b.length; i++) {
        int order = (unsigned char)ascii_lower(a.bytes[i]) - (unsigned char)ascii_lower(b.bytes[i]);
        if (order) {
            return order;
        }
    }
    return (a.length > b.length) - (a.length < b.length);
}

bool slice_equals_ignoring_case(Slice a, Slice b)
{
    if (a.length != b.length) {
        return false;
    }
    for (size_t i = 0; i < a.length; i++) {
        if (ascii_lower(a.bytes[i]) != ascii_lower(b.bytes[i])) {
            return false;
        }
    }
    return true;
}

Slice slice_trim(Slice slice)
{
    while (slice.length && ascii_is_fhir_white(slice.bytes[0])) {
        slice.bytes++;
        slice.length--;
    }
    while (slice.length && ascii_is_fhir_white(slice.bytes[slice.length - 1])) {
        slice.length--;
    }
    return slice;
}

/* The least of three. */
static unsigned least(unsigned a, unsigned b, unsigned c)
{
    unsigned smaller = a < b ? a : b;
    return smaller < c ? smaller : c;
}

/* Optimal string alignment over three rolling rows. */
unsigned slice_distance(Slice a, Slice b, unsigned limit)
{
    size_t gap = a.length > b.length ? a.length - b.length : b.length - a.length;
    if (gap > limit || a.length > DISTANCE_MAXIMUM_LENGTH || b.length > DISTANCE_MAXIMUM_LENGTH) {
        return limit + 1;
    }
    unsigned rows[3][DISTANCE_MAXIMUM_LENGTH + 1];
    unsigned *before = rows[0], *above = rows[1], *row = rows[2];
    for (size_t j = 0; j <= b.length; j++) {
        above[j] = (unsigned)j;
        before[j] = 0;
    }
    for (size_t i = 1; i <= a.length; i++) {
        unsigned lowest = row[0] = (unsigned)i;
        for (size_t j = 1; j <= b.length; j++) {
            unsigned differs = ascii_lower(a.bytes[i - 1]) != ascii_lower(b.bytes[j - 1]);
            row[j] = least(above[j] + 1, row[j - 1] + 1, above[j - 1] + differs);
            bool swapped = i > 1 && j > 1 && ascii_lower(a.bytes[i - 1]) == ascii_lower(b.bytes[j - 2]) &&
                           ascii_lower(a.bytes[i - 2]) == ascii_lower(b.bytes[j - 1]);
            if (swapped && before[j - 2] + 1 < row[j]) {
                row[j] = before[j - 2] + 1;
            }
            lowest = row[j] < lowest ? row[j] : lowest;
        }
        if (lowest > limit + 1) { /* a swap takes at most one off the row before the last */
            return limit + 1;
        }
        unsigned *oldest = before;
        before = above;
        above = row;
        row = oldest;
    }
    return above[b.length] <= limit ? above[b.length] : limit + 1;
}
