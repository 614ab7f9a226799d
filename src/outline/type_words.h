/*
 * Type words: values of the common datatypes in a few words (Coding, CodeableConcept, Reference, HumanName, Period,
 * Quantity …), and the small steps from which summaries and titles are made.
 *
 * All append to a text. Text of the document is appended as it is: it must be escaped on its way to a screen.
 */
#ifndef IPSE_OUTLINE_TYPE_WORDS_H
#define IPSE_OUTLINE_TYPE_WORDS_H

#include "src/json/document.h"

/* The most bytes of one value that words show. */
enum { WORDS_MAXIMUM = 400 };

typedef void AppendWords(const Document *document, NodeId id, Text *text);

/* Appends a separator where the text has grown since `start`. */
void words_separate(Text *text, size_t start, Slice separator);

/* Appends the simple value of an object's member, after a separator where the text has grown since `start`; false if it
   is missing, empty or whitespace. `id` may be NODE_NONE. */
bool words_append_member(const Document *document, NodeId id, const char *name, size_t start, Slice separator,
                         Text *text);

/* Appends the id of a resource in the same way; a long one, such as a UUID, without its middle, where what follows
 * tells more. */
void words_append_id(const Document *document, NodeId resource, size_t start, Slice separator, Text *text);

AppendWords words_coding, words_concept, words_reference, words_identifier, words_name, words_period, words_quantity;

/* The words of a datatype by its name; NULL if it has none of its own. */
AppendWords *words_of_type(Slice type);

#endif
