/* Alignment: what belongs together, and that taking over all differences leaves none. */
#include "src/edit/alignment.h"

#include "src/base/text.h"
#include "tests/support/random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static Document *read(const char *json)
{
    Document *document = document_new(slice_from(json), "test.json", NULL);
    assert_non_null(document);
    return document;
}

/* One sign a row: . alike, : parts differ, ~ changed, < left only, > right only. */
static void expect(const char *left_json, const char *right_json, const char *signs)
{
    Document *left = read(left_json), *right = read(right_json);
    Alignment alignment = alignment_make(left, right);
    Text text = TEXT_EMPTY;
    size_t differences = 0;
    for (size_t i = 0; i < alignment.count; i++) {
        text_append_byte(&text, ".:~<>"[alignment.rows[i].state]);
        differences += alignment_differs(&alignment.rows[i]);
    }
    text_append_byte(&text, '\0');
    assert_string_equal(text.bytes, signs);
    assert_int_equal(alignment.differences, differences);
    text_free(&text);
    alignment_free(&alignment);
    document_free(left);
    document_free(right);
}

/* Takes differences over, one after the other, until there are none. */
static void take_all(const char *left_json, const char *right_json, bool is_to_left)
{
    Document *left = read(left_json), *right = read(right_json);
    for (int step = 0; step < 100; step++) {
        Alignment alignment = alignment_make(left, right);
        size_t row = 0;
        while (row < alignment.count && !alignment_differs(&alignment.rows[row])) {
            row++;
        }
        bool is_done = row == alignment.count;
        SpliceList list = SPLICE_LIST_EMPTY;
        Error error;
        assert_true(is_done || alignment_plan(&alignment, row, left, right, is_to_left, &list, &error));
        for (size_t i = 0; i < list.count; i++) {
            const Splice *splice = &list.splices[i];
            assert_true(document_splice(is_to_left ? left : right, splice->offset, splice->removed, splice->inserted,
                                        NULL, &error));
        }
        splice_list_free(&list);
        alignment_free(&alignment);
        if (is_done) {
            break;
        }
    }
    assert_true(document_values_equal(left, 0, right, 0));
    document_free(left);
    document_free(right);
}

static void test_members_belong_together_by_key(void **state)
{
    (void)state;
    expect("{}", "{ }", ".");
    expect("{\"a\": 1, \"b\": 2}", "{\"b\":2,\"a\":1}", ".");
    expect("{\"a\": 1, \"b\": 2, \"d\": 4}", "{\"z\": 0, \"b\": 3, \"c\": 5, \"a\": 1}", ":>.~><");
    expect("{\"a\": {\"b\": 1}}", "{\"a\": [1]}", ":~");
    expect("{\"a\": 1, \"a\": 2}", "{\"a\": 1}", ":.<");
    expect("{\"a\": 1, \"a\": 2}", "{\"a\": 3, \"a\": 2}", ":~.");
    expect("{\"a\": 1, \"a\": 2}", "{\"a\": 2, \"b\": 0, \"a\": 1, \"a\": 4}", ":~>~>");
    expect("{\"a\": 1}", "{\"a\": 1, \"a\": 2, \"b\": 3}", ":.>>");
    expect("{\"a\": 1.0}", "{\"a\": 1.00}", ":~");
}

static void test_items_belong_together_by_name(void **state)
{
    (void)state;
    expect("[1, 2, 3, 4]", "[1, 3, 4, 5]", ":.<..>");
    expect("[1, 2, 3]", "[1, 9, 3]", ":.~.");
    expect("[{\"uid\": \"1\", \"n\": 1}, {\"uid\": \"2\"}]",
           "[{\"uid\": \"0\"}, {\"uid\": \"1\", \"n\": 2}, {\"uid\": \"2\"}]", ":>:.~.");
    expect("[{\"system\": \"s\", \"code\": \"a\"}]", "[{\"system\": \"s\", \"code\": \"b\"}]", "::.~");
}

static void test_nothing_is_left_when_all_is_taken(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        {"{\"a\": 1, \"b\": 2, \"d\": 4}", "{\"z\": 0, \"b\": 3, \"c\": 5, \"a\": 1}"},
        {"{\n  \"s\": [\n    {\"uid\": \"1\"}\n  ]\n}\n",
         "{\"s\":[{\"uid\":\"0\"},{\"uid\":\"1\",\"n\":2},{\"uid\":\"3\"}]}"},
        {"[[1, 2], {\"a\": []}]", "[[2], {\"a\": [null, true]}, \"x\"]"},
        {"{}", "{\"a\": {\"b\": [1, 2]}}"},
        {"[1, 2, 3]", "[]"},
        {"{\"a\": \"\\u0041\"}", "[\"a\"]"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        take_all(pairs[i][0], pairs[i][1], true);
        take_all(pairs[i][0], pairs[i][1], false);
    }
}

/* Members without a name cannot be put in (splice.h). */
static bool has_nameless(const Text *json)
{
    return slice_find(text_slice(json), SLICE("\"\""), 0) != SIZE_MAX;
}

static void test_random_values(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed < 300; seed++) {
        Random random = {seed};
        Text left = TEXT_EMPTY, right = TEXT_EMPTY;
        random_value(&random, 4, &left);
        random_value(&random, 4, &right);
        text_append_byte(&left, '\0');
        text_append_byte(&right, '\0');
        if (!has_nameless(&left) && !has_nameless(&right)) {
            take_all(left.bytes, right.bytes, seed % 2);
        }
        text_free(&left);
        text_free(&right);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_members_belong_together_by_key),
        cmocka_unit_test(test_items_belong_together_by_name),
        cmocka_unit_test(test_nothing_is_left_when_all_is_taken),
        cmocka_unit_test(test_random_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
