/*
 * Slice: bytes that somebody else owns.
 *
 * A slice is a pointer and a length, passed by value. It is never terminated by a zero byte and may contain any byte,
 * zero included. It is valid for as long as its owner says; functions that return one name that owner.
 */
#ifndef IPSE_BASE_SLICE_H
#define IPSE_BASE_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct Slice {
    const char *bytes; /* may be NULL only where length is 0 */
    size_t length;
} Slice;

/* A slice over a string literal; a compile-time constant. */
#define SLICE(literal) ((Slice){"" literal, sizeof(literal) - 1})

/* For printf("%.*s"): SLICE_ARGS(s) gives the two arguments. */
#define SLICE_ARGS(slice) (int)(slice).length, (slice).bytes

static inline Slice slice_make(const char *bytes, size_t length)
{
    return (Slice){bytes, length};
}

/* Names are short: eight or four bytes are compared as numbers, the last ones twice, without a call. */
static inline bool bytes_are_equal(const char *a, const char *b, size_t length)
{
    if (length > 16) {
        return memcmp(a, b, length) == 0;
    }
    if (length >= 8) {
        uint64_t words[4];
        memcpy(&words[0], a, sizeof words[0]);
        memcpy(&words[1], b, sizeof words[0]);
        memcpy(&words[2], a + length - sizeof words[0], sizeof words[0]);
        memcpy(&words[3], b + length - sizeof words[0], sizeof words[0]);
        return words[0] == words[1] && words[2] == words[3];
    }
    if (length >= 4) {
        uint32_t words[4];
        memcpy(&words[0], a, sizeof words[0]);
        memcpy(&words[1], b, sizeof words[0]);
        memcpy(&words[2], a + length - sizeof words[0], sizeof words[0]);
        memcpy(&words[3], b + length - sizeof words[0], sizeof words[0]);
        return words[0] == words[1] && words[2] == words[3];
    }
    return length == 0 || (a[0] == b[0] && a[length / 2] == b[length / 2] && a[length - 1] == b[length - 1]);
}

/* A slice over a zero-terminated string; NULL gives the empty slice. */
static inline Slice slice_from(const char *string)
{
    return (Slice){string, string ? strlen(string) : 0};
}

static inline bool slice_equals(Slice a, Slice b)
{
    return a.length == b.length && bytes_are_equal(a.bytes, b.bytes, b.length);
}

static inline bool slice_starts_with(Slice slice, Slice prefix)
{
    return slice.length >= prefix.length && bytes_are_equal(slice.bytes, prefix.bytes, prefix.length);
}

static inline bool slice_ends_with(Slice slice, Slice suffix)
{
    return slice.length >= suffix.length &&
           bytes_are_equal(slice.bytes + slice.length - suffix.length, suffix.bytes, suffix.length);
}

/* The part from byte `from` on, at most `length` bytes; positions past the end give the empty slice at the end. */
static inline Slice slice_part(Slice slice, size_t from, size_t length)
{
    if (from >= slice.length) {
        return (Slice){slice.bytes ? slice.bytes + slice.length : NULL, 0};
    }
    size_t rest = slice.length - from;
    return (Slice){slice.bytes + from, length < rest ? length : rest};
}

/* What follows a prefix; the whole where the slice does not start with it. */
static inline Slice slice_without_prefix(Slice slice, Slice prefix)
{
    return slice_starts_with(slice, prefix) ? slice_part(slice, prefix.length, slice.length) : slice;
}

/* Offset of the first occurrence of `needle` at or after `from`, which may lie beyond the end; SIZE_MAX when there is
 * none. */
size_t slice_find(Slice slice, Slice needle, size_t from);

/* Byte order (memcmp, the shorter first): negative, zero or positive. */
int slice_compare(Slice a, Slice b);

/* The same where ASCII letters count alike in either case. */
int slice_compare_ignoring_case(Slice a, Slice b);

/* Equality where ASCII letters match in either case. */
bool slice_equals_ignoring_case(Slice a, Slice b);

/* Without leading and trailing ASCII white space. */
Slice slice_trim(Slice slice);

/* Number of single-character edits (insert, delete, replace, swap of neighbours) between two slices of at most 64
   bytes, letters compared in either case; `limit` + 1 as soon as it is certain to exceed `limit`. For "did you mean".
 */
unsigned slice_distance(Slice a, Slice b, unsigned limit);

#endif
