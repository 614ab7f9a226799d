/* StringPlace: a walk over the escapes of a JSON string. */
#include "src/check/groups/string_place.h"

#include <stdlib.h>

/* Bytes that a "\uXXXX" escape at `offset`, with the low surrogate that may follow, stands for; moves past it. */
static size_t unicode_escape_size(Slice raw, size_t *offset)
{
    char digits[5] = {0};
    memcpy(digits, slice_part(raw, *offset + 2, 4).bytes, slice_part(raw, *offset + 2, 4).length);
    unsigned long value = strtoul(digits, NULL, 16);
    *offset += 6;
    bool is_high = value >= 0xD800 && value < 0xDC00;
    Slice next = slice_part(raw, *offset, 3);
    if (is_high && (slice_starts_with(next, SLICE("\\ud")) || slice_starts_with(next, SLICE("\\uD")))) {
        *offset += 6;
        return 4;
    }
    return value < 0x80 ? 1 : value < 0x800 ? 2 : 3;
}

size_t string_walk_to(StringWalk *walk, size_t offset)
{
    Slice raw = walk->raw;
    bool is_behind = walk->place > 0 && walk->offset <= offset;
    size_t place = is_behind ? walk->place : 1, bytes = is_behind ? walk->offset : 0;
    while (bytes < offset && place + 1 < raw.length) {
        if (raw.bytes[place] != '\\') {
            place++;
            bytes++;
        } else if (raw.bytes[place + 1] == 'u') {
            bytes += unicode_escape_size(raw, &place);
        } else {
            place += 2;
            bytes++;
        }
    }
    walk->place = place;
    walk->offset = bytes;
    return place < raw.length ? place : raw.length;
}

size_t string_place(Slice raw, size_t offset)
{
    StringWalk walk = {.raw = raw};
    return string_walk_to(&walk, offset);
}
