/*
 * Recovery: work that was not saved, kept for the next start.
 *
 * Every program that has a file open takes a slot for it in the state folder (XDG_STATE_HOME/ipse, else
 * ~/.local/state/ipse). A slot is up to three files, named after a hash of the real path of the file and a number:
 *
 * The real path of a file that does not exist yet is that of its folder, and its name.
 *
 *     HASH.NUMBER.lock       holds the process id, and is locked (flock) while the program runs: the system gives the
 * lock back when the process ends, however it ends, so that process ids may be used again HASH.NUMBER.recovery
 * RECOVERY_UNSAVED: what is not saved; offered by the next start HASH.NUMBER.discarded  RECOVERY_DISCARDED: what was
 * discarded on purpose; had back by asking only
 *
 * A slot that has any of these files is never taken by another program, so that no work is written over. All are
 * readable by their owner alone (mode 0600), and replaced as a whole. The two kinds of work have one format: a header
 * (recovery_image.h) and then the bytes of the document.
 */
#ifndef IPSE_SAVE_RECOVERY_H
#define IPSE_SAVE_RECOVERY_H

#include "src/base/file.h"
#include "src/base/work/pace.h"

typedef enum RecoveryKind { RECOVERY_UNSAVED, RECOVERY_DISCARDED } RecoveryKind;
enum { RECOVERY_KIND_COUNT = 2 };

/* The slot of one open file. */
typedef struct Recovery Recovery;

/* Takes a slot for the file. `state_folder` NULL: by the environment. Where none can be taken now, it is tried again
   when something is written. Free with recovery_close. */
Recovery *recovery_open(const char *path, const char *state_folder);

/* Gives the lock back. What was written stays; NULL does nothing. */
void recovery_close(Recovery *recovery);

/* What is kept. */
typedef struct RecoveryWork {
    Slice bytes;          /* of the document */
    FileState state;      /* of the file when it was read or saved last */
    int64_t milliseconds; /* now */
    Slice prompt;         /* label of the prompt in which something is typed; empty: none */
    Slice typed;          /* what is typed there */
    Slice unfilled;       /* what in the document was begun and not filled in; the caller's own form */
} RecoveryWork;

/* Writes the work in place of what the slot has of this kind, and flushes it to the disk. */
bool recovery_write(Recovery *recovery, RecoveryKind kind, const RecoveryWork *work, Error *error);

/* The writing of RECOVERY_UNSAVED in pieces, by another thread: between the beginning and the end of it nothing else
   may be done with the slot. */
typedef struct RecoveryWriting RecoveryWriting;

/* Begins with the work, whose bytes `fetch` copies piece by piece. NULL with a sentence where no slot can be taken. */
RecoveryWriting *recovery_writing_begin(Recovery *recovery, const RecoveryWork *work,
                                        void (*fetch)(void *context, size_t offset, size_t count, char *bytes),
                                        void *context, Error *error);

/* Writes as recovery_write; the pace (NULL: none) counts bytes, and may stop it: what the slot has is then as it was.
 */
bool recovery_writing_run(RecoveryWriting *writing, Pace *pace, Error *error);

void recovery_writing_end(RecoveryWriting *writing);

/* Removes what the slot has of this kind; nothing there is no failure. */
void recovery_remove(Recovery *recovery, RecoveryKind kind);

/* ---- the end of the process ---- */

/* Makes ready what recovery_write_prepared writes as RECOVERY_UNSAVED; NULL: nothing. Where memory runs out, what was
   made ready before stays, and the answer is false. */
bool recovery_prepare(Recovery *recovery, const RecoveryWork *work);

/* Writes what was made ready and is not written yet. Uses only what is safe in a signal handler: no memory is
   allocated. True where nothing is left to write; else errno says why. */
bool recovery_write_prepared(Recovery *recovery);

/* ---- what other runs left ---- */

typedef struct RecoveryList {
    char **paths; /* newest first */
    size_t count;
    size_t capacity;
} RecoveryList;

/* Lists the work of this kind for the same file: RECOVERY_UNSAVED of programs that have ended, RECOVERY_DISCARDED of
   all, this one included. The caller frees it with recovery_list_free. */
void recovery_list(const Recovery *recovery, RecoveryKind kind, RecoveryList *list);
void recovery_list_free(RecoveryList *list);

/* True where there is work of RECOVERY_UNSAVED of a program that has ended for the file, which need not exist. Takes no
 * slot. */
bool recovery_is_left(const char *path, const char *state_folder);

/* The process id of another running program that has the same file open; 0: none. */
long recovery_other_process(const Recovery *recovery);

typedef struct RecoveryContent {
    Text bytes;
    FileState state; /* size and times only */
    int64_t milliseconds;
    Text prompt;
    Text typed;
    Text unfilled;
} RecoveryContent;

/* Reads work that was listed. ERROR_NOT_FOUND where it is no more, or belongs to another file; ERROR_FORMAT where it is
   damaged. The caller frees the content with recovery_content_free. */
bool recovery_read(const Recovery *recovery, const char *path, RecoveryContent *content, Error *error);
void recovery_content_free(RecoveryContent *content);

/* True where the file is not as it was when the work was begun. */
bool recovery_is_outdated(const RecoveryContent *content, FileState state);

/* Makes unsaved work that was listed discarded work. */
void recovery_discard(const char *path);

/* Removes work that was listed, of either kind, for good. */
void recovery_delete(const char *path);

/* Removes all discarded work for the file; for when it was saved. */
void recovery_forget_discarded(const Recovery *recovery);

#endif
