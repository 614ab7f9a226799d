/* Issue lists: they keep no positions while these are the first ones, and are the same lists with and without. */
#include "src/check/report/issue_list.h"

#include "src/base/memory.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* A list of every `step`-th position below an end. */
static IssueList list_of(size_t end, size_t step)
{
    IssueList list = {0};
    for (size_t i = 0; i < end; i += step) {
        issue_list_add(&list, i);
    }
    return list;
}

static void assert_list(const IssueList *list, const uint32_t *positions, size_t count)
{
    assert_int_equal(list->count, count);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(issue_list_at(list, i), positions[i]);
    }
}

static void test_first_positions_take_no_room(void **state)
{
    (void)state;
    IssueList all = list_of(1000, 1), some = list_of(10, 5);
    assert_null(all.positions);
    assert_int_equal(all.count, 1000);
    assert_int_equal(issue_list_at(&all, 999), 999);
    assert_int_equal(issue_list_from(&all, 500), 500);
    assert_int_equal(issue_list_from(&all, 5000), 1000);
    assert_list(&some, (const uint32_t[]){0, 5}, 2);
    assert_int_equal(issue_list_from(&some, 1), 1);
    issue_list_free(&all);
    issue_list_free(&some);
}

/* The middle of a list is made anew, with as many positions and with others. */
static void test_the_end_of_a_list_moves(void **state)
{
    (void)state;
    IssueList list = list_of(6, 1);
    IssueListEnd rest = issue_list_open(&list, 2, 4);
    issue_list_add(&list, 2);
    issue_list_add(&list, 3);
    issue_list_close(&rest, 0);
    assert_null(list.positions);
    assert_list(&list, (const uint32_t[]){0, 1, 2, 3, 4, 5}, 6);
    rest = issue_list_open(&list, 2, 4); /* two go, and three are there of which one is shown */
    issue_list_add(&list, 3);
    issue_list_close(&rest, 1);
    assert_list(&list, (const uint32_t[]){0, 1, 3, 5, 6}, 5);
    rest = issue_list_open(&list, 3, 5);
    issue_list_close(&rest, (size_t)-2);
    assert_list(&list, (const uint32_t[]){0, 1, 3, 4}, 4);
    issue_list_free(&list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_first_positions_take_no_room),
        cmocka_unit_test(test_the_end_of_a_list_moves),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
