/*
 * State file: a small file in the state folder (state_folder.h), read and written whole, readable by its owner alone.
 */
#ifndef IPSE_SAVE_STATE_FILE_H
#define IPSE_SAVE_STATE_FILE_H

#include "src/base/text.h"

/* Appends what the file of this name holds; nothing if there is none. */
void state_file_read(const char *name, Text *content);

/* Makes the file or replaces what it holds; where that cannot be done, nothing happens. */
void state_file_write(const char *name, Slice content);

/* Appends the path of the file, ended by a zero; it is made with this content if there is none. */
void state_file_provide(const char *name, Slice content, Text *path);

#endif
