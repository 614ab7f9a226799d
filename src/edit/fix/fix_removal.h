/*
 * FixRemoval: what a plan of splices removes for good. For fixes and their engine only.
 *
 * Values are counted in the text that the splices replace and in the text that they insert. A value that moves is in
 * both, and a value that is rewritten has another in its place; so a plan that removes more values than it inserts
 * loses content. Values are strings with text in them, numbers, true and false, words without quotes, and comments.
 */
#ifndef IPSE_EDIT_FIX_REMOVAL_H
#define IPSE_EDIT_FIX_REMOVAL_H

#include "src/json/splice.h"

/* True where a plan removes content. Appends what goes, as written, without whitespace and commas around it: of an
   array or object that is replaced, the parts that are not in what takes its place. */
bool fix_removes(const Document *document, const SpliceList *splices, Text *removed);

/* What is printed of a text that goes: without the blanks around it, and without a comma at either end. */
Slice fix_trim_commas(Slice text);

/* The number of values in JSON, or in a part of a JSON text; names of members do not count. */
size_t fix_value_count(Slice json);

#endif
