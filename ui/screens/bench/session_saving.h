/*
 * Saving of a file in three steps, the second of which may be another thread's: what is to be saved and whether it can
 * be, the writing, and what the file is after it.
 *
 * What is saved are the bytes of the first step. The document may be edited until the third.
 */
#ifndef IPSE_SCREENS_SESSION_SAVING_H
#define IPSE_SCREENS_SESSION_SAVING_H

#include "ui/screens/bench/session.h"

typedef struct SessionSaving {
    OpenFile *file;
    char *path;       /* that it is saved to */
    bool is_own;      /* which is that of the file */
    FileState before; /* of the file as it was read */
    FileState after;  /* as it is saved */
    SaveRequest request;
    SaveSource source;
} SessionSaving;

/* Begins; `path` NULL: under its own name. `is_forced`: also where someone else changed it. False with a sentence where
   it cannot be saved, and then nothing is begun. One saving of a file at a time. */
bool session_saving_begin(SessionSaving *saving, Session *session, OpenFile *file, const char *path, bool is_forced,
                          Error *error);

/* Writes; touches neither session nor file. `pace` (or NULL) may stop it: ERROR_STOPPED. */
bool session_saving_write(SessionSaving *saving, Pace *pace, Error *error);

/* The file is that which was saved, where it was; frees. */
void session_saving_end(SessionSaving *saving, bool is_saved);

/* Frees what was begun, where the file is closed. */
void session_saving_drop(SessionSaving *saving);

#endif
