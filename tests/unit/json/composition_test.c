/* Splices that follow one another, against the ranges of the first text that they come to. */
#include "src/json/composition.h"
#include "tests/support/random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

typedef struct Result {
    Slice before;
    Text after;
    uint32_t at; /* of the first text, what was dealt with */
} Result;

static void take(void *context, Span replaced, Slice inserted)
{
    Result *result = context;
    assert_true(replaced.start >= result->at);
    assert_true(replaced.length + inserted.length > 0);
    text_append(&result->after, slice_part(result->before, result->at, replaced.start - result->at));
    text_append(&result->after, inserted);
    result->at = replaced.start + replaced.length;
}

/* True where the ranges make of the first text what the splices make of it. */
static void assert_same(Slice before, const SpliceList *splices)
{
    Text expected = TEXT_EMPTY;
    text_append(&expected, before);
    for (size_t i = 0; i < splices->count; i++) {
        const Splice *splice = &splices->splices[i];
        text_splice(&expected, splice->offset, splice->removed, splice->inserted);
    }
    Result result = {.before = before};
    composition_visit(splices, (uint32_t)before.length, take, &result);
    text_append(&result.after, slice_part(before, result.at, SIZE_MAX));
    assert_int_equal(result.after.length, expected.length);
    if (expected.length > 0) {
        assert_memory_equal(result.after.bytes, expected.bytes, expected.length);
    }
    text_free(&expected);
    text_free(&result.after);
}

static void random_splices_come_to_the_same(void **state)
{
    (void)state;
    static const char *const inserts[] = {"", "a", "bcd", "0123456789", NULL};
    Random random = {7};
    for (unsigned round = 0; round < 5000; round++) {
        Slice before = slice_make("The quick brown fox jumps over the lazy dog", random_below(&random, 44));
        SpliceList list = SPLICE_LIST_EMPTY;
        uint32_t size = (uint32_t)before.length;
        for (uint32_t left = random_below(&random, 9); left > 0; left--) {
            uint32_t offset = random_below(&random, size + 1), removed = random_below(&random, size - offset + 1);
            Slice inserted = slice_from(random_choice(&random, inserts));
            splice_list_add(&list, offset, removed, inserted);
            size += (uint32_t)inserted.length - removed;
        }
        assert_same(before, &list);
        splice_list_free(&list);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(random_splices_come_to_the_same)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
