/*
 * JSON Patch (RFC 6902): the operations that make one JSON value of another one.
 *
 * Applied in order to the first value they give the second: objects with the same members, arrays with the same items
 * in the same order, numbers as they are written. What is alike stays; of arrays, the equal items at both ends stay,
 * and those between are compared one by one. An object with a key twice is replaced as a whole where it differs,
 * because a pointer (RFC 6901) cannot name the second one.
 */
#ifndef IPSE_EDIT_JSON_PATCH_H
#define IPSE_EDIT_JSON_PATCH_H

#include "src/json/document.h"

/* Appends the patch as a JSON array, one operation a line. False with a sentence, and nothing appended, where one of
   the documents is not one valid JSON value. */
bool json_patch_append(const Document *before, const Document *after, Text *patch, Error *error);

#endif
