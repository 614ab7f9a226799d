/*
 * Folder: a folder of its own for tests, and text files in it.
 */
#ifndef IPSE_TESTS_FOLDER_H
#define IPSE_TESTS_FOLDER_H

#include "src/base/file.h"

/* A new empty folder, as its zero-terminated path. Give it to folder_remove, which removes it with all that is in it,
   and frees the path. Both fail the test where that cannot be done. */
char *folder_new(void);
void folder_remove(char *folder);

/* Set-up and tear-down of a test or a group: `*state` is the path of a new folder. */
int folder_set_up(void **state);
int folder_tear_down(void **state);

/* Writes a text file in place of what is there; fails the test where that cannot be done. */
void folder_write(const char *path, const char *text);

/* Fails the test where a file, of at most 64 MB, does not hold this text. */
void folder_expect(const char *path, const char *text);

/* How many files a folder has. */
size_t folder_count(const char *folder);

/* As folder_write, for a name below a folder; the caller frees the path. */
char *folder_add(const char *folder, const char *name, const char *text);

#endif
