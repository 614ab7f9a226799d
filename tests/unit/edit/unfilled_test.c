/* Unfilled: what was begun and holds nothing. */
#include "src/edit/unfilled.h"

#include "src/json/path.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* Asserts that a value is found unfilled at a path; "" for none. */
static void assert_unfilled(const char *json, const char *expected)
{
    ClockFixed clock = {0, 7};
    Rules *rules = rules_new();
    Checker *checker = checker_new(rules, &(CheckOptions){.actor = SLICE("")}, clock_fixed(&clock));
    Document *document = document_new(slice_from(json), "x.json", NULL);
    Operation operation = {.checker = checker, .document = document, .clock = clock_fixed(&clock)};
    NodeId found = unfilled_find(&operation, 0);
    Text path = TEXT_EMPTY;
    text_append(&path, SLICE(""));
    if (found != NODE_NONE) {
        path_append(document, found, &path);
    }
    assert_string_equal(path.bytes, expected);
    text_free(&path);
    document_free(document);
    checker_free(checker);
    rules_free(rules);
}

static void test_what_is_unfilled(void **state)
{
    (void)state;
    assert_unfilled("{\"resourceType\":\"ImagingStudy\",\"status\":\"available\"}", "");
    assert_unfilled("{\"resourceType\":\"ImagingStudy\",\"status\":\"available\",\"description\":\"\"}",
                    "ImagingStudy.description");
    assert_unfilled("{\"resourceType\":\"ImagingStudy\",\"status\":\"available\",\"note\":[{\"text\":\"\"}]}",
                    "ImagingStudy.note");
    assert_unfilled(
        "{\"resourceType\":\"ImagingStudy\",\"status\":\"available\",\"note\":[{\"text\":\"a\",\"time\":\"\"}]}",
        "ImagingStudy.note[0].time");
    assert_unfilled("{\"resourceType\":\"ImagingStudy\",\"status\":\"available\",\"note\":[{}]}", "ImagingStudy.note");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_what_is_unfilled)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
