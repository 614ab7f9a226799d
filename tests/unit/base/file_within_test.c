/* Files in a folder: no link leads out of it, also where one is put there while it is read. */
#include "src/base/file_within.h"

#include "tests/support/folder.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

/* A folder `top` with a file, a hidden one and a folder, and a secret file beside it. */
static int set_up(void **state)
{
    *state = folder_new();
    assert_int_equal(chdir(*state), 0);
    assert_int_equal(mkdir("top", 0700), 0);
    assert_int_equal(mkdir("top/in", 0700), 0);
    assert_int_equal(mkdir("out", 0700), 0);
    folder_write("top/a.json", "open");
    folder_write("top/in/b.json", "open");
    folder_write("out/b.json", "secret");
    return 0;
}

static void assert_read(const char *folder, const char *path)
{
    Text content = TEXT_EMPTY;
    assert_true(file_read_watched(folder, path, false, 100, NULL, &content, NULL, NULL));
    assert_string_equal(content.bytes, "open");
    text_free(&content);
}

static void assert_refused(const char *folder, const char *path, ErrorCode code)
{
    Text content = TEXT_EMPTY;
    Error error;
    assert_false(file_read_watched(folder, path, false, 100, NULL, &content, NULL, &error));
    assert_int_equal(error.code, code);
    assert_int_equal(content.length, 0);
    text_free(&content);
}

static void test_links_within_are_followed_and_others_are_not(void **state)
{
    (void)state;
    assert_int_equal(symlink("in/b.json", "top/link.json"), 0);
    assert_int_equal(symlink("../out/b.json", "top/leak.json"), 0);
    assert_int_equal(symlink("../out", "top/away"), 0);
    assert_int_equal(symlink("../top-not", "top/nothing.json"), 0);
    assert_int_equal(symlink("top", "named"), 0);
    assert_int_equal(mkfifo("top/fifo.json", 0600), 0);
    assert_int_equal(mkdir("top-not", 0700), 0);
    folder_write("top-not/c.json", "secret");
    assert_read("top", "top/a.json");
    assert_read("top", "top/link.json");
    assert_read("named", "named/in/b.json");
    assert_read("top/", "top/in/b.json");
    assert_refused("top", "top/leak.json", ERROR_NOT_POSSIBLE);
    assert_refused("top", "top/away/b.json", ERROR_NOT_POSSIBLE);
    assert_refused("top", "top-not/c.json", ERROR_NOT_POSSIBLE);
    assert_refused("top", "top/none.json", ERROR_NOT_FOUND);
    assert_refused("top", "top/in", ERROR_FORMAT);
    alarm(60);
    assert_refused("top", "top/fifo.json", ERROR_FORMAT);
    alarm(0);
    FileList list = {0};
    Error error;
    assert_true(file_list_within("top", "top/in", &list, NULL));
    assert_int_equal(list.count, 1);
    assert_false(file_list_within("top", "top/away", &list, &error));
    assert_int_equal(error.code, ERROR_NOT_POSSIBLE);
    assert_int_equal(list.count, 1);
    file_list_free(&list);
}

/* Puts a link in the place of the folder, and the folder in its place again, without end. */
static void swap_forever(void)
{
    for (;;) {
        rename("top/in", "kept");
        symlink("../out", "top/in");
        unlink("top/in");
        rename("kept", "top/in");
    }
}

static void test_a_link_that_is_put_there_meanwhile_is_not_followed(void **state)
{
    (void)state;
    int read_count = 0, refused_count = 0;
    pid_t child = fork();
    if (child == 0) {
        swap_forever();
    }
    for (int i = 0; i < 100000 && (i < 3000 || read_count == 0 || refused_count == 0); i++) {
        Text content = TEXT_EMPTY;
        if (file_read_watched("top", "top/in/b.json", false, 100, NULL, &content, NULL, NULL)) {
            assert_string_equal(content.bytes, "open");
            read_count++;
        } else {
            refused_count++;
        }
        text_free(&content);
    }
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    assert_true(read_count > 0 && refused_count > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_links_within_are_followed_and_others_are_not, set_up, folder_tear_down),
        cmocka_unit_test_setup_teardown(test_a_link_that_is_put_there_meanwhile_is_not_followed, set_up,
                                        folder_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
