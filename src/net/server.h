/*
 * Servers: the servers that the settings name, and what of them may be said.
 *
 *     servers:
 *       clinic:
 *         fhir: https://fhir.example.org/r4
 *         dicomweb: https://pacs.example.org/dicom-web
 *         terminology: https://terms.example.org/r4
 *         token_env: CLINIC_TOKEN          # or token_file: (mode 0600), or token_command:
 *         user: reader                     # the secret is then the password of this user
 *         certificate: clinic.pem          # certificate and key of the client, mode 0600
 *         ca: authority.pem                # who vouches for the server, in place of the system's list
 *         follow: https://files.example.org   # other servers that this one may lead to: redirects, next pages, files
 *         timeout: 120                     # seconds in all for a request (60)
 *         limit: 500                       # MB of an answer after decompression (100)
 *         pages: 50000                     # of a search or a history (10000)
 *         batch: 10                        # questions to a terminology server in one request (40)
 *
 * A server has up to three bases. A request is under a server where its URL is one of the bases or below it; then, and
 * only then, the secret of the server goes with it. Where a URL is under several, the longest base counts.
 *
 * No secret is kept here: only where it comes from (src/net/credential.h).
 */
#ifndef IPSE_NET_SERVER_H
#define IPSE_NET_SERVER_H

#include "src/net/url.h"

typedef enum ServerBase { SERVER_FHIR, SERVER_DICOMWEB, SERVER_TERMINOLOGY, SERVER_BASE_COUNT } ServerBase;

/* Settings of a server that are texts: X(enumerator, name). */
#define SERVER_TEXT_TABLE(X)                                                                                           \
    X(USER, "user")                                                                                                    \
    X(TOKEN_ENV, "token_env")                                                                                          \
    X(TOKEN_FILE, "token_file")                                                                                        \
    X(TOKEN_COMMAND, "token_command")                                                                                  \
    X(CERTIFICATE, "certificate")                                                                                      \
    X(CA, "ca")                                                                                                        \
    X(FOLLOW, "follow")

typedef enum ServerText {
#define SERVER_TEXT_ENUMERATOR(enumerator, name) SERVER_##enumerator,
    SERVER_TEXT_TABLE(SERVER_TEXT_ENUMERATOR)
#undef SERVER_TEXT_ENUMERATOR
        SERVER_TEXT_COUNT
} ServerText;

/* Settings of a server that are numbers, from 1 on: X(enumerator, name, the largest value). */
#define SERVER_NUMBER_TABLE(X)                                                                                         \
    X(TIMEOUT, "timeout", 86400)                                                                                       \
    X(LIMIT, "limit", 100000)                                                                                          \
    X(PAGES, "pages", 10000000)                                                                                        \
    X(BATCH, "batch", 1000)

typedef enum ServerNumber {
#define SERVER_NUMBER_ENUMERATOR(enumerator, name, most) SERVER_##enumerator,
    SERVER_NUMBER_TABLE(SERVER_NUMBER_ENUMERATOR)
#undef SERVER_NUMBER_ENUMERATOR
        SERVER_NUMBER_COUNT
} ServerNumber;

typedef struct NamedServer {
    char *name;
    Url bases[SERVER_BASE_COUNT]; /* all zero: it has none */
    char *texts[SERVER_TEXT_COUNT];
    unsigned numbers[SERVER_NUMBER_COUNT]; /* 0: as usual */
} NamedServer;

typedef struct Servers {
    NamedServer *items;
    size_t count;
    size_t capacity;
} Servers;

/* Starts all zero. Free with servers_free. */
void servers_free(Servers *servers);

/* The server with a name, which is added if there is none; valid until the next one is added. */
NamedServer *servers_add(Servers *servers, Slice name);

/* NULL if there is none. */
const NamedServer *servers_find(const Servers *servers, Slice name);

/* Returns false, with a sentence that no server has this name and which there are. */
bool servers_refuse(const Servers *servers, Slice name, Error *error);

/* The server that a URL is under, and which of its bases it is; NULL if there is none. */
const NamedServer *servers_of_url(const Servers *servers, const Url *url, ServerBase *base);

/* True where the settings of the server that a URL is under let it lead to another URL, of another origin. */
bool servers_may_follow(const Servers *servers, const Url *from, const Url *url);

/* A number of the server that a URL is under; `usual` where none is set, or the URL is under no server. */
unsigned servers_number(const Servers *servers, const Url *url, ServerNumber number, unsigned usual);

/* True for names as they may be given: a letter, then letters, digits, '-' and '_', at least two in all (a letter and a
   colon is a drive). Not "http" and "https". */
bool server_is_name(Slice name);

/* Sets a setting to what a file says; false with a sentence where the name or the value makes no sense. */
bool server_set(NamedServer *server, Slice name, Slice value, Error *error);

/* Appends the settings of all servers as YAML; no secret is among them. */
void servers_print(const Servers *servers, Text *text);

/* What a person names: a URL, or NAME:REST, where NAME is a server and REST is seen from its base. */
typedef struct ServerTarget {
    Url url;
    const NamedServer *server; /* that it is under; NULL: none */
} ServerTarget;

void target_free(ServerTarget *target);

/* True where a word is meant for a server: a URL, or a name and a colon, where a server has the name or no file has
 * that of the word. */
bool target_is_remote(const Servers *servers, Slice word);

/* What a word stands for; false with a sentence where it makes no sense, or the server has no such base. */
bool target_parse(const Servers *servers, Slice word, ServerBase base, ServerTarget *target, Error *error);

/* Appends the name of a URL as a person may type it: "clinic:ImagingStudy/17" where a server is known, else the URL. */
void target_append_name(const Servers *servers, const Url *url, Text *text);

/* The same for sentences, also below other bases of a server: "clinic dicomweb: studies/1.2/series". */
void target_append_place(const Servers *servers, const Url *url, Text *text);

#endif
