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

size_t string_place(Slice raw, size_t offset)
{
    size_t place = 1;
    for (size_t bytes = 0; bytes < offset && place + 1 < raw.length;) {
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
    return place < raw.length ? place : raw.length;
}
