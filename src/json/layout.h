/*
 * Habits: how the text around a place is laid out, so that what is inserted looks as if it had always been there.
 *
 * Found by looking, from the place outwards, at what was written: line ends, the step of indentation, blanks around
 * colons and commas and inside brackets, and whether the children of a container stand on lines of their own. What the
 * surroundings do not tell is looked for at the beginning of the document.
 */
#ifndef IPSE_JSON_LAYOUT_H
#define IPSE_JSON_LAYOUT_H

#include "src/json/document.h"

typedef struct Habits {
    bool is_lined;        /* children of containers stand on lines of their own */
    Slice newline;        /* "\n", "\r\n" or "\r"; constant */
    Slice unit;           /* one step of indentation, of the document or constant */
    Slice colon;          /* from the key's closing quote to the value: ":" with its blanks, likewise */
    Slice comma;          /* from a value to the next on the same line: "," with its blanks, likewise */
    Slice array_padding;  /* blanks between a bracket and a child on the same line, likewise */
    Slice object_padding; /* likewise in braces */
} Habits;

/* The habits for the children of `container` (an array, an object, or the root of lines). Slices into the document are
   valid until its next splice. */
Habits habits_of(const Document *document, NodeId container);

/* Whether the children of an array or object (`kind`) that is to be a child of `container` get lines of their own: as
   in the other children of that kind, or else of the other kind; `is_lined` where no child tells. */
bool habits_is_child_lined(const Document *document, NodeId container, NodeKind kind, bool is_lined);

/* The blanks that the line of a byte begins with, up to that byte. */
Slice habits_indentation(const Document *document, uint32_t offset);

/* True when nothing but blanks precedes the byte on its line, and there is a line before it. */
bool habits_starts_line(const Document *document, uint32_t offset);

/* Appends the value at `id` of another document, laid out by the habits; `indentation` is that of the line on which it
   starts. Scalars and keys as they are written there. */
void habits_lay_out(const Document *value, NodeId id, const Habits *habits, Slice indentation, Text *text);

#endif
