/*
 * Own terms: code systems of a person's own files (src/terms/term_store.h), listed, added and removed.
 */
#ifndef IPSE_CLI_OWN_TERMS_H
#define IPSE_CLI_OWN_TERMS_H

#include <stddef.h>

/* Does what the words of a command line say: none lists, "add" and files, "remove" and URLs. Prints, and gives the exit
   status. */
int own_terms_run(const char *const *words, size_t count);

#endif
