/* Splices: what an edit of the tree does to the bytes, and that undoing it gives the first bytes again. */
#include "src/json/splice.h"

#include "src/json/path.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

typedef enum Edit { SET, RENAME, BEFORE, AFTER, FIRST, LAST, DELETE, UP, DOWN } Edit;

static bool plan(const Document *document, Edit edit, NodeId id, const char *key, const char *value, SpliceList *list)
{
    Slice name = slice_from(key), text = slice_from(value);
    switch (edit) {
    case SET:
        return splice_set_value(document, id, text, list, NULL);
    case RENAME:
        return splice_rename(document, id, name, list, NULL);
    case DELETE:
        return splice_delete(document, id, list, NULL);
    case UP:
    case DOWN:
        return splice_move(document, id, edit == DOWN, list, NULL);
    default:
        return splice_insert(document, id, (Place)(edit - BEFORE), name, text, list, NULL);
    }
}

/* Applies the splices, compares, takes them back last to first, and compares with the first bytes. */
static void assert_edit(const char *before, Edit edit, const char *path, const char *key, const char *value,
                        const char *after)
{
    Document *document = document_new(slice_from(before), "test.json", NULL);
    NodeId id = path_find(document, slice_from(path), NULL);
    assert_true(id != NODE_NONE);
    SpliceList list = SPLICE_LIST_EMPTY;
    assert_true(plan(document, edit, id, key, value, &list));
    Text removed[4] = {{0}};
    for (size_t i = 0; i < list.count; i++) {
        Splice splice = list.splices[i];
        text_append(&removed[i], slice_part(document_bytes(document), splice.offset, splice.removed));
        assert_true(document_splice(document, splice.offset, splice.removed, splice.inserted, NULL, NULL));
        assert_true(document_verify(document, NULL));
    }
    assert_string_equal(document_bytes(document).bytes, after);
    for (size_t i = list.count; i-- > 0;) {
        Splice splice = list.splices[i];
        document_splice(document, splice.offset, (uint32_t)splice.inserted.length, text_slice(&removed[i]), NULL, NULL);
        text_free(&removed[i]);
    }
    assert_string_equal(document_bytes(document).bytes, before);
    splice_list_free(&list);
    document_free(document);
}

static void test_values_are_set_as_given(void **state)
{
    (void)state;
    assert_edit("{ \"a\" : 1.50 }", SET, "a", "", "2.50", "{ \"a\" : 2.50 }");
    assert_edit("{\n  \"a\": 1\n}\n", SET, "a", "", "{\"b\":[1,2],\"c\":{}}",
                "{\n  \"a\": {\n    \"b\": [\n      1,\n      2\n    ],\n    \"c\": {}\n  }\n}\n");
    assert_edit("{\"a\":1,\"d\":2}", SET, "a", "", "{ \"b\" : [1, 2] }", "{\"a\":{\"b\":[1,2]},\"d\":2}");
    assert_edit("{\"a\": 1}", RENAME, "a", "b\"c", "", "{\"b\\\"c\": 1}");
}

static void test_insertions_follow_their_surroundings(void **state)
{
    (void)state;
    assert_edit("{\n\t\"a\": 1\n}\n", AFTER, "a", "b", "[]", "{\n\t\"a\": 1,\n\t\"b\": []\n}\n");
    assert_edit("{\n\t\"a\": 1\n}\n", BEFORE, "a", "b", "{\"c\":1}",
                "{\n\t\"b\": {\n\t\t\"c\": 1\n\t},\n\t\"a\": 1\n}\n");
    assert_edit("{\r\n  \"a\" : [ 1, 2 ],\r\n  \"b\" : 1\r\n}", LAST, "a", "", "3",
                "{\r\n  \"a\" : [ 1, 2, 3 ],\r\n  \"b\" : 1\r\n}");
    assert_edit("{\"a\":[],\"b\":{}}", FIRST, "b", "c", "1", "{\"a\":[],\"b\":{\"c\":1}}");
    assert_edit("{\n    \"a\": { }\n}", FIRST, "a", "b", "1", "{\n    \"a\": {\n        \"b\": 1\n    }\n}");
    assert_edit("[1,2]", BEFORE, "[0]", "", "0", "[0,1,2]");
    assert_edit("[1, 2]", FIRST, "", "", "0", "[0, 1, 2]");
    assert_edit("\xEF\xBB\xBF{\"a\":1}", LAST, "", "b", "2", "\xEF\xBB\xBF{\"a\":1,\"b\":2}");
}

static void test_deletions_take_their_comma(void **state)
{
    (void)state;
    assert_edit("{\n  \"a\": 1,\n  \"b\": 2\n}", DELETE, "a", "", "", "{\n  \"b\": 2\n}");
    assert_edit("{\n  \"a\": 1,\n  \"b\": 2\n}", DELETE, "b", "", "", "{\n  \"a\": 1\n}");
    assert_edit("{\n  \"a\": 1\n}", DELETE, "a", "", "", "{}");
    assert_edit("{\"a\":1}\n{\"b\":2}\n", DELETE, "[0]", "", "", "{\"b\":2}\n");
    assert_edit("{\"a\":1}\n{\"b\":2}\n", DELETE, "[1]", "", "", "{\"a\":1}\n");
}

static void test_moves_keep_lines_and_commas(void **state)
{
    (void)state;
    assert_edit("{\n  \"a\": 1,\n  \"b\": [2]\n}", DOWN, "a", "", "", "{\n  \"b\": [2],\n  \"a\": 1\n}");
    assert_edit("[10, 2]", UP, "[1]", "", "", "[2, 10]");
}

static void test_impossible_requests_leave_the_list_alone(void **state)
{
    (void)state;
    Document *document = document_new(SLICE("{\"a\":[1]}"), "test.json", NULL);
    SpliceList list = SPLICE_LIST_EMPTY;
    Error error;
    assert_false(splice_insert(document, 1, PLACE_LAST, SLICE("k"), SLICE("1"), &list, &error));
    assert_false(splice_insert(document, 0, PLACE_LAST, SLICE(""), SLICE("1"), &list, &error));
    assert_false(splice_set_value(document, 2, SLICE("1,"), &list, &error));
    assert_false(splice_delete(document, 0, &list, &error));
    assert_false(splice_move(document, 2, true, &list, &error));
    assert_int_equal(list.count, 0);
    document_free(document);
}

static void test_lines_stay_lines(void **state)
{
    (void)state;
    assert_edit("{\"a\":1}\n{\"b\":2}\n", AFTER, "[0]", "", "{\"c\": 3}", "{\"a\":1}\n{\"c\":3}\n{\"b\":2}\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values_are_set_as_given),
        cmocka_unit_test(test_insertions_follow_their_surroundings),
        cmocka_unit_test(test_deletions_take_their_comma),
        cmocka_unit_test(test_moves_keep_lines_and_commas),
        cmocka_unit_test(test_impossible_requests_leave_the_list_alone),
        cmocka_unit_test(test_lines_stay_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
