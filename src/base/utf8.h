/*
 * UTF-8 (RFC 3629) and the width of characters in terminal cells.
 *
 * The width table is the only one in the program: it follows Unicode East Asian Width (UAX #11) with combining marks,
 * zero-width and control characters at width 0, and takes ambiguous characters as narrow.
 */
#ifndef IPSE_BASE_UTF8_H
#define IPSE_BASE_UTF8_H

#include "src/base/slice.h"
#include "src/base/text.h"

#include <stdint.h>

#define UTF8_REPLACEMENT 0xFFFDu

/* Reads the character at byte `*offset` and moves past it. An invalid or cut sequence gives UTF8_REPLACEMENT with
   `*is_valid` false and moves past one byte. `is_valid` may be NULL. `*offset` must be less than the length. */
uint32_t utf8_next(Slice slice, size_t *offset, bool *is_valid);

/* Start of the character before byte `offset` (which is greater than 0); one byte back where the bytes are invalid. */
size_t utf8_previous(Slice slice, size_t offset);

/* The first `maximum` bytes, less what would be left of a character that is cut; the whole where it is no longer. */
Slice utf8_beginning(Slice slice, size_t maximum);

/* The bytes that one character takes at most. */
enum { UTF8_MAXIMUM = 4 };

/* Writes the encoding of a code point and returns its length; surrogates and values past U+10FFFF become U+FFFD. */
size_t utf8_write(char *bytes, uint32_t character);

/* Appends the same. */
void utf8_append(Text *text, uint32_t character);

/* Number of characters; every invalid byte counts as one. */
size_t utf8_count(Slice slice);

/* Cells that a character takes: 0, 1 or 2. */
int utf8_width(uint32_t character);

/* Cells that the text takes: the sum over its characters; invalid bytes count one cell. */
size_t utf8_text_width(Slice slice);

/* True for characters that must never reach a terminal as they are: C0 and C1 controls, DEL, bidirectional controls
   (U+061C, U+200E, U+200F, U+202A–202E, U+2066–2069), zero-width characters (U+200B, U+2060–2064, U+FEFF), line and
   paragraph separators (U+2028, U+2029), tag characters and noncharacters. U+200C and U+200D (joiners) are not among
   them: scripts need them, and utf8_width gives them 0. */
bool utf8_is_hidden(uint32_t character);

/* True for what utf8_is_hidden names and for all other characters that take no place and are no marks (joiners,
   fillers, variation selectors): lines that are read by people must not differ in them unseen. */
bool utf8_is_unseen(uint32_t character);

#endif
