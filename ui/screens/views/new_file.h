/*
 * New file: a study or a summary that is begun with what is fresh in it, and asks for what it needs
 * (editing/filling.h).
 */
#ifndef IPSE_SCREENS_NEW_FILE_H
#define IPSE_SCREENS_NEW_FILE_H

#include "src/edit/new_document.h"
#include "ui/screens/bench/bench.h"

/* Opens a new file under a name that is free in this folder, and begins with its first field. */
void new_file_open(Workbench *bench, const NewDocument *kind);

/* Opens the new files of the working folder that earlier runs left without saving them. */
void new_file_restore_all(Workbench *bench);

/* Reports which of them there are, and how they are had back; says nothing where none is. */
void new_file_tell_left(Workbench *bench);

/* Opens a file that does not exist yet, under a free name ("study.json"), with a text, which is taken over; false where
   that cannot be, which was said. */
bool new_file_open_text(Workbench *bench, const char *stem, Text *json);

#endif
