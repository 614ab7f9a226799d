/*
 * Judge root: one value of a file (the file itself, or a line of it) judged by a session that knows nothing else. For
 * src/check/check.c and src/check/recheck.c.
 */
#ifndef IPSE_CHECK_JUDGE_ROOT_H
#define IPSE_CHECK_JUDGE_ROOT_H

#include "src/check/state/walk_state.h"

/* Judges a root as a whole, by the session of the walk. Of a line, what could not be checked is remembered. What the
   session knew of another root is forgotten. */
void judge_root(Walk *walk, NodeId root);

/* Remembers of the line that the session knows what could not be checked in it. */
void judge_note_line(CheckSession *session);

/* Adds what is said once of a document: faults of its JSON, what could not be checked. */
void judge_document(Walk *walk);

#endif
