/* Proxies of the environment: who is asked through them, and what fails. The names of hosts are for proxies alone:
 * nothing looks them up. */
#include "src/net/http.h"

#include "tests/support/net/http_server.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

/* Answers as the server that a request names, and refuses connections. */
static void stand_between(HttpExchange *exchange, void *context)
{
    text_format(context, "%s %s\n", exchange->method.bytes, exchange->target.bytes);
    bool is_tunnel = slice_equals(text_slice(&exchange->method), SLICE("CONNECT"));
    exchange_answer(exchange, is_tunnel ? 407 : 200, "", "{}");
}

/* Reads a URL; true where that succeeded. */
static bool get(const char *word, Error *error)
{
    Servers none = {0};
    HttpClient *client = http_client_new(&none, &http_usual_limits, false);
    HttpAnswer answer = {0};
    Url url;
    assert_true(url_parse(slice_from(word), &url, NULL));
    bool is_read = http_get(client, &url, NULL, NULL, &answer, error);
    http_answer_free(&answer);
    url_free(&url);
    http_client_free(client);
    return is_read;
}

static void test_other_hosts_are_reached_by_the_proxy(void **state)
{
    (void)state;
    Text log = TEXT_EMPTY, direct = TEXT_EMPTY, url = TEXT_EMPTY;
    HttpServer *proxy = http_server_start(stand_between, &log), *server = http_server_start(stand_between, &direct);
    Error error;
    setenv("http_proxy", http_server_url(proxy), 1);
    assert_true(get("http://fhir.invalid/r4/Patient/1?a=b", &error));
    assert_string_equal(log.bytes, "GET http://fhir.invalid/r4/Patient/1?a=b\n");
    text_format(&url, "%s/Patient/1", http_server_url(server));
    assert_true(get(url.bytes, &error));
    assert_string_equal(direct.bytes, "GET /Patient/1\n");
    assert_int_equal(http_server_requests(proxy), 1);
    unsetenv("http_proxy");
    http_server_stop(proxy);
    http_server_stop(server);
    text_free(&log);
    text_free(&direct);
    text_free(&url);
}

static void test_what_a_proxy_refuses(void **state)
{
    (void)state;
    Text log = TEXT_EMPTY;
    HttpServer *proxy = http_server_start(stand_between, &log);
    Error error;
    setenv("https_proxy", http_server_url(proxy), 1);
    assert_false(get("https://fhir.invalid/r4/Patient/1", &error));
    assert_string_equal(error.message, "the proxy refused the connection (HTTP 407)");
    assert_string_equal(error.where, "https://fhir.invalid/r4/Patient/1");
    assert_string_equal(log.bytes, "CONNECT fhir.invalid:443\n");
    setenv("https_proxy", "http://me:pass@127.0.0.1:1", 1);
    assert_false(get("https://fhir.invalid/r4/Patient/1", &error));
    assert_string_equal(error.message, "cannot connect to the proxy");
    unsetenv("https_proxy");
    http_server_stop(proxy);
    text_free(&log);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_other_hosts_are_reached_by_the_proxy),
        cmocka_unit_test(test_what_a_proxy_refuses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
