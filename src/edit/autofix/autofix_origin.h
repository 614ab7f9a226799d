/*
 * AutofixOrigin: what a removal takes of the document as it was given to the engine. For the engine of fixes
 * (src/edit/autofix/autofix.h) only.
 *
 * An earlier fix of the same run may have written what a later one removes: a code that was added, a reference in
 * another form. The file lost nothing, or lost what was there before. The bytes that a fix replaces are followed back
 * through the changes of the history, the last first, to those that the engine was given. An array or object that has
 * only strings which the document had is printed as it is: its parts may have moved.
 */
#ifndef IPSE_EDIT_AUTOFIX_ORIGIN_H
#define IPSE_EDIT_AUTOFIX_ORIGIN_H

#include "src/edit/autofix/autofix_batch.h"

/* Gives the removals of a batch, planned for the document as it is now, the text that was there at first. */
void autofix_origin_of_batch(Autofix *engine, AutofixBatch *batch);

/* The same for one fix: `removed` as the fix has it, or a text in the arena. */
Slice autofix_origin_of(Autofix *engine, const SpliceList *splices, Slice removed, Arena *arena);

#endif
