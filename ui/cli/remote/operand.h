/*
 * Operand: the one document that a word of the command line stands for: a file, standard input ("-"), or what a server
 * holds.
 */
#ifndef IPSE_CLI_OPERAND_H
#define IPSE_CLI_OPERAND_H

#include "ui/cli/remote/remote.h"

/* Reads it, waiting for FIFOs. NULL with an error where it cannot be read; a search that does not find exactly one
   resource stands for no document (ERROR_NOT_POSSIBLE). Faults in the JSON stay in the document. Free with
   document_free. */
Document *operand_open(Remote *remote, const char *operand, Error *error);

/* Reads the bytes of what a server holds under a name that remote_wants; the rest as operand_open. */
bool operand_fetch(Remote *remote, const char *operand, Text *bytes, Error *error);

#endif
