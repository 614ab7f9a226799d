/*
 * Ascii: what a byte is, by ASCII alone: no locale, and bytes of 0x80 and more are nothing of all this.
 *
 * White space differs by standard, so each has a function of its own.
 */
#ifndef IPSE_BASE_ASCII_H
#define IPSE_BASE_ASCII_H

#include "src/base/slice.h"

#include <stdint.h>

enum { ASCII_NO_HEXADECIMAL = 16 };

static inline bool ascii_is_digit(char c)
{
    return (unsigned char)c - (unsigned)'0' < 10;
}

static inline bool ascii_is_lower(char c)
{
    return (unsigned char)c - (unsigned)'a' < 26;
}

static inline bool ascii_is_upper(char c)
{
    return (unsigned char)c - (unsigned)'A' < 26;
}

static inline bool ascii_is_letter(char c)
{
    return ((unsigned char)c | 0x20u) - 'a' < 26;
}

static inline bool ascii_is_letter_or_digit(char c)
{
    return (int)ascii_is_letter(c) | (int)ascii_is_digit(c);
}

static inline char ascii_lower(char c)
{
    return (char)(ascii_is_upper(c) ? c - 'A' + 'a' : c);
}

static inline char ascii_upper(char c)
{
    return (char)(ascii_is_lower(c) ? c - 'a' + 'A' : c);
}

/* The value of a hexadecimal digit in either case; ASCII_NO_HEXADECIMAL for any other byte. */
static inline unsigned ascii_hexadecimal(char c)
{
    unsigned letter = ((unsigned char)c | 0x20u) - 'a';
    return ascii_is_digit(c) ? (unsigned char)c - (unsigned)'0' : letter < 6 ? letter + 10 : ASCII_NO_HEXADECIMAL;
}

static inline bool ascii_is_hexadecimal(char c)
{
    return ascii_hexadecimal(c) != ASCII_NO_HEXADECIMAL;
}

/* A byte that is seen as it is: a space, or a printable character. */
static inline bool ascii_is_plain(char c)
{
    return (unsigned char)c - (unsigned)' ' < 0x7F - ' ';
}

/* The length of the plain bytes that a text begins with. */
size_t ascii_plain_length(Slice text);

/* A space or a tab: what stands between the words of a line. */
static inline bool ascii_is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static inline bool ascii_is_line_end(char c)
{
    return c == '\n' || c == '\r';
}

/* White space of JSON (RFC 8259, section 2). */
static inline bool ascii_is_json_white(char c)
{
    return ascii_is_blank(c) || ascii_is_line_end(c);
}

/* White space of XML 1.0 (section 2.3, S). */
static inline bool ascii_is_xml_white(char c)
{
    return ascii_is_blank(c) || ascii_is_line_end(c);
}

/* White space of FHIR and FHIRPath: \s of the regular expressions of the primitive types. */
static inline bool ascii_is_fhir_white(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* True where a text has bytes, and all are of a kind. */
static inline bool ascii_are_all(Slice text, bool (*is_one)(char c))
{
    size_t count = 0;
    while (count < text.length && is_one(text.bytes[count])) {
        count++;
    }
    return text.length > 0 && count == text.length;
}

/* The number that a text of nothing but digits gives; false for any other text, and for numbers beyond `most`. */
bool ascii_number(Slice digits, size_t most, size_t *number);

/* The number that `count` digits at a place give, at most nine; -1 where there are not so many. */
int ascii_number_at(Slice text, size_t at, size_t count);

/* The same of hexadecimal digits, at most eight; false where there are not so many. */
bool ascii_hexadecimal_at(Slice text, size_t at, size_t count, uint32_t *number);

#endif
