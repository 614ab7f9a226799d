/* Requests: what is sent, to whom, and what comes back. */
#include "src/net/http.h"

#include "tests/support/folder.h"
#include "tests/support/net/http_server.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include <sys/resource.h>
#include <sys/stat.h>

/* A server, and a client that knows it as "clinic", with the base /fhir. */
typedef struct Rig {
    HttpServer *server;
    Servers servers;
    HttpClient *client;
    HttpAnswer answer;
    Error error;
} Rig;

static Rig *rig_start(HttpHandler *handler, void *context)
{
    Rig *rig = memory_allocate_zeroed(1, sizeof *rig);
    Text base = TEXT_EMPTY;
    rig->server = http_server_start(handler, context);
    text_format(&base, "%s/fhir", http_server_url(rig->server));
    assert_true(server_set(servers_add(&rig->servers, SLICE("clinic")), SLICE("fhir"), text_slice(&base), NULL));
    text_free(&base);
    rig->client = http_client_new(&rig->servers, &http_usual_limits, false);
    return rig;
}

static void rig_stop(Rig *rig)
{
    http_answer_free(&rig->answer);
    http_client_free(rig->client);
    servers_free(&rig->servers);
    http_server_stop(rig->server);
    free(rig);
}

static void rig_set(Rig *rig, const char *name, const char *value)
{
    assert_true(server_set(&rig->servers.items[0], slice_from(name), slice_from(value), NULL));
}

/* Sends a request to a place of the server; true where an answer came. */
static bool rig_send(Rig *rig, const HttpRequest *request, const char *path)
{
    Url url;
    Text text = TEXT_EMPTY;
    text_format(&text, "%s%s", http_server_url(rig->server), path);
    assert_true(url_parse(text_slice(&text), &url, NULL));
    text_free(&text);
    bool is_sent = http_send(rig->client, &url, request, NULL, &rig->answer, &rig->error);
    url_free(&url);
    return is_sent;
}

static bool rig_get(Rig *rig, const char *path)
{
    HttpRequest request = {.method = "GET", .accept = HTTP_ACCEPT_FHIR};
    return rig_send(rig, &request, path);
}

static void expect_slice(Slice slice, const char *text)
{
    assert_int_equal(slice.length, strlen(text));
    assert_memory_equal(slice.bytes, text, slice.length);
}

/* ---- plain requests ---- */

/* Answers with what came. */
static void echo(HttpExchange *exchange, void *context)
{
    (void)context;
    Text body = TEXT_EMPTY;
    text_append(&body, text_slice(&exchange->method));
    text_append_byte(&body, ' ');
    text_append(&body, text_slice(&exchange->target));
    text_append_byte(&body, '\n');
    text_append(&body, text_slice(&exchange->headers));
    text_append_byte(&body, '\n');
    text_append(&body, text_slice(&exchange->body));
    exchange_answer_bytes(exchange, 200, "ETag: W/\"3\"\r\nX-Twice:  a b \r\n", text_slice(&body));
    text_free(&body);
}

static bool holds(const Rig *rig, const char *text)
{
    return slice_find(text_slice(&rig->answer.body), slice_from(text), 0) != SIZE_MAX;
}

static void test_what_is_sent_and_what_comes(void **state)
{
    (void)state;
    Rig *rig = rig_start(echo, NULL);
    assert_true(rig_get(rig, "/fhir/Patient?name=a%20b"));
    assert_int_equal(rig->answer.status, 200);
    assert_true(holds(rig, "GET /fhir/Patient?name=a%20b\n"));
    assert_true(holds(rig, "accept: " HTTP_ACCEPT_FHIR "\n"));
    assert_true(holds(rig, "user-agent: ipse/"));
    assert_false(holds(rig, "authorization"));
    expect_slice(http_header(&rig->answer, "etag"), "W/\"3\"");
    expect_slice(http_header(&rig->answer, "x-twice"), "a b");
    expect_slice(http_header(&rig->answer, "x-none"), "");
    HttpHeader match = {"If-Match", "W/\"3\""};
    HttpRequest put = {
        .method = "PUT", .type = "application/fhir+json", .body = SLICE("{\0}"), .headers = &match, .header_count = 1};
    assert_true(rig_send(rig, &put, "/fhir/Patient/1"));
    assert_true(holds(rig, "PUT /fhir/Patient/1\n"));
    assert_true(holds(rig, "if-match: W/\"3\"\n"));
    assert_true(holds(rig, "content-type: application/fhir+json\n"));
    assert_true(slice_ends_with(text_slice(&rig->answer.body), SLICE("\n{\0}")));
    assert_int_equal(http_server_connections(rig->server), 1);
    rig_stop(rig);
}

static bool collect(void *context, Slice bytes, Error *error)
{
    (void)error;
    text_append(context, bytes);
    return true;
}

static void test_a_body_can_be_taken_as_it_comes(void **state)
{
    (void)state;
    Rig *rig = rig_start(echo, NULL);
    Text taken = TEXT_EMPTY;
    HttpRequest request = {.method = "GET", .take = collect, .context = &taken};
    assert_true(rig_send(rig, &request, "/a"));
    assert_true(slice_starts_with(text_slice(&taken), SLICE("GET /a\n")));
    assert_int_equal(rig->answer.body.length, 0);
    text_free(&taken);
    rig_stop(rig);
}

/* Answers with {"a":1}, packed by gzip, where the client takes that. */
static void pack(HttpExchange *exchange, void *context)
{
    static const char packed[] = "\x1f\x8b\x08\0\0\0\0\0\x02\xff\xabVJT\xb2\x32\xac\x05\0\xaf\xac\x1bV\x07\0\0";
    bool is_taken = slice_equals(exchange_header(exchange, "accept-encoding"), SLICE("gzip"));
    exchange_answer_bytes(exchange, is_taken ? 200 : 406, context, slice_make(packed, sizeof packed));
}

static void test_packed_answers_are_unpacked(void **state)
{
    (void)state;
    char headers[][32] = {"Content-Encoding: gzip\r\n", "Content-Encoding: X-GZIP\r\n"};
    for (size_t i = 0; i < 2; i++) {
        Rig *rig = rig_start(pack, headers[i]);
        assert_true(rig_get(rig, "/fhir/a"));
        expect_slice(text_slice(&rig->answer.body), "{\"a\":1}");
        rig_stop(rig);
    }
}

static void test_offline_nothing_is_connected_to(void **state)
{
    (void)state;
    Rig *rig = rig_start(echo, NULL);
    http_client_free(rig->client);
    rig->client = http_client_new(&rig->servers, &http_usual_limits, true);
    assert_false(rig_get(rig, "/fhir/Patient/1"));
    assert_int_equal(rig->error.code, ERROR_NOT_POSSIBLE);
    assert_string_equal(rig->error.message, "no request is sent with --offline");
    assert_string_equal(rig->error.where, "clinic:Patient/1");
    assert_int_equal(http_server_connections(rig->server), 0);
    rig_stop(rig);
}

/* ---- secrets ---- */

static void test_a_secret_goes_below_its_base_alone(void **state)
{
    (void)state;
    Rig *rig = rig_start(echo, NULL);
    setenv("IPSE_TEST_TOKEN", "s3cret", 1);
    rig_set(rig, "token_env", "IPSE_TEST_TOKEN");
    assert_true(rig_get(rig, "/fhir/Patient/1"));
    assert_true(holds(rig, "authorization: Bearer s3cret\n"));
    struct rlimit core;
    assert_int_equal(getrlimit(RLIMIT_CORE, &core), 0);
    assert_int_equal(core.rlim_cur, 0);
    assert_true(rig_get(rig, "/fhirs/Patient/1"));
    assert_false(holds(rig, "s3cret"));
    assert_true(rig_get(rig, "/"));
    assert_false(holds(rig, "s3cret"));
    unsetenv("IPSE_TEST_TOKEN");
    rig_stop(rig);
}

/* Refuses, and repeats who asks. */
static void repeat_secret(HttpExchange *exchange, void *context)
{
    Text headers = TEXT_EMPTY, body = TEXT_EMPTY;
    Slice authorization = exchange_header(exchange, "authorization");
    text_format(&headers, "X-Seen: %.*s\r\nRetry-After: %.*s\r\nLocation: /fhir/%.*s\r\n", SLICE_ARGS(authorization),
                SLICE_ARGS(authorization), SLICE_ARGS(authorization));
    text_format(&body, "who is %.*s? wrong: s3cret, s3cret", SLICE_ARGS(authorization));
    exchange_answer(exchange, *(int *)context, headers.bytes, body.bytes);
    text_free(&headers);
    text_free(&body);
}

static void test_a_secret_that_a_server_repeats_is_hidden(void **state)
{
    (void)state;
    int status = 401;
    Rig *rig = rig_start(repeat_secret, &status);
    setenv("IPSE_TEST_TOKEN", "s3cret", 1);
    rig_set(rig, "token_env", "IPSE_TEST_TOKEN");
    assert_true(rig_get(rig, "/fhir/Patient/1"));
    expect_slice(text_slice(&rig->answer.body), "who is Bearer …? wrong: …, …");
    expect_slice(http_header(&rig->answer, "x-seen"), "Bearer …");
    expect_slice(http_header(&rig->answer, "location"), "/fhir/Bearer s3cret");
    status = 307;
    assert_true(rig_send(rig, &(HttpRequest){.method = "POST"}, "/fhir/Patient"));
    assert_false(http_is_success(rig->client, &rig->answer, &rig->error));
    assert_non_null(strstr(rig->error.message, "reading only; use clinic:Bearer%20… (HTTP 307)"));
    status = 429;
    assert_true(rig_get(rig, "/fhir/Patient/1"));
    assert_false(http_is_success(rig->client, &rig->answer, &rig->error));
    assert_string_equal(rig->error.message, "too many requests; try again later (HTTP 429); Retry-After: Bearer …");
    status = 200; /* what is read is a document, and stays as it came */
    assert_true(rig_get(rig, "/fhir/Patient/1"));
    expect_slice(text_slice(&rig->answer.body), "who is Bearer s3cret? wrong: s3cret, s3cret");
    assert_true(rig_send(rig, &(HttpRequest){.method = "POST"}, "/fhir/Patient"));
    expect_slice(text_slice(&rig->answer.body), "who is Bearer …? wrong: …, …");
    unsetenv("IPSE_TEST_TOKEN");
    rig_stop(rig);
}

static void test_a_password_that_a_server_repeats_is_hidden(void **state)
{
    (void)state;
    int status = 403;
    Rig *rig = rig_start(repeat_secret, &status);
    setenv("IPSE_TEST_TOKEN", "s3cret", 1);
    rig_set(rig, "token_env", "IPSE_TEST_TOKEN");
    rig_set(rig, "user", "reader");
    assert_true(rig_get(rig, "/fhir/Patient/1"));
    expect_slice(text_slice(&rig->answer.body), "who is Basic …? wrong: …, …");
    unsetenv("IPSE_TEST_TOKEN");
    rig_stop(rig);
}

/* Refuses with a text that is the secret a million times. */
static void repeat_secret_much(HttpExchange *exchange, void *context)
{
    (void)context;
    Text headers = TEXT_EMPTY, body = TEXT_EMPTY;
    for (unsigned i = 0; i < 1000000; i++) {
        text_append(i < 10000 ? &headers : &body, i < 10000 ? SLICE("A: s3cret\r\n") : SLICE("s3cret "));
    }
    text_append(&body, SLICE("end"));
    exchange_answer_bytes(exchange, 403, headers.bytes, text_slice(&body));
    text_free(&headers);
    text_free(&body);
}

static void test_a_secret_that_a_server_repeats_much_is_hidden_soon(void **state)
{
    (void)state;
    Rig *rig = rig_start(repeat_secret_much, NULL);
    setenv("IPSE_TEST_TOKEN", "s3cret", 1);
    rig_set(rig, "token_env", "IPSE_TEST_TOKEN");
    assert_true(rig_get(rig, "/fhir/Patient/1"));
    assert_int_equal(rig->answer.body.length, 990000 * strlen("… ") + strlen("end"));
    assert_true(slice_ends_with(text_slice(&rig->answer.body), SLICE("… … end")));
    expect_slice(http_header(&rig->answer, "a"), "…");
    assert_true(slice_find(text_slice(&rig->answer.headers), SLICE("s3cret"), 0) == SIZE_MAX);
    unsetenv("IPSE_TEST_TOKEN");
    rig_stop(rig);
}

/* The query of a URL is named in errors, without the secret of its server. */
static void test_a_secret_in_a_query_is_hidden(void **state)
{
    (void)state;
    int status = 500;
    setenv("IPSE_TEST_TOKEN", "s3c/ret", 1);
    for (unsigned i = 0; i < 2; i++) {
        Error error;
        Rig *rig = rig_start(repeat_secret, &status);
        rig_set(rig, "token_env", "IPSE_TEST_TOKEN");
        if (i > 0) {
            rig_set(rig, "user", "reader");
        }
        assert_true(rig_get(rig, "/fhir/Patient?a=s3c/ret&b=s3c%2Fret&c=d"));
        assert_false(http_is_success(rig->client, &rig->answer, &error));
        assert_string_equal(error.where, "clinic:Patient?a=…&b=…&c=d");
        rig_stop(rig);
    }
    unsetenv("IPSE_TEST_TOKEN");
}

static void test_secrets_come_from_files_and_commands(void **state)
{
    Rig *rig = rig_start(echo, NULL);
    char *path = folder_add(*state, "token", "reader word\n");
    Text command = TEXT_EMPTY;
    rig_set(rig, "user", "Aladdin");
    rig_set(rig, "token_file", path);
    chmod(path, 0640);
    assert_false(rig_get(rig, "/fhir/a"));
    assert_string_equal(rig->error.where, "");
    assert_non_null(strstr(rig->error.message, "server 'clinic' in config.yaml: token_file: "));
    assert_non_null(strstr(rig->error.message, "other users can read the file; set its mode to 0600"));
    assert_null(strstr(rig->error.message, "reader word"));
    chmod(path, 0600);
    assert_true(rig_get(rig, "/fhir/a"));
    assert_true(holds(rig, "authorization: Basic QWxhZGRpbjpyZWFkZXIgd29yZA==\n"));
    rig_stop(rig);
    rig = rig_start(echo, NULL);
    text_format(&command, "sed -n '1 p' \"%s\"", path);
    rig_set(rig, "token_command", command.bytes);
    assert_true(rig_get(rig, "/fhir/a"));
    assert_true(holds(rig, "authorization: Bearer reader word\n"));
    rig_stop(rig);
    text_free(&command);
    free(path);
}

static void test_secrets_that_cannot_be_had(void **state)
{
    (void)state;
    static const char *const rows[][3] = {
        {"token_env", "IPSE_TEST_NONE", "environment variable IPSE_TEST_NONE of token_env is not set"},
        {"token_command", "false", "token_command failed"},
        {"token_command", "true", "the token is empty or has characters that are not allowed"},
        {"token_command", "printf a\\tb", "the token is empty or has characters that are not allowed"},
        {"token_command", "/nonexistent/x", "cannot start token_command: No such file or directory"},
        {"token_command", "echo 'a", "token_command is not a valid command"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Rig *rig = rig_start(echo, NULL);
        rig_set(rig, rows[i][0], rows[i][1]);
        assert_false(rig_get(rig, "/fhir/a"));
        assert_non_null(strstr(rig->error.message, rows[i][2]));
        assert_int_equal(http_server_requests(rig->server), 0);
        rig_stop(rig);
    }
}

/* Takes no token but the second one. */
static void want_second(HttpExchange *exchange, void *context)
{
    (void)context;
    bool is_second = slice_equals(exchange_header(exchange, "authorization"), SLICE("Bearer xx"));
    exchange_answer(exchange, is_second ? 200 : 401, "", "{}");
}

static void test_a_command_runs_once_more_for_an_expired_token(void **state)
{
    Rig *rig = rig_start(want_second, NULL);
    char *path = folder_add(*state, "tokens", "");
    Text command = TEXT_EMPTY;
    text_format(&command, "sh -c 'printf x >>%s; cat %s'", path, path);
    rig_set(rig, "token_command", command.bytes);
    assert_true(rig_get(rig, "/fhir/a"));
    assert_int_equal(rig->answer.status, 200);
    assert_int_equal(http_server_requests(rig->server), 2);
    rig_stop(rig);
    text_free(&command);
    free(path);
}

/* ---- redirects ---- */

static void send_on(HttpExchange *exchange, void *context)
{
    Text headers = TEXT_EMPTY;
    if (slice_starts_with(text_slice(&exchange->target), SLICE("/fhir/old"))) {
        text_format(&headers, "Location: %s\r\n", (const char *)context);
        exchange_answer(exchange, 302, headers.bytes, "moved");
        text_free(&headers);
    } else if (exchange_is(exchange, "GET", "/ring")) {
        exchange_answer(exchange, 301, "Location: /ring\r\n", "");
    } else {
        echo(exchange, NULL);
    }
}

static void test_redirects_stay_on_the_server(void **state)
{
    (void)state;
    char near[] = "/elsewhere?x=1", far[] = "http://127.0.0.1:1/fhir";
    setenv("IPSE_TEST_TOKEN", "s3cret", 1);
    Rig *rig = rig_start(send_on, near);
    rig_set(rig, "token_env", "IPSE_TEST_TOKEN");
    assert_true(rig_get(rig, "/fhir/old"));
    assert_true(holds(rig, "GET /elsewhere?x=1\n"));
    assert_false(holds(rig, "s3cret"));
    assert_true(slice_ends_with(url_slice(&rig->answer.url), SLICE("/elsewhere?x=1")));
    assert_false(rig_get(rig, "/ring"));
    assert_string_equal(rig->error.message, "more than 5 redirects");
    HttpRequest put = {.method = "PUT", .body = SLICE("{}")};
    assert_true(rig_send(rig, &put, "/fhir/old"));
    assert_int_equal(rig->answer.status, 302);
    assert_false(http_is_success(rig->client, &rig->answer, &rig->error));
    assert_non_null(
        strstr(rig->error.message, "the server redirects the request, which is followed for reading only; "));
    assert_non_null(strstr(rig->error.message, "/elsewhere?x=1 (HTTP 302)"));
    rig_stop(rig);
    rig = rig_start(send_on, far);
    assert_false(rig_get(rig, "/fhir/old"));
    assert_int_equal(rig->error.code, ERROR_FORMAT);
    assert_string_equal(rig->error.message,
                        "the server refers to another server, which is not followed: http://127.0.0.1:1");
    rig_stop(rig);
    unsetenv("IPSE_TEST_TOKEN");
}

/* A redirect to another server is followed where the settings allow it, without the secret. */
static void test_redirects_go_where_they_are_allowed(void **state)
{
    (void)state;
    Text far = TEXT_EMPTY, allowed = TEXT_EMPTY;
    setenv("IPSE_TEST_TOKEN", "s3cret", 1);
    HttpServer *other = http_server_start(echo, NULL);
    text_format(&far, "%s/files/1", http_server_url(other));
    text_format(&allowed, "https://files.test  %s/", http_server_url(other));
    Rig *rig = rig_start(send_on, far.bytes);
    rig_set(rig, "token_env", "IPSE_TEST_TOKEN");
    assert_false(rig_get(rig, "/fhir/old"));
    rig_set(rig, "follow", "https://files.test");
    assert_false(rig_get(rig, "/fhir/old"));
    assert_int_equal(http_server_requests(other), 0);
    rig_set(rig, "follow", allowed.bytes);
    assert_true(rig_get(rig, "/fhir/old"));
    assert_true(holds(rig, "GET /files/1\n"));
    assert_false(holds(rig, "authorization"));
    rig_stop(rig);
    http_server_stop(other);
    text_free(&far);
    text_free(&allowed);
    unsetenv("IPSE_TEST_TOKEN");
}

/* ---- once more ---- */

static void busy_first(HttpExchange *exchange, void *context)
{
    const char *headers = context;
    bool is_first = exchange->number == 1;
    exchange_answer(exchange, is_first ? 503 : 200, is_first ? headers : "", "{}");
}

static void test_retry_after_is_waited_for_once(void **state)
{
    (void)state;
    char at_once[] = "Retry-After: 0\r\n", later[] = "Retry-After: 6\r\n";
    Rig *rig = rig_start(busy_first, at_once);
    assert_true(rig_get(rig, "/fhir/a"));
    assert_int_equal(rig->answer.status, 200);
    assert_int_equal(http_server_requests(rig->server), 2);
    rig_stop(rig);
    rig = rig_start(busy_first, later);
    assert_true(rig_get(rig, "/fhir/a"));
    assert_int_equal(rig->answer.status, 503);
    assert_false(http_is_success(rig->client, &rig->answer, &rig->error));
    assert_string_equal(rig->error.message, "the server is not available; try again later (HTTP 503); Retry-After: 6");
    assert_int_equal(http_server_requests(rig->server), 1);
    rig_stop(rig);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_sent_and_what_comes),
        cmocka_unit_test(test_a_body_can_be_taken_as_it_comes),
        cmocka_unit_test(test_offline_nothing_is_connected_to),
        cmocka_unit_test(test_a_secret_goes_below_its_base_alone),
        cmocka_unit_test(test_a_secret_that_a_server_repeats_is_hidden),
        cmocka_unit_test(test_a_secret_that_a_server_repeats_much_is_hidden_soon),
        cmocka_unit_test(test_packed_answers_are_unpacked),
        cmocka_unit_test(test_a_password_that_a_server_repeats_is_hidden),
        cmocka_unit_test(test_a_secret_in_a_query_is_hidden),
        cmocka_unit_test_setup_teardown(test_secrets_come_from_files_and_commands, folder_set_up, folder_tear_down),
        cmocka_unit_test(test_secrets_that_cannot_be_had),
        cmocka_unit_test_setup_teardown(test_a_command_runs_once_more_for_an_expired_token, folder_set_up,
                                        folder_tear_down),
        cmocka_unit_test(test_redirects_stay_on_the_server),
        cmocka_unit_test(test_redirects_go_where_they_are_allowed),
        cmocka_unit_test(test_retry_after_is_waited_for_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
