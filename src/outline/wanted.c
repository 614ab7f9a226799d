/* Wanted: texts are searched byte by byte. */
#include "src/outline/wanted.h"

#include <stdint.h>

bool wanted_has_capital(Slice text)
{
    for (size_t i = 0; i < text.length; i++) {
        if (text.bytes[i] >= 'A' && text.bytes[i] <= 'Z') {
            return true;
        }
    }
    return false;
}

/* A letter as it is compared where capitals do not count. */
static char lowered(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

size_t wanted_find(Slice text, Slice wanted, size_t from)
{
    if (wanted_has_capital(wanted) || !wanted.length) {
        return slice_find(text, wanted, from);
    }
    for (size_t i = from; i + wanted.length <= text.length; i++) {
        if (lowered(text.bytes[i]) == wanted.bytes[0] &&
            slice_equals_ignoring_case(slice_part(text, i, wanted.length), wanted)) {
            return i;
        }
    }
    return SIZE_MAX;
}

bool wanted_is_in(Slice text, Slice wanted)
{
    return wanted_find(text, wanted, 0) != SIZE_MAX;
}
