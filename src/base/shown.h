/*
 * Shown: a value of a document as a sentence shows it: whole where it is short, else shortened in the middle, so that
 * both ends can be compared. Names, paths, expected values and URLs of definitions are never shortened.
 */
#ifndef IPSE_BASE_SHOWN_H
#define IPSE_BASE_SHOWN_H

#include "src/base/slice.h"
#include "src/base/text.h"

/* A value of at most 24 cells is `head`. Of a longer one `head` has the first 12 cells, `mark` is an ellipsis, and
   `tail` has the last 11 cells. Characters of no width stay with the one before. */
typedef struct Shown {
    Slice head;
    const char *mark;
    Slice tail;
} Shown;

/* The value is borrowed. */
Shown shown_value(Slice value);

/* For printf: "'" SHOWN "' is not valid", SHOWN_ARGS(shown). */
#define SHOWN             "%.*s%s%.*s"
#define SHOWN_ARGS(shown) SLICE_ARGS((shown).head), (shown).mark, SLICE_ARGS((shown).tail)

/* Appends a byte of a text; a control character as its picture, so that it is told apart from its escape: ␛ is not
 * \u001b. */
void shown_append_byte(Text *text, char byte);

#endif
