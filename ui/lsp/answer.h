/*
 * Answer: JSON of results, from texts of documents.
 *
 * Text from documents may hold bytes that are no UTF-8, and zero bytes; in JSON they become U+FFFD.
 */
#ifndef IPSE_LSP_ANSWER_H
#define IPSE_LSP_ANSWER_H

#include "src/json/splice.h"
#include "ui/lsp/places.h"

/* A string; one with characters that are not seen written out, for people. */
cJSON *answer_text(Slice text);
cJSON *answer_shown(Slice text);

/* Adds one to an object. */
void answer_add(cJSON *object, const char *name, Slice text);
void answer_add_shown(cJSON *object, const char *name, Slice text);

/* A Location, a TextEdit. */
cJSON *answer_location(const char *uri, Places *places, Span span);
cJSON *answer_edit(Places *places, Span replaced, Slice text);

/* The TextEdits of a plan of splices for the document as it is, as an array. */
cJSON *answer_edits(Places *places, const SpliceList *splices);

/* A WorkspaceEdit of an array of TextEdits for one document; the array is taken over. */
cJSON *answer_workspace_edit(const char *uri, cJSON *edits);

#endif
