/*
 * Fhir server: as much of a FHIR server as the tests need, in memory, under the base /fhir of an HttpServer.
 *
 * It keeps resources with their versions. It answers reads, histories and searches (all resources of a type, in pages,
 * whatever is asked), PUT with If-Match, POST, transactions (kept as they came), and what a test lets it say.
 */
#ifndef IPSE_TESTS_FHIR_SERVER_H
#define IPSE_TESTS_FHIR_SERVER_H

#include "tests/support/net/http_server.h"

enum { FHIR_ITEM_MAXIMUM = 32, FHIR_VERSION_MAXIMUM = 16 };

typedef struct FhirItem {
    char path[64]; /* "ImagingStudy/17" */
    Text versions[FHIR_VERSION_MAXIMUM];
    unsigned count; /* the number of the last version */
} FhirItem;

typedef struct FhirServer {
    HttpServer *http;
    char base[96]; /* "http://127.0.0.1:PORT/fhir" */
    FhirItem items[FHIR_ITEM_MAXIMUM];
    unsigned item_count;
    unsigned page_size;    /* 2 */
    const char *token;     /* what Authorization must be; NULL: anything */
    int refusal;           /* status of the next answers to PUT and POST; 0: they are done */
    const char *outcome;   /* the body of refusals, and what $validate answers */
    const char *login;     /* what PUT and POST are answered with, as a success, and not done; NULL: they are done */
    const char *dropped;   /* text that is cut out of what is stored */
    const char *meanwhile; /* becomes the last version of a resource before the next PUT; NULL: nothing does */
    bool is_silent;        /* requests are not answered */
    bool is_ring;          /* the last page has the first one as its next */
    bool is_endless;       /* each page has a next one, with a URL that no page had before */
    unsigned looks;        /* at an export */
    const char *manifest;  /* what an export ends with, %s for the base; NULL: its one file */
    bool repeats;          /* refusals for a wrong token repeat it */
    Text log;              /* "METHOD target\n" for each request, with If-Match */
} FhirServer;

/* Starts all zero but for what is set. */
void fhir_server_start(FhirServer *server);
void fhir_server_stop(FhirServer *server);

/* Adds a version of a resource. */
void fhir_server_put(FhirServer *server, const char *path, const char *body);

/* The last version; "" where there is none. */
const char *fhir_server_body(const FhirServer *server, const char *path);

#endif
