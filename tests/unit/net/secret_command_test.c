/* Commands that print a secret: they end, or they are ended. */
#include "src/net/secret_command.h"

#include "src/base/memory.h"
#include "tests/support/folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SHORT = 200, LONG = 20000 };

/* Runs a command; "%s" in it is the folder of the test. Gives what it printed, and the error. */
static bool run(const char *folder, const char *command, unsigned milliseconds, Pace *pace, Text *printed, Error *error)
{
    Text words = TEXT_EMPTY;
    for (const char *c = command; *c; c++) {
        bool is_folder = c[0] == '%' && c[1] == 's';
        text_append(&words, is_folder ? slice_from(folder) : slice_make(c, 1));
        c += is_folder;
    }
    text_append_byte(&words, '\0');
    text_reserve(printed, SECRET_COMMAND_MAXIMUM + 4096);
    bool is_done = secret_command_run(words.bytes, milliseconds, pace, printed, error);
    text_free(&words);
    return is_done;
}

/* Fails where the process whose number a file holds still runs. */
static void expect_ended(const char *folder, const char *name)
{
    char path[4096];
    int number = 0;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    assert_int_equal(fscanf(file, "%d", &number), 1);
    fclose(file);
    assert_true(number > 0);
    assert_int_equal(kill(number, 0), -1);
    assert_int_equal(errno, ESRCH);
}

static void expect_failure(const char *folder, const char *command, Pace *pace, ErrorCode code, const char *sentence)
{
    Error error;
    Text printed = TEXT_EMPTY;
    assert_false(run(folder, command, SHORT, pace, &printed, &error));
    assert_int_equal(error.code, code);
    assert_string_equal(error.message, sentence);
    text_free(&printed);
}

static void test_a_command_that_hangs_is_ended(void **state)
{
    const char *late = "token_command did not end within 1 s";
    expect_failure(*state, "sh -c 'echo $$ >%s/a; exec sleep 1000'", NULL, ERROR_LIMIT, late);
    expect_ended(*state, "a");
    expect_failure(*state, "sh -c 'echo $$ >%s/b; echo token; exec sleep 1000 >&-'", NULL, ERROR_LIMIT, late);
    expect_ended(*state, "b");
    expect_failure(*state, "sh -c 'echo $$ >%s/c; exec yes'", NULL, ERROR_LIMIT,
                   "token_command printed more than 65536 bytes");
    expect_ended(*state, "c");
}

static void stop(Pace *pace)
{
    pace->is_stopped = true;
}

static void test_a_command_can_be_stopped(void **state)
{
    Error error;
    Text printed = TEXT_EMPTY;
    Pace pace = {.look = stop};
    assert_false(run(*state, "sleep 1000", LONG, &pace, &printed, &error));
    assert_int_equal(error.code, ERROR_STOPPED);
    assert_string_equal(error.message, "token_command was stopped");
    text_free(&printed);
}

/* A helper that a command leaves running keeps its output open: the token is there all the same. */
static void test_what_a_command_leaves_running_is_not_waited_for(void **state)
{
    char path[4096];
    Text printed = TEXT_EMPTY;
    snprintf(path, sizeof path, "%s/gate", (const char *)*state);
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_true(run(*state, "sh -c 'echo token; cat %s/gate &'", LONG, NULL, &printed, NULL));
    assert_int_equal(printed.length, strlen("token\n"));
    assert_memory_equal(printed.bytes, "token\n", printed.length);
    int gate = open(path, O_WRONLY);
    assert_true(gate >= 0);
    close(gate);
    text_free(&printed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_command_that_hangs_is_ended, folder_set_up, folder_tear_down),
        cmocka_unit_test_setup_teardown(test_a_command_can_be_stopped, folder_set_up, folder_tear_down),
        cmocka_unit_test_setup_teardown(test_what_a_command_leaves_running_is_not_waited_for, folder_set_up,
                                        folder_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
