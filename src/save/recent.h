/*
 * Recent: the files that were opened last, kept in the state folder (XDG_STATE_HOME/ipse/recent, else
 * ~/.local/state/ipse/recent): one real path a line, the latest first, readable by its owner alone.
 */
#ifndef IPSE_SAVE_RECENT_H
#define IPSE_SAVE_RECENT_H

#include "src/base/file.h"

enum { RECENT_MAXIMUM = 20 };

/* Puts a file at the top of the list; where that cannot be written, nothing happens. */
void recent_add(const char *path);

/* Adds the files that are still there to `list`, the latest first. */
void recent_list(FileList *list);

#endif
