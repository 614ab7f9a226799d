/*
 * File: whole files read into memory or written, what kind of file a name is, and folders listed.
 */
#ifndef IPSE_BASE_FILE_H
#define IPSE_BASE_FILE_H

#include "src/base/error.h"
#include "src/base/text.h"

#include <stdint.h>
#include <sys/types.h>

/* What tells one state of a file from another (st_dev, st_ino, size, times of the last writing and of the last change
   of content or attributes). All zero: no file. */
typedef struct FileState {
    uint64_t device;
    uint64_t inode;
    uint64_t size;
    int64_t modified_seconds;
    int64_t modified_nanoseconds;
    int64_t changed_seconds;
    int64_t changed_nanoseconds;
    uint64_t content; /* file_content_print of the bytes; 0: not known */
    bool is_packed;   /* with gzip, and unpacked as it was read (src/json/source.h) */
} FileState;

typedef enum FileKind {
    FILE_MISSING, /* or not to be looked at */
    FILE_REGULAR,
    FILE_FOLDER,
    FILE_LINK, /* only where links are not followed */
    FILE_FIFO,
    FILE_DEVICE,
    FILE_SOCKET,
} FileKind;

/* What a path leads to, with `follows_links` false FILE_LINK for a symbolic link, and FILE_MISSING where it leads to
   nothing. False with a sentence, and FILE_MISSING, where the system does not tell. */
bool file_look(const char *path, bool follows_links, FileKind *kind, Error *error);

/* The same, where the reason does not matter. */
FileKind file_kind(const char *path, bool follows_links);

/* "a FIFO", "a device" and so on; a constant. */
const char *file_kind_words(FileKind kind);

/* Reads all of a regular file and appends it to `content`; fills `state` (may be NULL), with the print of the content.
   Never waits: a FIFO, a device, a socket, a folder and a file of more than `limit` bytes are errors that say so, and
   so is a file of the system (such as those under /proc) that gives more than FILE_UNSIZED_MAXIMUM bytes or none yet. A
   file that was truncated, written or replaced meanwhile is read anew; ERROR_CHANGED where that goes on. ERROR_STOPPED
   where a blocked SIGHUP, SIGINT, SIGQUIT or SIGTERM arrives. */
bool file_read(const char *path, size_t limit, Text *content, FileState *state, Error *error);

/* As file_read, for names of the command line: FIFOs and devices are read too, and waited for. */
bool file_read_stream(const char *path, size_t limit, Text *content, FileState *state, Error *error);

/* Is told of the bytes that were read, and of the size of the file (0: not known); false lets the reading fail with
   ERROR_STOPPED. */
typedef struct FileWatch {
    bool (*told)(void *context, size_t count, uint64_t size);
    void *context;
} FileWatch;

/* As file_read_stream where `is_stream`, else as file_read; with a `folder` (or NULL), as file_read for a path below
   it, which is not left, whatever links there are (src/base/file_within.h). `watch` is told of what was read; NULL:
   nobody. */
bool file_read_watched(const char *folder, const char *path, bool is_stream, size_t limit, const FileWatch *watch,
                       Text *content, FileState *state, Error *error);

enum { FILE_UNSIZED_MAXIMUM = 16 << 20 };

/* As file_read_stream, from an open descriptor, which stays open; `name` is used in messages. */
bool file_read_descriptor(int descriptor, const char *name, size_t limit, Text *content, FileState *state,
                          Error *error);

/* Opens for reading what file_read_stream would read, and waits for it; with a folder, what file_read_watched would. -1
   with an error. The caller closes the descriptor. */
int file_open_stream(const char *folder, const char *path, Error *error);

/* What is open there, and its state without the print of the content. */
bool file_look_descriptor(int descriptor, const char *name, FileKind *kind, FileState *state, Error *error);

/* The call that reads (read(2)), so that tests can change a file meanwhile or let reading fail. */
typedef ssize_t FileReadCall(int descriptor, void *bytes, size_t size);
bool file_read_by(FileReadCall *call, const char *path, size_t limit, Text *content, FileState *state, Error *error);

/* A 64-bit hash of bytes, other than 0, by the seed of the process. */
uint64_t file_content_print(Slice bytes);

/* The same piece by piece: the print of what was before, 0 at the beginning, and the next FILE_PRINT_PIECE bytes, or
 * those that are left. */
uint64_t file_content_print_on(uint64_t print, Slice piece);
enum { FILE_PRINT_PIECE = 1 << 20 };

/* State (may be NULL) of the file that the path leads to, without the print of its content; false with ERROR_NOT_FOUND
 * when there is none, ERROR_SYSTEM otherwise. */
bool file_state(const char *path, FileState *state, Error *error);

/* True where nothing of the file was changed between the two; the content counts where both know it. */
bool file_states_equal(FileState a, FileState b);

/* True where the file still holds the bytes of a state whose content is known, whatever its times are; without known
   content as file_states_equal. ERROR_REMOVED, ERROR_CHANGED, or ERROR_SYSTEM where the file cannot be looked at. */
bool file_is_as_read(const char *path, FileState state, Error *error);

/* The same; `watch` is told of what was read for it, and may let it fail with ERROR_STOPPED. */
bool file_is_as_read_watched(const char *path, FileState state, const FileWatch *watch, Error *error);

/* Writes all of the bytes with a function like write(2), which may take them in parts; false with errno. */
bool file_write_all(ssize_t (*writer)(int descriptor, const void *bytes, size_t size), int descriptor, Slice bytes);

/* False also where there is nothing. */
bool file_is_folder(const char *path);

/* Names of the entries of a folder, sorted by bytes, without "." and "..". */
typedef struct FileList {
    char **names; /* zero-terminated, owned by the list */
    size_t count;
    size_t capacity;
} FileList;

bool file_list_folder(const char *path, FileList *list, Error *error);

/* The same, of a folder in another one, or of that itself, which is not left (src/base/file_within.h). */
bool file_list_within(const char *folder, const char *path, FileList *list, Error *error);
void file_list_free(FileList *list);

/* "FOLDER/NAME", zero-terminated; the caller frees it. */
char *file_join(const char *folder, const char *name);

/* A path as a person types it: `~` at its beginning stands for the home folder, and `~NAME` for that of a user, alone
   or before the first `/`. Where there is no such folder, the path stays. The caller frees it. */
char *file_expand_home(Slice path);

#endif
