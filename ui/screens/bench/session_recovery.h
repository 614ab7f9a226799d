/*
 * Session recovery: the recovery files of the open files (src/save/recovery.h), kept in step with what is not saved.
 *
 * What is being typed and is not entered yet counts as unsaved work: a text in a box or a line of the raw text as if it
 * were entered, the text of a prompt beside the document. A stamp tells one state of the work from another. What
 * earlier runs left for a file is offered elsewhere (ui/screens/views/rescue.h).
 */
#ifndef IPSE_SCREENS_SESSION_RECOVERY_H
#define IPSE_SCREENS_SESSION_RECOVERY_H

#include "src/edit/new_document.h"
#include "ui/screens/bench/session.h"

/* What is being typed and is not entered yet. */
typedef struct Unentered {
    const OpenFile *file; /* that it is typed for; NULL: nothing is typed */
    uint64_t revision;    /* another number after every change */
    void *context;
    bool (*plan)(void *context, SpliceList *list,
                 Error *error); /* what Enter would do to the document; NULL: nothing */
    Slice prompt;               /* label of the prompt in which `typed` is typed */
    Slice typed;
    const OpenFile *begun_in; /* where something was begun that is not filled in; NULL: nowhere */
    Slice begun;              /* what that is (editing/unfinished.h) */
} Unentered;

/* True where a recovery file is not as the work is. */
bool session_needs_rescue(const Session *session, const Unentered *unentered);

/* Writes recovery files where that is so, and removes those of files without unsaved work. Files that could not be kept
   are marked (OpenFile.is_unkept). True where a mark changed. */
bool session_rescue(Session *session, const Unentered *unentered);

/* The same, but what large files need goes on in another thread when this returns; it is to be called again once in a
   while as long as session_needs_rescue. */
bool session_rescue_beside(Session *session, const Unentered *unentered);

/* The document of a file is about to change: what is being written of it stays as it is. */
void session_keeping_is_changing(const OpenFile *file);

/* Stops what another thread writes of a file, and waits for it; before its recovery file is used otherwise. Nothing
 * where none does. */
void session_end_keeping(OpenFile *file);

/* Makes ready what session_rescue_prepared writes. Cheap where nothing changed. */
void session_prepare_rescue(Session *session, const Unentered *unentered);

/* Writes what was made ready; safe in a signal handler. False where some of it could not be written. `is_any` becomes
   true where something is kept. */
bool session_rescue_prepared(const Session *session, bool *is_any);

/* The file was saved: nothing is kept for it any more, also not what was discarded. */
void session_forget_work(OpenFile *file);

/* The file was saved as it was before its last changes: what is kept of them is written anew when that is due. */
void session_renew_work(OpenFile *file);

/* The unsaved work is discarded on purpose: it is kept as RECOVERY_DISCARDED, which is had back by asking only. */
void session_discard(Session *session, OpenFile *file);

/* Opens what an earlier run left of a file that was never saved, as a change of a new document of its kind; what was
   begun in it and not filled in is appended to `begun`, and the path of its recovery file, which stays, to `kept`,
   ended by a zero. False where the file exists, or there is no such work. */
bool session_open_left(Session *session, const char *path, Text *begun, Text *kept);

#endif
