/* URLs: what is taken, what is refused, and where one leads from another. */
#include "src/net/url.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static void expect(const char *text, const char *url)
{
    Url parsed;
    assert_true(url_parse(slice_from(text), &parsed, NULL));
    text_append_byte(&parsed.text, '\0');
    assert_string_equal(parsed.text.bytes, url);
    url_free(&parsed);
}

static void refuse(const char *text, const char *sentence)
{
    Url parsed;
    Error error;
    assert_false(url_parse(slice_from(text), &parsed, &error));
    assert_string_equal(error.message, sentence);
    assert_string_equal(error.where, "");
}

static void test_equal_places_have_equal_texts(void **state)
{
    (void)state;
    expect("HTTP://LocalHost", "http://localhost/");
    expect("https://a.test:443/fhir?x=1#part", "https://a.test/fhir?x=1");
    expect("http://a.test:8080?_count=1", "http://a.test:8080/?_count=1");
    expect("http://[::1]:80/a", "http://[::1]/a");
    expect("http://a.test/Patient?name=M\xc3\xbcller x|y", "http://a.test/Patient?name=M%C3%BCller%20x%7Cy");
    expect("http://a.test\\@b.test/", "http://a.test/%5C@b.test/");
    expect("http://a.test/\r\nHost: b", "http://a.test/%0D%0AHost:%20b");
}

static void test_what_is_refused(void **state)
{
    (void)state;
    const char *secret = "user and password are not allowed in a URL; list the server in config.yaml";
    const char *dots = "the path segments '.' and '..' are not allowed in a URL";
    refuse("ftp://a.test/", "invalid URL: expected: http:// or https://");
    refuse("http://user:word@a.test/", secret);
    refuse("http:///fhir", "invalid URL: the host is missing");
    refuse("http://a.test:0/", "invalid URL: the port is not valid; allowed: 1 to 65535");
    refuse("http://a.test:99999/", "invalid URL: the port is not valid; allowed: 1 to 65535");
    refuse("http://a b/", "invalid URL: the host has a character that is not allowed");
    refuse("http://a.test/fhir/../admin", dots);
    refuse("http://a.test/fhir/%2E%2e/admin", dots);
    refuse("http://a.test/fhir/.%2e", dots);
}

static void test_resolving(void **state)
{
    (void)state;
    static const struct {
        const char *reference;
        const char *url;
    } rows[] = {
        {"https://b.test/x", "https://b.test/x"},
        {"//b.test/x", "http://b.test/x"},
        {"/fhir?page=2", "http://a.test/fhir?page=2"},
        {"?page=2", "http://a.test/fhir/Patient?page=2"},
        {"Observation/1", "http://a.test/fhir/Observation/1"},
        {"../x", "http://a.test/x"},
        {"../../../x", "http://a.test/x"},
        {"./x", "http://a.test/fhir/x"},
        {"", "http://a.test/fhir/Patient?page=1"},
    };
    Url base;
    assert_true(url_parse(SLICE("http://a.test/fhir/Patient?page=1"), &base, NULL));
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Url url;
        assert_true(url_resolve(&base, slice_from(rows[i].reference), &url, NULL));
        text_append_byte(&url.text, '\0');
        assert_string_equal(url.text.bytes, rows[i].url);
        url_free(&url);
    }
    Url url;
    assert_false(url_resolve(&base, SLICE("file:///etc/passwd"), &url, NULL));
    assert_false(url_resolve(&base, SLICE("a/../../x"), &url, NULL));
    url_free(&base);
}

static bool is_below(const char *text, const char *base_text)
{
    Url url, base;
    assert_true(url_parse(slice_from(text), &url, NULL));
    assert_true(url_parse(slice_from(base_text), &base, NULL));
    bool is_it = url_is_below(&url, &base);
    url_free(&url);
    url_free(&base);
    return is_it;
}

static void test_what_lies_below_a_base(void **state)
{
    (void)state;
    assert_true(is_below("http://a.test/fhir/Patient/1", "http://a.test/fhir"));
    assert_true(is_below("http://a.test/fhir/Patient/1", "http://a.test/fhir/"));
    assert_true(is_below("http://a.test/fhir?x", "http://a.test/fhir/"));
    assert_true(is_below("http://a.test/x", "http://a.test"));
    assert_false(is_below("http://a.test/fhirsecret/1", "http://a.test/fhir"));
    assert_false(is_below("https://a.test/fhir/1", "http://a.test/fhir"));
    assert_false(is_below("http://a.test:8080/fhir/1", "http://a.test/fhir"));
    assert_false(is_below("http://a.test.evil.test/fhir/1", "http://a.test/fhir"));
    assert_false(is_below("http://b.test/fhir/1", "http://a.test/fhir"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_equal_places_have_equal_texts),
        cmocka_unit_test(test_what_is_refused),
        cmocka_unit_test(test_resolving),
        cmocka_unit_test(test_what_lies_below_a_base),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
