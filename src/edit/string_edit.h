/*
 * StringEdit: a JSON string that says something else in some parts, with the other parts as they were written.
 */
#ifndef IPSE_EDIT_STRING_EDIT_H
#define IPSE_EDIT_STRING_EDIT_H

#include "src/json/splice.h"

/* Appends the JSON string, with quotes, that says `text`. `raw` is the inside of the string that is changed: characters
   that both have in the same order keep the escapes (\u00e9, \/) or the bytes with which they stand there, and so do
   lone surrogates and bytes that are no UTF-8. New characters are escaped where they must be. */
void string_edit_append(Slice raw, Slice text, Text *json);

/* The same where `raw` is written with its quotes; as a new string where it is none of JSON. */
void string_edit_over(Slice raw, Slice text, Text *json);

/* Appends the JSON string that says `text` and is to take the place of a value; of a string that is there, in the
   manner of string_edit_append. */
void string_edit_value(const Document *document, NodeId id, Slice text, Text *json);

/* The same sets the value. */
bool string_edit_set(const Document *document, NodeId id, Slice text, SpliceList *list, Error *error);

/* The same renames a property. */
bool string_edit_rename(const Document *document, NodeId id, Slice key, SpliceList *list, Error *error);

#endif
