/* History: undo and redo of any changes, down to the first bytes. */
#include "src/edit/history.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void apply(History *history, uint32_t offset, uint32_t removed, const char *inserted)
{
    SpliceList list = SPLICE_LIST_EMPTY;
    splice_list_add(&list, offset, removed, slice_from(inserted));
    assert_true(history_apply(history, &list, SLICE("edit"), NULL));
    splice_list_free(&list);
}

static void assert_bytes(const Document *document, const char *text)
{
    assert_true(slice_equals(document_bytes(document), slice_from(text)));
}

static void count_patches(void *context, const Document *document, const Patch *patch)
{
    (void)document;
    (void)patch;
    (*(int *)context)++;
}

static void test_undo_and_redo_swap_bytes(void **state)
{
    (void)state;
    Document *document = document_new(SLICE("{\"a\": 1.50}"), "t.json", NULL);
    int patches = 0;
    History *history = history_new(document, (PatchListener){count_patches, &patches});
    assert_false(history_is_modified(history));
    apply(history, 6, 4, "2");
    apply(history, 7, 0, ", \"b\": 3");
    assert_bytes(document, "{\"a\": 2, \"b\": 3}");
    assert_true(history_is_modified(history));
    history_mark_saved(history);
    assert_true(history_undo(history) && history_undo(history));
    assert_false(history_undo(history));
    assert_bytes(document, "{\"a\": 1.50}");
    assert_true(history_is_modified(history));
    assert_true(history_redo(history) && history_redo(history));
    assert_false(history_redo(history));
    assert_bytes(document, "{\"a\": 2, \"b\": 3}");
    assert_false(history_is_modified(history));
    assert_true(history_verify(history, NULL));
    assert_int_equal(patches, 6);
    history_undo(history);
    apply(history, 6, 1, "9");
    assert_false(history_can_redo(history));
    assert_true(history_is_modified(history));
    history_free(history);
    document_free(document);
}

static void test_typed_values_join_to_one_change(void **state)
{
    (void)state;
    Document *document = document_new(SLICE("[\"\"]"), "t.json", NULL);
    History *history = history_new(document, (PatchListener){0});
    apply(history, 2, 0, "a");
    apply(history, 3, 0, "b");
    apply(history, 4, 0, "c");
    history_join(history, 0, SLICE("type"));
    assert_int_equal(history_count(history), 1);
    assert_bytes(document, "[\"abc\"]");
    assert_true(slice_equals(history_undo_label(history), SLICE("type")));
    history_undo(history);
    assert_bytes(document, "[\"\"]");
    assert_false(history_is_modified(history));
    history_redo(history);
    apply(history, 2, 1, "");
    history_drop(history, 1);
    assert_bytes(document, "[\"abc\"]");
    assert_false(history_can_redo(history));
    assert_true(history_verify(history, NULL));
    history_free(history);
    document_free(document);
}

static void test_failed_changes_are_taken_back(void **state)
{
    (void)state;
    Document *document = document_new(SLICE("[1]"), "t.json", NULL);
    History *history = history_new(document, (PatchListener){0});
    SpliceList list = SPLICE_LIST_EMPTY;
    splice_list_add(&list, 1, 1, SLICE("22"));
    splice_list_add(&list, 90, 1, SLICE("x"));
    Error error;
    assert_false(history_apply(history, &list, SLICE("edit"), &error));
    assert_bytes(document, "[1]");
    assert_int_equal(history_count(history), 0);
    splice_list_free(&list);
    history_free(history);
    document_free(document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_undo_and_redo_swap_bytes),
        cmocka_unit_test(test_typed_values_join_to_one_change),
        cmocka_unit_test(test_failed_changes_are_taken_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
