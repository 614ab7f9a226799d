/*
 * OutputFolder: a folder that takes what is made of inputs, under their names.
 *
 * A file of the command line keeps its name; a file of a folder of the command line keeps its path below that folder.
 * Nothing is written outside of the folder: sub-folders are made or are real folders, never links. Nothing is
 * overwritten: a name that exists, also as a link that leads nowhere, is refused.
 */
#ifndef IPSE_CLI_OUTPUT_FOLDER_H
#define IPSE_CLI_OUTPUT_FOLDER_H

#include "src/base/error.h"

/* Makes the folder where it is missing, with the folders above it; false where it cannot be one. */
bool output_folder_open(const char *folder, Error *error);

/* True for an input that lies in the folder, though the operand that it comes from does not: what an earlier run wrote.
 */
bool output_folder_holds(const char *folder, const char *operand, const char *input);

/* The path for what is made of an input that came from an operand of the command line, with its sub-folders made; of an
   input that was packed, without the ending .gz. The caller frees it. NULL with a sentence where there can be none. */
char *output_folder_place(const char *folder, const char *operand, const char *input, bool is_packed, Error *error);

#endif
