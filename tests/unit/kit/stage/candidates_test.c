/* Candidates: what they have in common completes a text. */
#include "ui/kit/stage/candidates.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* Asserts what a text becomes; NULL: there is no more to complete. */
static void assert_completed(const Candidates *candidates, const char *typed, const char *expected)
{
    Text completed = TEXT_EMPTY;
    bool is_more = candidates_complete(candidates, slice_from(typed), &completed);
    assert_int_equal(is_more, expected != NULL);
    assert_string_equal(completed.bytes, expected ? expected : typed);
    text_free(&completed);
}

static void test_what_is_common_completes(void **state)
{
    (void)state;
    Candidates candidates = {0};
    static const char *const names[] = {"study-one.json", "study-two.json", "inner/",
                                        "grün",           "grüße",          "study-one.json"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        candidates_add(&candidates, (Candidate){.text = slice_from(names[i])});
    }
    assert_int_equal(candidates.count, 5);
    assert_completed(&candidates, "st", "study-");
    assert_completed(&candidates, "study-", NULL);
    assert_completed(&candidates, "study-o", "study-one.json");
    assert_completed(&candidates, "in", "inner/");
    assert_completed(&candidates, "g", "grü");
    assert_completed(&candidates, "none", NULL);
    candidates_clear(&candidates);
    assert_completed(&candidates, "st", NULL);
    candidates_free(&candidates);
}

static void offer_entries(void *context, Slice typed, Candidates *candidates)
{
    ++*(int *)context;
    size_t slash = slice_find(typed, SLICE("/"), 0);
    candidates->start = slash == SIZE_MAX ? 0 : slash + 1;
    candidates->is_kept = !slice_ends_with(typed, SLICE("."));
    candidates_add(candidates, (Candidate){.text = SLICE("entry")});
}

/* A source is asked once for all texts that go on in the same folder, and anew in another or for hidden entries. */
static void test_what_is_kept_is_not_gathered_again(void **state)
{
    (void)state;
    static const char *const typed[] = {"", "a", "ab", "b/", "b/c", "b/cd", "b/.", "b/.c", "c", "b/c"};
    static const int asked[] = {1, 1, 1, 2, 2, 2, 3, 4, 5, 6};
    Candidates candidates = {0};
    int count = 0;
    for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
        candidates_gather(&candidates, offer_entries, &count, slice_from(typed[i]));
        assert_int_equal(count, asked[i]);
        assert_int_equal(candidates.count, 1);
    }
    candidates_free(&candidates);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_what_is_common_completes),
                                       cmocka_unit_test(test_what_is_kept_is_not_gathered_again)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
