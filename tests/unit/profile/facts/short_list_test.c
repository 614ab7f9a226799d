/* Short lists: every row is of a list, is found by its value, and says why it is there. */
#include "src/profile/facts/short_list.h"

#include "src/profile/facts/text_table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

TEXT_TABLE(rows, "src/definitions/short-lists.tsv");

/* The list whose name a key begins with; LIST_COUNT where it is none. */
static ShortList list_of(Slice key)
{
    ShortList list = 0;
    size_t blank = slice_find(key, SLICE(" "), 0);
    while (list < LIST_COUNT && !slice_equals(slice_part(key, 0, blank), slice_from(short_list_name(list)))) {
        list++;
    }
    return list;
}

static void test_every_row_is_found(void **state)
{
    enum { MORE = 1, WHY };
    (void)state;
    unsigned counts[LIST_COUNT] = {0};
    Slice table = TEXT_TABLE_OF(rows), row, more;
    for (size_t start = 0; start < table.length; start += row.length + 1) {
        row = text_table_row(table, start);
        Slice key = text_table_column(row, 0);
        ShortList list = list_of(key);
        assert_true(list < LIST_COUNT);
        Slice value = slice_part(key, strlen(short_list_name(list)) + 1, key.length);
        assert_true(short_list_has(list, value, &more));
        assert_true(slice_equals(more, text_table_column(row, MORE)));
        assert_true(short_list_any(list, value, slice_equals));
        assert_true(text_table_column(row, WHY).length > 3);
        counts[list]++;
    }
    for (ShortList list = 0; list < LIST_COUNT; list++) {
        assert_true(counts[list] > 0);
    }
}

static void test_other_values_are_not_found(void **state)
{
    (void)state;
    char longest[512];
    memset(longest, 'x', sizeof longest);
    assert_false(short_list_has(LIST_SIDE, SLICE(""), NULL));
    assert_false(short_list_has(LIST_SIDE, SLICE("777100"), NULL));
    assert_false(short_list_has(LIST_SIDE, SLICE("any"), NULL));
    assert_false(short_list_has(LIST_EXAMPLE_HOST, SLICE("7771000"), NULL));
    assert_false(short_list_has(LIST_EXAMPLE_HOST, slice_make(longest, sizeof longest), NULL));
    assert_false(short_list_any(LIST_IDENTIFIER_SCHEME, SLICE("ftp://x"), slice_starts_with));
    assert_true(short_list_any(LIST_IDENTIFIER_SCHEME, SLICE("ldap://x"), slice_starts_with));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_row_is_found),
        cmocka_unit_test(test_other_values_are_not_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
