/* ImageWeb: a server of the test's own answers paths; pages, what searches leave out, and answers that are none. */
#include "src/images/image_web.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

/* What the server does. */
typedef struct Server {
    unsigned instances;
    unsigned page; /* how many instances a page has; 0: 3 */
    bool ignores_offset;
    bool says_count;    /* how many instances a series has */
    const char *answer; /* in place of all answers */
    unsigned requests;
} Server;

static void append_instances(const Server *server, unsigned offset, Text *body)
{
    unsigned page = server->page ? server->page : 3;
    unsigned end = offset + page < server->instances ? offset + page : server->instances;
    text_append_byte(body, '[');
    for (unsigned i = offset; i < end; i++) {
        text_format(
            body,
            "%s{\"00080018\":{\"vr\":\"UI\",\"Value\":[\"1.2.3.%u\"]},\"00080016\":{\"vr\":\"UI\",\"Value\":[\"1.9\"]},"
            "\"00200013\":{\"vr\":\"IS\",\"Value\":[%u]}}",
            i > offset ? "," : "", i, i);
    }
    text_append_byte(body, ']');
}

static bool get(void *context, const char *path, Text *body, Error *error)
{
    Server *server = context;
    unsigned offset = 0;
    server->requests++;
    if (server->answer) {
        text_append(body, slice_from(server->answer));
        return strcmp(server->answer, "!") != 0 || error_set(error, ERROR_SYSTEM, path, "no answer");
    }
    const char *place = strstr(path, "offset=");
    if (place && !server->ignores_offset) {
        offset = (unsigned)strtoul(place + 7, NULL, 10);
    }
    if (strcmp(path, "studies/1.2/series") == 0) {
        text_append(body, SLICE("[{"));
        if (server->says_count) {
            text_format(body, "\"00201209\":{\"vr\":\"IS\",\"Value\":[%u]},", server->instances);
        }
        text_append(
            body,
            SLICE("\"0020000E\":{\"vr\":\"UI\",\"Value\":[\"1.2.3\"]},\"00080060\":{\"vr\":\"CS\",\"Value\":[\"CT\"]},"
                  "\"00081030\":{\"vr\":\"LO\"}}]"));
    } else if (strcmp(path, "studies/1.2/series/1.2.3/metadata") == 0) {
        append_instances(server, 0, body);
    } else if (strstr(path, "/metadata")) {
        assert_string_equal(path, "studies/1.2/series/1.2.3/instances/1.2.3.0/metadata");
        text_append(
            body,
            SLICE(
                "[{\"00080201\":{\"vr\":\"SH\",\"Value\":[\"+0100\"]},\"00100010\":{\"vr\":\"PN\",\"Value\":[{"
                "\"Alphabetic\":"
                "\"M\\u00fcller^Eva\"}]},\"00081032\":{\"vr\":\"SQ\",\"Value\":[{\"00080100\":{\"vr\":\"SH\",\"Value\":"
                "[\"X1\"]}}]},\"00080018\":{\"vr\":\"UI\",\"Value\":[\"1.2.3.0\"]},\"00189999\":{\"vr\":\"DS\","
                "\"Value\":[1.5,null]}}]"));
    } else if (strstr(path, "studies/1.2/series/1.2.3/instances?")) {
        append_instances(server, offset, body);
    }
    return true;
}

static void test_a_study_in_pages(void **state)
{
    (void)state;
    Server server = {.instances = 8};
    ImageWeb web = {get, &server, SLICE("http://pacs/dicom")};
    ImageSet set = {0};
    assert_true(image_web_read(&web, SLICE("1.2"), &set, NULL));
    assert_int_equal(set.count, 1);
    assert_int_equal(image_study_instances(&set.studies[0]), 8);
    const Image *study = &set.studies[0].image;
    assert_true(slice_equals(study->values[IMAGE_STUDY_UID], SLICE("1.2")));
    assert_true(slice_equals(study->values[IMAGE_TIME_ZONE], SLICE("+0100")));
    assert_true(slice_equals(study->values[IMAGE_PATIENT_NAME], SLICE("Müller^Eva")));
    assert_true(slice_equals(study->values[IMAGE_PROCEDURE_CODE], SLICE("X1")));
    assert_true(slice_equals(set.studies[0].series[0].image.values[IMAGE_MODALITY], SLICE("CT")));
    const ImageInstance *last = &set.studies[0].series[0].instances[7];
    assert_true(slice_equals(last->uid, SLICE("1.2.3.7")) && slice_equals(last->number, SLICE("7")));
    assert_true(slice_equals(last->sop_class, SLICE("1.9")));
    assert_int_equal(server.requests, 1 + 1 + 4);
    image_set_free(&set);
}

/* Of a series that is not too large, all headers come at once. */
static void test_headers_at_once(void **state)
{
    (void)state;
    Server server = {.instances = 3, .says_count = true};
    ImageWeb web = {get, &server, SLICE("http://pacs/dicom")};
    ImageSet set = {0};
    assert_true(image_web_read(&web, SLICE("1.2"), &set, NULL));
    assert_int_equal(image_study_instances(&set.studies[0]), 3);
    assert_int_equal(server.requests, 2);
    image_set_free(&set);
    server = (Server){.instances = IMAGE_HEADERS_MAXIMUM + 1, .says_count = true};
    assert_true(image_web_read(&web, SLICE("1.2"), &set, NULL));
    assert_int_equal(image_study_instances(&set.studies[0]), IMAGE_HEADERS_MAXIMUM + 1);
    image_set_free(&set);
}

static void test_a_server_that_gives_the_same_page(void **state)
{
    (void)state;
    Server server = {.instances = 2, .ignores_offset = true};
    ImageWeb web = {get, &server, SLICE("http://pacs/dicom")};
    ImageSet set = {0};
    assert_true(image_web_read(&web, SLICE("1.2"), &set, NULL));
    assert_int_equal(image_study_instances(&set.studies[0]), 2);
    assert_int_equal(server.requests, 1 + 1 + 2);
    image_set_free(&set);
}

/* Pages may be large: a study has an end, too. */
static void test_a_study_without_end(void **state)
{
    (void)state;
    Server server = {.instances = IMAGE_INSTANCES_MAXIMUM + 1, .page = 200000};
    ImageWeb web = {get, &server, SLICE("http://pacs/dicom")};
    ImageSet set = {0};
    Error error;
    assert_false(image_web_read(&web, SLICE("1.2"), &set, &error));
    assert_int_equal(error.code, ERROR_LIMIT);
    assert_string_equal(error.message, "the study has more than 1000000 instances");
    image_set_free(&set);
}

/* Each page has something new: a server that never ends is not followed for ever. */
static void test_pages_that_do_not_end(void **state)
{
    (void)state;
    Server server = {.instances = UINT32_MAX};
    ImageWeb web = {get, &server, SLICE("http://pacs/dicom")};
    ImageSet set = {0};
    Error error;
    assert_false(image_web_read(&web, SLICE("1.2"), &set, &error));
    assert_int_equal(error.code, ERROR_LIMIT);
    assert_string_equal(error.where, "http://pacs/dicom/studies");
    assert_string_equal(error.message, "the pages of series 1.2.3 do not end: more than 1000");
    assert_int_equal(server.requests, 1 + 1 + IMAGE_PAGES_MAXIMUM);
    image_set_free(&set);
}

static void test_answers_that_are_none(void **state)
{
    (void)state;
    static const struct {
        const char *answer;
        const char *message; /* NULL: no study, and no failure */
    } rows[] = {{"", NULL},
                {"[]", NULL},
                {"[{}]", NULL},
                {"[1,null]", NULL},
                {"!", "no answer"},
                {"{\"00080018\":{}}", NULL},
                {"{}", "the answer is not DICOM JSON"},
                {"{\"error\":\"disk is full\"}", "the answer is not DICOM JSON"},
                {"<html>", "the answer is not DICOM JSON"},
                {"[{\"0020000E\":", "the answer is not DICOM JSON"},
                {"\"text\"", "the answer is not DICOM JSON"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Server server = {.answer = rows[i].answer};
        ImageWeb web = {get, &server, SLICE("http://pacs/dicom")};
        ImageSet set = {0};
        Error error = {0};
        assert_int_equal(image_web_read(&web, SLICE("1.2"), &set, &error), rows[i].message == NULL);
        assert_string_equal(error.message, rows[i].message ? rows[i].message : "");
        bool is_named = rows[i].message && strcmp(rows[i].answer, "!") != 0; /* else by who asks */
        assert_true(!is_named || strcmp(error.where, "http://pacs/dicom/studies/1.2/series") == 0);
        assert_int_equal(set.count, 0);
        image_set_free(&set);
    }
}

/* What is no UID does not become a part of a URL. */
static void test_only_uids_are_asked_for(void **state)
{
    (void)state;
    Server server = {0};
    ImageWeb web = {get, &server, SLICE("http://pacs/dicom")};
    ImageSet set = {0};
    Error error;
    assert_false(image_web_read(&web, SLICE("1.2/../x"), &set, &error));
    assert_string_equal(error.message, "'1.2/../x' is not a DICOM UID");
    assert_int_equal(server.requests, 0);
    image_set_free(&set);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_study_in_pages),
        cmocka_unit_test(test_headers_at_once),
        cmocka_unit_test(test_a_server_that_gives_the_same_page),
        cmocka_unit_test(test_pages_that_do_not_end),
        cmocka_unit_test(test_a_study_without_end),
        cmocka_unit_test(test_answers_that_are_none),
        cmocka_unit_test(test_only_uids_are_asked_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
