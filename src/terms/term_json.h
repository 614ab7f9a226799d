/*
 * Responses of a terminology server as JSON trees. For this folder only.
 */
#ifndef IPSE_TERMS_TERM_JSON_H
#define IPSE_TERMS_TERM_JSON_H

#include "src/terms/term_answers.h"

#include <cjson/cJSON.h>

/* The text of a string member; empty if there is none. */
static inline Slice term_json_text(const cJSON *object, const char *name)
{
    return slice_from(cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, name)));
}

/* What a response means for a question; `right` gets the display that the server gives in place of another,
   percent-encoded, in the arena. */
TermAnswer term_json_answer(Slice key, const cJSON *resource, Slice *right, Arena *arena);

#endif
