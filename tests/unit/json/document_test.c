/* Documents: the index over the bytes, values and keys as they read, and places. */
#include "src/json/document.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static Document *open_text(const char *text)
{
    return document_new(slice_from(text), "test.json", NULL);
}

static void test_index_follows_document_order(void **state)
{
    (void)state;
    Document *document = open_text("{\"a\": [1, {\"b\": \"x\"}], \"c\": null}");
    assert_int_equal(document_count(document), 6);
    assert_int_equal(document_node(document, 1)->kind, NODE_ARRAY);
    assert_int_equal(document_node(document, 1)->end, 5);
    assert_int_equal(document_next_sibling(document, 1), 5);
    assert_int_equal(document_previous_sibling(document, 5), 1);
    assert_int_equal(document_member(document, 0, SLICE("c")), 5);
    assert_int_equal(document_child_count(document, 1), 2);
    assert_int_equal(document_position_in_parent(document, 3), 1);
    assert_true(document_string_equals(document, 4, SLICE("x")));
    assert_int_equal(document_node_at(document, 18), 4);
    assert_int_equal(document_fault_count(document), 0);
    document_free(document);
}

static void test_strings_resolve_escapes(void **state)
{
    (void)state;
    Document *document = open_text("[\"a\\n\\u00e9\\ud83d\\ude00\\ud800\\u0000\"]");
    Text scratch = TEXT_EMPTY;
    Slice text = document_string(document, 1, &scratch);
    assert_int_equal(text.length, 2 + 2 + 4 + 3 + 1);
    assert_memory_equal(text.bytes, "a\n\xC3\xA9\xF0\x9F\x98\x80\xEF\xBF\xBD", 11);
    text_free(&scratch);
    document_free(document);
}

static void test_places_count_characters(void **state)
{
    (void)state;
    Document *document = open_text("\xEF\xBB\xBF{\r\n  \"\xC3\xA9\": 1}\n");
    Position position = document_position(document, 3);
    assert_int_equal(position.line, 1);
    assert_int_equal(position.column, 1);
    position = document_position(document, document_node(document, 1)->start);
    assert_int_equal(position.line, 2);
    assert_int_equal(position.column, 8);
    assert_int_equal(document_line_start(document, 2), 6);
    assert_int_equal(document_line_count(document), 3);
    document_free(document);
}

/* Asked in any order, a place has the line and column that it has when it is asked alone. */
static void test_places_are_the_same_in_any_order(void **state)
{
    (void)state;
    static const char text[] = "[\"\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\",\r\n 1,\r 2,\n\n \"\x80\xC3\",3]\n";
    Document *document = open_text(text);
    for (uint32_t step = 1; step < 2 * sizeof text; step++) {
        for (uint32_t i = 0; i < 2 * sizeof text; i++) {
            uint32_t offset = i * step % (uint32_t)sizeof text;
            Document *alone = open_text(text);
            Position expected = document_position(alone, offset), position = document_position(document, offset);
            assert_int_equal(position.line, expected.line);
            assert_int_equal(position.column, expected.column);
            document_free(alone);
        }
    }
    document_free(document);
}

static void test_going_about(void **state)
{
    (void)state;
    Document *document = open_text("[[], [0, {\"k\": 1, \"\": 2}], 3]");
    assert_int_equal(document_first_child(document, 1), NODE_NONE);
    assert_int_equal(document_next_sibling(document, 0), NODE_NONE);
    assert_int_equal(document_previous_sibling(document, 0), NODE_NONE);
    assert_int_equal(document_previous_sibling(document, 1), NODE_NONE);
    assert_int_equal(document_previous_sibling(document, 7), 2);
    assert_int_equal(document_child_count(document, 0), 3);
    assert_int_equal(document_child_at(document, 0, 2), 7);
    assert_int_equal(document_child_at(document, 0, 1), 2);
    assert_int_equal(document_child_at(document, 0, 3), NODE_NONE);
    assert_int_equal(document_child_at(document, 0, 0), 1);
    assert_int_equal(document_child_at(document, 1, 0), NODE_NONE);
    assert_int_equal(document_position_in_parent(document, 7), 2);
    assert_int_equal(document_position_in_parent(document, 2), 1);
    assert_int_equal(document_position_in_parent(document, 0), 0);
    assert_int_equal(document_member(document, 4, SLICE("")), 6);
    assert_int_equal(document_member(document, 0, SLICE("k")), NODE_NONE);
    assert_true(document_contains(document, 2, 6));
    assert_true(document_contains(document, 2, 2));
    assert_false(document_contains(document, 2, 7));
    document_free(document);
}

/* Asked in any order, before and after a splice, the children of a large array have their positions. */
static void test_children_of_large_values_are_counted(void **state)
{
    (void)state;
    Text text = TEXT_EMPTY;
    text_append_byte(&text, '[');
    for (int i = 0; i < 200; i++) {
        text_append(&text, i ? SLICE(",[1,2]") : SLICE("[1,2]"));
    }
    text_append_byte(&text, ']');
    Document *document = document_new(text_slice(&text), "test.json", NULL);
    static const uint32_t positions[] = {0, 199, 5, 6, 100, 99, 0, 150};
    for (size_t i = 0; i < sizeof positions / sizeof *positions; i++) {
        NodeId id = document_child_at(document, 0, positions[i]);
        assert_int_equal(id, 1 + 3 * positions[i]);
        assert_int_equal(document_position_in_parent(document, 1 + 3 * positions[7 - i]), positions[7 - i]);
        assert_int_equal(document_position_in_parent(document, id + 2), 1);
    }
    assert_int_equal(document_child_at(document, 0, 200), NODE_NONE);
    assert_int_equal(document_child_count(document, 0), 200);
    assert_true(document_splice(document, 1, 0, SLICE("0,"), NULL, NULL));
    assert_int_equal(document_child_count(document, 0), 201);
    assert_int_equal(document_child_at(document, 0, 200), 2 + 3 * 199);
    document_free(document);
    text_free(&text);
}

static void test_every_byte_has_its_node(void **state)
{
    (void)state;
    static const char text[] = " {\"a\" : [1 ,2], b:\"x\"} ";
    Document *document = open_text(text);
    static const NodeId expected[] = {0, 0, 1, 1, 1, 1, 1, 1, 1, 2, 1, 1, 3, 1, 0, 0, 4, 4, 4, 4, 4, 0, 0};
    assert_int_equal(sizeof expected / sizeof *expected, sizeof text - 1);
    for (uint32_t i = 0; i < sizeof text - 1; i++) {
        assert_int_equal(document_node_at(document, i), expected[i]);
    }
    document_free(document);
}

static void test_keys_and_strings_are_compared_as_they_read(void **state)
{
    (void)state;
    Document *document = open_text("{\"\\u0061b\": \"\\u00e9\", \"n\": 1.50, \"z\": \"a\\u0000b\"}");
    Text scratch = TEXT_EMPTY;
    assert_int_equal(document_member(document, 0, SLICE("ab")), 1);
    assert_true(slice_equals(document_key(document, 1, &scratch), SLICE("ab")));
    assert_true(slice_equals(document_raw_key(document, 1), SLICE("\\u0061b")));
    assert_true(document_string_equals(document, 1, SLICE("\xC3\xA9")));
    assert_false(document_string_equals(document, 2, SLICE("1.50")));
    assert_true(slice_equals(document_string(document, 2, &scratch), SLICE("1.50")));
    assert_true(slice_equals(document_raw(document, 2), SLICE("1.50")));
    assert_true(document_string_equals(document, 3, SLICE("a\0b")));
    assert_false(document_key_equals(document, 0, SLICE("")));
    assert_int_equal(document_raw_key(document, 0).length, 0);
    assert_int_equal(document_key_span(document, 0).length, 0);
    assert_int_equal(document_key_span(document, 2).length, 3);
    text_free(&scratch);
    document_free(document);
}

static bool are_equal(const char *a, const char *b)
{
    Document *left = open_text(a), *right = open_text(b);
    bool is_equal = document_values_equal(left, 0, right, 0);
    assert_int_equal(is_equal, document_values_equal(right, 0, left, 0));
    document_free(left);
    document_free(right);
    return is_equal;
}

static void test_values_are_equal_whatever_their_layout(void **state)
{
    (void)state;
    assert_true(are_equal("{\"a\":1,\"b\":[2,\"x\"]}", "{ \"b\": [2, \"\\u0078\"], \"a\": 1 }"));
    assert_false(are_equal("{\"a\":1}", "{\"a\":1,\"b\":2}"));
    assert_false(are_equal("{\"a\":1,\"a\":1}", "{\"a\":1,\"b\":2}"));
    assert_false(are_equal("{\"a\":1,\"b\":2,\"c\":3}", "{\"a\":1,\"c\":3,\"d\":2}"));
    assert_true(are_equal("{\"x\":0,\"a\":1,\"b\":{\"c\":2,\"d\":3}}", "{\"x\":0,\"b\":{\"d\":3,\"c\":2},\"a\":1}"));
    assert_false(are_equal("[1,2]", "[2,1]"));
    assert_false(are_equal("[1]", "[1,1]"));
    assert_false(are_equal("1.0", "1.00"));
    assert_true(are_equal("1E2", "1e+2"));
    assert_false(are_equal("1E2", "1e-2"));
    assert_false(are_equal("\"1\"", "1"));
    assert_true(are_equal("null", " null "));
    assert_false(are_equal("true", "false"));
}

static void test_texts_that_are_too_long_are_refused(void **state)
{
    (void)state;
    Error error;
    Text text = {.length = (size_t)DOCUMENT_SIZE_MAXIMUM + 1};
    assert_null(document_take(&text, "big.json", &error));
    assert_int_equal(error.code, ERROR_LIMIT);
    assert_int_equal(text.length, 0);
}

/* Asked again, a large object has its members in a table: the answers are those of going over them. */
static void test_members_of_large_objects_are_found(void **state)
{
    (void)state;
    Text text = TEXT_EMPTY, key = TEXT_EMPTY;
    text_append_byte(&text, '{');
    for (unsigned i = 0; i < 3000; i++) {
        text_format(&text, i % 7 ? "%s\"k%u\":1" : "%s\"\\u006b%u\":1", i ? "," : "", i % 2000);
    }
    text_append(&text, SLICE(",\"deep\":{\"k5\":1}}"));
    Document *document = document_take(&text, "t.json", NULL);
    for (unsigned round = 0; round < 2; round++) {
        for (unsigned i = round; i < 2000; i++) {
            text_clear(&key);
            text_format(&key, "k%u", i);
            assert_int_equal(document_member(document, 0, text_slice(&key)), 1 + i); /* the first of a name */
        }
        assert_int_equal(document_member(document, 0, SLICE("k2000")), NODE_NONE);
        NodeId deep = document_member(document, 0, SLICE("deep"));
        assert_int_equal(document_member(document, deep, SLICE("k5")), deep + 1);
        assert_true(document_splice(document, 2, 0, SLICE("x"), NULL, NULL)); /* the first member has another name */
        assert_int_equal(document_member(document, 0, SLICE("k0")), 1 + 2000);
    }
    text_free(&key);
    document_free(document);
}

/* Counted from the child that was asked for last, in either direction. */
static void test_positions_of_children_are_counted_back_too(void **state)
{
    (void)state;
    Text text = TEXT_EMPTY;
    text_append_byte(&text, '[');
    for (unsigned i = 0; i < 500; i++) {
        text_append(&text, i ? SLICE(",[1,2]") : SLICE("[1,2]"));
    }
    text_append_byte(&text, ']');
    Document *document = document_take(&text, "t.json", NULL);
    for (uint32_t i = 0; i < 2000; i++) {
        uint32_t wanted = i % 2 ? i * 7919 % 500 : 499 - i % 500;
        assert_int_equal(document_child_at(document, 0, wanted), 1 + 3 * wanted);
        assert_int_equal(document_position_in_parent(document, 1 + 3 * (499 - wanted)), 499 - wanted);
    }
    document_free(document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_index_follows_document_order),
        cmocka_unit_test(test_strings_resolve_escapes),
        cmocka_unit_test(test_places_count_characters),
        cmocka_unit_test(test_places_are_the_same_in_any_order),
        cmocka_unit_test(test_going_about),
        cmocka_unit_test(test_children_of_large_values_are_counted),
        cmocka_unit_test(test_members_of_large_objects_are_found),
        cmocka_unit_test(test_positions_of_children_are_counted_back_too),
        cmocka_unit_test(test_every_byte_has_its_node),
        cmocka_unit_test(test_keys_and_strings_are_compared_as_they_read),
        cmocka_unit_test(test_values_are_equal_whatever_their_layout),
        cmocka_unit_test(test_texts_that_are_too_long_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
