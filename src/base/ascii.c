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
    size_t number;
    Slice digits = slice_part(text, at, count);
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
