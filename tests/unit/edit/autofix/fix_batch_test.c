/* FixBatch: fixes are taken from the end to the beginning, as long as they change each other nowhere. */
#include "src/edit/autofix/fix_batch.h"

#include "src/edit/history.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

/* A fix of one splice. */
static Fix fix_of(uint32_t offset, uint32_t removed, Slice inserted)
{
    Fix fix = {.splices = SPLICE_LIST_EMPTY};
    splice_list_add(&fix.splices, offset, removed, inserted);
    return fix;
}

static void test_what_is_apart_is_made_together(void **state)
{
    (void)state;
    Document *document = document_new(SLICE("[11,22,33]"), "a.json", NULL);
    History *history = history_new(document, (PatchListener){0});
    Fix last = fix_of(7, 2, SLICE("333")), middle = fix_of(4, 2, SLICE("2")), first = fix_of(1, 3, SLICE(""));
    Fix touching = fix_of(6, 1, SLICE(","));
    FixBatch batch = FIX_BATCH_EMPTY;
    assert_true(fix_batch_add(&batch, &last));
    assert_false(fix_batch_add(&batch, &touching));
    assert_true(fix_batch_add(&batch, &middle));
    assert_false(fix_batch_add(&batch, &first)); /* it ends where the middle one begins */
    assert_int_equal(batch.count, 2);
    assert_true(history_apply(history, &batch.splices, SLICE("all"), NULL));
    assert_true(slice_equals(document_bytes(document), SLICE("[11,2,333]")));
    assert_true(history_undo(history));
    assert_true(slice_equals(document_bytes(document), SLICE("[11,22,33]")));
    fix_batch_free(&batch);
    Fix *fixes[] = {&last, &middle, &first, &touching};
    for (size_t i = 0; i < sizeof fixes / sizeof *fixes; i++) {
        splice_list_free(&fixes[i]->splices);
    }
    history_free(history);
    document_free(document);
}

static void test_splices_in_another_order_are_left_out(void **state)
{
    (void)state;
    Fix fix = fix_of(1, 1, SLICE("x"));
    FixBatch batch = FIX_BATCH_EMPTY;
    splice_list_add(&fix.splices, 5, 1, SLICE("y"));
    assert_false(fix_batch_add(&batch, &fix));
    assert_int_equal(batch.count, 0);
    fix_batch_free(&batch);
    splice_list_free(&fix.splices);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_apart_is_made_together),
        cmocka_unit_test(test_splices_in_another_order_are_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
