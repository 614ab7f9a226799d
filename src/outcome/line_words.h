/*
 * Line words: the line and the column that the place of a finding states in words.
 *
 *     Line[3] Col[12]     Line 3, Col 12     Patient.name (line 3, col 12)     line 3, position 12     [3,12] (l3/c12)
 */
#ifndef IPSE_OUTCOME_LINE_WORDS_H
#define IPSE_OUTCOME_LINE_WORDS_H

#include "src/base/slice.h"

#include <stdint.h>

typedef struct LineWords {
    uint32_t line; /* from 1; 0: none is stated */
    uint32_t column;
    size_t start; /* where the words begin, with an opening bracket; the length where none are */
} LineWords;

LineWords line_words_read(Slice place);

/* The number that a text says; 0 where it says none, or one that is no line. */
uint32_t line_words_number(Slice text);

#endif
