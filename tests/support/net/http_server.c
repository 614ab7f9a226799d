/* Http server: a thread that accepts, and one for each connection. */
#include "tests/support/net/http_server.h"

#include "src/base/ascii.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

enum { CONNECTION_MAXIMUM = 256, REQUEST_MAXIMUM = 64 << 20 };

typedef struct Connection {
    HttpServer *server;
    int descriptor;
    pthread_t thread;
} Connection;

struct HttpServer {
    HttpHandler *handler;
    void *context;
    int listener;
    int stop[2]; /* the second end is closed when the server stops */
    char url[64];
    pthread_t thread;
    pthread_mutex_t mutex; /* one handler at a time */
    unsigned requests;
    unsigned count;
    Connection connections[CONNECTION_MAXIMUM];
};

/* Waits for bytes; false where the server stops. */
static bool wait_readable(const HttpServer *server, int descriptor)
{
    struct pollfd looks[2] = {{.fd = descriptor, .events = POLLIN}, {.fd = server->stop[0], .events = POLLIN}};
    return poll(looks, 2, -1) > 0 && !looks[1].revents;
}

/* ---- requests ---- */

static bool read_more(const Connection *connection, Text *text)
{
    char bytes[65536];
    ssize_t count = wait_readable(connection->server, connection->descriptor)
                        ? recv(connection->descriptor, bytes, sizeof bytes, 0)
                        : 0;
    text_append(text, slice_make(bytes, count > 0 ? (size_t)count : 0));
    return count > 0 && text->length < REQUEST_MAXIMUM;
}

static void take_line(HttpExchange *exchange, Slice line, bool is_first)
{
    if (is_first) {
        size_t first = slice_find(line, SLICE(" "), 0);
        size_t second = first == SIZE_MAX ? SIZE_MAX : slice_find(line, SLICE(" "), first + 1);
        text_append(&exchange->method, slice_part(line, 0, first));
        text_append(&exchange->target, slice_part(line, first + 1, second - first - 1));
        return;
    }
    size_t colon = slice_find(line, SLICE(":"), 0);
    for (size_t i = 0; i < colon && i < line.length; i++) {
        text_append_byte(&exchange->headers, ascii_lower(line.bytes[i]));
    }
    text_append(&exchange->headers, SLICE(": "));
    text_append(&exchange->headers, slice_trim(slice_part(line, colon + 1, SIZE_MAX)));
    text_append_byte(&exchange->headers, '\n');
}

/* Reads a request; what comes after it stays in `pending`. */
static bool read_request(Connection *connection, Text *pending, HttpExchange *exchange)
{
    size_t end;
    while ((end = slice_find(text_slice(pending), SLICE("\r\n\r\n"), 0)) == SIZE_MAX) {
        if (!read_more(connection, pending)) {
            return false;
        }
    }
    Slice head = slice_part(text_slice(pending), 0, end);
    for (bool is_first = true; head.length > 0; is_first = false) {
        Slice line = slice_part(head, 0, slice_find(head, SLICE("\r\n"), 0));
        take_line(exchange, line, is_first);
        head = slice_part(head, line.length + 2, SIZE_MAX);
    }
    size_t length = 0;
    ascii_number(exchange_header(exchange, "content-length"), REQUEST_MAXIMUM, &length);
    while (pending->length < end + 4 + length) {
        if (!read_more(connection, pending)) {
            return false;
        }
    }
    text_append(&exchange->body, slice_part(text_slice(pending), end + 4, length));
    text_splice(pending, 0, end + 4 + length, SLICE(""));
    return true;
}

static void *serve(void *context)
{
    Connection *connection = context;
    HttpServer *server = connection->server;
    Text pending = TEXT_EMPTY;
    for (bool is_open = true; is_open;) {
        HttpExchange exchange = {.server = server, .connection = connection->descriptor};
        is_open = read_request(connection, &pending, &exchange);
        if (is_open) {
            pthread_mutex_lock(&server->mutex);
            exchange.number = ++server->requests;
            server->handler(&exchange, server->context);
            is_open = exchange.connection >= 0;
            pthread_mutex_unlock(&server->mutex);
        }
        text_free(&exchange.method);
        text_free(&exchange.target);
        text_free(&exchange.headers);
        text_free(&exchange.body);
    }
    text_free(&pending);
    shutdown(connection->descriptor, SHUT_RDWR);
    return NULL;
}

/* ---- the server ---- */

static void *accept_all(void *context)
{
    HttpServer *server = context;
    while (wait_readable(server, server->listener)) {
        int descriptor = accept(server->listener, NULL, NULL);
        if (descriptor < 0 || server->count == CONNECTION_MAXIMUM) {
            break;
        }
        Connection *connection = &server->connections[server->count];
        *connection = (Connection){.server = server, .descriptor = descriptor};
        if (pthread_create(&connection->thread, NULL, serve, connection) != 0) {
            close(descriptor);
            break;
        }
        server->count++;
    }
    return NULL;
}

HttpServer *http_server_start(HttpHandler *handler, void *context)
{
    HttpServer *server = memory_allocate_zeroed(1, sizeof *server);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    server->handler = handler;
    server->context = context;
    server->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(pipe(server->stop), 0);
    assert_int_equal(bind(server->listener, (struct sockaddr *)&address, length), 0);
    assert_int_equal(listen(server->listener, 64), 0);
    assert_int_equal(getsockname(server->listener, (struct sockaddr *)&address, &length), 0);
    snprintf(server->url, sizeof server->url, "http://127.0.0.1:%u", (unsigned)ntohs(address.sin_port));
    pthread_mutex_init(&server->mutex, NULL);
    assert_int_equal(pthread_create(&server->thread, NULL, accept_all, server), 0);
    return server;
}

void http_server_stop(HttpServer *server)
{
    close(server->stop[1]);
    pthread_join(server->thread, NULL);
    for (unsigned i = 0; i < server->count; i++) {
        pthread_join(server->connections[i].thread, NULL);
        close(server->connections[i].descriptor);
    }
    close(server->stop[0]);
    close(server->listener);
    pthread_mutex_destroy(&server->mutex);
    free(server);
}

const char *http_server_url(const HttpServer *server)
{
    return server->url;
}

unsigned http_server_requests(const HttpServer *server)
{
    return server->requests;
}

unsigned http_server_connections(const HttpServer *server)
{
    return server->count;
}

/* ---- for handlers ---- */

Slice exchange_header(const HttpExchange *exchange, const char *name)
{
    Slice rest = text_slice(&exchange->headers), wanted = slice_from(name);
    while (rest.length > 0) {
        Slice line = slice_part(rest, 0, slice_find(rest, SLICE("\n"), 0));
        Slice after = slice_part(line, wanted.length, SIZE_MAX);
        if (slice_starts_with(line, wanted) && slice_starts_with(after, SLICE(": "))) {
            return slice_part(after, 2, SIZE_MAX);
        }
        rest = slice_part(rest, line.length + 1, SIZE_MAX);
    }
    return SLICE("");
}

bool exchange_is(const HttpExchange *exchange, const char *method, const char *target)
{
    return slice_equals(text_slice(&exchange->method), slice_from(method)) &&
           slice_equals(text_slice(&exchange->target), slice_from(target));
}

bool exchange_write(HttpExchange *exchange, Slice bytes)
{
    while (bytes.length > 0) {
        ssize_t count = send(exchange->connection, bytes.bytes, bytes.length, MSG_NOSIGNAL);
        if (count <= 0) {
            return false;
        }
        bytes = slice_part(bytes, (size_t)count, SIZE_MAX);
    }
    return true;
}

void exchange_answer_bytes(HttpExchange *exchange, int status, const char *headers, Slice body)
{
    Text text = TEXT_EMPTY;
    text_format(&text, "HTTP/1.1 %d Status\r\nContent-Length: %zu\r\n%s\r\n", status, body.length, headers);
    text_append(&text, body);
    exchange_write(exchange, text_slice(&text));
    text_free(&text);
}

void exchange_answer(HttpExchange *exchange, int status, const char *headers, const char *body)
{
    exchange_answer_bytes(exchange, status, headers, slice_from(body));
}

void exchange_wait(HttpExchange *exchange)
{
    char bytes[4096];
    while (wait_readable(exchange->server, exchange->connection) &&
           recv(exchange->connection, bytes, sizeof bytes, 0) > 0) {
    }
}

void exchange_close(HttpExchange *exchange)
{
    shutdown(exchange->connection, SHUT_RDWR);
    exchange->connection = -1;
}
