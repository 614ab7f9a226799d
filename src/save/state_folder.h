/*
 * State folder: where the program keeps what is to outlive it (XDG_STATE_HOME/ipse, else ~/.local/state/ipse).
 */
#ifndef IPSE_SAVE_STATE_FOLDER_H
#define IPSE_SAVE_STATE_FOLDER_H

#include "src/base/text.h"

/* Appends the folder: the one given, or where that is NULL, as the environment says. */
void state_folder_append(const char *folder, Text *path);

/* Makes the folders above a path, each for the owner only (mode 0700). Allocates no memory. */
void state_folder_make(const char *path);

#endif
