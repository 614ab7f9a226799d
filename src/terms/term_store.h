/*
 * Terminology store: code systems of a person's own files, kept as an index in the cache folder and used like those
 * that are compiled in.
 *
 * The folder is XDG_CACHE_HOME/ipse/terms, else ~/.cache/ipse/terms (mode 0700). Each code system has a file (mode
 * 0600), whose name is the SHA-1 of its URL: a head, and a pack (src/profile/pack/pack.h) as rules_add makes it. The
 * head has the form, the length and a sum of the pack, so that a file that is damaged, foreign or of another release of
 * ipse is not used, and told.
 */
#ifndef IPSE_TERMS_TERM_STORE_H
#define IPSE_TERMS_TERM_STORE_H

#include "src/base/error.h"
#include "src/profile/terminology.h"

typedef struct StoredSystem {
    Slice url;
    Slice version;
    Slice name;
    uint32_t count;    /* of codes, each once */
    uint32_t repeated; /* codes that the file lists again */
    bool is_closed;    /* all codes of the system are there */
} StoredSystem;

/* Reads a file of a publisher (src/terms/publisher.h) or a CodeSystem as JSON, and writes its index, in place of an
   earlier one of the URL. `visit` gets what was added. False with a sentence. */
bool term_store_add(const char *path, void (*visit)(void *context, const StoredSystem *system), void *context,
                    Error *error);

/* Removes the index of a URL; ERROR_NOT_FOUND if there is none. */
bool term_store_remove(Slice url, Error *error);

/* Calls `visit` for each stored system, in the order of their URLs, and `fault` for each file that cannot be used. */
void term_store_list(void (*visit)(void *context, const StoredSystem *system),
                     void (*fault)(void *context, const Error *error), void *context);

/* Puts all stored systems on top of the rules; files that cannot be used are passed over, and told. */
void term_store_lend(Rules *rules, void (*fault)(void *context, const Error *error), void *context);

#endif
