/*
 * Http: requests to servers that a person named, and what comes back.
 *
 * A client holds the servers of the settings (src/net/server.h), the connections that are kept open, and the secrets
 * that were read. A request is one call that returns when its answer is complete, when it failed, or when it was
 * stopped:
 *
 *     HttpAnswer answer = {0};
 *     HttpRequest request = {.method = "GET", .accept = HTTP_ACCEPT_FHIR};
 *     if (http_send(client, &url, &request, pace, &answer, &error) && http_is_success(&answer, &url, &error)) {
 *         … answer.body …
 *     }
 *     http_answer_free(&answer);
 *
 * What is kept to, whoever asks:
 *   - Offline, nothing is connected to and no name is looked up.
 *   - Limits of time and size (HttpLimits); the settings of a server can raise them. The size counts after
 * decompression.
 *   - The secret of a server goes to URLs under its bases alone, also after a redirect. Where the server repeats it in
 * headers, in a refusal or in the answer to anything but GET, "…" stands in its place; what is read as a document stays
 * as it came.
 *   - Redirects are followed for GET alone, at most five, and to the same scheme, host and port alone, or to those that
 *     the settings of the server allow (`follow`).
 *   - 429 and 503 with Retry-After of at most five seconds: waited for once. 401 where the secret comes from a command:
 * the command is run once more.
 *   - TLS is verified. Loopback addresses are reached without a proxy, others by the proxies of the environment.
 *
 * Waiting calls pace_step (src/base/work/pace.h) about 20 times a second: the screen runs requests as tasks
 * (src/base/work/task.h) and goes on answering keys, and a request that is stopped ends with ERROR_STOPPED. Without a
 * pace it waits to its end.
 *
 * A failure is an Error with one sentence; its `where` is the name of the URL, without its query. Codes:
 * ERROR_NOT_POSSIBLE (offline), ERROR_LIMIT (time, size), ERROR_STOPPED, ERROR_DAMAGED (the answer was cut),
 * ERROR_FORMAT (URLs, redirects), ERROR_NOT_FOUND (404, 410), ERROR_CHANGED (409, 412), ERROR_SYSTEM (all else).
 */
#ifndef IPSE_NET_HTTP_H
#define IPSE_NET_HTTP_H

#include "src/base/work/pace.h"
#include "src/net/server.h"

#define HTTP_ACCEPT_FHIR "application/fhir+json, application/json;q=0.9"

/* Who reads an answer as JSON needs memory for each of its values: on average they must have at least so many bytes of
 * the allowed size. */
enum { HTTP_BYTES_A_VALUE = 10, HTTP_VALUES_LEAST = 1000 };

typedef struct HttpLimits {
    unsigned connect_milliseconds; /* until the connection, with TLS, is there */
    unsigned silent_milliseconds;  /* without a byte, to or from the server */
    unsigned total_milliseconds;   /* for one request; a redirect is one of its own */
    unsigned retry_milliseconds;   /* the longest Retry-After that is waited for */
    unsigned command_milliseconds; /* until a token_command has ended */
    /* bytes of an answer, after decompression; a tenth of it is the most values of JSON in one that is kept */
    size_t size;
} HttpLimits;

/* 5 s, 10 s, 60 s, 5 s, 30 s and 100 MB. */
extern const HttpLimits http_usual_limits;

typedef struct HttpClient HttpClient;

/* The servers are borrowed. `is_offline`: every request fails. Nothing is loaded before the first request. A client is
   used by one thread at a time. Free with http_client_free; NULL does nothing. */
HttpClient *http_client_new(const Servers *servers, const HttpLimits *limits, bool is_offline);
void http_client_free(HttpClient *client);

const Servers *http_client_servers(const HttpClient *client);

typedef struct HttpHeader {
    const char *name;
    const char *value;
} HttpHeader;

/* Takes bytes of a body as they come; false stops the request with ERROR_SYSTEM unless it set the error. */
typedef bool HttpTake(void *context, Slice bytes, Error *error);

typedef struct HttpRequest {
    const char *method;        /* "GET", "HEAD", "PUT", "POST", "DELETE" */
    const char *accept;        /* NULL: anything */
    const char *type;          /* Content-Type of the body */
    Slice body;                /* borrowed; not sent with GET and HEAD */
    const HttpHeader *headers; /* others */
    size_t header_count;
    unsigned total_milliseconds; /* for operations that take long; 0: the limit of server or client */
    HttpTake *take;              /* gets the body of a success (2xx) in place of `answer.body`; NULL: kept */
    void *context;
    uint64_t size; /* the limit for bodies that are taken, a lower one for those that are kept; 0: as usual */
} HttpRequest;

typedef struct HttpAnswer {
    int status; /* 200 */
    Url url;    /* that answered, after redirects */
    Text body;
    Text headers; /* "name: value\n" for each, names in lower case */
} HttpAnswer;

/* Sends a request and waits. True where an answer came, whatever its status; false with an error where none came. The
   answer starts all zero, is emptied before, and is freed in both cases. */
bool http_send(HttpClient *client, const Url *url, const HttpRequest *request, Pace *pace, HttpAnswer *answer,
               Error *error);
void http_answer_free(HttpAnswer *answer);

/* The value of a header, by its name in lower case; empty where it is missing. */
Slice http_header(const HttpAnswer *answer, const char *name);

/* The milliseconds of Retry-After, which is a number of seconds or a date (RFC 9110, section 10.2.3); -1 where it is
 * neither. */
int64_t http_retry_after(const HttpAnswer *answer);

/* True for a status of 200 to 299; else false with a sentence about the status. */
bool http_is_success(const HttpClient *client, const HttpAnswer *answer, Error *error);

/* As http_send for a GET, and http_is_success: what most who read need. */
bool http_get(HttpClient *client, const Url *url, const char *accept, Pace *pace, HttpAnswer *answer, Error *error);

/* What a server names as the next place to ask (the `next` link of a page, Location, Content-Location), seen from a
   URL. False with ERROR_FORMAT where it is on another server, which the settings do not allow. */
bool http_follow(const HttpClient *client, const Url *from, Slice reference, Url *url, Error *error);

#endif
