/* Tables of publishers: rows and fields, however they are quoted, ended and cut into pieces. */
#include "src/terms/table_reader.h"

#include "tests/support/folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

/* Opens a table with a text. */
static TableReader *open_text(const char *folder, const char *text, TableForm form, Error *error)
{
    char *path = folder_add(folder, "table", text);
    TableReader *table = table_open(path, form, error);
    free(path);
    return table;
}

static void expect_field(const TableReader *table, size_t column, const char *text)
{
    Slice field = table_field(table, column);
    assert_int_equal(field.length, strlen(text));
    assert_memory_equal(field.bytes, text, field.length);
}

static void test_fields_with_and_without_quotes(void **state)
{
    Error error;
    TableReader *table = open_text(*state, "\357\273\277\"a\",b,\"c d\"\r\n\r\n1,\"x, \"\"y\"\"\nz\",\r\n,\"\",\"3\"",
                                   TABLE_COMMAS, &error);
    size_t column;
    assert_non_null(table);
    assert_true(table_column(table, SLICE("a"), &column, NULL));
    assert_int_equal(column, 0);
    assert_true(table_column(table, SLICE("c d"), &column, NULL));
    assert_int_equal(column, 2);
    assert_int_equal(table_next(table, &error), TABLE_ROW);
    expect_field(table, 0, "1");
    expect_field(table, 1, "x, \"y\"\nz");
    expect_field(table, 2, "");
    expect_field(table, 3, "");
    assert_int_equal(table_next(table, &error), TABLE_ROW);
    expect_field(table, 0, "");
    expect_field(table, 1, "");
    expect_field(table, 2, "3");
    assert_int_equal(table_next(table, &error), TABLE_END);
    assert_false(table_column(table, SLICE("d"), &column, &error));
    assert_string_equal(error.message, "the table has no column 'd'");
    table_close(table);
}

static void test_tabs_leave_quotes_alone(void **state)
{
    Error error;
    TableReader *table = open_text(*state, "id\tterm\n1\t\"x, y\n2\t\n", TABLE_TABS, &error);
    assert_non_null(table);
    assert_int_equal(table_next(table, &error), TABLE_ROW);
    expect_field(table, 1, "\"x, y");
    assert_int_equal(table_next(table, &error), TABLE_ROW);
    expect_field(table, 0, "2");
    expect_field(table, 1, "");
    assert_int_equal(table_next(table, &error), TABLE_END);
    table_close(table);
}

static void test_rows_are_whole_across_pieces(void **state)
{
    enum { ROWS = 60000 };
    Text text = TEXT_EMPTY;
    Error error;
    text_append(&text, SLICE("n,name\n"));
    for (int i = 0; i < ROWS; i++) {
        text_format(&text, "%d,\"row \"\"%d\"\"\"\n", i, i);
    }
    text_append_byte(&text, '\0');
    TableReader *table = open_text(*state, text.bytes, TABLE_COMMAS, &error);
    assert_non_null(table);
    for (int i = 0; i < ROWS; i++) {
        char expected[32];
        assert_int_equal(table_next(table, &error), TABLE_ROW);
        snprintf(expected, sizeof expected, "row \"%d\"", i);
        expect_field(table, 1, expected);
    }
    assert_int_equal(table_next(table, &error), TABLE_END);
    table_close(table);
    text_free(&text);
}

static void test_what_is_no_table_is_told_with_its_line(void **state)
{
    Error error;
    assert_null(open_text(*state, "", TABLE_COMMAS, &error));
    assert_string_equal(error.message, "the table is empty");
    TableReader *table = open_text(*state, "a\n\"x\ny\"\n\"open\n", TABLE_COMMAS, &error);
    assert_int_equal(table_next(table, &error), TABLE_ROW);
    assert_int_equal(table_next(table, &error), TABLE_FAILED);
    assert_string_equal(error.message, "a field with quotes is not closed");
    assert_string_equal(error.where + strlen(error.where) - 2, ":4");
    table_close(table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_fields_with_and_without_quotes, folder_set_up, folder_tear_down),
        cmocka_unit_test_setup_teardown(test_tabs_leave_quotes_alone, folder_set_up, folder_tear_down),
        cmocka_unit_test_setup_teardown(test_rows_are_whole_across_pieces, folder_set_up, folder_tear_down),
        cmocka_unit_test_setup_teardown(test_what_is_no_table_is_told_with_its_line, folder_set_up, folder_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
