/* Save: bytes to a file, all or nothing. */
#include "src/save/save.h"

#include "src/base/file.h"
#include "src/base/memory.h"
#include "src/save/attributes.h"
#include "src/save/leftover.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/xattr.h>
#include <unistd.h>

enum { NEW_FILE_MODE = 0666, TEMPORARY_MODE = 0600, TEMPORARY_TRIES = 100 };

/* Where a pace looks, so many bytes are written, and so many are flushed to the disk, before it is asked again. */
enum { PIECE_BYTES = FILE_PRINT_PIECE, FLUSHED_BYTES = 16 * FILE_PRINT_PIECE };

static int system_open(const char *path, int flags, mode_t mode)
{
    return open(path, flags, mode);
}

static int system_stat(const char *path, struct stat *status)
{
    return stat(path, status);
}

const SaveSystem save_system = {.open = system_open,
                                .write = write,
                                .fsync = fsync,
                                .close = close,
                                .rename = rename,
                                .unlink = unlink,
                                .fchown = fchown,
                                .fchmod = fchmod,
                                .stat = system_stat,
                                .fsetxattr = fsetxattr,
                                .ftruncate = ftruncate};

/* One saving as it goes on. */
typedef struct Saving {
    const SaveSystem *system;
    const SaveRequest *request;
    char *target;    /* the file itself, links followed */
    char *folder;    /* its folder */
    char *temporary; /* NULL until it is made */
    int descriptor;  /* of the temporary file; -1 where it is closed */
    bool exists;
    bool is_in_place;   /* the bytes are written into the target itself */
    bool is_quick;      /* a file whose times are those of before is not read to compare it */
    struct stat status; /* of the target, where it exists */
    Text piece;         /* of the bytes, where a source gives them */
    uint64_t print;     /* of those that were written */
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

/* Looks whether there is a file; false where that cannot be told. */
static bool look(Saving *saving)
{
    saving->exists = saving->system->stat(saving->target, &saving->status) == 0;
    return saving->exists || errno == ENOENT || errno == ENOTDIR ||
           error_set_errno(saving->error, saving->request->path, "cannot save");
}

/* Where the system does not tell, trying does. */
static bool is_write_protected(const char *path, mode_t mode)
{
    return !(mode & (S_IWUSR | S_IWGRP | S_IWOTH)) ||
           (access(path, W_OK) != 0 && (errno == EACCES || errno == EPERM || errno == EROFS));
}

bool save_is_protected(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && is_write_protected(path, status.st_mode);
}

/* True where the target may be replaced: renaming asks for nothing but a folder that takes files, so that a
   write-protected file, a device or a pipe would be gone as well. */
static bool is_replaceable(Saving *saving)
{
    const char *path = saving->request->path;
    mode_t mode = saving->status.st_mode;
    if (!saving->exists) {
        return true;
    }
    if (S_ISDIR(mode)) {
        return error_set(saving->error, ERROR_NOT_POSSIBLE, path, "cannot save: the path is a folder");
    }
    if (!S_ISREG(mode)) {
        return error_set(saving->error, ERROR_NOT_POSSIBLE, path, "cannot save: not a file, but %s",
                         file_kind_words(file_kind(saving->target, true)));
    }
    if (is_write_protected(saving->target, mode)) {
        return error_set(saving->error, ERROR_NOT_POSSIBLE, path,
                         "cannot save: the file is read-only; save under another name");
    }
    return true;
}

/* True where the file that is there is the very one that was read. */
static bool is_same_file(const Saving *saving)
{
    const FileState *expected = saving->request->expected;
    return expected->device == (uint64_t)saving->status.st_dev && expected->inode == (uint64_t)saving->status.st_ino;
}

static bool note_compared(void *context, size_t count, uint64_t size)
{
    (void)size;
    const Saving *saving = context;
    return pace_piece(saving->request->pace, count);
}

static bool fail_stopped(const Saving *saving)
{
    return error_set(saving->error, ERROR_STOPPED, saving->request->path, "the saving was stopped");
}

/* True where the content is still that of the file that was read. */
static bool holds_what_was_read(Saving *saving)
{
    const FileWatch watch = {note_compared, saving};
    const SaveRequest *request = saving->request;
    FileState now;
    if (saving->is_quick && file_state(request->path, &now, NULL) && file_states_equal(now, *request->expected)) {
        return true;
    }
    bool is_same = file_is_as_read_watched(request->path, *request->expected, &watch, saving->error);
    return is_same || (pace_is_stopped(request->pace) && fail_stopped(saving));
}

/* Compares the file that is there with the one that was read. */
static bool is_expected(Saving *saving)
{
    const SaveRequest *request = saving->request;
    if (!look(saving)) {
        return false;
    }
    if (request->is_new && saving->exists) { /* which may be written over where that is asked for */
        return is_replaceable(saving) &&
               error_set(saving->error, ERROR_CHANGED, request->path, "a file with this name exists");
    }
    if (!request->expected) {
        return true;
    }
    if (!saving->exists) {
        return error_set(saving->error, ERROR_REMOVED, request->path, "the file was removed after the reading");
    }
    if (request->is_exact && !is_same_file(saving)) {
        return error_set(saving->error, ERROR_CHANGED, request->path,
                         "another file has taken the place of the one that was read");
    }
    return !S_ISREG(saving->status.st_mode) || holds_what_was_read(saving);
}

/* Makes an empty file beside the target under a name that is not taken. */
static bool make_temporary(Saving *saving)
{
    const char *name = strrchr(saving->target, '/');
    name = name ? name + 1 : saving->target;
    leftover_remove(saving->folder, name);
    for (int i = 0; i < TEMPORARY_TRIES; i++) {
        Text path = TEXT_EMPTY;
        leftover_append_name(saving->folder, name, getpid(), i, &path);
        saving->descriptor = saving->system->open(path.bytes, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, TEMPORARY_MODE);
        if (saving->descriptor >= 0) {
            leftover_lock(saving->descriptor);
            saving->temporary = path.bytes;
            return true;
        }
        text_free(&path);
        if (errno != EEXIST) {
            break;
        }
    }
    return error_set_errno(saving->error, saving->request->path,
                           "cannot save: no new file can be created in the folder");
}

/* Gives the temporary file what the target has, or what a new file gets. What it cannot get, the target keeps where it
   is written in place. */
static bool copy_attributes(Saving *saving)
{
    const SaveSystem *system = saving->system;
    if (!saving->exists) {
        return attributes_set_new(system, saving->folder, saving->descriptor, NEW_FILE_MODE) ||
               error_set_errno(saving->error, saving->request->path, "cannot save: the file mode cannot be set");
    }
    saving->is_in_place = saving->status.st_nlink > 1 ||
                          system->fchown(saving->descriptor, saving->status.st_uid, saving->status.st_gid) != 0 ||
                          !attributes_copy(system, saving->target, saving->descriptor, NULL) ||
                          system->fchmod(saving->descriptor, saving->status.st_mode & 07777) != 0;
    return true;
}

/* Flushes a file to the disk; false with errno. */
static bool flush(const SaveSystem *system, int descriptor)
{
    int flushed;
    do {
        flushed = system->fsync(descriptor);
    } while (flushed != 0 && errno == EINTR);
    return flushed == 0;
}

/* The next piece of the bytes. */
static Slice piece_at(Saving *saving, size_t offset)
{
    const SaveRequest *request = saving->request;
    size_t rest = request->bytes.length - offset, count = rest < PIECE_BYTES ? rest : PIECE_BYTES;
    if (!request->source) {
        return slice_part(request->bytes, offset, count);
    }
    text_reserve(&saving->piece, count);
    request->source->fetch(request->source->context, offset, count, saving->piece.bytes);
    return slice_make(saving->piece.bytes, count);
}

/* Writes all bytes to an open file, at its position; false with errno. Where a pace stops it, errno is ECANCELED. */
static bool write_pieces(Saving *saving, int descriptor, Pace *pace)
{
    const SaveSystem *system = saving->system;
    size_t length = saving->request->bytes.length;
    saving->print = file_content_print((Slice){0});
    for (size_t at = 0; at < length; at += PIECE_BYTES) {
        Slice piece = piece_at(saving, at);
        saving->print = file_content_print_on(at > 0 ? saving->print : 0, piece);
        if (!file_write_all(system->write, descriptor, piece)) {
            return false;
        }
        bool is_flushed = pace && (at + PIECE_BYTES) % FLUSHED_BYTES == 0;
        if (is_flushed && !flush(system, descriptor)) {
            return false;
        }
        if (!pace_piece(pace, piece.length)) {
            errno = ECANCELED;
            return false;
        }
    }
    return true;
}

static bool write_bytes(Saving *saving)
{
    Pace *pace = saving->request->pace;
    return write_pieces(saving, saving->descriptor, pace) ||
           (pace_is_stopped(pace) ? fail_stopped(saving)
                                  : error_set_errno(saving->error, saving->request->path, "cannot save"));
}

/* Flushes and closes the temporary file. */
static bool finish_temporary(Saving *saving)
{
    if (!flush(saving->system, saving->descriptor)) {
        return error_set_errno(saving->error, saving->request->path, "cannot save: the disk does not accept the data");
    }
    int closed = saving->system->close(saving->descriptor);
    saving->descriptor = -1;
    return closed == 0 || error_set_errno(saving->error, saving->request->path, "cannot save");
}

/* Ends an open file of so many bytes, and flushes it; false with errno. */
static bool end_file(const SaveSystem *system, int descriptor, size_t length)
{
    return system->ftruncate(descriptor, (off_t)length) == 0 && flush(system, descriptor);
}

/* Makes the open target hold the new bytes and no others; false with errno. Nothing stops it. */
static bool fill(Saving *saving, int descriptor)
{
    return lseek(descriptor, 0, SEEK_SET) == 0 && write_pieces(saving, descriptor, NULL) &&
           end_file(saving->system, descriptor, saving->request->bytes.length);
}

/* Puts the old bytes back after writing in place failed; where that fails too, the temporary file is what is left of
   the new text, and stays. */
static bool put_back(Saving *saving, int descriptor, Slice old)
{
    int reason = errno;
    if (lseek(descriptor, 0, SEEK_SET) == 0 && file_write_all(saving->system->write, descriptor, old) &&
        end_file(saving->system, descriptor, old.length)) {
        errno = reason;
        return error_set_errno(saving->error, saving->request->path, "cannot save");
    }
    error_set(saving->error, ERROR_SYSTEM, saving->request->path,
              "saving stopped early (%s); the complete text is in %s", strerror(reason), saving->temporary);
    free(saving->temporary);
    saving->temporary = NULL;
    return false;
}

/* Names the temporary file so that it is not taken for a leftover: while the target is written, it alone has the whole
 * text. */
static bool keep_temporary(Saving *saving)
{
    Text path = TEXT_EMPTY;
    text_format(&path, "%s.whole", saving->temporary);
    bool is_kept = saving->system->rename(saving->temporary, path.bytes) == 0;
    if (is_kept) {
        free(saving->temporary);
        saving->temporary = path.bytes;
        return true;
    }
    text_free(&path);
    return error_set_errno(saving->error, saving->request->path, "cannot save");
}

/* Writes into the target itself, so that all its names, its owner and its attributes stay. */
static bool write_in_place(Saving *saving)
{
    const SaveSystem *system = saving->system;
    Text old = TEXT_EMPTY;
    struct stat status;
    if (!file_read(saving->target, SIZE_MAX / 2, &old, NULL, saving->error) || !keep_temporary(saving)) {
        text_free(&old);
        return false;
    }
    int descriptor = system->open(saving->target, O_WRONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0);
    bool is_done = false;
    if (descriptor < 0 || fstat(descriptor, &status) != 0) {
        error_set_errno(saving->error, saving->request->path, "cannot save");
    } else if (status.st_ino != saving->status.st_ino || status.st_dev != saving->status.st_dev) {
        error_set(saving->error, ERROR_CHANGED, saving->request->path,
                  "another program changed the file after the reading");
    } else {
        pace_make_final(saving->request->pace);
        is_done = fill(saving, descriptor) || put_back(saving, descriptor, text_slice(&old));
    }
    if (descriptor >= 0) {
        system->close(descriptor);
    }
    text_free(&old);
    return is_done;
}

/* Puts the temporary file in the target's place and flushes the folder; a folder that cannot be flushed (on some
   network file systems) is no reason to call the saving failed, for the file is in its place. */
static bool put_in_place(Saving *saving)
{
    if (saving->system->rename(saving->temporary, saving->target) != 0) {
        return error_set_errno(saving->error, saving->request->path, "cannot save");
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
    text_free(&saving->piece);
    free(saving->target);
    free(saving->folder);
}

/* Lets the signals that end the process wait; `before` gets the mask to be set afterwards. */
static void hold_signals(sigset_t *before)
{
    static const int signals[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM};
    sigset_t held;
    sigemptyset(&held);
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        sigaddset(&held, signals[i]);
    }
    sigprocmask(SIG_BLOCK, &held, before);
}

/* True where the file may be put there. */
static bool is_possible(Saving *saving)
{
    return is_expected(saving) && is_replaceable(saving);
}

/* Does the steps in their order. */
static bool save_steps(Saving *saving)
{
    return is_possible(saving) && make_temporary(saving) && write_bytes(saving) && copy_attributes(saving) &&
           finish_temporary(saving) && is_expected(saving) &&
           (saving->is_in_place ? write_in_place : put_in_place)(saving);
}

/* Finds out what is to be written to; false where that cannot be. */
static bool begin(Saving *saving)
{
    const SaveRequest *request = saving->request;
    saving->descriptor = -1;
    saving->piece = TEXT_EMPTY;
    saving->target = follow_links(request->path);
    if (!saving->target) {
        return error_set(saving->error, ERROR_NOT_POSSIBLE, request->path, "cannot save: the links form a cycle");
    }
    saving->folder = folder_of(saving->target);
    return true;
}

bool save_is_possible(const SaveSystem *system, const SaveRequest *request, Error *error)
{
    Saving saving = {.system = system, .request = request, .error = error, .is_quick = true};
    if (!begin(&saving)) {
        return false;
    }
    bool can_be_saved = is_possible(&saving);
    clean_up(&saving);
    return can_be_saved;
}

bool save_file(const SaveSystem *system, const SaveRequest *request, FileState *state, Error *error)
{
    Saving saving = {.system = system, .request = request, .error = error};
    sigset_t mask;
    if (!begin(&saving)) {
        return false;
    }
    pace_begin(request->pace, request->bytes.length + (request->expected ? 2 * request->expected->size : 0));
    hold_signals(&mask);
    bool is_saved = save_steps(&saving);
    if (is_saved && state) {
        *state = (FileState){0};
        file_state(saving.target, state, NULL);
        state->content = saving.print;
    }
    clean_up(&saving);
    sigprocmask(SIG_SETMASK, &mask, NULL);
    return is_saved;
}
