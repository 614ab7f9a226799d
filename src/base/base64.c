/* Base64: groups of 24 bits, read and written from the top. */
#include "src/base/base64.h"

#include "src/base/ascii.h"

#include <stdint.h>
#include <string.h>

const char base64_digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const char base64_url_digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

void base64_encode(Slice bytes, const char *digits, Text *output)
{
    for (size_t i = 0; i < bytes.length; i += 3) {
        uint32_t group = 0;
        for (size_t j = 0; j < 3; j++) {
            group = group << 8 | (i + j < bytes.length ? (unsigned char)bytes.bytes[i + j] : 0);
        }
        for (size_t j = 0; j < 4; j++) {
            text_append_byte(output, i + j > bytes.length ? '=' : digits[group >> (18 - 6 * j) & 63]);
        }
    }
}

bool base64_decode(Slice text, const char *digits, Text *output)
{
    uint32_t group = 0;
    unsigned bits = 0;
    while (text.length > 0 && text.bytes[text.length - 1] == '=') {
        text.length--;
    }
    for (size_t i = 0; i < text.length; i++) {
        const char *digit = text.bytes[i] ? strchr(digits, text.bytes[i]) : NULL;
        if (!digit) {
            return false;
        }
        group = (group << 6 | (uint32_t)(digit - digits)) & 0xFFFF;
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            text_append_byte(output, (char)(group >> bits & 0xFF));
        }
    }
    return text.length % 4 != 1;
}

/* ---- asked of long texts ---- */

/* Without branches, which could not be foreseen: images and documents are long. */
static bool is_base64_character(char c)
{
    return ascii_is_letter_or_digit(c) | (c == '+') | (c == '/') | (c == '=');
}

bool base64_is_text(Slice text)
{
    size_t count = 0;
    for (size_t i = 0; i < text.length; i++) {
        bool is_digit = is_base64_character(text.bytes[i]);
        if (!is_digit && !ascii_is_fhir_white(text.bytes[i])) {
            return false;
        }
        count += is_digit;
    }
    return count % 4 == 0;
}

size_t base64_length(Slice text)
{
    size_t count = 0, padding = 0;
    for (size_t i = 0; i < text.length; i++) {
        count += is_base64_character(text.bytes[i]);
        padding += text.bytes[i] == '=';
    }
    return count / 4 * 3 - (padding < 3 ? padding : 0);
}
