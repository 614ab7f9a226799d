/*
 * Inputs: the files that an operand of the command line stands for.
 */
#ifndef IPSE_CLI_INPUTS_H
#define IPSE_CLI_INPUTS_H

#include "src/base/file.h"
#include "ui/cli/arguments.h"

/* Appends them (source_expand, with the folders within unless --no-recurse is given). What is passed over and what
   cannot be listed goes to standard error; false in the second case. Free the list with file_list_free. */
bool inputs_expand(const Arguments *arguments, const char *operand, FileList *inputs);

#endif
