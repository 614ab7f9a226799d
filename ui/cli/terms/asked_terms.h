/*
 * Asked terms: the terminology server that a command line names with --terminology.
 */
#ifndef IPSE_CLI_ASKED_TERMS_H
#define IPSE_CLI_ASKED_TERMS_H

#include "src/terms/term_server.h"
#include "ui/kit/config/config.h"

typedef struct AskedTerms {
    Config *config; /* the servers of the settings */
    HttpClient *client;
    TermServer *server; /* NULL: nobody is asked */
    Text name;          /* of the server, for messages; ended by a zero */
    const char *note;   /* why nobody is asked, though a server was named; NULL: nothing is to be said */
    bool is_quiet;      /* somebody else tells that the server failed */
} AskedTerms;

/* Opens the server that a word names: a URL, or a server of the settings with a `terminology` URL; `config` is taken
   over. Offline, nobody is asked, and there is a note. False with a sentence where the word names none;
   asked_terms_close in both cases. */
bool asked_terms_open(AskedTerms *asked, const char *word, Config *config, bool is_offline, Error *error);

/* NULL where nobody is asked. */
const TermService *asked_terms_service(const AskedTerms *asked);

/* Tells, once, that the server failed, unless it is to be quiet; remembers the answers. */
void asked_terms_close(AskedTerms *asked);

#endif
