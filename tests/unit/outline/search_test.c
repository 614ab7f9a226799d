/* Search: texts and expressions, capitals, names and values. */
#include "src/outline/search.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static const char json[] =
    "{\"uid\": \"2.25.1\", \"Series\": [{\"uid\": \"2.25.22\", \"title\": \"uid of a series\"}], \"n\": 25}";

/* Counts the values that are found. */
static void expect(const char *text, bool is_expression, SearchScope scope, uint32_t wanted)
{
    Document *document = document_new(slice_from(json), "test.json", NULL);
    Search search = {0};
    Text scratch = TEXT_EMPTY;
    uint32_t count = 0;
    assert_true(search_set(&search, slice_from(text), is_expression, scope, NULL));
    for (NodeId id = 0; id < document_count(document); id++) {
        count += search_is_found(&search, document, id, &scratch);
    }
    assert_int_equal(count, wanted);
    text_free(&scratch);
    search_free(&search);
    document_free(document);
}

static void test_texts_and_expressions(void **state)
{
    (void)state;
    expect("2.25", false, SEARCH_ALL, 2);
    expect("uid", false, SEARCH_ALL, 3);
    expect("UID", false, SEARCH_ALL, 3);
    expect("series", false, SEARCH_ALL, 2);
    expect("Series", false, SEARCH_ALL, 2);
    expect("Series", true, SEARCH_ALL, 1);
    expect("uid", false, SEARCH_NAMES, 2);
    expect("uid", false, SEARCH_VALUES, 1);
    expect("25", false, SEARCH_VALUES, 3);
    expect("^2\\.25\\.\\d\\d$", true, SEARCH_ALL, 1);
    expect("^S", true, SEARCH_NAMES, 1);
    expect("^s", true, SEARCH_NAMES, 1);
    expect("\\D", true, SEARCH_NAMES, 5);
    expect("", false, SEARCH_ALL, 0);
    expect("x*", true, SEARCH_ALL, 0);
}

/* In an expression capitals of any script count where some are typed. */
static void test_capitals_of_any_script(void **state)
{
    (void)state;
    Search search = {0};
    size_t start, length;
    assert_true(search_set(&search, SLICE("ДоМ"), true, SEARCH_ALL, NULL));
    assert_false(search_find(&search, SLICE("дом"), 0, &start, &length));
    assert_true(search_set(&search, SLICE("дом"), true, SEARCH_ALL, NULL));
    assert_true(search_find(&search, SLICE("ДОМ"), 0, &start, &length));
    assert_true(search_set(&search, SLICE("ДоМ"), false, SEARCH_ALL, NULL));
    assert_true(search_find(&search, SLICE("дом"), 0, &start, &length));
    search_free(&search);
}

static void test_no_expression(void **state)
{
    (void)state;
    Search search = {0};
    Error error;
    size_t start, length;
    assert_false(search_set(&search, SLICE("(a"), true, SEARCH_ALL, &error));
    assert_true(error.message[0] != '\0');
    assert_false(search_find(&search, SLICE("(a"), 0, &start, &length));
    search_free(&search);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_texts_and_expressions),
        cmocka_unit_test(test_capitals_of_any_script),
        cmocka_unit_test(test_no_expression),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
