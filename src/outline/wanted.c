/* Wanted: texts in ASCII are searched byte by byte, others character by character. */
#include "src/outline/wanted.h"

#include "src/base/ascii.h"
#include "src/base/unicode/unicode_fold.h"
#include "src/base/utf8.h"

#include <stdint.h>

static bool is_ascii(Slice text)
{
    unsigned char all = 0;
    for (size_t i = 0; i < text.length; i++) {
        all |= (unsigned char)text.bytes[i];
    }
    return all < 0x80;
}

bool wanted_has_capital(Slice text)
{
    for (size_t offset = 0; offset < text.length;) {
        bool is_valid;
        uint32_t character = utf8_next(text, &offset, &is_valid);
        if (character < 0x80 ? ascii_is_upper((char)character) : unicode_is_capital(character)) {
            return true;
        }
    }
    return false;
}

/* True where letters outside of ASCII are the same as some in it: "ß" and "ss". */
static bool folds_to_ascii(Slice wanted, bool folds)
{
    FoldReader reader = {.text = wanted, .folds = folds};
    uint32_t character;
    bool is_it = folds;
    while (is_it && fold_next(&reader, &character)) {
        is_it = character < 0x80;
    }
    return is_it;
}

/* Both in ASCII. */
static size_t find_bytes(Slice text, Slice wanted, size_t from, bool folds)
{
    if (!folds) {
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

bool wanted_match(Slice text, Slice wanted, size_t from, size_t *start, size_t *length)
{
    bool folds = !wanted_has_capital(wanted);
    *start = from;
    *length = 0;
    if (wanted.length == 0) {
        return from <= text.length;
    }
    if (is_ascii(text) && (is_ascii(wanted) || !folds_to_ascii(wanted, folds))) {
        *start = is_ascii(wanted) ? find_bytes(text, wanted, from, folds) : SIZE_MAX;
        *length = wanted.length;
        return *start != SIZE_MAX;
    }
    for (size_t at = from; at < text.length;) {
        size_t end = fold_match(text, at, wanted, folds);
        if (end != SIZE_MAX) {
            *start = at;
            *length = end - at;
            return true;
        }
        bool is_valid;
        utf8_next(text, &at, &is_valid);
    }
    return false;
}

size_t wanted_find(Slice text, Slice wanted, size_t from)
{
    size_t start, length;
    return wanted_match(text, wanted, from, &start, &length) ? start : SIZE_MAX;
}

bool wanted_is_in(Slice text, Slice wanted)
{
    return wanted_find(text, wanted, 0) != SIZE_MAX;
}
