/*
 * Remote resource: what a FHIR server holds at a URL, as it was received (FHIR R4, RESTful API).
 *
 * The bytes of the answer are the document: nothing is parsed, laid out or completed on the way. Where the answer is a
 * page of a search or a history, src/remote/search.h tells what is in it.
 */
#ifndef IPSE_REMOTE_RESOURCE_H
#define IPSE_REMOTE_RESOURCE_H

#include "src/json/document.h"
#include "src/net/http.h"

typedef struct RemoteResource {
    Url url;    /* where it was read */
    Text name;  /* of the URL, as a person types it: "clinic:ImagingStudy/17" */
    Text bytes; /* as received */
    Text etag;  /* of the version, as If-Match takes it; empty: the server does not tell */
} RemoteResource;

/* All zero is none. */
void remote_resource_free(RemoteResource *resource);

/* Reads what a URL leads to. False with a sentence where no answer came (src/net/http.h), its status is no success, or
   its bytes are plainly no JSON. */
bool remote_read(HttpClient *client, const Url *url, Pace *pace, RemoteResource *resource, Error *error);

/* As source_recognise (src/json/source.h), of what a server sent: NULL, or a sentence why it is no JSON. */
const char *remote_recognise(Slice bytes);

/* Sets the base that a URL of a resource, a search or an operation is seen from: that of its server, else what comes
   before the first segment of its path that begins with a capital letter, as names of types do. */
void remote_base_of(const HttpClient *client, const Url *url, Url *base);

/* As http_is_success; the sentence has what the server says in an OperationOutcome. */
bool remote_is_success(const HttpClient *client, const HttpAnswer *answer, Error *error);

/* Appends what an OperationOutcome says first: diagnostics, else the text of details. Nothing where the bytes are none.
 */
void remote_append_diagnostics(Slice bytes, Text *text);

/* The version of a resource as If-Match takes it: the header ETag, else from meta.versionId. Nothing is appended where
   neither is there. */
void remote_append_etag(const HttpAnswer *answer, Slice bytes, Text *etag);

#endif
