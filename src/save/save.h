/*
 * Save: bytes to a file, all or nothing.
 *
 * The bytes go to a temporary file beside the target, which is flushed to the disk and then renamed over it; the folder
 * is flushed too. A symbolic link is followed, so the link stays; owner, group and mode of the target are kept. When
 * anything fails, the target is as it was and no temporary file stays behind.
 */
#ifndef IPSE_SAVE_SAVE_H
#define IPSE_SAVE_SAVE_H

#include "src/base/file.h"

#include <sys/stat.h>
#include <sys/types.h>

/* The system calls that saving makes, so that tests can let each of them fail. All behave as POSIX says. */
typedef struct SaveSystem {
    int (*open)(const char *path, int flags, mode_t mode);
    ssize_t (*write)(int descriptor, const void *bytes, size_t size);
    int (*fsync)(int descriptor);
    int (*close)(int descriptor);
    int (*rename)(const char *from, const char *to);
    int (*unlink)(const char *path);
    int (*fchown)(int descriptor, uid_t owner, gid_t group);
    int (*fchmod)(int descriptor, mode_t mode);
} SaveSystem;

/* The machine's own. */
extern const SaveSystem save_system;

typedef struct SaveRequest {
    const char *path;
    Slice bytes;
    const FileState
        *expected; /* the state that the file had when it was read; NULL: whatever is there is overwritten */
    bool is_new;   /* the file must not exist yet */
} SaveRequest;

/* Saves. `state` (may be NULL) gets the state of the new file. Fails with ERROR_CHANGED when the file is not in the
   expected state (changed, or gone), or exists where a new one is asked for; with ERROR_NOT_POSSIBLE when it is
   write-protected or no file (a folder, a device, a pipe); with ERROR_SYSTEM and a sentence when the system refuses. */
bool save_file(const SaveSystem *system, const SaveRequest *request, FileState *state, Error *error);

#endif
