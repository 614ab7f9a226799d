/*
 * Recovery: what was typed and not saved, kept for the next start.
 *
 * A recovery file lies in the state folder (XDG_STATE_HOME/ipse, else ~/.local/state/ipse), is readable by its owner
 * alone (mode 0600), and is named after the path of the file that it belongs to. It holds one header line
 * (`ipse-recovery 1 SIZE SECONDS.NANOSECONDS MILLISECONDS PATH`: size and modification time of the file that was read,
 * the time of writing, and the real path) and then the bytes of the document as they were.
 */
#ifndef IPSE_SAVE_RECOVERY_H
#define IPSE_SAVE_RECOVERY_H

#include "src/base/file.h"

/* A place for a recovery file; paths are owned by it. Free with recovery_free. */
typedef struct Recovery {
    char *path;   /* of the recovery file */
    char *target; /* real path of the file that it belongs to */
} Recovery;

/* The place for a file. `state_folder` NULL: by the environment. Makes no file. */
Recovery recovery_for(const char *path, const char *state_folder);
void recovery_free(Recovery *recovery);

/* Writes or overwrites the recovery file, making the state folder (mode 0700) where it is missing. Allocates no memory,
   so that it may be called when memory has run out or a signal says that the process ends. `state` is that of the file
   that was read. */
bool recovery_write(const Recovery *recovery, Slice bytes, FileState state, int64_t milliseconds, Error *error);

typedef struct RecoveryContent {
    Text bytes;
    uint64_t original_size;
    int64_t original_seconds;
    int64_t original_nanoseconds;
    int64_t milliseconds; /* when it was written */
} RecoveryContent;

/* Reads the recovery file; ERROR_NOT_FOUND where there is none. The caller frees content->bytes. */
bool recovery_read(const Recovery *recovery, RecoveryContent *content, Error *error);

/* Removes the recovery file; no file is no failure. */
void recovery_discard(const Recovery *recovery);

#endif
