/* Splices that are carried out at once: the same bytes and the same index as one after the other. */
#include "src/json/splice.h"
#include "tests/support/random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static const char *const pieces[] = {"1",        "\"x\"",    ",",       "\n", "[", "]",
                                     "\"k\":2,", "\xC3\xA9", "{\"b\":", "",   "",  NULL};

/* Splices at random places, each before the one before it. */
static SpliceList plan(const Document *document, Random *random)
{
    SpliceList list = SPLICE_LIST_EMPTY;
    uint32_t end = (uint32_t)document_bytes(document).length;
    while (end > 0 && random_below(random, 12)) {
        uint32_t offset = end - random_below(random, end < 30 ? end : 30);
        uint32_t removed = random_below(random, end - offset + 1);
        splice_list_add(&list, offset, removed < 4 ? removed : 4, slice_from(random_choice(random, pieces)));
        end = offset;
    }
    return list;
}

static void compare(const char *name, uint64_t seed)
{
    Random random = {seed};
    Text text = TEXT_EMPTY;
    for (int line = 0; line < 3; line++) {
        random_value(&random, 4, &text);
        text_append_byte(&text, '\n');
    }
    Document *document = document_new(text_slice(&text), name, NULL);
    Document *other = document_new(text_slice(&text), name, NULL);
    SpliceList list = plan(document, &random);
    Patch patch;
    Error error;
    document_position(document, (uint32_t)text.length / 2); /* lines are counted before */
    uint32_t before = document_count(document);
    assert_true(document_splice_all(document, list.splices, list.count, &patch, &error));
    for (size_t i = 0; i < list.count; i++) {
        const Splice *splice = &list.splices[i];
        assert_true(document_splice(other, splice->offset, splice->removed, splice->inserted, NULL, NULL));
    }
    assert_true(slice_equals(document_bytes(document), document_bytes(other)));
    assert_true(document_verify(document, &error));
    assert_int_equal(document_count(document), document_count(other));
    assert_int_equal(patch.removed, before);
    assert_int_equal(patch.inserted, document_count(document));
    assert_int_equal(patch.parent, NODE_NONE);
    uint32_t end = (uint32_t)document_bytes(document).length;
    assert_int_equal(document_position(document, end).line, document_position(other, end).line);
    splice_list_free(&list);
    document_free(document);
    document_free(other);
    text_free(&text);
}

static void test_all_at_once_is_one_after_the_other(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 300; seed++) {
        compare(seed % 3 ? "test.json" : "test.ndjson", seed);
    }
}

static void test_splices_in_another_order_change_nothing(void **state)
{
    (void)state;
    Document *document = document_new(SLICE("[1,2,3]"), "test.json", NULL);
    Splice upwards[] = {{1, 1, SLICE("4")}, {3, 1, SLICE("5")}}, outside[] = {{5, 9, SLICE("")}};
    Error error;
    assert_false(document_splice_all(document, upwards, 2, NULL, &error));
    assert_false(document_splice_all(document, outside, 1, NULL, &error));
    assert_int_equal(error.code, ERROR_NOT_POSSIBLE);
    assert_string_equal(document_bytes(document).bytes, "[1,2,3]");
    assert_int_equal(document_revision(document), 0);
    document_free(document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_at_once_is_one_after_the_other),
        cmocka_unit_test(test_splices_in_another_order_change_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
