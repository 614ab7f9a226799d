/* cJSON as the oracle: what it reads, the index says too. */
#include "src/base/file.h"
#include "src/json/document.h"
#include "tests/support/random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cjson/cJSON.h>
#include <cmocka.h>

/* The same scalar, or a container of as many children. */
static void assert_same_value(const Document *document, NodeId id, const cJSON *item, Text *scratch)
{
    switch (document_node(document, id)->kind) {
    case NODE_STRING:
        assert_true(cJSON_IsString(item));
        assert_true(slice_equals(document_string(document, id, scratch), slice_from(item->valuestring)));
        break;
    case NODE_NUMBER:
        assert_true(cJSON_IsNumber(item));
        assert_true(strtod(document_raw(document, id).bytes, NULL) == item->valuedouble);
        break;
    case NODE_BOOLEAN:
        assert_int_equal(cJSON_IsTrue(item), document_raw(document, id).bytes[0] == 't');
        assert_true(cJSON_IsBool(item));
        break;
    case NODE_NULL:
        assert_true(cJSON_IsNull(item));
        break;
    default:
        assert_int_equal(cJSON_IsObject(item), document_node(document, id)->kind == NODE_OBJECT);
        assert_int_equal(document_child_count(document, id), cJSON_GetArraySize(item));
    }
}

/* The same tree in both. */
static void assert_same(const Document *document, NodeId id, const cJSON *item, Text *scratch)
{
    assert_same_value(document, id, item, scratch);
    NodeId child = document_first_child(document, id);
    for (const cJSON *other = item->child; other; other = other->next) {
        assert_int_equal(document_node(document, child)->parent, id);
        if (other->string) {
            assert_true(slice_equals(document_key(document, child, scratch), slice_from(other->string)));
        }
        assert_same(document, child, other, scratch);
        child = document_next_sibling(document, child);
    }
    assert_int_equal(child, NODE_NONE);
}

static void assert_same_text(Slice text)
{
    Text scratch = TEXT_EMPTY;
    Document *document = document_new(text, "test.json", NULL);
    cJSON *tree = cJSON_ParseWithLength(text.bytes, text.length);
    assert_non_null(tree);
    assert_int_equal(document_fault_count(document), 0);
    assert_same(document, 0, tree, &scratch);
    cJSON_Delete(tree);
    document_free(document);
    text_free(&scratch);
}

static void test_random_values(void **state)
{
    (void)state;
    Random random = {7};
    Text text = TEXT_EMPTY;
    for (int round = 0; round < 2000; round++) {
        text_clear(&text);
        random_value(&random, 6, &text);
        assert_same_text(text_slice(&text));
    }
    text_free(&text);
}

static void test_samples(void **state)
{
    (void)state;
    static const char *const names[] = {"samples/ct.json", "samples/ct-defects.json", "samples/ips.json"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        Text text = TEXT_EMPTY;
        assert_true(file_read(names[i], DOCUMENT_SIZE_MAXIMUM, &text, NULL, NULL));
        assert_same_text(text_slice(&text));
        text_free(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random_values),
        cmocka_unit_test(test_samples),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
