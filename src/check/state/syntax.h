/*
 * Syntax: what the reader found wrong with the JSON text, as issues.
 */
#ifndef IPSE_CHECK_SYNTAX_H
#define IPSE_CHECK_SYNTAX_H

#include "src/check/state/walk_state.h"

/* Adds an issue for each fault of the document. */
void syntax_check(Walk *walk);

/* Adds a note where a byte order mark stands before a value: that of the file, or of a line. */
void syntax_note_mark(Walk *walk, NodeId root);

/* True when the reader had to guess somewhere in the value of the file, or of a line, so that judging what it holds
   would mislead. */
bool syntax_is_guesswork(const Document *document, NodeId root);

#endif
