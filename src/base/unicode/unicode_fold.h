/*
 * Unicode fold: texts compared without regard to case and to how letters with marks are composed.
 *
 * A character is read as its base and its marks (canonical decomposition), each in lower case where case does not
 * count: "É", "é" and "e" with U+0301 are the same, and so are "ß" and "ss". Marks in another order are not. Hangul is
 * compared as it is written.
 *
 * Standard: The Unicode Standard 14.0, sections 3.7 and 3.13.
 */
#ifndef IPSE_BASE_UNICODE_FOLD_H
#define IPSE_BASE_UNICODE_FOLD_H

#include "src/base/slice.h"

#include <stdbool.h>
#include <stdint.h>

/* The character that one is in lower case, if that is one character; itself if there is none. */
uint32_t unicode_fold(uint32_t character);

/* True for a letter that has another in lower case. */
bool unicode_is_capital(uint32_t character);

/* The base of a letter with a mark, and the mark; the character itself and 0 where it has none of its own. */
uint32_t unicode_decompose(uint32_t character, uint32_t *mark);

/* True for a mark that belongs to the character before it. */
bool unicode_is_mark(uint32_t character);

enum { FOLDED_MAXIMUM = 4 };

/* A text, read character by character. */
typedef struct FoldReader {
    Slice text;
    size_t offset; /* of the next character */
    bool folds;    /* case does not count */
    uint32_t pending[FOLDED_MAXIMUM];
    uint8_t pending_count;
} FoldReader;

/* The next base or mark; false at the end. */
bool fold_next(FoldReader *reader, uint32_t *character);

/* The end of what a text holds at an offset, where it is the wanted text; SIZE_MAX where it is not. The characters that
   it ends with have no further marks. */
size_t fold_match(Slice text, size_t offset, Slice wanted, bool folds);

#endif
