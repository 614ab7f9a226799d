/* File: whole files read into memory. */
#include "src/base/file.h"

#include "src/base/file_within.h"
#include "src/base/hash.h"
#include "src/base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { READ_SIZE = 65536, READ_MAXIMUM = 16 << 20, READ_TRIES = 3 };

/* Bytes that are read and not kept: the print and the number of those before the piece that is read now. */
typedef struct Printing {
    uint64_t print;
    size_t count;
} Printing;

/* One reading. */
typedef struct Reading {
    FileReadCall *call;
    const char *name;   /* for messages */
    const char *folder; /* that is not left; NULL: any link is followed */
    size_t limit;
    bool is_stream; /* what is no regular file is read too, and waited for */
    Text *content;
    FileState *state;
    Error *error;
    const FileWatch *watch; /* NULL: nobody watches */
    Printing *printing;     /* `content` holds no more than a piece; NULL: it gets all bytes */
} Reading;

static FileState state_of(const struct stat *status)
{
    return (FileState){.device = (uint64_t)status->st_dev,
                       .inode = (uint64_t)status->st_ino,
                       .size = (uint64_t)status->st_size,
                       .modified_seconds = (int64_t)status->st_mtim.tv_sec,
                       .modified_nanoseconds = (int64_t)status->st_mtim.tv_nsec,
                       .changed_seconds = (int64_t)status->st_ctim.tv_sec,
                       .changed_nanoseconds = (int64_t)status->st_ctim.tv_nsec};
}

static FileKind kind_of(mode_t mode)
{
    return S_ISREG(mode)                    ? FILE_REGULAR
           : S_ISDIR(mode)                  ? FILE_FOLDER
           : S_ISLNK(mode)                  ? FILE_LINK
           : S_ISFIFO(mode)                 ? FILE_FIFO
           : S_ISCHR(mode) || S_ISBLK(mode) ? FILE_DEVICE
           : S_ISSOCK(mode)                 ? FILE_SOCKET
                                            : FILE_MISSING;
}

bool file_look(const char *path, bool follows_links, FileKind *kind, Error *error)
{
    struct stat status;
    bool is_there = (follows_links ? stat : lstat)(path, &status) == 0;
    *kind = is_there ? kind_of(status.st_mode) : FILE_MISSING;
    return is_there || errno == ENOENT || errno == ENOTDIR || errno == ELOOP ||
           error_set_errno(error, path, "cannot be looked at");
}

FileKind file_kind(const char *path, bool follows_links)
{
    FileKind kind;
    file_look(path, follows_links, &kind, NULL);
    return kind;
}

const char *file_kind_words(FileKind kind)
{
    static const char *const words[] = {
        [FILE_MISSING] = "nothing", [FILE_REGULAR] = "a file",  [FILE_FOLDER] = "a folder", [FILE_LINK] = "a link",
        [FILE_FIFO] = "a FIFO",     [FILE_DEVICE] = "a device", [FILE_SOCKET] = "a socket"};
    return words[kind];
}

uint64_t file_content_print(Slice bytes)
{
    uint64_t print = 0;
    for (size_t at = 0; at == 0 || at < bytes.length; at += FILE_PRINT_PIECE) {
        print = file_content_print_on(print, slice_part(bytes, at, FILE_PRINT_PIECE));
    }
    return print;
}

uint64_t file_content_print_on(uint64_t print, Slice piece)
{
    HashSeed seed = hash_seed_of_process();
    seed.words[0] ^= print;
    print = hash_bytes(piece, seed);
    return print ? print : 1;
}

/* True where a signal that ends the process waits to be taken: one that is blocked while the screen is shown. */
static bool is_asked_to_stop(void)
{
    static const int signals[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM};
    sigset_t pending;
    sigemptyset(&pending);
    sigpending(&pending);
    bool is_asked = false;
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        is_asked = is_asked || sigismember(&pending, signals[i]) == 1;
    }
    return is_asked;
}

static bool fail_large(const Reading *reading, size_t limit)
{
    return error_set(reading->error, ERROR_LIMIT, reading->name, "the file is too large; allowed: at most %zu bytes",
                     limit);
}

/* Notes a piece that is read, and forgets its bytes; `start` is where they begin. */
static void print_piece(const Reading *reading, size_t start)
{
    Printing *printing = reading->printing;
    Slice piece = slice_part(text_slice(reading->content), start, SIZE_MAX);
    printing->print = file_content_print_on(printing->print, piece);
    printing->count += piece.length;
    reading->content->length = start;
}

/* The number of bytes that were read. */
static size_t count_read(const Reading *reading, size_t start)
{
    return reading->content->length - start + (reading->printing ? reading->printing->count : 0);
}

/* The room for the next bytes. */
static size_t room_of(const Reading *reading, size_t start)
{
    Text *content = reading->content;
    text_reserve(content, content->length + 1);
    size_t room = content->capacity - 1 - content->length;
    size_t most = reading->printing ? start + FILE_PRINT_PIECE - content->length : READ_MAXIMUM;
    return room < most ? room : most;
}

/* Reads until the end of the file; fails when more than `limit` bytes come. */
static bool read_to_end(const Reading *reading, int descriptor, size_t limit, uint64_t size)
{
    const FileWatch *watch = reading->watch;
    Text *content = reading->content;
    size_t start = content->length;
    for (;;) {
        if (is_asked_to_stop()) {
            return error_set(reading->error, ERROR_STOPPED, reading->name, "a signal stopped the reading");
        }
        size_t room = room_of(reading, start);
        ssize_t count = reading->call(descriptor, content->bytes + content->length, room);
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count < 0 && errno == EAGAIN && !reading->is_stream) {
            return error_set(reading->error, ERROR_NOT_POSSIBLE, reading->name, "the file has no content yet");
        }
        if (count < 0) {
            return error_set_errno(reading->error, reading->name, "cannot read");
        }
        content->bytes[content->length + (size_t)count] = '\0';
        content->length += (size_t)count;
        if (count == 0) {
            return true;
        }
        if (count_read(reading, start) > limit) {
            return fail_large(reading, limit);
        }
        if (reading->printing && content->length - start == FILE_PRINT_PIECE) {
            print_piece(reading, start);
        }
        if (watch && !watch->told(watch->context, (size_t)count, size)) {
            return error_set(reading->error, ERROR_STOPPED, reading->name, "the reading was stopped");
        }
    }
}

/* True where a regular file was the same before and after its bytes were read; a size of 0 says nothing, as files of
   the system have it. */
static bool is_undisturbed(const struct stat *before, const struct stat *after, size_t length)
{
    return !S_ISREG(before->st_mode) || (file_states_equal(state_of(before), state_of(after)) &&
                                         (after->st_size == 0 || (uint64_t)after->st_size == length));
}

/* Reads what the descriptor holds, from where it stands, once. */
static bool read_once(const Reading *reading, int descriptor, struct stat *status)
{
    if (fstat(descriptor, status) != 0) {
        return error_set_errno(reading->error, reading->name, "cannot read");
    }
    FileKind kind = kind_of(status->st_mode);
    if (kind == FILE_FOLDER || (kind != FILE_REGULAR && !reading->is_stream)) {
        return error_set(reading->error, ERROR_FORMAT, reading->name, "not a file, but %s", file_kind_words(kind));
    }
    bool has_size = kind == FILE_REGULAR && status->st_size > 0;
    if (has_size && (uint64_t)status->st_size > reading->limit) {
        return fail_large(reading, reading->limit);
    }
    bool is_unsized = kind == FILE_REGULAR && !has_size && reading->limit > FILE_UNSIZED_MAXIMUM;
    size_t wanted = reading->printing ? FILE_PRINT_PIECE : has_size ? (size_t)status->st_size : READ_SIZE;
    text_reserve(reading->content, reading->content->length + wanted + 1);
    return read_to_end(reading, descriptor, is_unsized ? FILE_UNSIZED_MAXIMUM : reading->limit,
                       has_size ? (uint64_t)status->st_size : 0);
}

/* Fills the state, with the print of the content. */
static void note_state(const Reading *reading, const struct stat *status, size_t start)
{
    FileState *state = reading->state;
    if (reading->printing && (reading->content->length > start || reading->printing->count == 0)) {
        print_piece(reading, start);
    }
    if (state) {
        *state = state_of(status);
        state->content = reading->printing
                             ? reading->printing->print
                             : file_content_print(slice_part(text_slice(reading->content), start, SIZE_MAX));
    }
}

/* Reads until the file was the same before and after. */
static bool read_descriptor(const Reading *reading, int descriptor)
{
    off_t from = lseek(descriptor, 0, SEEK_CUR);
    size_t start = reading->content->length;
    for (int i = 0; i < READ_TRIES; i++) {
        struct stat before, after;
        if (reading->printing) {
            *reading->printing = (Printing){0};
        }
        if (!read_once(reading, descriptor, &before)) {
            reading->content->length = start;
            return false;
        }
        size_t length = count_read(reading, start) + (size_t)(from > 0 ? from : 0);
        if (fstat(descriptor, &after) == 0 && is_undisturbed(&before, &after, length)) {
            note_state(reading, &after, start);
            return true;
        }
        reading->content->length = start;
        lseek(descriptor, from, SEEK_SET);
    }
    return error_set(reading->error, ERROR_CHANGED, reading->name, "the file changes during the reading; try again");
}

bool file_read_descriptor(int descriptor, const char *name, size_t limit, Text *content, FileState *state, Error *error)
{
    Reading reading = {read, name, NULL, limit, true, content, state, error, NULL, NULL};
    return read_descriptor(&reading, descriptor);
}

/* Fails with the system's reason; ERROR_NOT_FOUND where nothing has the name. */
static bool fail_path(const char *path, const char *verb, Error *error)
{
    bool is_missing = errno == ENOENT || errno == ENOTDIR;
    error_set_errno(error, path, verb);
    if (is_missing && error) {
        error->code = ERROR_NOT_FOUND;
    }
    return false;
}

/* Opens what is to be read. What is no regular file is not opened unless it is wanted: opening may wait, or act. */
static int open_path(const Reading *reading)
{
    if (reading->folder) {
        return file_open_within(reading->folder, reading->name, false, reading->error);
    }
    FileKind kind = file_kind(reading->name, true);
    if (!reading->is_stream && kind != FILE_REGULAR && kind != FILE_MISSING) {
        error_set(reading->error, ERROR_FORMAT, reading->name, "not a file, but %s", file_kind_words(kind));
        return -1;
    }
    int descriptor = open(reading->name, O_RDONLY | O_CLOEXEC | O_NOCTTY | (reading->is_stream ? 0 : O_NONBLOCK));
    if (descriptor < 0) {
        fail_path(reading->name, "cannot open", reading->error);
    }
    return descriptor;
}

int file_open_stream(const char *folder, const char *path, Error *error)
{
    return open_path(&(Reading){.name = path, .folder = folder, .is_stream = true, .error = error});
}

bool file_look_descriptor(int descriptor, const char *name, FileKind *kind, FileState *state, Error *error)
{
    struct stat status;
    if (fstat(descriptor, &status) != 0) {
        return error_set_errno(error, name, "cannot read");
    }
    *kind = kind_of(status.st_mode);
    *state = state_of(&status);
    return true;
}

/* True where the name leads to another file by now. */
static bool is_replaced(int descriptor)
{
    struct stat status;
    return fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) && status.st_nlink == 0;
}

static bool read_path(const Reading *reading)
{
    size_t start = reading->content->length;
    bool is_read = false, is_old = true;
    for (int i = 0; i < READ_TRIES && is_old; i++) {
        reading->content->length = start;
        int descriptor = open_path(reading);
        if (descriptor < 0) {
            return false;
        }
        is_read = read_descriptor(reading, descriptor);
        is_old = is_read && is_replaced(descriptor);
        close(descriptor);
    }
    return is_read;
}

bool file_read_by(FileReadCall *call, const char *path, size_t limit, Text *content, FileState *state, Error *error)
{
    return read_path(&(Reading){call, path, NULL, limit, false, content, state, error, NULL, NULL});
}

bool file_read(const char *path, size_t limit, Text *content, FileState *state, Error *error)
{
    return file_read_by(read, path, limit, content, state, error);
}

bool file_read_watched(const char *folder, const char *path, bool is_stream, size_t limit, const FileWatch *watch,
                       Text *content, FileState *state, Error *error)
{
    return read_path(&(Reading){read, path, folder, limit, is_stream && !folder, content, state, error, watch, NULL});
}

bool file_read_stream(const char *path, size_t limit, Text *content, FileState *state, Error *error)
{
    return read_path(&(Reading){read, path, NULL, limit, true, content, state, error, NULL, NULL});
}

bool file_state(const char *path, FileState *state, Error *error)
{
    struct stat status;
    if (stat(path, &status) != 0) {
        return fail_path(path, "cannot read", error);
    }
    if (state) {
        *state = state_of(&status);
    }
    return true;
}

bool file_states_equal(FileState a, FileState b)
{
    return a.device == b.device && a.inode == b.inode && a.size == b.size && a.modified_seconds == b.modified_seconds &&
           a.modified_nanoseconds == b.modified_nanoseconds && a.changed_seconds == b.changed_seconds &&
           a.changed_nanoseconds == b.changed_nanoseconds && (!a.content || !b.content || a.content == b.content);
}

bool file_is_as_read(const char *path, FileState state, Error *error)
{
    return file_is_as_read_watched(path, state, NULL, error);
}

bool file_is_as_read_watched(const char *path, FileState state, const FileWatch *watch, Error *error)
{
    FileState now = {0};
    Text piece = TEXT_EMPTY;
    Error reason = {0};
    Printing printing = {0};
    Reading reading = {.call = read,
                       .name = path,
                       .limit = state.size,
                       .content = &piece,
                       .state = &now,
                       .error = &reason,
                       .watch = watch,
                       .printing = &printing};
    bool is_looked_at = state.content ? read_path(&reading) : file_state(path, &now, &reason);
    text_free(&piece);
    if (!is_looked_at && reason.code == ERROR_NOT_FOUND) {
        return error_set(error, ERROR_REMOVED, path, "the file was removed after the reading");
    }
    if (!is_looked_at && reason.code != ERROR_LIMIT && reason.code != ERROR_FORMAT) {
        return error_set(error, reason.code, path, "%s", reason.message);
    }
    bool is_same = is_looked_at && (state.content ? now.content == state.content && now.size == state.size
                                                  : file_states_equal(now, state));
    return is_same || error_set(error, ERROR_CHANGED, path, "another program changed the file after the reading");
}

bool file_write_all(ssize_t (*writer)(int descriptor, const void *bytes, size_t size), int descriptor, Slice bytes)
{
    while (bytes.length) {
        ssize_t count = writer(descriptor, bytes.bytes, bytes.length);
        if (count == 0 || (count < 0 && errno != EINTR)) {
            errno = count == 0 ? ENOSPC : errno;
            return false;
        }
        bytes = slice_part(bytes, count > 0 ? (size_t)count : 0, bytes.length);
    }
    return true;
}

bool file_is_folder(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}
