/*
 * Row words: the value of a row in a reader's words, which are shown beside the raw value: dates, references,
 * narratives.
 */
#ifndef IPSE_OUTLINE_ROW_WORDS_H
#define IPSE_OUTLINE_ROW_WORDS_H

#include "src/outline/names.h"
#include "src/profile/rules.h"

/* The type of a value by its element: of a choice the one that its key names. Empty where it is not known. */
Slice row_type(const Document *document, NodeId id, const Element *element);

/* Appends the words: "14 March 2025, 09:12" for a date, "Patient · Ada Sample" for a reference within the document;
   nothing where the value says it as well. `type` is that of row_type. */
void row_words(Names *names, const Document *document, NodeId id, Slice type, Text *text);

/* The XHTML of a narrative: the node itself or its `div`; NODE_NONE for values of other types. */
NodeId row_narrative(const Document *document, NodeId id, Slice type);

#endif
