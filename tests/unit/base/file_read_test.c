/* Reading files: what is not read, what is not waited for, and files that are changed meanwhile. */
#include "tests/support/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cmocka.h>

/* What the read call does to the file meanwhile. cmocka runs the tests one after the other. */
static struct {
    char path[64];
    int calls;
    int changes; /* so many first calls change the file */
    const char *text;
    bool is_replaced;
} plan;

static ssize_t changing_read(int descriptor, void *bytes, size_t size)
{
    ssize_t count = read(descriptor, bytes, size);
    if (plan.calls++ < plan.changes) {
        if (plan.is_replaced) {
            unlink(plan.path);
        }
        folder_write(plan.path, plan.text);
    }
    return count;
}

static ssize_t failing_read(int descriptor, void *bytes, size_t size)
{
    (void)descriptor, (void)bytes, (void)size;
    errno = EIO;
    return -1;
}

/* Reads the file of the plan, which holds `before` at first. */
static bool read_planned(const char *folder, const char *before, Text *content, Error *error)
{
    snprintf(plan.path, sizeof plan.path, "%s/planned.json", folder);
    folder_write(plan.path, before);
    plan.calls = 0;
    text_clear(content);
    return file_read_by(changing_read, plan.path, 1000, content, NULL, error);
}

static void test_a_file_that_changes_is_read_anew(void **state)
{
    static const char *const texts[] = {"{\"short\":1}", "", "{\"a text that is longer than before\":1}"};
    Text content = TEXT_EMPTY;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        for (int replaced = 0; replaced < 2; replaced++) {
            plan.changes = 1;
            plan.text = texts[i];
            plan.is_replaced = replaced;
            assert_true(read_planned(*state, "{\"as it was\":\"at first\"}", &content, NULL));
            assert_true(slice_equals(text_slice(&content), slice_from(texts[i])));
        }
    }
    plan.is_replaced = false;
    text_free(&content);
}

static void test_a_file_that_goes_on_changing_is_refused(void **state)
{
    Text content = TEXT_EMPTY;
    Error error;
    plan.changes = 1000;
    plan.text = "{}";
    assert_false(read_planned(*state, "{\"a\":1}", &content, &error));
    assert_int_equal(error.code, ERROR_CHANGED);
    assert_int_equal(content.length, 0);
    text_free(&content);
}

static void test_a_failing_disk_is_named(void **state)
{
    char *path = file_join(*state, "a.json");
    Text content = TEXT_EMPTY;
    Error error;
    folder_write(path, "{}");
    assert_false(file_read_by(failing_read, path, 100, &content, NULL, &error));
    assert_int_equal(error.code, ERROR_SYSTEM);
    assert_non_null(strstr(error.message, strerror(EIO)));
    text_free(&content);
    free(path);
}

/* None of these may be waited for: the alarm would end the test. */
static void test_what_is_no_file_is_refused_at_once(void **state)
{
    char *fifo = file_join(*state, "fifo"), *socket_path = file_join(*state, "socket"),
         *link = file_join(*state, "link");
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    snprintf(address.sun_path, sizeof address.sun_path, "%s", socket_path);
    int listener = socket(AF_UNIX, SOCK_STREAM, 0);
    assert_int_equal(bind(listener, (struct sockaddr *)&address, sizeof address), 0);
    assert_int_equal(mkfifo(fifo, 0600), 0);
    assert_int_equal(symlink("fifo", link), 0);
    const char *const paths[] = {fifo, link, socket_path, "/dev/zero", "/dev/tty", *state};
    static const char *const words[] = {"a FIFO", "a FIFO", "a socket", "a device", "a device", "a folder"};
    alarm(60);
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        Text content = TEXT_EMPTY;
        Error error;
        assert_false(file_read(paths[i], 100, &content, NULL, &error));
        assert_int_equal(error.code, ERROR_FORMAT);
        assert_non_null(strstr(error.message, words[i]));
        text_free(&content);
    }
    alarm(0);
    assert_int_equal(file_kind(fifo, false), FILE_FIFO);
    assert_int_equal(file_kind(link, false), FILE_LINK);
    assert_int_equal(file_kind(link, true), FILE_FIFO);
    assert_int_equal(file_kind("/dev/null", true), FILE_DEVICE);
    close(listener);
    free(fifo);
    free(link);
    free(socket_path);
}

static void test_files_of_the_system_are_read_as_far_as_they_are_small(void **state)
{
    (void)state;
    Text content = TEXT_EMPTY;
    Error error;
    assert_true(file_read("/proc/self/status", 1 << 20, &content, NULL, NULL));
    assert_true(content.length > 0);
    assert_false(file_read("/proc/self/status", 10, &content, NULL, &error));
    assert_int_equal(error.code, ERROR_LIMIT);
    text_free(&content);
}

static void test_a_signal_stops_reading(void **state)
{
    char *path = file_join(*state, "b.json");
    Text content = TEXT_EMPTY;
    Error error;
    sigset_t blocked, before;
    folder_write(path, "{}");
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGTERM);
    sigprocmask(SIG_BLOCK, &blocked, &before);
    raise(SIGTERM);
    assert_false(file_read(path, 100, &content, NULL, &error));
    assert_int_equal(error.code, ERROR_STOPPED);
    int taken;
    sigwait(&blocked, &taken);
    assert_true(file_read(path, 100, &content, NULL, &error));
    sigprocmask(SIG_SETMASK, &before, NULL);
    text_free(&content);
    free(path);
}

static void test_home_folders_have_short_names(void **state)
{
    (void)state;
    static const char *const cases[][2] = {{"~", "/home/x"},  {"~/a b", "/home/x/a b"},
                                           {"~/", "/home/x"}, {"~no user/a", "~no user/a"},
                                           {"a/~", "a/~"},    {"", ""}};
    setenv("HOME", "/home/x", 1);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *expanded = file_expand_home(slice_from(cases[i][0]));
        assert_string_equal(expanded, cases[i][1]);
        free(expanded);
    }
    const struct passwd *root = getpwnam("root");
    if (root) {
        char *path = file_join(root->pw_dir, "a/b"), *expanded = file_expand_home(SLICE("~root/a/b"));
        assert_string_equal(expanded, path);
        free(path);
        free(expanded);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_file_that_changes_is_read_anew),
        cmocka_unit_test(test_a_file_that_goes_on_changing_is_refused),
        cmocka_unit_test(test_a_failing_disk_is_named),
        cmocka_unit_test(test_what_is_no_file_is_refused_at_once),
        cmocka_unit_test(test_files_of_the_system_are_read_as_far_as_they_are_small),
        cmocka_unit_test(test_a_signal_stops_reading),
        cmocka_unit_test(test_home_folders_have_short_names),
    };
    return cmocka_run_group_tests(tests, folder_set_up, folder_tear_down);
}
