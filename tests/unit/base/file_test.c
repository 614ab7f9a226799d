/* Files: read whole, told apart, listed. */
#include "tests/support/folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static void test_a_file_is_read_whole(void **state)
{
    char *path = file_join(*state, "a.json");
    folder_write(path, "{\"a\":1}");
    Text content = TEXT_EMPTY;
    FileState opened, found;
    assert_true(file_read(path, 100, &content, &opened, NULL));
    assert_string_equal(content.bytes, "{\"a\":1}");
    assert_true(file_read(path, 7, &content, NULL, NULL));
    assert_int_equal(content.length, 14);
    assert_true(file_state(path, &found, NULL));
    assert_true(file_states_equal(opened, found));
    assert_int_equal(found.size, 7);
    folder_write(path, "{\"a\":10}");
    assert_true(file_state(path, &found, NULL));
    assert_false(file_states_equal(opened, found));
    text_free(&content);
    free(path);
}

static void test_a_file_without_a_size_is_read_to_its_end(void **state)
{
    (void)state;
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], "piped", 5), 5);
    close(ends[1]);
    Text content = TEXT_EMPTY;
    assert_true(file_read_descriptor(ends[0], "pipe", 100, &content, NULL, NULL));
    assert_string_equal(content.bytes, "piped");
    close(ends[0]);
    text_free(&content);
}

static void test_what_cannot_be_read_is_said(void **state)
{
    char *path = file_join(*state, "a.json");
    Text content = TEXT_EMPTY;
    FileState found;
    Error error;
    assert_false(file_read(path, 100, &content, NULL, &error));
    assert_int_equal(error.code, ERROR_NOT_FOUND);
    assert_string_equal(error.where, path);
    assert_false(file_state(path, &found, &error));
    assert_int_equal(error.code, ERROR_NOT_FOUND);
    folder_write(path, "0123456789");
    assert_false(file_read(path, 9, &content, NULL, &error));
    assert_int_equal(error.code, ERROR_LIMIT);
    assert_int_equal(content.length, 0);
    assert_false(file_read(*state, 100, &content, NULL, &error));
    assert_int_equal(error.code, ERROR_FORMAT);
    text_free(&content);
    free(path);
}

static void test_a_pipe_past_the_limit_is_refused(void **state)
{
    (void)state;
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], "0123456789", 10), 10);
    close(ends[1]);
    Text content = TEXT_EMPTY;
    Error error;
    assert_false(file_read_descriptor(ends[0], "pipe", 9, &content, NULL, &error));
    assert_int_equal(error.code, ERROR_LIMIT);
    assert_int_equal(content.length, 0);
    close(ends[0]);
    text_free(&content);
}

static void test_folders_are_listed_in_order(void **state)
{
    static const char *const names[] = {"b", "a", "\xC3\xA9", "B", ".hidden"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char *path = file_join(*state, names[i]);
        folder_write(path, "");
        free(path);
    }
    FileList list = {0};
    assert_true(file_list_folder(*state, &list, NULL));
    static const char *const sorted[] = {".hidden", "B", "a", "b", "\xC3\xA9"};
    assert_int_equal(list.count, sizeof sorted / sizeof *sorted);
    for (size_t i = 0; i < list.count; i++) {
        assert_string_equal(list.names[i], sorted[i]);
    }
    file_list_free(&list);
    assert_true(file_is_folder(*state));
    char *path = file_join(*state, "a");
    assert_false(file_is_folder(path));
    Error error;
    assert_false(file_list_folder(path, &list, &error));
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_file_is_read_whole, folder_set_up, folder_tear_down),
        cmocka_unit_test(test_a_file_without_a_size_is_read_to_its_end),
        cmocka_unit_test_setup_teardown(test_what_cannot_be_read_is_said, folder_set_up, folder_tear_down),
        cmocka_unit_test(test_a_pipe_past_the_limit_is_refused),
        cmocka_unit_test_setup_teardown(test_folders_are_listed_in_order, folder_set_up, folder_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
