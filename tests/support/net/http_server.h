/*
 * Http server: a server of the tests, on a loopback address and a port of its own, with threads beside the test.
 *
 * A test gives a function that answers each request; it runs in the thread of its connection, one request at a time of
 * all connections. What it answers is written as it is told, so that it may also be wrong: cut, endless, not HTTP at
 * all.
 */
#ifndef IPSE_TESTS_HTTP_SERVER_H
#define IPSE_TESTS_HTTP_SERVER_H

#include "src/base/text.h"

typedef struct HttpServer HttpServer;

/* A request as it came, and the connection that it came by. */
typedef struct HttpExchange {
    HttpServer *server;
    int connection;
    unsigned number; /* of the request since the server started, from 1 */
    Text method;
    Text target;  /* "/fhir/ImagingStudy/17?_format=json" */
    Text headers; /* "name: value\n" for each, names in lower case */
    Text body;
} HttpExchange;

typedef void HttpHandler(HttpExchange *exchange, void *context);

/* Starts a server on 127.0.0.1; fails the test where it cannot be. */
HttpServer *http_server_start(HttpHandler *handler, void *context);

/* Closes its connections, waits for its threads, and frees it. */
void http_server_stop(HttpServer *server);

/* "http://127.0.0.1:PORT", valid until it is stopped. */
const char *http_server_url(const HttpServer *server);

/* Number of requests, and of connections, so far. */
unsigned http_server_requests(const HttpServer *server);
unsigned http_server_connections(const HttpServer *server);

/* ---- for handlers ---- */

/* The value of a header, by its name in lower case; empty where it is missing. */
Slice exchange_header(const HttpExchange *exchange, const char *name);
bool exchange_is(const HttpExchange *exchange, const char *method, const char *target);

/* Answers with a status, headers ("Name: value\r\n" for each; "" for none) and a body, whose length is told. */
void exchange_answer(HttpExchange *exchange, int status, const char *headers, const char *body);
void exchange_answer_bytes(HttpExchange *exchange, int status, const char *headers, Slice body);

/* Writes bytes as they are; false where the other side has closed the connection. */
bool exchange_write(HttpExchange *exchange, Slice bytes);

/* Waits until the other side closes the connection, or the server stops. */
void exchange_wait(HttpExchange *exchange);

/* Closes the connection after this request. */
void exchange_close(HttpExchange *exchange);

#endif
