/* Requests that fail: nothing hangs, and each has its sentence. */
#include "src/net/http.h"

#include "tests/support/net/http_server.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <pthread.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>
#include <zlib.h>

/* Short limits, so that nothing is waited for long. */
static const HttpLimits limits = {.connect_milliseconds = 2000,
                                  .silent_milliseconds = 200,
                                  .total_milliseconds = 600,
                                  .retry_milliseconds = 100,
                                  .command_milliseconds = 2000,
                                  .size = 1000000};

/* A certificate that nobody vouches for (CN=wrong.test). */
static const unsigned char certificate[] = {
    0x30, 0x82, 0x01, 0x81, 0x30, 0x82, 0x01, 0x27, 0xa0, 0x03, 0x02, 0x01, 0x02, 0x02, 0x14, 0x31, 0x29, 0x57, 0x5b,
    0x84, 0x20, 0x82, 0x5c, 0xff, 0xde, 0x64, 0x4a, 0xe5, 0x51, 0x47, 0xef, 0x60, 0xf8, 0xb6, 0x04, 0x30, 0x0a, 0x06,
    0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02, 0x30, 0x15, 0x31, 0x13, 0x30, 0x11, 0x06, 0x03, 0x55, 0x04,
    0x03, 0x0c, 0x0a, 0x77, 0x72, 0x6f, 0x6e, 0x67, 0x2e, 0x74, 0x65, 0x73, 0x74, 0x30, 0x20, 0x17, 0x0d, 0x32, 0x36,
    0x31, 0x31, 0x33, 0x30, 0x31, 0x35, 0x34, 0x38, 0x30, 0x39, 0x5a, 0x18, 0x0f, 0x32, 0x31, 0x32, 0x36, 0x31, 0x31,
    0x30, 0x36, 0x31, 0x35, 0x34, 0x38, 0x30, 0x39, 0x5a, 0x30, 0x15, 0x31, 0x13, 0x30, 0x11, 0x06, 0x03, 0x55, 0x04,
    0x03, 0x0c, 0x0a, 0x77, 0x72, 0x6f, 0x6e, 0x67, 0x2e, 0x74, 0x65, 0x73, 0x74, 0x30, 0x59, 0x30, 0x13, 0x06, 0x07,
    0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42,
    0x00, 0x04, 0x10, 0x20, 0x63, 0x80, 0x65, 0x85, 0x07, 0x07, 0xb2, 0x62, 0x16, 0xbe, 0xb5, 0x3b, 0x30, 0xb0, 0xc7,
    0xef, 0x66, 0x22, 0xaa, 0xf7, 0x14, 0x2c, 0x52, 0x7f, 0x4d, 0x3b, 0xbf, 0x5f, 0x0d, 0x00, 0x2d, 0xd0, 0x1c, 0x12,
    0xdf, 0x02, 0xc5, 0x86, 0x6e, 0xc1, 0xe1, 0xf8, 0xa2, 0xad, 0x54, 0x5c, 0xb7, 0x33, 0x7d, 0xc4, 0x0a, 0x41, 0xd6,
    0x56, 0x56, 0x09, 0x40, 0x32, 0x8d, 0x71, 0xd4, 0x8c, 0xa3, 0x53, 0x30, 0x51, 0x30, 0x1d, 0x06, 0x03, 0x55, 0x1d,
    0x0e, 0x04, 0x16, 0x04, 0x14, 0x75, 0x4d, 0x6f, 0x53, 0xf4, 0x37, 0x5e, 0xc7, 0x08, 0xc0, 0xee, 0x9c, 0x08, 0x00,
    0x60, 0x54, 0x71, 0x2a, 0x89, 0x65, 0x30, 0x1f, 0x06, 0x03, 0x55, 0x1d, 0x23, 0x04, 0x18, 0x30, 0x16, 0x80, 0x14,
    0x75, 0x4d, 0x6f, 0x53, 0xf4, 0x37, 0x5e, 0xc7, 0x08, 0xc0, 0xee, 0x9c, 0x08, 0x00, 0x60, 0x54, 0x71, 0x2a, 0x89,
    0x65, 0x30, 0x0f, 0x06, 0x03, 0x55, 0x1d, 0x13, 0x01, 0x01, 0xff, 0x04, 0x05, 0x30, 0x03, 0x01, 0x01, 0xff, 0x30,
    0x0a, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02, 0x03, 0x48, 0x00, 0x30, 0x45, 0x02, 0x20, 0x7d,
    0xcb, 0xcd, 0x22, 0x5e, 0x73, 0xf3, 0xe3, 0x6e, 0x57, 0xd9, 0xbc, 0xc4, 0xae, 0x6e, 0x2e, 0x4c, 0x17, 0x0d, 0xb8,
    0xc9, 0xe0, 0x57, 0x3c, 0xb9, 0x52, 0x80, 0x6c, 0x9f, 0x18, 0x7c, 0x57, 0x02, 0x21, 0x00, 0x95, 0x31, 0x41, 0xa9,
    0x62, 0x9b, 0x03, 0xfe, 0xa5, 0x1f, 0x5e, 0x39, 0x4b, 0x57, 0x88, 0x2d, 0xd1, 0x4a, 0x30, 0x04, 0x18, 0x34, 0x83,
    0xc5, 0x84, 0xd7, 0xae, 0xed, 0x98, 0x11, 0xa5, 0x0c};

/* Asks a server whose answers come from a function; the error is filled. */
static void ask(HttpHandler *handler, void *context, const char *scheme, Pace *pace, Error *error)
{
    HttpServer *server = http_server_start(handler, context);
    Servers none = {0};
    HttpClient *client = http_client_new(&none, &limits, false);
    HttpAnswer answer = {0};
    Url url;
    Text text = TEXT_EMPTY;
    text_format(&text, "%s%s/a", scheme, strchr(http_server_url(server), ':'));
    assert_true(url_parse(text_slice(&text), &url, NULL));
    assert_false(http_get(client, &url, HTTP_ACCEPT_FHIR, pace, &answer, error));
    http_answer_free(&answer);
    url_free(&url);
    text_free(&text);
    http_client_free(client);
    http_server_stop(server);
}

static void expect(HttpHandler *handler, void *context, ErrorCode code, const char *sentence)
{
    Error error;
    ask(handler, context, "http", NULL, &error);
    assert_string_equal(error.message, sentence);
    assert_int_equal(error.code, code);
}

/* Writes what it is given, and closes. */
static void write_and_close(HttpExchange *exchange, void *context)
{
    exchange_write(exchange, slice_from(context));
    exchange_close(exchange);
}

/* Writes what it is given, and then nothing. */
static void write_and_wait(HttpExchange *exchange, void *context)
{
    exchange_write(exchange, slice_from(context));
    exchange_wait(exchange);
    exchange_close(exchange);
}

static void test_silence(void **state)
{
    (void)state;
    const char *late = "the server sent nothing for 200 ms; set a longer `timeout` for the server in config.yaml";
    char nothing[] = "", beginning[] = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"resourceType\"";
    expect(write_and_wait, nothing, ERROR_LIMIT, late);
    expect(write_and_wait, beginning, ERROR_LIMIT, late);
}

/* A byte, again and again. */
static void drip(HttpExchange *exchange, void *context)
{
    (void)context;
    bool is_open = exchange_write(exchange, SLICE("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"));
    while (is_open) {
        struct timespec pause = {.tv_nsec = 20000000};
        nanosleep(&pause, NULL);
        is_open = exchange_write(exchange, SLICE("1\r\n \r\n"));
    }
    exchange_close(exchange);
}

static void test_bytes_that_come_too_slowly(void **state)
{
    (void)state;
    expect(drip, NULL, ERROR_LIMIT,
           "the answer is not complete after 600 ms; set a longer `timeout` for the server in config.yaml");
}

enum { ITEM_COUNT = 60000 };

/* An array of strings full of what would be values elsewhere, then perhaps of objects. */
static void answer_values(HttpExchange *exchange, void *context)
{
    Text body = TEXT_EMPTY;
    for (int i = 0; i < ITEM_COUNT; i++) {
        text_append(&body, i == 0 ? SLICE("[") : SLICE(","));
        text_append(&body, *(bool *)context ? SLICE("{}") : SLICE("\",,\\\",{[\""));
    }
    text_append_byte(&body, ']');
    exchange_answer_bytes(exchange, 200, "", text_slice(&body));
    text_free(&body);
}

static void test_answers_of_very_many_values(void **state)
{
    (void)state;
    bool has_objects = true;
    expect(
        answer_values, &has_objects, ERROR_LIMIT,
        "the answer has too many values; allowed: at most 100000; set a larger `limit` for the server in config.yaml");
    Servers servers = {0};
    Url url;
    HttpAnswer answer = {0};
    has_objects = false;
    HttpServer *server = http_server_start(answer_values, &has_objects);
    HttpClient *client = http_client_new(&servers, &limits, false);
    assert_true(url_parse(slice_from(http_server_url(server)), &url, NULL));
    assert_true(http_get(client, &url, HTTP_ACCEPT_FHIR, NULL, &answer, NULL));
    http_answer_free(&answer);
    has_objects = true;
    assert_true(http_get(client, &url, "image/jpeg", NULL, &answer, NULL));
    http_answer_free(&answer);
    url_free(&url);
    http_client_free(client);
    http_server_stop(server);
}

static void test_answers_that_are_cut(void **state)
{
    (void)state;
    char cut[] = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"resourceType\"";
    char chunk[] = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"a\":";
    char garbage[] = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzzz\r\n{}\r\n0\r\n\r\n";
    char nothing[] = "", other[] = "SSH-2.0-OpenSSH_9.2\r\n";
    const char *sentence = "the connection ended before the end of the answer";
    expect(write_and_close, cut, ERROR_DAMAGED, sentence);
    expect(write_and_close, chunk, ERROR_DAMAGED, sentence);
    expect(write_and_close, garbage, ERROR_DAMAGED, sentence);
    expect(write_and_close, nothing, ERROR_DAMAGED, "the connection ended without an answer");
    expect(write_and_close, other, ERROR_SYSTEM, "the server does not answer by HTTP");
}

static const char too_large[] =
    "the answer is too large; allowed: at most 1 MB; set a larger `limit` for the server in config.yaml";

/* Bytes without end. */
static void write_forever(HttpExchange *exchange, void *context)
{
    static const char zeros[65536];
    bool is_open = exchange_write(exchange, slice_from(context));
    while (is_open) {
        is_open = exchange_write(exchange, slice_make(zeros, sizeof zeros));
    }
    exchange_close(exchange);
}

static void test_answers_without_end(void **state)
{
    (void)state;
    char close[] = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n";
    char large[] = "HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n";
    expect(write_forever, close, ERROR_LIMIT, too_large);
    expect(write_forever, large, ERROR_LIMIT, too_large);
}

/* 20 MB of zeros, in 20 kB. */
static void pack_zeros(Text *packed)
{
    static unsigned char zeros[20000000];
    uLongf length = 100000;
    unsigned char *bytes = memory_allocate(length);
    z_stream stream = {.next_in = zeros, .avail_in = sizeof zeros, .next_out = bytes, .avail_out = (uInt)length};
    assert_int_equal(deflateInit2(&stream, 6, Z_DEFLATED, 31, 9, Z_DEFAULT_STRATEGY), Z_OK);
    assert_int_equal(deflate(&stream, Z_FINISH), Z_STREAM_END);
    text_append(packed, slice_make((const char *)bytes, stream.total_out));
    deflateEnd(&stream);
    free(bytes);
}

/* {"a":1} */
static const char packed_small[] = "\x1f\x8b\x08\0\0\0\0\0\x02\xff\xabVJT\xb2\x32\xac\x05\0\xaf\xac\x1bV\x07\0\0";

/* Answers with all but the last bytes of a packed answer, as if these were all. */
static void send_cut(HttpExchange *exchange, void *context)
{
    Slice packed = text_slice(context);
    exchange_answer_bytes(exchange, 200, "Content-Encoding: gzip\r\n", slice_part(packed, 0, packed.length - 4));
}

static void send_packed(HttpExchange *exchange, void *context)
{
    exchange_answer_bytes(exchange, 200, "Content-Encoding: gzip\r\n", text_slice(context));
}

static void send_damaged(HttpExchange *exchange, void *context)
{
    exchange_answer(exchange, 200, context, "this is not gzip");
}

static void test_packed_answers(void **state)
{
    (void)state;
    Text packed = TEXT_EMPTY;
    pack_zeros(&packed);
    expect(send_packed, &packed, ERROR_LIMIT, too_large);
    text_free(&packed);
    char gzip[] = "Content-Encoding: gzip\r\n", other[] = "Content-Encoding: br\r\n";
    expect(send_damaged, gzip, ERROR_DAMAGED, "the answer cannot be unpacked");
    expect(send_damaged, other, ERROR_DAMAGED, "the answer is packed as 'br', but gzip was requested");
    text_append(&packed, slice_make(packed_small, sizeof packed_small));
    expect(send_cut, &packed, ERROR_DAMAGED, "the packed answer ends too early");
    text_free(&packed);
}

/* A header line without end. */
static void write_line_forever(HttpExchange *exchange, void *context)
{
    char letters[4096];
    memset(letters, 'a', sizeof letters);
    bool is_open = exchange_write(exchange, slice_from(context));
    while (is_open) {
        is_open = exchange_write(exchange, slice_make(letters, sizeof letters));
    }
    exchange_close(exchange);
}

/* The same again and again. */
static void write_again_and_again(HttpExchange *exchange, void *context)
{
    while (exchange_write(exchange, slice_from(context))) {
    }
    exchange_close(exchange);
}

static void test_headers_without_end(void **state)
{
    (void)state;
    Text text = TEXT_EMPTY;
    text_append(&text, SLICE("HTTP/1.1 200 OK\r\n"));
    for (int i = 0; i < 40000; i++) {
        text_append(&text, SLICE("X-Header: a header that says nothing\r\n"));
    }
    const char *sentence = "the headers of the answer are too large";
    char line[] = "HTTP/1.1 200 OK\r\nX-Header: ", none[] = "HTTP/1.1 100 Continue\r\n\r\n";
    expect(write_and_close, text.bytes, ERROR_LIMIT, sentence);
    expect(write_line_forever, line, ERROR_LIMIT, sentence);
    expect(write_again_and_again, none, ERROR_LIMIT, sentence);
    text_free(&text);
}

/* ---- status ---- */

static void answer_status(HttpExchange *exchange, void *context)
{
    exchange_answer(exchange, *(int *)context, "Retry-After: 60\r\n", "{}");
}

static void test_statuses(void **state)
{
    (void)state;
    static const struct {
        int status;
        ErrorCode code;
        const char *sentence;
    } rows[] = {
        {401, ERROR_SYSTEM,
         "the server requires a login; set token_env, token_file or token_command of the server in config.yaml (HTTP "
         "401)"},
        {404, ERROR_NOT_FOUND, "the server does not have the resource (HTTP 404)"},
        {412, ERROR_CHANGED, "the resource was changed meanwhile on the server (HTTP 412)"},
        {418, ERROR_SYSTEM, "the server refused (HTTP 418)"},
        {429, ERROR_SYSTEM, "too many requests; try again later (HTTP 429); Retry-After: 60"},
        {500, ERROR_SYSTEM, "the server failed (HTTP 500)"},
        {502, ERROR_SYSTEM, "the server does not answer its gateway; try again later (HTTP 502)"},
        {599, ERROR_SYSTEM, "the server failed (HTTP 599)"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int status = rows[i].status;
        expect(answer_status, &status, rows[i].code, rows[i].sentence);
    }
}

/* ---- no server ---- */

static void test_nobody_listens(void **state)
{
    (void)state;
    Servers none = {0};
    HttpClient *client = http_client_new(&none, &limits, false);
    HttpAnswer answer = {0};
    Url url;
    Error error;
    static const char *const names[][2] = {{"secret?token=x", "secret?token=…"},
                                           {"Patient?author=a&X-Amz-Signature=12&code=b|c&sig=&SIG=y&%74oken=z&n",
                                            "Patient?author=a&X-Amz-Signature=…&code=b%7Cc&sig=&SIG=…&%74oken=…&n"},
                                           {"ImagingStudy?x=500", "ImagingStudy?x=500"},
                                           {"ImagingStudy?", "ImagingStudy?"}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char place[200];
        snprintf(place, sizeof place, "http://127.0.0.1:1/%s", names[i][0]);
        assert_true(url_parse(slice_from(place), &url, NULL));
        assert_false(http_get(client, &url, NULL, NULL, &answer, &error));
        assert_string_equal(error.message, "cannot connect to 127.0.0.1:1");
        assert_string_equal(error.where + strlen("http://127.0.0.1:1/"), names[i][1]);
        http_answer_free(&answer);
        url_free(&url);
    }
    http_client_free(client);
}

/* ---- TLS ---- */

static void append_number(Text *text, size_t number, int bytes)
{
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
        text_append_byte(text, (char)(number >> shift));
    }
}

/* A handshake message of TLS 1.2 in a record of its own (RFC 5246, sections 6.2.1 and 7.4). */
static void append_handshake(Text *text, char type, Slice body)
{
    text_append(text, SLICE("\x16\x03\x03"));
    append_number(text, body.length + 4, 2);
    text_append_byte(text, type);
    append_number(text, body.length, 3);
    text_append(text, body);
}

/* Answers a ClientHello: the certificate stands before anything that is secret, so that no key is needed to show a
 * wrong one. */
static void *speak_tls(void *context)
{
    int listener = *(int *)context, connection = accept(listener, NULL, NULL);
    Text hello = TEXT_EMPTY, chain = TEXT_EMPTY, text = TEXT_EMPTY;
    char bytes[4096];
    ssize_t ignored = recv(connection, bytes, sizeof bytes, 0);
    text_append(&hello, SLICE("\x03\x03"));
    text_append_repeated(&hello, 'r', 32);
    text_append(&hello,
                SLICE("\0\xc0\x2b\0\0\x05\xff\x01\0\x01\0")); /* ECDHE-ECDSA-AES128-GCM-SHA256, renegotiation_info */
    append_number(&chain, sizeof certificate + 3, 3);
    append_number(&chain, sizeof certificate, 3);
    text_append(&chain, slice_make((const char *)certificate, sizeof certificate));
    append_handshake(&text, 2, text_slice(&hello));
    append_handshake(&text, 11, text_slice(&chain));
    ignored = send(connection, text.bytes, text.length, MSG_NOSIGNAL);
    while (ignored > 0) {
        ignored = recv(connection, bytes, sizeof bytes, 0);
    }
    text_free(&hello);
    text_free(&chain);
    text_free(&text);
    close(connection);
    return NULL;
}

static void test_a_wrong_certificate(void **state)
{
    (void)state;
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    assert_int_equal(bind(listener, (struct sockaddr *)&address, length), 0);
    assert_int_equal(listen(listener, 1), 0);
    assert_int_equal(getsockname(listener, (struct sockaddr *)&address, &length), 0);
    pthread_t thread;
    assert_int_equal(pthread_create(&thread, NULL, speak_tls, &listener), 0);
    Servers none = {0};
    HttpClient *client = http_client_new(&none, &limits, false);
    HttpAnswer answer = {0};
    Url url;
    Error error;
    Text text = TEXT_EMPTY;
    text_format(&text, "https://127.0.0.1:%u/", (unsigned)ntohs(address.sin_port));
    assert_true(url_parse(text_slice(&text), &url, NULL));
    assert_false(http_get(client, &url, NULL, NULL, &answer, &error));
    assert_non_null(strstr(error.message, "the certificate of 127.0.0.1:"));
    assert_non_null(strstr(error.message, " is not trusted: "));
    pthread_join(thread, NULL);
    close(listener);
    http_answer_free(&answer);
    url_free(&url);
    text_free(&text);
    http_client_free(client);
}

/* ---- stopping ---- */

static void stop_at_once(Pace *pace)
{
    pace->is_stopped = true;
}

static void test_a_request_can_be_stopped(void **state)
{
    (void)state;
    char nothing[] = "";
    Pace pace = {.look = stop_at_once};
    Error error;
    ask(write_and_wait, nothing, "http", &pace, &error);
    assert_int_equal(error.code, ERROR_STOPPED);
    assert_string_equal(error.message, "the request was stopped");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_silence),
        cmocka_unit_test(test_bytes_that_come_too_slowly),
        cmocka_unit_test(test_answers_of_very_many_values),
        cmocka_unit_test(test_answers_that_are_cut),
        cmocka_unit_test(test_answers_without_end),
        cmocka_unit_test(test_packed_answers),
        cmocka_unit_test(test_headers_without_end),
        cmocka_unit_test(test_statuses),
        cmocka_unit_test(test_nobody_listens),
        cmocka_unit_test(test_a_wrong_certificate),
        cmocka_unit_test(test_a_request_can_be_stopped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
