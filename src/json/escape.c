/* Escape: what a backslash in a JSON string stands for. */
#include "src/json/escape.h"

#include "src/base/ascii.h"
#include "src/base/utf8.h"

/* The character of \uXXXX at `*at`, with the low surrogate that may follow. */
static uint32_t read_unicode(Slice raw, size_t *at)
{
    uint32_t high, low;
    size_t start = *at;
    if (!ascii_hexadecimal_at(raw, start + 2, 4, &high)) {
        *at = start + 2;
        return UTF8_REPLACEMENT;
    }
    bool is_pair = high >= 0xD800 && high < 0xDC00 && start + 7 < raw.length && raw.bytes[start + 6] == '\\' &&
                   raw.bytes[start + 7] == 'u' && ascii_hexadecimal_at(raw, start + 8, 4, &low) && low >= 0xDC00 &&
                   low < 0xE000;
    *at = start + (is_pair ? 12 : 6);
    return is_pair ? 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00) : high;
}

uint32_t escape_read(Slice raw, size_t *at)
{
    static const char names[] = "bfnrt", values[] = "\b\f\n\r\t";
    char kind = raw.bytes[*at + 1];
    if (kind == 'u') {
        return read_unicode(raw, at);
    }
    const char *name = kind ? strchr(names, kind) : NULL;
    if (name) {
        *at += 2;
        return (unsigned char)values[name - names];
    }
    ++*at;
    return utf8_next(raw, at, NULL);
}
