/* Remote resource: an answer without a body is named as what it is. */
#include "src/remote/resource.h"

#include "tests/support/net/http_server.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static void answer_nothing(HttpExchange *exchange, void *context)
{
    exchange_answer(exchange, *(const int *)context, "", *(const int *)context == 202 ? " \n" : "");
}

static void test_empty_answers(void **state)
{
    (void)state;
    static int statuses[] = {200, 202, 204};
    for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++) {
        HttpServer *server = http_server_start(answer_nothing, &statuses[i]);
        Servers none = {0};
        HttpLimits limits = {.connect_milliseconds = 2000,
                             .silent_milliseconds = 2000,
                             .total_milliseconds = 4000,
                             .retry_milliseconds = 100,
                             .command_milliseconds = 2000,
                             .size = 1000};
        HttpClient *client = http_client_new(&none, &limits, false);
        RemoteResource resource;
        Url url;
        Error error;
        Text text = TEXT_EMPTY;
        text_format(&text, "%s/ImagingStudy?x=500", http_server_url(server));
        assert_true(url_parse(text_slice(&text), &url, NULL));
        assert_false(remote_read(client, &url, NULL, &resource, &error));
        assert_string_equal(error.message, "the server's answer is empty");
        assert_string_equal(error.where, text.bytes);
        text_free(&text);
        url_free(&url);
        http_client_free(client);
        http_server_stop(server);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_empty_answers)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
