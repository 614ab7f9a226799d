/* Bulk exports: how long they are waited for, and lists that go on in others. */
#include "src/remote/export.h"

#include "src/base/memory.h"
#include "tests/support/net/http_server.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

/* A server: how often it says that it is not ready, with which status and headers, and what its lists are. */
typedef struct Exporter {
    unsigned patience;
    int status;
    const char *headers;
    const char *list;   /* at /list/N; "%u" in it is N + 1 */
    const char *second; /* the list at /list/1 and later; NULL: as `list` */
    unsigned looks, ends, lists;
    Text files; /* names of the files, and their bytes */
} Exporter;

/* Appends a list, with a number in place of "%u". */
static void append_list(const char *list, unsigned number, Text *text)
{
    for (const char *c = list; *c; c++) {
        bool is_number = c[0] == '%' && c[1] == 'u';
        text_format(text, is_number ? "%u" : "%c", is_number ? number : (unsigned)*c);
        c += is_number;
    }
}

static void answer(HttpExchange *exchange, void *context)
{
    Exporter *exporter = context;
    Slice target = text_slice(&exchange->target);
    Text text = TEXT_EMPTY;
    if (slice_equals(target, SLICE("/$export"))) {
        exchange_answer(exchange, 202, "Content-Location: /list/0\r\n", "");
    } else if (slice_equals(text_slice(&exchange->method), SLICE("DELETE"))) {
        exporter->ends++;
        exchange_answer(exchange, 202, "", "");
    } else if (slice_starts_with(target, SLICE("/list/")) && exporter->looks++ < exporter->patience) {
        exchange_answer(exchange, exporter->status, exporter->headers, "");
    } else if (slice_starts_with(target, SLICE("/list/"))) {
        bool is_first = exporter->lists++ == 0;
        append_list(is_first || !exporter->second ? exporter->list : exporter->second, exporter->lists, &text);
        exchange_answer(exchange, 200, "", text.bytes);
    } else {
        text_format(&text, "{\"id\":\"%.*s\"}\n", SLICE_ARGS(slice_part(target, 1, SIZE_MAX)));
        exchange_answer(exchange, 200, "", text.bytes);
    }
    text_free(&text);
}

static bool take(void *context, const char *name, Text *bytes)
{
    Exporter *exporter = context;
    text_format(&exporter->files, "%s %.*s", name, SLICE_ARGS(text_slice(bytes)));
    return true;
}

/* Carries out an export of a server. */
static bool run(Exporter *exporter, unsigned milliseconds, Error *error)
{
    HttpServer *server = http_server_start(answer, exporter);
    Servers none = {0};
    HttpClient *client = http_client_new(&none, &http_usual_limits, false);
    RemoteExport wanted = {.take = take, .context = exporter, .milliseconds = milliseconds};
    Url url;
    Text text = TEXT_EMPTY;
    text_format(&text, "%s/$export", http_server_url(server));
    assert_true(url_parse(text_slice(&text), &url, NULL));
    text_append_byte(&exporter->files, '\0');
    text_clear(&exporter->files);
    bool is_done = remote_export(client, &url, &wanted, NULL, error);
    assert_int_equal(exporter->ends, 1);
    http_client_free(client);
    http_server_stop(server);
    url_free(&url);
    text_free(&text);
    return is_done;
}

#define FILES(name) "{\"output\":[{\"type\":\"Patient\",\"url\":\"/" name "\"}]"
#define NEXT        ",\"link\":[{\"relation\":\"self\",\"url\":\"/x\"},{\"relation\":\"next\",\"url\":\"/list/%u\"}]}"

static void test_lists_go_on_in_others(void **state)
{
    (void)state;
    Exporter exporter = {.list = FILES("a") NEXT, .second = FILES("b") "}"};
    assert_true(run(&exporter, 0, NULL));
    assert_string_equal(exporter.files.bytes, "Patient.1.ndjson {\"id\":\"a\"}\nPatient.2.ndjson {\"id\":\"b\"}\n");
    text_free(&exporter.files);
}

static void test_lists_without_end(void **state)
{
    (void)state;
    Error error;
    Exporter exporter = {.list = "{\"output\":[]" NEXT};
    assert_false(run(&exporter, 0, &error));
    assert_string_equal(error.message, "the lists of the export have no end; the rest is not read");
    assert_int_equal(exporter.lists, EXPORT_LISTS_MAXIMUM);
    text_free(&exporter.files);
    Exporter elsewhere = {
        .list = "{\"output\":[],\"link\":[{\"relation\":\"next\",\"url\":\"http://127.0.0.1:1/list/%u\"}]}"};
    assert_false(run(&elsewhere, 0, &error));
    assert_string_equal(error.message,
                        "the server refers to another server, which is not followed: http://127.0.0.1:1");
    text_free(&elsewhere.files);
}

/* A server that asks for patience is asked again; so is one that says so as a refusal. */
static void test_work_is_waited_for(void **state)
{
    (void)state;
    static const struct {
        int status;
        const char *headers;
    } rows[] = {{202, "Retry-After: 0\r\n"},
                {202, "Retry-After: Thu, 01 Jan 2026 00:00:00 GMT\r\n"},
                {429, "Retry-After: 0\r\n"},
                {503, "Retry-After: 0\r\n"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Exporter exporter = {
            .patience = 3, .status = rows[i].status, .headers = rows[i].headers, .list = FILES("a") "}"};
        assert_true(run(&exporter, 0, NULL));
        assert_int_equal(exporter.looks, 4);
        text_free(&exporter.files);
    }
}

static void test_work_without_end_is_given_up(void **state)
{
    (void)state;
    Error error;
    Exporter exporter = {.patience = UINT32_MAX, .status = 202, .headers = "Retry-After: 60\r\n"};
    assert_false(run(&exporter, 200, &error));
    assert_int_equal(error.code, ERROR_LIMIT);
    assert_string_equal(error.message,
                        "the export takes too long; set a longer `timeout` for the server in config.yaml");
    assert_int_equal(exporter.looks, 2);
    text_free(&exporter.files);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lists_go_on_in_others),
        cmocka_unit_test(test_lists_without_end),
        cmocka_unit_test(test_work_is_waited_for),
        cmocka_unit_test(test_work_without_end_is_given_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
