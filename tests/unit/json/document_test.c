/* Documents: the index over the bytes, faults, places, splices. */
#include "src/json/document.h"

#include "src/base/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cjson/cJSON.h>
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

/* One text, whether it must have faults, and whether all of them can be recovered from. */
static void assert_faults(const char *text, bool has_fault, bool is_recoverable)
{
    Document *document = open_text(text);
    assert_int_equal(document_fault_count(document) > 0, has_fault);
    for (uint32_t i = 0; i < document_fault_count(document); i++) {
        assert_int_equal(document_fault(document, i)->is_recoverable, is_recoverable);
    }
    assert_true(document_verify(document, NULL));
    document_free(document);
}

static void test_faults_are_found_and_read_over(void **state)
{
    (void)state;
    assert_faults("{\"a\":1}", false, false);
    assert_faults("{\"a\":1,}", true, true);
    assert_faults("{\"a\":1 \"b\":2}", true, true);
    assert_faults("{a:1}", true, true);
    assert_faults("{'a':'b'}", true, true);
    assert_faults("[1 /* one */]", true, true);
    assert_faults("{\"a\":1", true, false);
    assert_faults("[1]]", true, false);
    assert_faults("", true, false);
    assert_faults("[01, -, 1.2.3]", true, true);
    assert_faults("[12a]", true, false);
    Document *document = open_text("{\"a\": [1, 2,], \"b\": \"open\n, \"c\": 3}");
    assert_true(document_fault_count(document) >= 2);
    assert_true(document_member(document, 0, SLICE("c")) != NODE_NONE);
    document_free(document);
}

static void test_depth_is_bounded_by_a_limit(void **state)
{
    (void)state;
    Text text = TEXT_EMPTY;
    text_append_repeated(&text, '[', DOCUMENT_DEPTH_MAXIMUM);
    text_append_repeated(&text, ']', DOCUMENT_DEPTH_MAXIMUM);
    Document *document = document_new(text_slice(&text), "deep.json", NULL);
    assert_int_equal(document_fault_count(document), 0);
    document_free(document);
    text_clear(&text);
    text_append_repeated(&text, '[', 1000000);
    document = document_new(text_slice(&text), "deep.json", NULL);
    assert_true(document_fault_count(document) > 0);
    document_free(document);
    text_free(&text);
}

static void test_lines_are_read_one_by_one(void **state)
{
    (void)state;
    Document *document = open_text("{\"a\":1}\n{\"a\":\n\n{\"a\":3}\n");
    assert_int_equal(document_form(document), DOCUMENT_NDJSON);
    assert_int_equal(document_node(document, 0)->kind, NODE_LINES);
    assert_int_equal(document_child_count(document, 0), 3);
    assert_true(document_fault_count(document) > 0);
    NodeId last = document_child_at(document, 0, 2);
    assert_true(document_member(document, last, SLICE("a")) != NODE_NONE);
    document_free(document);
}

/* Random splices: the index is what a fresh reading gives, and the inverse splices lead back to the first bytes. */
static void test_random_splices_keep_the_index_true(void **state)
{
    (void)state;
    static const char *const pieces[] = {"1",  "\"x\"", "{\"a\":[]}", ",", "[",         "}",
                                         "\"", "null",  " ",          "",  "\"k\": 2,", "\n"};
    static const char first[] = "{\"r\": [1, 2, {\"s\": \"text\", \"t\": [true, null]}], \"u\": {\"v\": 1.50}}\n";
    uint32_t seed = 12345;
    for (int round = 0; round < 300; round++) {
        Document *document = open_text(first);
        for (int step = 0; step < 8; step++) {
            seed = seed * 1664525u + 1013904223u;
            uint32_t size = (uint32_t)document_bytes(document).length;
            uint32_t offset = (seed >> 8) % (size + 1);
            uint32_t removed = (seed >> 20) % 4;
            removed = removed > size - offset ? size - offset : removed;
            Patch patch;
            Slice piece = slice_from(pieces[(seed >> 4) % (sizeof pieces / sizeof *pieces)]);
            uint32_t before = document_count(document);
            assert_true(document_splice(document, offset, removed, piece, &patch, NULL));
            assert_int_equal(document_count(document), before - patch.removed + patch.inserted);
            assert_true(document_verify(document, NULL));
        }
        document_free(document);
    }
}

/* The same tree in cJSON and in the index. */
static void assert_same(const Document *document, NodeId id, const cJSON *item)
{
    Text scratch = TEXT_EMPTY;
    switch (document_node(document, id)->kind) {
    case NODE_STRING:
        assert_true(cJSON_IsString(item));
        assert_true(slice_equals(document_string(document, id, &scratch), slice_from(item->valuestring)));
        break;
    case NODE_NUMBER:
        assert_true(cJSON_IsNumber(item));
        assert_true(strtod(document_raw(document, id).bytes, NULL) == item->valuedouble);
        break;
    case NODE_BOOLEAN:
        assert_true(cJSON_IsBool(item));
        break;
    case NODE_NULL:
        assert_true(cJSON_IsNull(item));
        break;
    default:
        assert_int_equal(document_child_count(document, id), cJSON_GetArraySize(item));
    }
    NodeId child = document_first_child(document, id);
    for (const cJSON *other = item->child; other; other = other->next) {
        if (other->string) {
            assert_true(slice_equals(document_key(document, child, &scratch), slice_from(other->string)));
        }
        assert_same(document, child, other);
        child = document_next_sibling(document, child);
    }
    text_free(&scratch);
}

static void test_cjson_reads_the_same(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "{\"a\":[1,2.5,-3e-2],\"b\\u0041\":{\"c\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"},\"d\":[true,false,null,[],{}]}",
        "[\"\\ud83d\\ude00\", \"\xC3\xA9\", {\"\": 0}]", "  [ [ [ \"x\" ] ] ]  "};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        Document *document = open_text(texts[i]);
        cJSON *tree = cJSON_Parse(texts[i]);
        assert_non_null(tree);
        assert_int_equal(document_fault_count(document), 0);
        assert_same(document, 0, tree);
        cJSON_Delete(tree);
        document_free(document);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_index_follows_document_order),
        cmocka_unit_test(test_strings_resolve_escapes),
        cmocka_unit_test(test_places_count_characters),
        cmocka_unit_test(test_faults_are_found_and_read_over),
        cmocka_unit_test(test_depth_is_bounded_by_a_limit),
        cmocka_unit_test(test_lines_are_read_one_by_one),
        cmocka_unit_test(test_random_splices_keep_the_index_true),
        cmocka_unit_test(test_cjson_reads_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
