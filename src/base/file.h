/*
 * File: whole files read into memory, and folders listed.
 */
#ifndef IPSE_BASE_FILE_H
#define IPSE_BASE_FILE_H

#include "src/base/error.h"
#include "src/base/text.h"

#include <stdint.h>

/* What tells one state of a file from another (st_dev, st_ino, size, modification time in ns). All zero: no file. */
typedef struct FileState {
    uint64_t device;
    uint64_t inode;
    uint64_t size;
    int64_t modified_seconds;
    int64_t modified_nanoseconds;
} FileState;

/* Reads all of a regular file, fifo or other readable file and appends it to `content`; fills `state` (may be NULL)
   from the open descriptor. A folder, or a file of more than `limit` bytes, is an error that says so. */
bool file_read(const char *path, size_t limit, Text *content, FileState *state, Error *error);

/* As file_read, from an open descriptor, which stays open; `name` is used in messages. */
bool file_read_descriptor(int descriptor, const char *name, size_t limit, Text *content, FileState *state,
                          Error *error);

/* State of the file that the path leads to; false with ERROR_NOT_FOUND when there is none, ERROR_SYSTEM otherwise. */
bool file_state(const char *path, FileState *state, Error *error);

/* True where the file was not written between the two. */
bool file_states_equal(FileState a, FileState b);

/* False also where there is nothing. */
bool file_is_folder(const char *path);

/* Names of the entries of a folder, sorted by bytes, without "." and "..". */
typedef struct FileList {
    char **names; /* zero-terminated, owned by the list */
    size_t count;
    size_t capacity;
} FileList;

bool file_list_folder(const char *path, FileList *list, Error *error);
void file_list_free(FileList *list);

/* "FOLDER/NAME", zero-terminated; the caller frees it. */
char *file_join(const char *folder, const char *name);

#endif
