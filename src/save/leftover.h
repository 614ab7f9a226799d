/*
 * Leftover: temporary files of savings that were killed before they ended.
 *
 * A temporary file lies next to its target, is named ".NAME.PROCESS-NUMBER.tmp", and is locked (flock) while its
 * process writes it. What has such a name for the same target, belongs to the same user, has no other name, and whose
 * process and lock are gone, is a leftover. It has no text that the target needs: the target was not changed yet.
 */
#ifndef IPSE_SAVE_LEFTOVER_H
#define IPSE_SAVE_LEFTOVER_H

#include "src/base/text.h"

#include <sys/types.h>

/* Appends the path of a temporary file of a process for a file of a folder; `number` tells several from each other. */
void leftover_append_name(const char *folder, const char *name, pid_t process, int number, Text *path);

/* Locks a temporary file that was just made, for as long as it is open; where the file system has no locks, nothing. */
void leftover_lock(int descriptor);

/* Removes the leftovers of a file of a folder. One that cannot be looked at stays. */
void leftover_remove(const char *folder, const char *name);

#endif
