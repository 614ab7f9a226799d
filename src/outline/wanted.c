/* Wanted: texts are searched byte by byte. */
#include "src/outline/wanted.h"

#include "src/base/ascii.h"

#include <stdint.h>

bool wanted_has_capital(Slice text)
{
    for (size_t i = 0; i < text.length; i++) {
        if (ascii_is_upper(text.bytes[i])) {
            return true;
        }
    }
    return false;
}

size_t wanted_find(Slice text, Slice wanted, size_t from)
{
    if (wanted_has_capital(wanted) || !wanted.length) {
        return slice_find(text, wanted, from);
    }
    for (size_t i = from; i + wanted.length <= text.length; i++) {
        if (ascii_lower(text.bytes[i]) == wanted.bytes[0] &&
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
