/*
 * Line form: one JSON value, or several, one a line (NDJSON)?
 *
 * A name that ends with .ndjson or .jsonl says so. Without such a name the text itself tells, by its first lines that
 * are not blank: where one is a whole object and the next one starts another, without a comma between, no single value
 * can be meant. So it is NDJSON
 *
 *   - where the first line is a whole object, and the second one starts with {, or is broken and a third starts with {;
 *   - where the first line is broken and the next ones start with {, the first of these that is whole is a resource,
 * and it is the last one or another starts with {.
 */
#ifndef IPSE_JSON_LINE_FORM_H
#define IPSE_JSON_LINE_FORM_H

#include "src/json/document.h"

typedef enum LineForm {
    LINE_FORM_VALUE,
    LINE_FORM_LINES,
    LINE_FORM_UNKNOWN /* more of the text is needed to tell */
} LineForm;

/* True for names that end with .ndjson or .jsonl, in any case, perhaps with .gz after it. */
bool line_form_is_named(Slice name);

/* The form of a text that begins with these bytes, perhaps with a byte order mark; with `is_whole`, that is no more
   than these, and then it is never unknown. */
LineForm line_form_of(Slice beginning, bool is_whole);

#endif
