/* Escape: what a backslash in a JSON string stands for. */
#include "src/json/escape.h"

#include "src/base/utf8.h"

/* The value of four hexadecimal digits; false where there are fewer. */
static bool read_hexadecimal(Slice raw, size_t at, uint32_t *value)
{
    *value = 0;
    for (size_t i = at; i < at + 4; i++) {
        char c = i < raw.length ? raw.bytes[i] : '\0';
        unsigned digit = c >= '0' && c <= '9'   ? (unsigned)(c - '0')
                         : c >= 'a' && c <= 'f' ? (unsigned)(c - 'a' + 10)
                         : c >= 'A' && c <= 'F' ? (unsigned)(c - 'A' + 10)
                                                : 16u;
        if (digit > 15) {
            return false;
        }
        *value = *value * 16 + digit;
    }
    return true;
}

/* The character of \uXXXX at `*at`, with the low surrogate that may follow. */
static uint32_t read_unicode(Slice raw, size_t *at)
{
    uint32_t high, low;
    size_t start = *at;
    if (!read_hexadecimal(raw, start + 2, &high)) {
        *at = start + 2;
        return UTF8_REPLACEMENT;
    }
    bool is_pair = high >= 0xD800 && high < 0xDC00 && start + 7 < raw.length && raw.bytes[start + 6] == '\\' &&
                   raw.bytes[start + 7] == 'u' && read_hexadecimal(raw, start + 8, &low) && low >= 0xDC00 &&
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
