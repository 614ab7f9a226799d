/*
 * Sessions are opened for a document, and closed with all that was found out about it.
 */
#ifndef IPSE_CHECK_SESSION_OPEN_H
#define IPSE_CHECK_SESSION_OPEN_H

#include "src/check/state/session.h"

/* A session without a report; the checker and the document are borrowed. */
CheckSession *check_session_new(Checker *checker, const Document *document);
void check_session_free(CheckSession *session);

/* Forgets what was found out about the root as a whole. */
void session_forget(CheckSession *session);

/* The same after an edit of the root, whose number is the one after it: what is found by ids and addresses follows, and
   whether it is what it was is told by ids_hold and entries_hold. */
void session_follow(CheckSession *session, const Patch *patch);

/* Forgets all that is known of a root, and begins with another one. */
void session_begin_root(CheckSession *session, NodeId root);

#endif
