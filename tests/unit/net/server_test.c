/* Servers: what settings say of them, what words stand for, and what is printed. */
#include "src/net/server.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static void set(Servers *servers, const char *server, const char *name, const char *value)
{
    assert_true(server_set(servers_add(servers, slice_from(server)), slice_from(name), slice_from(value), NULL));
}

static Servers known(void)
{
    Servers servers = {0};
    set(&servers, "clinic", "fhir", "https://a.test/fhir/");
    set(&servers, "clinic", "dicomweb", "https://a.test/dicom-web");
    set(&servers, "clinic", "token_command", "vault read 'it''s'");
    set(&servers, "inner", "fhir", "https://a.test/fhir/inner");
    set(&servers, "pacs", "dicomweb", "http://pacs.test:8042/dicom-web");
    set(&servers, "pacs", "timeout", "120");
    return servers;
}

static void refuse(const char *name, const char *value, const char *sentence)
{
    Servers servers = {0};
    Error error;
    NamedServer *server = servers_add(&servers, SLICE("a1"));
    assert_false(server_set(server, slice_from(name), slice_from(value), &error));
    assert_string_equal(error.message, sentence);
    servers_free(&servers);
}

static void test_settings_that_make_no_sense(void **state)
{
    (void)state;
    refuse("fihr", "http://a.test", "unknown setting `fihr` of a server");
    refuse("fhir", "a.test", "invalid URL: expected: http:// or https://");
    refuse("fhir", "http://a.test/?key=x", "the URL of a server must not have a query");
    refuse("token", "s3cret", "a secret is not allowed in config.yaml; use token_env, token_file or token_command");
    refuse("follow", "files.test", "invalid URL: expected: http:// or https://");
    refuse("pages", "many", "invalid value `many` of `pages`; allowed: 1 to 10000000");
    refuse("batch", "1001", "invalid value `1001` of `batch`; allowed: 1 to 1000");
    refuse("timeout", "0", "invalid value `0` of `timeout`; allowed: 1 to 86400");
    assert_true(server_is_name(SLICE("clinic-2")));
    assert_false(server_is_name(SLICE("c")));
    assert_false(server_is_name(SLICE("https")));
    assert_false(server_is_name(SLICE("a.b")));
}

static void stands_for(const char *word, ServerBase base, const char *url, const char *name)
{
    Servers servers = known();
    ServerTarget target;
    Text text = TEXT_EMPTY;
    assert_true(target_is_remote(&servers, slice_from(word)));
    assert_true(target_parse(&servers, slice_from(word), base, &target, NULL));
    text_append_byte(&target.url.text, '\0');
    assert_string_equal(target.url.text.bytes, url);
    target.url.text.length--;
    target_append_name(&servers, &target.url, &text);
    text_append_byte(&text, '\0');
    assert_string_equal(text.bytes, name);
    text_free(&text);
    target_free(&target);
    servers_free(&servers);
}

static void test_words_and_names(void **state)
{
    (void)state;
    stands_for("clinic:ImagingStudy/17", SERVER_FHIR, "https://a.test/fhir/ImagingStudy/17", "clinic:ImagingStudy/17");
    stands_for("clinic:/Patient/3/$summary", SERVER_FHIR, "https://a.test/fhir/Patient/3/$summary",
               "clinic:Patient/3/$summary");
    stands_for("inner:?_type=Patient", SERVER_FHIR, "https://a.test/fhir/inner?_type=Patient", "inner:?_type=Patient");
    stands_for("clinic:inner/Patient/1", SERVER_FHIR, "https://a.test/fhir/inner/Patient/1", "inner:Patient/1");
    stands_for("pacs:studies/1.2", SERVER_DICOMWEB, "http://pacs.test:8042/dicom-web/studies/1.2",
               "http://pacs.test:8042/dicom-web/studies/1.2");
    stands_for("http://b.test/x#y", SERVER_FHIR, "http://b.test/x", "http://b.test/x");
}

static void test_words_that_stand_for_nothing(void **state)
{
    (void)state;
    Servers servers = known();
    ServerTarget target;
    Error error;
    assert_true(target_is_remote(&servers, SLICE("clinc:ImagingStudy/17")));
    assert_false(target_parse(&servers, SLICE("clinc:ImagingStudy/17"), SERVER_FHIR, &target, &error));
    assert_string_equal(error.message, "unknown server 'clinc'; similar: clinic");
    assert_false(target_parse(&servers, SLICE("other:Patient/17"), SERVER_FHIR, &target, &error));
    assert_string_equal(error.message, "unknown server 'other'; servers in config.yaml: clinic, inner, pacs");
    assert_false(target_parse(&(Servers){0}, SLICE("other:Patient/17"), SERVER_FHIR, &target, &error));
    assert_string_equal(error.message, "unknown server 'other'; config.yaml has no servers");
    assert_false(target_parse(&servers, SLICE("pacs:Patient/1"), SERVER_FHIR, &target, &error));
    assert_string_equal(error.message, "server 'pacs' has no `fhir` in config.yaml");
    assert_false(target_parse(&servers, SLICE("clinic:../admin"), SERVER_FHIR, &target, &error));
    assert_false(target_is_remote(&servers, SLICE("study.json")));
    assert_false(target_is_remote(&servers, SLICE("c:study.json")));
    servers_free(&servers);
}

static void test_printing_shows_no_secret(void **state)
{
    (void)state;
    Servers servers = known();
    Text text = TEXT_EMPTY;
    set(&servers, "pacs", "pages", "9");
    set(&servers, "pacs", "batch", "1");
    servers_print(&servers, &text);
    assert_string_equal(text.bytes, "servers:\n"
                                    "  clinic:\n"
                                    "    fhir: 'https://a.test/fhir/'\n"
                                    "    dicomweb: 'https://a.test/dicom-web'\n"
                                    "    token_command: 'vault'\n"
                                    "  inner:\n"
                                    "    fhir: 'https://a.test/fhir/inner'\n"
                                    "  pacs:\n"
                                    "    dicomweb: 'http://pacs.test:8042/dicom-web'\n"
                                    "    timeout: 120\n"
                                    "    pages: 9\n"
                                    "    batch: 1\n");
    text_free(&text);
    servers_free(&servers);
}

/* Sentences name a place below any base of a server. */
static void test_places_in_sentences(void **state)
{
    (void)state;
    static const char *const cases[][2] = {{"http://pacs.test:8042/dicom-web/studies/1", "pacs dicomweb: studies/1"},
                                           {"https://a.test/fhir/Patient/1", "clinic:Patient/1"},
                                           {"https://b.test/x", "https://b.test/x"}};
    Servers servers = known();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Url url;
        Text text = TEXT_EMPTY;
        assert_true(url_parse(slice_from(cases[i][0]), &url, NULL));
        target_append_place(&servers, &url, &text);
        assert_string_equal(text.bytes, cases[i][1]);
        url_free(&url);
        text_free(&text);
    }
    servers_free(&servers);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_settings_that_make_no_sense),  cmocka_unit_test(test_words_and_names),
        cmocka_unit_test(test_words_that_stand_for_nothing), cmocka_unit_test(test_printing_shows_no_secret),
        cmocka_unit_test(test_places_in_sentences),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
