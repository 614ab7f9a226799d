/*
 * Composition: splices that follow one another, as replacements in the text that they begin with.
 *
 * The splices of a plan count bytes after the splices before them. Who changes a copy of the text elsewhere (an editor,
 * a patch) needs them as ranges of the first text that are apart from each other.
 */
#ifndef IPSE_JSON_COMPOSITION_H
#define IPSE_JSON_COMPOSITION_H

#include "src/json/splice.h"

/* Calls `visit` for each range of the first text, which has `size` bytes, that the splices replace, in order: the
   range, and what stands there afterwards, which is valid during the call. */
void composition_visit(const SpliceList *splices, uint32_t size,
                       void (*visit)(void *context, Span replaced, Slice inserted), void *context);

#endif
