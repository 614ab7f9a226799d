/*
 * Server: `ipse lsp`, a language server (Language Server Protocol 3.17) over standard input and output.
 *
 * Documents are held as screens and commands hold them (src/edit/judged_document.h): what the editor changes is spliced
 * in, and only what changed is judged again. One message is dealt with after the other; before a request is answered,
 * what has come after it is read, so that a request that was cancelled meanwhile costs nothing. Diagnostics are sent
 * when nothing more has come, so that somebody who types fast waits for the last key only.
 */
#ifndef IPSE_LSP_SERVER_H
#define IPSE_LSP_SERVER_H

#include "src/edit/judged_document.h"
#include "src/profile/pack/actors.h"
#include "ui/cli/rule_options.h"
#include "ui/cli/settings.h"
#include "ui/lsp/places.h"
#include "ui/lsp/wire.h"

/* A document that an editor has open. */
typedef struct OpenText {
    char *uri;
    double version;
    Judged *judged;
    Places places;
    bool is_told; /* its diagnostics are those of the text as it is */
} OpenText;

typedef struct Server {
    Wire *wire;
    const Arguments *arguments; /* what the command line asks for; the settings of the editor go before */
    RuleOptions chosen;
    Checker *checker;
    Actors actors; /* of the rules */
    Encoding encoding;
    OpenText *texts;
    size_t text_count;
    size_t text_capacity;
    bool is_initialized;
    bool is_shut_down;
    AskedTerms asked;        /* of --terminology */
    struct TermAsker *asker; /* NULL: nobody is asked */
    int notice[2];           /* a pipe: a byte comes when there are answers */
    uint64_t answered;       /* the answers that the documents were judged by (term_server_generation) */
    bool is_failure_told;    /* the person was shown that the terminology server failed */
    bool resolves_edits;     /* the client asks for the edit of a code action when it is chosen */
} Server;

/* Serves until the client says exit or goes away; gives the exit status: 0 after a shutdown, else 1. */
int server_run(const Arguments *arguments);

/* The open document that `textDocument` of the parameters names; NULL where none does. Its report is current. */
OpenText *server_text(Server *server, const cJSON *params);

/* For plans of edits of a document as it is now. */
Operation server_operation(const OpenText *text);

/* Uses the rules that a JSON object of settings asks for: profile, packages, actor, mustSupport. What cannot be used is
   shown to the person, and nothing changes. configuration.c */
void server_configure(Server *server, const cJSON *settings);

/* The terminology server: begins, ends, and, between messages, lets it be asked what was noted, and judges again what
   it answered. terminology.c */
void terminology_open(Server *server);
void terminology_close(Server *server);
void terminology_go_on(Server *server);

/* Shows a sentence to the person. */
void server_show(Server *server, const char *sentence);

#endif
