/* Wildcard: the last star takes as much as is needed. */
#include "ui/kit/suppress/wildcard.h"

#include "src/base/ascii.h"
#include "src/base/text.h"

#include <stdint.h>

bool wildcard_fits(Slice pattern, Slice text)
{
    size_t p = 0, t = 0, star = SIZE_MAX, from = 0;
    while (t < text.length) {
        if (p < pattern.length && pattern.bytes[p] == '*') {
            star = p++;
            from = t;
        } else if (p < pattern.length && (pattern.bytes[p] == '?' || pattern.bytes[p] == text.bytes[t])) {
            p++;
            t++;
        } else if (star != SIZE_MAX) {
            p = star + 1;
            t = ++from;
        } else {
            return false;
        }
    }
    while (p < pattern.length && pattern.bytes[p] == '*') {
        p++;
    }
    return p == pattern.length;
}

void path_append_plain(Slice path, Text *plain)
{
    for (size_t i = 0; i < path.length; i++) {
        size_t end = i + 1;
        while (path.bytes[i] == '[' && end < path.length && ascii_is_digit(path.bytes[end])) {
            end++;
        }
        if (end > i + 1 && end < path.length && path.bytes[end] == ']') {
            i = end;
        } else {
            text_append_byte(plain, path.bytes[i]);
        }
    }
}

bool wildcard_fits_path(Slice pattern, Slice path)
{
    if (wildcard_fits(pattern, path)) {
        return true;
    }
    Text plain = TEXT_EMPTY;
    path_append_plain(path, &plain);
    bool fits = plain.length < path.length && wildcard_fits(pattern, text_slice(&plain));
    text_free(&plain);
    return fits;
}
