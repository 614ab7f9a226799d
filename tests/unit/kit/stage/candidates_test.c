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

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_what_is_common_completes)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
