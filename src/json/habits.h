/*
 * Habits: how the text around a place is laid out, so that what is inserted looks as if it had always been there.
 *
 * Found by looking, from the place outwards, at what was written: line ends, the step of indentation, blanks around
 * colons and after commas, and whether the children of a container stand on lines of their own.
 */
#ifndef IPSE_JSON_HABITS_H
#define IPSE_JSON_HABITS_H

#include "src/json/document.h"

typedef struct Habits {
    bool is_lined; /* children of containers stand on lines of their own */
    Slice newline; /* "\n", "\r\n" or "\r"; constant */
    Slice unit;    /* one step of indentation, of the document; may be empty */
    Slice colon;   /* from the key's closing quote to the value: ":" with its blanks, of the document or constant */
    Slice comma;   /* from a value to the next on the same line: "," with its blanks, likewise */
    Slice padding; /* between a bracket and a child on the same line: blanks */
} Habits;

/* The habits for the children of `container` (an array, an object, or the root of lines). Slices into the document are
   valid until its next splice. */
Habits habits_of(const Document *document, NodeId container);

/* The blanks that the line of a byte begins with. */
Slice habits_indentation(const Document *document, uint32_t offset);

/* True when nothing but blanks precedes the byte on its line. */
bool habits_starts_line(const Document *document, uint32_t offset);

/* Appends the value at `id` of another document, laid out by the habits; `indentation` is that of the line on which it
   starts. Scalars and keys as they are written there. */
void habits_lay_out(const Document *value, NodeId id, const Habits *habits, Slice indentation, Text *text);

#endif
