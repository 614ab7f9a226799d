/* Servers at fault, in the workbench: each fault has its sentence, and the open file with its changes stays. */
#include "src/base/text.h"
#include "tests/support/folder.h"
#include "tests/support/net/fhir_rig.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#define HEAD "HTTP/1.1 200 OK\r\nContent-Type: application/fhir+json\r\n"

/* What the server writes for a path before it closes the connection, and what is said of it. */
static const struct {
    const char *name;
    const char *bytes;
    const char *of_resource; /* that is opened; NULL: it is opened, with the faults that it has */
    const char *of_images;   /* of a study */
    const char *of_save;     /* of a resource that is sent there; NULL: as of one that is opened */
} rows[] = {
    {"none", "", "the connection ended without an answer", "the connection ended without an answer", NULL},
    {"old", "{\"resourceType\":\"Patient\"}\n", "the server does not answer by HTTP",
     "the server does not answer by HTTP", NULL},
    {"cut", HEAD "Content-Length: 100\r\n\r\n{\"resourceType\"", "the connection ended before the end",
     "the connection ended before the end", NULL},
    {"chunks", HEAD "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}", "the connection ended before the end",
     "the connection ended before the end", NULL},
    {"empty", HEAD "Content-Length: 0\r\n\r\n", "answer is empty", "answer is empty",
     "accepted the resource (HTTP 200), but does not have it"},
    {"page", HEAD "Content-Length: 13\r\n\r\n<html></html>", "web page", "is not DICOM JSON",
     "accepted the resource (HTTP 200), but does not have it"},
    {"half", HEAD "Content-Length: 16\r\n\r\n{\"resourceType\":", NULL, "is not DICOM JSON", NULL},
    {"away", "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n",
     "the server refers to another server, which is not followed", "the server refers to another server",
     "the server redirects the request, which is followed for reading only"},
    {"file", "HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n",
     "the server names a URL that is not http or https", "the server names a URL that is not http",
     "the server redirects the request to no URL"},
    {"login", "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n", "the server requires a login",
     "requires a login", NULL},
    {"busy", "HTTP/1.1 429 Busy\r\nRetry-After: 60\r\nContent-Length: 0\r\n\r\n", "too many requests; try again later",
     "too many requests; try again later", NULL},
    {"broken", "HTTP/1.1 500 Broken\r\nContent-Length: 0\r\n\r\n", "the server failed (HTTP 500)", "the server failed",
     NULL},
    {"packed", HEAD "Content-Encoding: br\r\nContent-Length: 3\r\n\r\nabc", "packed as 'br'", "packed as 'br'", NULL},
};

enum { ROWS = sizeof rows / sizeof *rows };

static void answer(HttpExchange *exchange, void *context)
{
    (void)context;
    for (size_t i = 0; i < ROWS; i++) {
        if (slice_find(text_slice(&exchange->target), slice_from(rows[i].name), 0) != SIZE_MAX) {
            exchange_write(exchange, slice_from(rows[i].bytes));
        }
    }
    exchange_close(exchange);
}

static const char study[] = "{\"resourceType\":\"ImagingStudy\",\"status\":\"available\",\"identifier\":[{\"system\":"
                            "\"urn:dicom:uid\",\"value\":\"urn:oid:2.25.1\"}],\"subject\":{\"display\":\"Ada\"},"
                            "\"description\":\"Chest\"}";

/* Runs the commands on a file that was changed; the change is there at the end. */
static void run(FhirRig *rig, const Text *commands)
{
    Text script = TEXT_EMPTY;
    free(folder_add(rig->program->folder, "study.json", study));
    text_append(&script, SLICE("size 160x30\ncommand go description\nkeys c c\ntype \"Abdomen\"\nkeys Enter\n"));
    text_append(&script, text_slice(commands));
    text_append(&script, SLICE("expect \"study.json ●\"\nexpect \"Abdomen\"\n"));
    assert_int_equal(fhir_rig_script(rig, "study.json", script.bytes), 0);
    text_free(&script);
}

static void test_what_is_opened(void **state)
{
    FhirRig *rig = fhir_rig_start(state, "");
    HttpServer *server = http_server_start(answer, NULL);
    Text commands = TEXT_EMPTY;
    for (size_t i = 0; i < ROWS; i++) {
        if (rows[i].of_resource) {
            text_format(&commands, "command o %s/%s\nexpect \"%s\"\n", http_server_url(server), rows[i].name,
                        rows[i].of_resource);
        }
    }
    run(rig, &commands);
    text_free(&commands);
    http_server_stop(server);
    fhir_rig_stop(rig);
}

/* What is sent, and what is sent to be checked: nothing counts as saved. */
static void test_what_is_saved(void **state)
{
    FhirRig *rig = fhir_rig_start(state, "");
    HttpServer *server = http_server_start(answer, NULL);
    Text script = TEXT_EMPTY;
    free(folder_add(rig->program->folder, "study.json", study));
    text_append(&script, SLICE("size 160x30\ncommand go description\nkeys c c\ntype \"Abdomen\"\nkeys Enter\n"));
    for (size_t i = 0; i < ROWS; i++) {
        if (rows[i].of_resource) {
            text_format(&script, "command w %s/%s/ImagingStudy/1\nkeys Enter\nexpect \"%s\"\nexpect \"Abdomen\"\n",
                        http_server_url(server), rows[i].name, rows[i].of_save ? rows[i].of_save : rows[i].of_resource);
        }
    }
    text_append(&script, SLICE("expect \"study.json ●\"\n"));
    assert_int_equal(fhir_rig_script(rig, "study.json", script.bytes), 2);
    text_free(&script);
    http_server_stop(server);
    fhir_rig_stop(rig);
}

static void test_what_is_compared(void **state)
{
    FhirRig *rig = fhir_rig_start(state, "");
    HttpServer *server = http_server_start(answer, NULL);
    Text commands = TEXT_EMPTY;
    for (size_t i = 0; i < ROWS; i++) {
        text_format(&commands, "command archive %s/%s\nexpect \"%s\"\n", http_server_url(server), rows[i].name,
                    rows[i].of_images);
        text_format(&commands, "command images %s/%s\nexpect \"%s\"\n", http_server_url(server), rows[i].name,
                    rows[i].of_images);
    }
    run(rig, &commands);
    text_free(&commands);
    http_server_stop(server);
    fhir_rig_stop(rig);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_opened),
        cmocka_unit_test(test_what_is_saved),
        cmocka_unit_test(test_what_is_compared),
    };
    return cmocka_run_group_tests(tests, program_set_up, program_tear_down);
}
