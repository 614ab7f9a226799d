/* Splices: what an edit of the tree does to the bytes, and that undoing it gives the first bytes again. */
#include "src/json/splice.h"

#include "src/json/path.h"
#include "tests/support/random.h"

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
        return splice_insert(document, id, (SplicePlace)(edit - BEFORE), name, text, list, NULL);
    }
}

/* Applies the splices, compares (unless `after` is NULL) and looks for faults that were not there before, takes the
   splices back last to first, and compares with the first bytes. */
static void assert_list(Document *document, const SpliceList *list, const char *before, const char *after,
                        size_t count_after)
{
    uint32_t faults = document_fault_count(document);
    Text removed[4] = {{0}};
    for (size_t i = 0; i < list->count; i++) {
        Splice splice = list->splices[i];
        text_append(&removed[i], slice_part(document_bytes(document), splice.offset, splice.removed));
        assert_true(document_splice(document, splice.offset, splice.removed, splice.inserted, NULL, NULL));
        assert_true(document_verify(document, NULL));
    }
    if (after) {
        assert_string_equal(document_bytes(document).bytes, after);
    }
    assert_true(document_fault_count(document) <= faults);
    assert_true(count_after == 0 || document_count(document) == count_after);
    for (size_t i = list->count; i-- > 0;) {
        Splice splice = list->splices[i];
        document_splice(document, splice.offset, (uint32_t)splice.inserted.length, text_slice(&removed[i]), NULL, NULL);
        text_free(&removed[i]);
    }
    assert_string_equal(document_bytes(document).bytes, before);
    assert_int_equal(document_fault_count(document), faults);
}

static void assert_edit(const char *before, Edit edit, const char *path, const char *key, const char *value,
                        const char *after)
{
    Document *document = document_new(slice_from(before), "test.json", NULL);
    NodeId id = path_find(document, slice_from(path), NULL);
    assert_true(id != NODE_NONE);
    SpliceList list = SPLICE_LIST_EMPTY;
    assert_true(plan(document, edit, id, key, value, &list));
    assert_list(document, &list, before, after, 0);
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

/* Each line keeps its own indentation, and blank lines stay. */
static void test_deletions_keep_other_lines(void **state)
{
    (void)state;
    static const char mixed[] = "{\n\t\"a\": 1,\n    \"b\": [\n  2\n ],\n\n  \"c\": 3\n}\n";
    assert_edit(mixed, DELETE, "a", "", "", "{\n    \"b\": [\n  2\n ],\n\n  \"c\": 3\n}\n");
    assert_edit(mixed, DELETE, "b", "", "", "{\n\t\"a\": 1,\n\n  \"c\": 3\n}\n");
    assert_edit(mixed, DELETE, "c", "", "", "{\n\t\"a\": 1,\n    \"b\": [\n  2\n ]\n\n}\n");
    assert_edit("[\r\n 1,\n\t2\r]", DELETE, "[1]", "", "", "[\r\n 1\n]");
    assert_edit("[\n 1 ,\n  2 , \n3\n]", DELETE, "[1]", "", "", "[\n 1 ,\n3\n]");
    assert_edit("[\n 1 ,\n  2\n]", DELETE, "[1]", "", "", "[\n 1 \n]");
    assert_edit("[\n 1,\n  2, // two\n\t3\n]", DELETE, "[1]", "", "", "[\n 1,\n\t3\n]");
    assert_edit("[\n 1,\n  2 ]", DELETE, "[1]", "", "", "[\n 1 ]");
    assert_edit("[\n 1\n ,\n  2\n]", DELETE, "[1]", "", "", "[\n 1\n]");
    assert_edit("[\n 1,\n  2,\n]", DELETE, "[1]", "", "", "[\n 1,\n]");
}

static void test_moves_keep_lines_and_commas(void **state)
{
    (void)state;
    assert_edit("{\n  \"a\": 1,\n  \"b\": [2]\n}", DOWN, "a", "", "", "{\n  \"b\": [2],\n  \"a\": 1\n}");
    assert_edit("[10, 2]", UP, "[1]", "", "", "[2, 10]");
    assert_edit("[\n  1,\n  [\n    2\n  ] // two\n]", UP, "[1]", "", "", "[\n  [\n    2\n  ],\n  1 // two\n]");
    assert_edit("{\"a\":1,b:2}", DOWN, "a", "", "", "{b:2,\"a\":1}");
}

/* Objects that begin on the line of their array's bracket, as many hands and some programs write them. */
static void test_hugging_brackets_are_kept(void **state)
{
    (void)state;
    static const char before[] = "{\n  \"s\": [{\n    \"u\": 1\n  }, {\n    \"u\": 2\n  }]\n}\n";
    assert_edit(before, AFTER, "s[1]", "", "{\"u\":3}",
                "{\n  \"s\": [{\n    \"u\": 1\n  }, {\n    \"u\": 2\n  }, {\n    \"u\": 3\n  }]\n}\n");
    assert_edit(before, FIRST, "s", "", "{\"u\":0}",
                "{\n  \"s\": [{\n    \"u\": 0\n  }, {\n    \"u\": 1\n  }, {\n    \"u\": 2\n  }]\n}\n");
    assert_edit(before, DELETE, "s[0]", "", "", "{\n  \"s\": [{\n    \"u\": 2\n  }]\n}\n");
    assert_edit(before, DELETE, "s[1]", "", "", "{\n  \"s\": [{\n    \"u\": 1\n  }]\n}\n");
    assert_edit(before, AFTER, "s[1].u", "n", "4",
                "{\n  \"s\": [{\n    \"u\": 1\n  }, {\n    \"u\": 2,\n    \"n\": 4\n  }]\n}\n");
}

/* Small objects on one line each, in an array of lines. */
static void test_one_line_objects_stay_on_one_line(void **state)
{
    (void)state;
    static const char before[] = "{\n\t\"c\": [\n\t\t{ \"s\": \"a\", \"n\": [1, 2] },\n\t\t{ \"s\": \"b\" }\n\t]\n}";
    assert_edit(before, LAST, "c", "", "{\"s\":\"d\",\"n\":[3,4]}",
                "{\n\t\"c\": [\n\t\t{ \"s\": \"a\", \"n\": [1, 2] },\n\t\t{ \"s\": \"b\" },\n\t\t{ \"s\": \"d\", "
                "\"n\": [3, 4] }\n\t]\n}");
    assert_edit(
        before, BEFORE, "c[0]", "", "{\"s\":\"d\"}",
        "{\n\t\"c\": [\n\t\t{ \"s\": \"d\" },\n\t\t{ \"s\": \"a\", \"n\": [1, 2] },\n\t\t{ \"s\": \"b\" }\n\t]\n}");
    assert_edit(before, SET, "c[1]", "", "{\"s\":\"d\",\"n\":[]}",
                "{\n\t\"c\": [\n\t\t{ \"s\": \"a\", \"n\": [1, 2] },\n\t\t{ \"s\": \"d\", \"n\": [] }\n\t]\n}");
    assert_edit(before, SET, "c[1].s", "", "{\"x\":1}",
                "{\n\t\"c\": [\n\t\t{ \"s\": \"a\", \"n\": [1, 2] },\n\t\t{ \"s\": { \"x\": 1 } }\n\t]\n}");
    assert_edit(before, DELETE, "c[0].s", "", "",
                "{\n\t\"c\": [\n\t\t{ \"n\": [1, 2] },\n\t\t{ \"s\": \"b\" }\n\t]\n}");
    assert_edit(before, DELETE, "c[1].s", "", "",
                "{\n\t\"c\": [\n\t\t{ \"s\": \"a\", \"n\": [1, 2] },\n\t\t{}\n\t]\n}");
}

static void test_odd_layouts_are_respected(void **state)
{
    (void)state;
    /* no indentation */
    assert_edit("{\n\"a\": {\n\"b\": 1\n}\n}", AFTER, "a.b", "c", "[1]",
                "{\n\"a\": {\n\"b\": 1,\n\"c\": [\n1\n]\n}\n}");
    /* several on a line */
    assert_edit("{\n  \"a\": 1, \"b\": 2,\n  \"c\": 3\n}", DELETE, "b", "", "", "{\n  \"a\": 1,\n  \"c\": 3\n}");
    assert_edit("{\n  \"a\": 1, \"b\": 2,\n  \"c\": 3\n}", DELETE, "a", "", "", "{\n  \"b\": 2,\n  \"c\": 3\n}");
    assert_edit("{\n  \"a\": 1, \"b\": 2,\n  \"c\": 3\n}", AFTER, "b", "x", "9",
                "{\n  \"a\": 1, \"b\": 2, \"x\": 9,\n  \"c\": 3\n}");
    /* commas first */
    assert_edit("{ \"a\": 1\n, \"b\": 2\n, \"c\": 3\n}", DELETE, "b", "", "", "{ \"a\": 1\n, \"c\": 3\n}");
    /* blanks before commas and colons */
    assert_edit("{\"a\" :1 , \"b\" :2}", LAST, "", "c", "3", "{\"a\" :1 , \"b\" :2 , \"c\" :3}");
    assert_edit("[ 1, 2 ]", DELETE, "[0]", "", "", "[ 2 ]");
    assert_edit("[ ]", FIRST, "", "", "{\"a\": 1}", "[{\"a\":1}]");
    assert_edit("{\r\n\t\"a\": {}\r\n}\r\n", FIRST, "a", "b", "{\"c\":null}",
                "{\r\n\t\"a\": {\r\n\t\t\"b\": {\r\n\t\t\t\"c\": null\r\n\t\t}\r\n\t}\r\n}\r\n");
    assert_edit("[\r  1\r]", LAST, "", "", "2", "[\r  1,\r  2\r]");
    /* a blank line between members stays where it is */
    assert_edit("{\n  \"a\": 1,\n\n  \"b\": 2\n}", AFTER, "a", "x", "0",
                "{\n  \"a\": 1,\n  \"x\": 0,\n\n  \"b\": 2\n}");
    assert_edit("\xEF\xBB\xBF[]", FIRST, "", "", "1", "\xEF\xBB\xBF[1]");
    assert_edit("\xEF\xBB\xBF{\n  \"a\": 1\n}", BEFORE, "a", "b", "2", "\xEF\xBB\xBF{\n  \"b\": 2,\n  \"a\": 1\n}");
    assert_edit("  {\n    \"a\": 1\n  }", SET, "", "", "{\"b\":2}", "  {\n    \"b\": 2\n  }");
}

static void test_faults_around_are_left_alone(void **state)
{
    (void)state;
    assert_edit("{\"a\": 1, /* of b */ \"b\": 2}", DELETE, "a", "", "", "{\"b\": 2}");
    assert_edit("{ /* none */ }", FIRST, "", "a", "1", "{\"a\":1 /* none */ }");
    assert_edit("{\n  // of a\n  \"a\": 1\n}", DELETE, "a", "", "", "{\n  // of a\n  \n}");
    assert_edit("[1, 2, ]", DELETE, "[1]", "", "", "[1, ]");
    assert_edit("[1, 2, ]", LAST, "", "", "3", "[1, 2, 3, ]");
    assert_edit("{\"a\": 1 \"b\": 2}", DELETE, "b", "", "", "{\"a\": 1}");
    assert_edit("{a: 1}", RENAME, "a", "b", "", "{\"b\": 1}");
    assert_edit("{\"a", RENAME, "a", "b", "", "{\"b\"");
    assert_edit("{'a': 1}", RENAME, "a", "b", "", "{\"b\": 1}");
    assert_edit("{\"a\": }", SET, "a", "", "1", "{\"a\": 1}");
    assert_edit("{\"a\"}", SET, "a", "", "1", "{\"a\":1}");
    assert_edit("{\"s\": available}", SET, "s", "", "\"available\"", "{\"s\": \"available\"}");
    assert_edit("{\"a\": 1", AFTER, "a", "b", "2", "{\"a\": 1, \"b\": 2");
    assert_edit("{\"a\": [1", DELETE, "a", "", "", "{");
    assert_edit("{\"a\": 1, @@, \"b\": 2}", AFTER, "b", "c", "3", "{\"a\": 1, @@, \"b\": 2, \"c\": 3}");
}

static void test_the_first_line_of_an_empty_file(void **state)
{
    (void)state;
    Document *document = document_new(SLICE(""), "new.ndjson", NULL);
    SpliceList list = SPLICE_LIST_EMPTY;
    assert_true(splice_insert(document, 0, PLACE_LAST, SLICE(""), SLICE("{\n\"a\": 1}"), &list, NULL));
    assert_int_equal(list.count, 1);
    assert_true(slice_equals(list.splices[0].inserted, SLICE("{\"a\":1}\n")));
    splice_list_free(&list);
    document_free(document);
}

/* The number of nodes after an edit that writes three of them. */
static size_t count_after(const Document *document, Edit edit, NodeId id)
{
    const Node *node = document_node(document, id);
    size_t count = document_count(document), size = node->end - id;
    return edit == SET                      ? count - size + 3
           : edit == DELETE                 ? count - size
           : edit >= BEFORE && edit <= LAST ? count + 3
                                            : count;
}

/* Any edit anywhere in text of any layout: still JSON, as many nodes as it must have, and back to the first bytes. */
static void test_random_edits(void **state)
{
    (void)state;
    Random random = {17};
    Text text = TEXT_EMPTY;
    unsigned done = 0;
    for (int round = 0; round < 3000; round++) {
        text_clear(&text);
        random_value(&random, 4, &text);
        Document *document = document_new(text_slice(&text), "test.json", NULL);
        NodeId id = random_below(&random, document_count(document));
        Edit edit = (Edit)random_below(&random, DOWN + 1);
        bool is_sibling = edit == BEFORE || edit == AFTER;
        NodeId parent = document_node(document, id)->parent;
        NodeId holder = is_sibling && parent != NODE_NONE ? parent : id;
        bool is_object = document_node(document, holder)->kind == NODE_OBJECT;
        SpliceList list = SPLICE_LIST_EMPTY;
        const char *key = edit == RENAME || is_object ? "key" : "";
        if (plan(document, edit, id, key, "{\"x\":[1]}", &list)) {
            assert_list(document, &list, text.bytes, NULL, count_after(document, edit, id));
            done++;
        }
        splice_list_free(&list);
        document_free(document);
    }
    assert_true(done > 1000);
    text_free(&text);
}

/* Begins a line: any line end, now and then an empty line, and any indentation. */
static void begin_line(Random *random, Text *text)
{
    static const char *const ends[] = {"\n", "\r\n", "\n\n", "\n", NULL};
    static const char *const indentations[] = {"", " ", "  ", "    ", "\t", "\t\t", "\t ", " \t", NULL};
    text_append(text, slice_from(random_choice(random, ends)));
    text_append(text, slice_from(random_choice(random, indentations)));
}

/* A value whose children have lines of their own, each with an indentation of its own. */
static void mixed_value(Random *random, unsigned depth, Text *text)
{
    uint32_t kind = depth == 0 ? 0 : random_below(random, 3);
    if (kind == 0) {
        text_format(text, "%u", random_below(random, 100));
        return;
    }
    text_append_byte(text, kind == 1 ? '[' : '{');
    for (uint32_t i = 0, count = 1 + random_below(random, 4); i < count; i++) {
        text_append(text, i ? SLICE(",") : SLICE(""));
        begin_line(random, text);
        if (kind == 2) {
            text_format(text, "\"k%u\": ", i);
        }
        mixed_value(random, depth - 1, text);
    }
    begin_line(random, text);
    text_append_byte(text, kind == 1 ? ']' : '}');
}

/* The text without the lines of a node, and without the comma before them where no child follows. */
static void without_lines(const Document *document, NodeId id, Text *text)
{
    const Node *node = document_node(document, id);
    Slice bytes = document_bytes(document);
    uint32_t from = document_line_start(document, document_position(document, node_begin(node)).line);
    uint32_t to = document_line_start(document, document_position(document, node_finish(node) - 1).line + 1);
    text_append(text, slice_part(bytes, 0, from));
    if (document_next_sibling(document, id) == NODE_NONE) {
        text_splice(text, node_finish(document_node(document, document_previous_sibling(document, id))), 1, SLICE(""));
    }
    text_append(text, slice_part(bytes, to, bytes.length - to));
}

/* Of text in which every line has another indentation, what is deleted changes its own lines alone; and what is put
   beside a child is lines of its own. */
static void test_mixed_indentation_is_left_alone(void **state)
{
    (void)state;
    Random random = {31};
    unsigned done = 0;
    for (int round = 0; round < 2000; round++) {
        Text text = TEXT_EMPTY, expected = TEXT_EMPTY;
        mixed_value(&random, 4, &text);
        Document *document = document_new(text_slice(&text), "test.json", NULL);
        NodeId id = random_below(&random, document_count(document)), parent = document_node(document, id)->parent;
        SpliceList list = SPLICE_LIST_EMPTY;
        if (parent != NODE_NONE && document_child_count(document, parent) > 1) {
            without_lines(document, id, &expected);
            assert_true(splice_delete(document, id, &list, NULL));
            assert_list(document, &list, text.bytes, expected.bytes, count_after(document, DELETE, id));
            splice_list_free(&list);
            const char *key = document_node(document, parent)->kind == NODE_OBJECT ? "new" : "";
            assert_true(plan(document, random_below(&random, 2) ? AFTER : BEFORE, id, key, "7", &list));
            assert_int_equal(list.count, 1);
            assert_int_equal(list.splices[0].removed, 0);
            assert_list(document, &list, text.bytes, NULL, document_count(document) + 1);
            done++;
        }
        splice_list_free(&list);
        document_free(document);
        text_free(&text);
        text_free(&expected);
    }
    assert_true(done > 500);
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
    assert_int_equal(error.code, ERROR_FORMAT);
    assert_false(splice_set_value(document, 2, SLICE("{}\n{}"), &list, &error));
    assert_false(splice_set_value(document, 2, SLICE(""), &list, &error));
    assert_false(splice_insert(document, 2, PLACE_FIRST, SLICE(""), SLICE("1"), &list, &error));
    assert_false(splice_insert(document, 0, PLACE_AFTER, SLICE(""), SLICE("1"), &list, &error));
    assert_false(splice_rename(document, 2, SLICE("k"), &list, &error));
    assert_false(splice_move(document, 2, false, &list, &error));
    assert_false(splice_delete(document, 0, &list, &error));
    assert_false(splice_move(document, 2, true, &list, &error));
    assert_int_equal(list.count, 0);
    document_free(document);
}

static void test_strings_are_quoted_as_little_as_possible(void **state)
{
    (void)state;
    Text json = TEXT_EMPTY;
    splice_quote(SLICE("a/\"\\\b\f\n\r\t\x01\x1F\x7F\xC3\xA9\xFF\0z"), &json);
    assert_string_equal(json.bytes, "\"a/\\\"\\\\\\b\\f\\n\\r\\t\\u0001\\u001f\x7F\xC3\xA9\xEF\xBF\xBD\\u0000z\"");
    text_free(&json);
}

static void test_lines_stay_lines(void **state)
{
    (void)state;
    static const char lines[] = "{\"a\":1}\n{\"b\":2}\n";
    assert_edit(lines, AFTER, "[0]", "", "{\"c\": 3}", "{\"a\":1}\n{\"c\":3}\n{\"b\":2}\n");
    assert_edit(lines, BEFORE, "[0]", "", "{\n  \"c\": [\n1, 2]\n}", "{\"c\":[1,2]}\n{\"a\":1}\n{\"b\":2}\n");
    assert_edit(lines, AFTER, "[1]", "", "{}", "{\"a\":1}\n{\"b\":2}\n{}\n");
    assert_edit(lines, AFTER, "[1].b", "c", "{\"d\":{}}", "{\"a\":1}\n{\"b\":2,\"c\":{\"d\":{}}}\n");
    assert_edit(lines, SET, "[0].a", "", "[1,\n2]", "{\"a\":[1,2]}\n{\"b\":2}\n");
    assert_edit(lines, DOWN, "[0]", "", "", "{\"b\":2}\n{\"a\":1}\n");
    assert_edit("{\"a\": 1}\r\n{\"b\": 2}", AFTER, "[1]", "", "{\"c\":3}", "{\"a\": 1}\r\n{\"b\": 2}\r\n{\"c\": 3}");
    assert_edit("{\"a\": 1}\r\n{\"b\": 2}", DELETE, "[0]", "", "", "{\"b\": 2}");
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
        cmocka_unit_test(test_hugging_brackets_are_kept),
        cmocka_unit_test(test_one_line_objects_stay_on_one_line),
        cmocka_unit_test(test_odd_layouts_are_respected),
        cmocka_unit_test(test_faults_around_are_left_alone),
        cmocka_unit_test(test_the_first_line_of_an_empty_file),
        cmocka_unit_test(test_random_edits),
        cmocka_unit_test(test_deletions_keep_other_lines),
        cmocka_unit_test(test_mixed_indentation_is_left_alone),
        cmocka_unit_test(test_strings_are_quoted_as_little_as_possible),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
