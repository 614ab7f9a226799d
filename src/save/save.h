/*
 * Save: bytes to a file, all or nothing.
 *
 * The bytes go to a temporary file next to the target that only its owner may read. It is flushed to the disk, gets
 * owner, group, mode, access control list and extended attributes of the target, and is renamed over the target; the
 * folder is flushed too. A symbolic link is followed, so the link stays. When anything fails, the target is as it was
 * and no temporary file stays after; where the process is killed, the next saving of the file removes it (leftover.h).
 *
 * Signals that end the process wait until the saving is over, so that none ends it half way.
 *
 * Where the target has several names (hard links), or an owner or attributes that the temporary file cannot get, the
 * bytes are written into the target itself after the temporary file is safe on the disk. Where that fails half way, the
 * old bytes are put back; where that fails too, the temporary file stays and the error names it.
 */
#ifndef IPSE_SAVE_SAVE_H
#define IPSE_SAVE_SAVE_H

#include "src/base/file.h"
#include "src/base/work/pace.h"

#include <sys/stat.h>
#include <sys/types.h>

/* True where there is a file and it may not be written: saving under its name would be refused. */
bool save_is_protected(const char *path);

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
    int (*stat)(const char *path, struct stat *status);
    int (*fsetxattr)(int descriptor, const char *name, const void *value, size_t size, int flags);
    int (*ftruncate)(int descriptor, off_t length);
} SaveSystem;

/* The machine's own. */
extern const SaveSystem save_system;

/* Bytes that are had piece by piece, while their owner may move them. */
typedef struct SaveSource {
    void (*fetch)(void *context, size_t offset, size_t count, char *bytes); /* copies them to `bytes` */
    void *context;
} SaveSource;

typedef struct SaveRequest {
    const char *path;
    Slice bytes;
    const SaveSource *source; /* gives bytes.length bytes, and bytes.bytes is not read; NULL: `bytes` has them */
    /* the state that the file had when it was read; NULL: whatever is there is overwritten */
    const FileState *expected;
    bool is_exact; /* it must be the very file of `expected`, not another one with the same bytes */
    bool is_new;   /* the file must not exist yet */
    Pace *pace;    /* counts what is compared and written, in bytes; NULL: none */
} SaveRequest;

/* Fails as save_file would before it writes anything: nothing is written. Quick where nothing touched the file of the
 * expected state. */
bool save_is_possible(const SaveSystem *system, const SaveRequest *request, Error *error);

/* Saves. `state` (may be NULL) gets the state of the new file. Fails with ERROR_CHANGED when the file does not
   hold what the expected state says, or exists where a new one is asked for; with ERROR_REMOVED when it is missing;
   with ERROR_NOT_POSSIBLE when it is write-protected or no file (a folder, a device, a pipe); with ERROR_STOPPED when
   the pace stopped it; with ERROR_SYSTEM and a sentence when the system refuses. */
bool save_file(const SaveSystem *system, const SaveRequest *request, FileState *state, Error *error);

#endif
