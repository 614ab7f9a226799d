/*
 * Inside of the client: shared by http.c (what is asked), http_transfer.c (one exchange by libcurl), http_body.c (what
 * comes), http_secret.c (secrets that come back) and http_words.c (sentences).
 */
#ifndef IPSE_NET_HTTP_INSIDE_H
#define IPSE_NET_HTTP_INSIDE_H

#include "src/base/streams/gunzip.h"
#include "src/net/curl_library.h"
#include "src/net/http.h"

/* The secret of a server, as it was read. */
typedef struct HttpSecret {
    const NamedServer *server;
    Text header; /* value of Authorization */
} HttpSecret;

struct HttpClient {
    const Servers *servers;
    HttpLimits limits;
    bool is_offline;
    bool is_loaded;
    CurlLibrary curl;
    CURLM *multi; /* keeps the connections */
    HttpSecret *secrets;
    size_t secret_count;
    size_t secret_capacity;
};

/* Which limit of time was passed. */
typedef enum HttpLate { HTTP_IN_TIME, HTTP_LATE_CONNECT, HTTP_LATE_SILENT, HTTP_LATE_TOTAL } HttpLate;

/* One exchange: a URL, no redirect, no second try. */
typedef struct HttpTransfer {
    HttpClient *client;
    const Url *url;
    const NamedServer *server; /* that the URL is under; NULL: none */
    const HttpRequest *request;
    Slice authorization; /* empty: none */
    HttpLimits limits;
    HttpAnswer *answer;
    CURL *easy;
    uint64_t received; /* bytes of the body, after decompression */
    uint64_t most;     /* bytes of the body that are allowed */
    curl_off_t moved;  /* bytes in both directions, of body and headers */
    HttpLate late;
    long proxy_status; /* of a proxy that was asked for a connection; 0: none answered */
    bool is_large;     /* the limit of size was passed */
    bool has_large_headers;
    uint64_t values; /* of JSON, so far; not counted where the body is taken, or something else was asked for */
    bool is_in_text; /* the last byte is inside of a string */
    bool is_escaped; /* the last byte is a backslash before what comes */
    bool has_many_values;
    Gunzip *gunzip;  /* of a body that is packed */
    bool is_damaged; /* it cannot be unpacked */
    bool is_foreign; /* it is packed otherwise than was asked for */
    bool is_whole;   /* nothing is missing at its end */
    bool is_stuck;   /* `take` failed; `error` says why */
    Error error;
    char reason[CURL_ERROR_SIZE];
} HttpTransfer;

/* Does it; false with an error. http_transfer.c */
bool http_transfer_run(HttpTransfer *transfer, Pace *pace, Error *error);

/* The status of the answer so far; 0: none came. http_transfer.c */
int http_transfer_status(const HttpTransfer *transfer);

/* Takes bytes of the body; false where the transfer is to end, and the transfer says why. http_body.c */
bool http_body_take(HttpTransfer *transfer, Slice part);

/* The most values of JSON that are allowed. http_body.c */
uint64_t http_values_most(const HttpTransfer *transfer);

/* To be called after the last byte: false where a packed body is not whole. http_body.c */
bool http_body_end(HttpTransfer *transfer);

/* Puts "…" in place of the secret of a request in what the answer says: in its headers and, unless the body is a
   document, in its body. http_secret.c */
void http_hide_secret(Slice authorization, bool has_document, HttpAnswer *answer);

/* Puts "…" in place of what may be secret in the name of a URL: values of parameters of its query that are named as
   secrets are, and secrets of servers that were read. http_secret.c */
void http_hide_in_name(const HttpClient *client, Text *name);

/* The same in the name of a URL that a server gave: it can have put a secret anywhere in it. http_secret.c */
void http_hide_in_location(const HttpClient *client, Text *name);

/* True for 301, 302, 303, 307 and 308. */
bool http_is_redirect(int status);

/* Milliseconds of a clock that never stands. */
int64_t http_now(void);

/* Lets whoever waits look; false where the request is to be stopped. */
bool http_look(Pace *pace);

/* Fills an error about a URL; its `where` is the name of the URL without secrets. Returns false. http_words.c */
bool http_fail(const HttpClient *client, const Url *url, Error *error, ErrorCode code, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/* Fails with ERROR_STOPPED. */
bool http_fail_stopped(const HttpClient *client, const Url *url, Error *error);

/* Fails for what libcurl reports, or for the limit that was passed. */
bool http_fail_curl(const HttpTransfer *transfer, CURLcode code, Error *error);

#endif
