/* Save: bytes to a file, all or nothing. */
#include "src/save/save.h"

#include "src/base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { NEW_FILE_MODE = 0666, TEMPORARY_TRIES = 100 };

static int system_open(const char *path, int flags, mode_t mode)
{
    return open(path, flags, mode);
}

const SaveSystem save_system = {system_open, write, fsync, close, rename, unlink, fchown, fchmod};

/* One saving as it goes on. */
typedef struct Saving {
    const SaveSystem *system;
    const SaveRequest *request;
    char *target;    /* the file itself, links followed */
    char *folder;    /* its folder */
    char *temporary; /* NULL until it is made */
    int descriptor;  /* of the temporary file; -1 where it is closed */
    bool exists;
    struct stat status; /* of the target, where it exists */
    Error *error;
} Saving;

static char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    if (!slash) {
        return memory_copy_string(SLICE("."));
    }
    return memory_copy_string(slice_make(path, slash == path ? 1 : (size_t)(slash - path)));
}

/* The path that a link names, seen from the link's own folder; NULL where the path is no link. */
static char *read_link(const char *path)
{
    enum { LINK_MAXIMUM = 4096 };
    char named[LINK_MAXIMUM];
    ssize_t length = readlink(path, named, sizeof named);
    if (length <= 0 || length == LINK_MAXIMUM) {
        return NULL;
    }
    Slice name = slice_make(named, (size_t)length);
    if (named[0] == '/') {
        return memory_copy_string(name);
    }
    char *folder = folder_of(path);
    Text joined = TEXT_EMPTY;
    text_format(&joined, "%s/%.*s", folder, SLICE_ARGS(name));
    char *target = memory_copy_string(text_slice(&joined));
    text_free(&joined);
    free(folder);
    return target;
}

/* The path with its links followed, also to a file that is yet to be made; NULL where they lead in a circle. */
static char *follow_links(const char *path)
{
    enum { LINKS_MAXIMUM = 40 };
    char *real = realpath(path, NULL);
    if (real) {
        return real;
    }
    char *target = memory_copy_string(slice_from(path));
    for (int i = 0; i < LINKS_MAXIMUM; i++) {
        char *next = read_link(target);
        if (!next) {
            return target;
        }
        free(target);
        target = next;
    }
    free(target);
    return NULL;
}

/* Compares the file that is there with the one that was read. */
static bool is_expected(Saving *saving)
{
    const SaveRequest *request = saving->request;
    if (request->is_new && saving->exists) {
        return error_set(saving->error, ERROR_CHANGED, request->path, "a file of this name exists already");
    }
    if (!request->expected) {
        return true;
    }
    FileState state;
    if (!saving->exists || !file_state(saving->target, &state, NULL)) {
        return error_set(saving->error, ERROR_CHANGED, request->path, "the file was removed since it was read");
    }
    return file_states_equal(state, *request->expected) ||
           error_set(saving->error, ERROR_CHANGED, request->path,
                     "the file was changed by someone else since it was read");
}

/* True where the target may be replaced: renaming asks for nothing but a folder that takes files, so that a write-protected
   file, a device or a pipe would be gone as well. */
static bool is_replaceable(Saving *saving)
{
    const char *path = saving->request->path;
    mode_t mode = saving->status.st_mode;
    if (!saving->exists) {
        return true;
    }
    if (S_ISDIR(mode)) {
        return error_set(saving->error, ERROR_NOT_POSSIBLE, path, "cannot be saved, for this is a folder");
    }
    if (!S_ISREG(mode)) {
        return error_set(saving->error, ERROR_NOT_POSSIBLE, path,
                         "cannot be saved, for this is a device or a pipe, not a file");
    }
    if (!(mode & (S_IWUSR | S_IWGRP | S_IWOTH)) || access(saving->target, W_OK) != 0) {
        return error_set(saving->error, ERROR_NOT_POSSIBLE, path,
                         "cannot be saved, for the file is write-protected; save it under another name");
    }
    return true;
}

/* Makes an empty file beside the target under a name that is not taken. */
static bool make_temporary(Saving *saving)
{
    const char *name = strrchr(saving->target, '/');
    name = name ? name + 1 : saving->target;
    for (int i = 0; i < TEMPORARY_TRIES; i++) {
        Text path = TEXT_EMPTY;
        text_format(&path, "%s/.%.200s.%ld-%d.tmp", saving->folder, name, (long)getpid(), i);
        saving->descriptor = saving->system->open(path.bytes, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, NEW_FILE_MODE);
        if (saving->descriptor >= 0) {
            saving->temporary = path.bytes;
            return true;
        }
        text_free(&path);
        if (errno != EEXIST) {
            break;
        }
    }
    return error_set_errno(saving->error, saving->request->path, "cannot be saved, for its folder takes no new file");
}

/* Gives the temporary file the owner, group and mode of the target. An owner that may not be given away is no reason to
   refuse: then the group is tried alone. */
static bool copy_ownership(Saving *saving)
{
    if (!saving->exists) {
        return true;
    }
    const SaveSystem *system = saving->system;
    if (system->fchown(saving->descriptor, saving->status.st_uid, saving->status.st_gid) != 0 &&
        system->fchown(saving->descriptor, (uid_t)-1, saving->status.st_gid) != 0 && errno != EPERM) {
        return error_set_errno(saving->error, saving->request->path, "cannot be saved, for its owner cannot be kept");
    }
    if (system->fchmod(saving->descriptor, saving->status.st_mode & 07777) != 0) {
        return error_set_errno(saving->error, saving->request->path, "cannot be saved, for its mode cannot be kept");
    }
    return true;
}

static bool write_bytes(Saving *saving)
{
    Slice rest = saving->request->bytes;
    while (rest.length) {
        ssize_t count = saving->system->write(saving->descriptor, rest.bytes, rest.length);
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count <= 0) {
            errno = count == 0 ? ENOSPC : errno;
            return error_set_errno(saving->error, saving->request->path, "cannot be saved");
        }
        rest = slice_part(rest, (size_t)count, rest.length);
    }
    return true;
}

/* Flushes and closes the temporary file. */
static bool finish_temporary(Saving *saving)
{
    int flushed;
    do {
        flushed = saving->system->fsync(saving->descriptor);
    } while (flushed != 0 && errno == EINTR);
    if (flushed != 0) {
        return error_set_errno(saving->error, saving->request->path, "cannot be saved, for the disk does not take it");
    }
    int closed = saving->system->close(saving->descriptor);
    saving->descriptor = -1;
    return closed == 0 || error_set_errno(saving->error, saving->request->path, "cannot be saved");
}

/* Puts the temporary file in the target's place and flushes the folder; a folder that cannot be flushed (on some network
   file systems) is no reason to call the saving failed, for the file is in its place. */
static bool put_in_place(Saving *saving)
{
    if (saving->system->rename(saving->temporary, saving->target) != 0) {
        return error_set_errno(saving->error, saving->request->path, "cannot be saved");
    }
    free(saving->temporary);
    saving->temporary = NULL;
    int folder = saving->system->open(saving->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
    if (folder >= 0) {
        saving->system->fsync(folder);
        saving->system->close(folder);
    }
    return true;
}

/* Takes away what a failed saving left. */
static void clean_up(Saving *saving)
{
    if (saving->descriptor >= 0) {
        saving->system->close(saving->descriptor);
    }
    if (saving->temporary) {
        saving->system->unlink(saving->temporary);
        free(saving->temporary);
    }
    free(saving->target);
    free(saving->folder);
}

bool save_file(const SaveSystem *system, const SaveRequest *request, FileState *state, Error *error)
{
    Saving saving = {.system = system, .request = request, .descriptor = -1, .error = error};
    saving.target = follow_links(request->path);
    if (!saving.target) {
        return error_set(error, ERROR_NOT_POSSIBLE, request->path, "cannot be saved, for its links lead in a circle");
    }
    saving.folder = folder_of(saving.target);
    saving.exists = stat(saving.target, &saving.status) == 0;
    bool is_saved = is_expected(&saving) && is_replaceable(&saving) && make_temporary(&saving) &&
                    copy_ownership(&saving) && write_bytes(&saving) && finish_temporary(&saving) &&
                    is_expected(&saving) && put_in_place(&saving);
    if (is_saved && state) {
        *state = (FileState){0};
        file_state(saving.target, state, NULL);
    }
    clean_up(&saving);
    return is_saved;
}
