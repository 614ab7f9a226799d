/* History: undo and redo of any changes, down to the first bytes. */
#include "src/base/file.h"
#include "src/edit/history.h"

#include "tests/support/random.h"

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
    History *history = history_new(document, (PatchListener){.patched = count_patches, .context = &patches});
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

/* What a listener was told. */
typedef struct Told {
    int patches;
    Patch last;
} Told;

static void note_patch(void *context, const Document *document, const Patch *patch)
{
    (void)document;
    Told *told = context;
    told->patches++;
    told->last = *patch;
}

/* What is typed at a key takes the place of what was typed before by one splice of what differs; one undo takes all of
 * it back. */
static void test_the_last_change_is_done_otherwise(void **state)
{
    (void)state;
    Document *document = document_new(SLICE("[1, \"one\", 3]"), "t.json", NULL);
    Told told = {0};
    History *history = history_new(document, (PatchListener){.patched = note_patch, .context = &told});
    SingleSplice splice;
    apply(history, 1, 1, "2");
    history_mark_saved(history);
    assert_false(history_single(history, 1, &splice));
    apply(history, 4, 5, "\"once\"");
    assert_true(history_single(history, 1, &splice));
    assert_int_equal(splice.offset, 4);
    assert_true(slice_equals(splice.removed, SLICE("\"one\"")));
    assert_true(slice_equals(splice.inserted, SLICE("\"once\"")));
    told.patches = 0;
    assert_true(history_amend(history, 1, SLICE("\"onyce\""), NULL));
    assert_int_equal(told.patches, 1);
    assert_int_equal(told.last.offset, 7);
    assert_int_equal(told.last.removed_bytes, 0);
    assert_int_equal(told.last.inserted_bytes, 1);
    assert_int_equal(history_last_offset(history), 4);
    assert_bytes(document, "[2, \"onyce\", 3]");
    assert_true(history_amend(history, 1, SLICE("17"), NULL));
    assert_bytes(document, "[2, 17, 3]");
    assert_true(history_verify(history, NULL));
    assert_int_equal(history_position(history), 2);
    assert_true(history_undo(history));
    assert_false(history_is_modified(history));
    assert_bytes(document, "[2, \"one\", 3]");
    assert_false(history_single(history, 1, &splice));
    assert_true(history_redo(history) && history_single(history, 1, &splice));
    history_mark_saved(history);
    assert_true(history_amend(history, 1, SLICE("\"one\""), NULL)); /* as before: there is no change any more */
    assert_int_equal(history_count(history), 1);
    assert_int_equal(history_position(history), 1);
    assert_true(history_is_modified(history));
    assert_bytes(document, "[2, \"one\", 3]");
    assert_true(history_verify(history, NULL));
    history_free(history);
    document_free(document);
}

/* A document is modified when its bytes are not those that were saved, by whatever changes, whatever was forgotten, and
 * however long the saving took. */
static void test_modified_is_what_differs(void **state)
{
    (void)state;
    static const char *const texts[] = {"", "1", "2", "22", "1, 2", NULL};
    Random random = {11};
    Document *document = document_new(SLICE("[1, 2, 22, 1, 2, 1]"), "t.json", NULL);
    History *history = history_new(document, (PatchListener){0});
    Text saved = TEXT_EMPTY, saving = TEXT_EMPTY;
    text_append(&saved, document_bytes(document));
    bool is_saving = false;
    uint32_t alike = 0;
    for (unsigned i = 0; i < 3000; i++) {
        uint32_t size = (uint32_t)document_bytes(document).length, kind = random_below(&random, 8);
        uint32_t offset = random_below(&random, size + 1), removed = random_below(&random, 4);
        if (kind < 2 && size < 200) {
            apply(history, offset, removed < size - offset ? removed : size - offset, random_choice(&random, texts));
        } else if (kind < 6) {
            (void)(kind < 4 ? history_undo(history) : history_redo(history));
        } else if (is_saving && random_below(&random, 2) == 0) {
            bool is_saved = random_below(&random, 3) > 0;
            history_end_saving(history, is_saved, file_content_print(text_slice(&saving)));
            is_saving = false;
            if (is_saved) {
                text_clear(&saved);
                text_append(&saved, text_slice(&saving));
            }
        } else if (!is_saving && random_below(&random, 3) == 0) {
            history_begin_saving(history);
            is_saving = true;
            text_clear(&saving);
            text_append(&saving, document_bytes(document));
        } else if (random_below(&random, 4) == 0) {
            history_mark_saved(history);
            text_clear(&saved);
            text_append(&saved, document_bytes(document));
        }
        bool is_alike = slice_equals(document_bytes(document), text_slice(&saved));
        assert_int_equal(history_is_modified(history), !is_alike);
        alike += is_alike && history_position(history) > 0;
    }
    assert_true(alike > 100);
    text_free(&saved);
    text_free(&saving);
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

/* A document of many items, and what makes each of them longer, from the last to the first, and the first ones again.
 */
static Document *many_items(SpliceList *list, unsigned count)
{
    Text text = TEXT_EMPTY;
    text_append_byte(&text, '[');
    for (unsigned i = 0; i < count; i++) {
        text_append(&text, i ? SLICE(",1") : SLICE("1"));
    }
    text_append_byte(&text, ']');
    for (unsigned i = count; i-- > 0;) {
        splice_list_add(list, 1 + 2 * i, 1, i % 3 ? SLICE("22") : SLICE("1"));
    }
    for (unsigned i = count / 2; i-- > 0;) {
        splice_list_add(list, 1 + 2 * i, 0, SLICE("0,"));
    }
    return document_take(&text, "t.json", NULL);
}

/* Done one by one, each would move all that is after it; the listener is told once for each run. */
static void test_crowds_are_changed_at_once(void **state)
{
    (void)state;
    SpliceList list = SPLICE_LIST_EMPTY;
    Document *document = many_items(&list, 9000);
    Text before = TEXT_EMPTY, after = TEXT_EMPTY;
    text_append(&before, document_bytes(document));
    int patches = 0;
    History *history = history_new(document, (PatchListener){.patched = count_patches, .context = &patches});
    assert_true(history_apply(history, &list, SLICE("all"), NULL));
    assert_int_equal(patches, 2);
    text_append(&after, document_bytes(document));
    assert_int_equal(after.length, before.length + 6000 + 9000);
    assert_true(slice_starts_with(text_slice(&after), SLICE("[0,1,0,220,")));
    assert_true(document_verify(document, NULL));
    assert_true(history_verify(history, NULL));
    assert_true(history_undo(history));
    assert_int_equal(patches, 4);
    assert_bytes(document, before.bytes);
    assert_false(history_is_modified(history));
    assert_true(history_redo(history));
    assert_bytes(document, after.bytes);
    assert_int_equal(patches, 6);
    splice_list_add(&list, 0xFFFFFF, 1, SLICE("x")); /* fails: all is taken back */
    assert_false(history_apply(history, &list, SLICE("all"), NULL));
    assert_bytes(document, after.bytes);
    assert_int_equal(history_count(history), 1);
    history_free(history);
    document_free(document);
    splice_list_free(&list);
    text_free(&before);
    text_free(&after);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_undo_and_redo_swap_bytes),
        cmocka_unit_test(test_typed_values_join_to_one_change),
        cmocka_unit_test(test_the_last_change_is_done_otherwise),
        cmocka_unit_test(test_modified_is_what_differs),
        cmocka_unit_test(test_crowds_are_changed_at_once),
        cmocka_unit_test(test_failed_changes_are_taken_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
