/* Ascii: numbers of digits. */
#include "src/base/ascii.h"

bool ascii_number(Slice digits, size_t most, size_t *number)
{
    *number = 0;
    for (size_t i = 0; i < digits.length; i++) {
        size_t digit = (size_t)(digits.bytes[i] - '0');
        if (!ascii_is_digit(digits.bytes[i]) || digit > most || *number > (most - digit) / 10) {
            return false;
        }
        *number = *number * 10 + digit;
    }
    return digits.length > 0;
}

int ascii_number_at(Slice text, size_t at, size_t count)
{
    enum { SAFE = 9 }; /* digits whose number fits, whatever they are */
    size_t number = 0;
    Slice digits = slice_part(text, at, count);
    if (count <= SAFE) {
        bool are_digits = digits.length == count && count > 0;
        for (size_t i = 0; i < digits.length; i++) {
            are_digits &= ascii_is_digit(digits.bytes[i]);
            number = number * 10 + (unsigned char)digits.bytes[i] - '0';
        }
        return are_digits ? (int)number : -1;
    }
    return digits.length == count && ascii_number(digits, INT32_MAX, &number) ? (int)number : -1;
}

bool ascii_hexadecimal_at(Slice text, size_t at, size_t count, uint32_t *number)
{
    Slice digits = slice_part(text, at, count);
    *number = 0;
    for (size_t i = 0; i < digits.length; i++) {
        if (!ascii_is_hexadecimal(digits.bytes[i])) {
            return false;
        }
        *number = *number << 4 | ascii_hexadecimal(digits.bytes[i]);
    }
    return digits.length == count;
}

/* Eight bytes at a time: none is above 0x7F, none below the space, and none is DEL. */
static bool are_plain(const char *bytes)
{
    const uint64_t ones = 0x0101010101010101u, highs = 0x8080808080808080u;
    uint64_t word, deletes;
    memcpy(&word, bytes, sizeof word);
    deletes = word ^ (ones * 0x7F);
    return ((word | (word - ones * ' ') | (deletes - ones)) & highs) == 0;
}

size_t ascii_plain_length(Slice text)
{
    size_t length = 0;
    while (text.length - length >= sizeof(uint64_t) && are_plain(text.bytes + length)) {
        length += sizeof(uint64_t);
    }
    while (length < text.length && ascii_is_plain(text.bytes[length])) {
        length++;
    }
    return length;
}
