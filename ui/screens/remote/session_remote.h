/*
 * Remote files: open documents that a server holds.
 *
 * Such a file has no place on the disk. Its name is that of its URL; what was read or saved last is kept, to show what
 * a save will send.
 */
#ifndef IPSE_SCREENS_SESSION_REMOTE_H
#define IPSE_SCREENS_SESSION_REMOTE_H

#include "src/remote/remote_file.h"
#include "ui/screens/bench/session.h"

/* Adds what was read from a server to the files; its bytes are taken over. Where files are masked, it is a
   copy that knows no server. False with a sentence where it is too
   large. */
bool session_open_remote(Session *session, RemoteResource *resource, Error *error);

/* The file that is open at a URL, by its position; SIZE_MAX if there is none. */
size_t session_find_remote(const Session *session, const Url *url);

/* The document is saved at the server: it has the name, the URL and the version of what was read back there, or is
 * known of it. */
void session_saved_remote(OpenFile *file, const RemoteResource *kept);

/* The document becomes what the server has, as one change that can be undone, and is saved. */
bool session_take_remote(OpenFile *file, const RemoteResource *resource, Slice label, Error *error);

#endif
