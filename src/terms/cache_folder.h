/*
 * Cache folder: what can be made anew (XDG_CACHE_HOME/ipse, else ~/.cache/ipse), readable by its owner alone.
 */
#ifndef IPSE_TERMS_CACHE_FOLDER_H
#define IPSE_TERMS_CACHE_FOLDER_H

#include "src/base/error.h"
#include "src/base/text.h"

/* Appends the path of a folder in the cache folder, not ended by a zero. False, with a sentence, where the environment
   names none. */
bool cache_folder_append(const char *name, Text *path, Error *error);

/* Appends the path of the file in it that is about a URL: the SHA-1 of the URL and a suffix, ended by a zero. */
bool cache_file_append(const char *folder, Slice url, const char *suffix, Text *path, Error *error);

/* Writes a file (mode 0600) all or nothing, and makes the folders above it (0700). */
bool cache_file_write(const char *path, Slice bytes, Error *error);

#endif
