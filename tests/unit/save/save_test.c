/* Saving: all or nothing, whichever system call fails. */
#include "src/save/save.h"

#include "tests/support/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

/* The calls that are counted, and the one that fails. cmocka runs the tests one after the other. */
static struct {
    int calls;
    int failing; /* number of the call that fails; 0: none */
    int error;
    size_t write_limit; /* most bytes that one write takes; 0: all */
} plan;

static bool is_failing(void)
{
    plan.calls++;
    if (plan.calls != plan.failing) {
        return false;
    }
    errno = plan.error;
    return true;
}

static int planned_open(const char *path, int flags, mode_t mode)
{
    assert_true(!(flags & O_CREAT) || mode == 0600); /* nobody else reads what is being written */
    return is_failing() ? -1 : save_system.open(path, flags, mode);
}

static ssize_t planned_write(int descriptor, const void *bytes, size_t size)
{
    if (is_failing()) {
        return -1;
    }
    return save_system.write(descriptor, bytes, plan.write_limit && plan.write_limit < size ? plan.write_limit : size);
}

static int planned_fsync(int descriptor)
{
    return is_failing() ? -1 : save_system.fsync(descriptor);
}

static int planned_close(int descriptor)
{
    bool fails = is_failing();
    int result = save_system.close(descriptor);
    errno = plan.error;
    return fails ? -1 : result;
}

static int planned_rename(const char *from, const char *to)
{
    return is_failing() ? -1 : save_system.rename(from, to);
}

static int planned_unlink(const char *path)
{
    return save_system.unlink(path);
}

static int planned_fchown(int descriptor, uid_t owner, gid_t group)
{
    return save_system.fchown(descriptor, owner, group);
}

static int planned_fchmod(int descriptor, mode_t mode)
{
    return is_failing() ? -1 : save_system.fchmod(descriptor, mode);
}

static int planned_stat(const char *path, struct stat *status)
{
    return is_failing() ? -1 : save_system.stat(path, status);
}

static int planned_fsetxattr(int descriptor, const char *name, const void *value, size_t size, int flags)
{
    return is_failing() ? -1 : save_system.fsetxattr(descriptor, name, value, size, flags);
}

static int planned_ftruncate(int descriptor, off_t length)
{
    return is_failing() ? -1 : save_system.ftruncate(descriptor, length);
}

static const SaveSystem planned = {.open = planned_open,
                                   .write = planned_write,
                                   .fsync = planned_fsync,
                                   .close = planned_close,
                                   .rename = planned_rename,
                                   .unlink = planned_unlink,
                                   .fchown = planned_fchown,
                                   .fchmod = planned_fchmod,
                                   .stat = planned_stat,
                                   .fsetxattr = planned_fsetxattr,
                                   .ftruncate = planned_ftruncate};

static void write_file(const char *path, const char *text)
{
    assert_true(save_file(&save_system, &(SaveRequest){.path = path, .bytes = slice_from(text)}, NULL, NULL));
}

static void test_every_failing_call_leaves_the_file(void **state)
{
    static const int errors[] = {ENOSPC, EIO, EDQUOT};
    char *path = file_join(*state, "study.json");
    write_file(path, "before");
    size_t files = folder_count(*state);
    int failures = 0;
    for (int call = 1; call < 12; call++) {
        for (size_t i = 0; i < sizeof errors / sizeof *errors; i++) {
            plan.calls = 0;
            plan.failing = call;
            plan.error = errors[i];
            plan.write_limit = 3;
            Error error = {0};
            bool is_saved =
                save_file(&planned, &(SaveRequest){.path = path, .bytes = SLICE("after, longer")}, NULL, &error);
            folder_expect(path, is_saved ? "after, longer" : "before");
            assert_int_equal(folder_count(*state), files);
            assert_true(is_saved || error.message[0]);
            failures += !is_saved;
            write_file(path, "before");
        }
    }
    assert_true(failures >= 21);
    plan.failing = 0;
    plan.write_limit = 0;
    free(path);
}

static void test_interrupted_writes_go_on(void **state)
{
    char *path = file_join(*state, "interrupted.json");
    plan.calls = 0;
    plan.failing = 3;
    plan.error = EINTR;
    assert_true(save_file(&planned, &(SaveRequest){.path = path, .bytes = SLICE("all of it")}, NULL, NULL));
    folder_expect(path, "all of it");
    plan.failing = 0;
    free(path);
}

static void test_links_and_modes_stay(void **state)
{
    char *path = file_join(*state, "target.json"), *link = file_join(*state, "link.json");
    write_file(path, "one");
    assert_int_equal(chmod(path, 0640), 0);
    assert_int_equal(symlink("target.json", link), 0);
    write_file(link, "two");
    folder_expect(path, "two");
    struct stat status;
    assert_int_equal(lstat(link, &status), 0);
    assert_true(S_ISLNK(status.st_mode));
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 07777, 0640);
    free(path);
    free(link);
}

static void test_links_to_what_is_not_there_stay(void **state)
{
    char *path = file_join(*state, "yet-to-be.json"), *link = file_join(*state, "first.json"),
         *second = file_join(*state, "second.json"), *circle = file_join(*state, "circle.json");
    struct stat status;
    assert_int_equal(symlink("second.json", link), 0);
    assert_int_equal(symlink(path, second), 0);
    write_file(link, "new");
    assert_int_equal(lstat(path, &status), 0);
    assert_true(S_ISREG(status.st_mode));
    folder_expect(path, "new");
    assert_int_equal(lstat(link, &status), 0);
    assert_true(S_ISLNK(status.st_mode));
    assert_int_equal(lstat(second, &status), 0);
    assert_true(S_ISLNK(status.st_mode));

    Error error;
    assert_int_equal(symlink("circle.json", circle), 0);
    assert_false(save_file(&save_system, &(SaveRequest){.path = circle, .bytes = SLICE("new")}, NULL, &error));
    assert_non_null(strstr(error.message, "form a cycle"));
    assert_int_equal(unlink(circle), 0);
    free(path);
    free(link);
    free(second);
    free(circle);
}

static void test_changes_by_others_are_noticed(void **state)
{
    char *path = file_join(*state, "shared.json");
    write_file(path, "mine");
    FileState seen;
    assert_true(file_state(path, &seen, NULL));
    write_file(path, "theirs!");
    Error error;
    assert_false(
        save_file(&save_system, &(SaveRequest){.path = path, .bytes = SLICE("x"), .expected = &seen}, NULL, &error));
    assert_int_equal(error.code, ERROR_CHANGED);
    folder_expect(path, "theirs!");
    assert_int_equal(unlink(path), 0);
    assert_false(
        save_file(&save_system, &(SaveRequest){.path = path, .bytes = SLICE("x"), .expected = &seen}, NULL, &error));
    assert_int_equal(error.code, ERROR_REMOVED);
    assert_null(strstr(error.message, "changed"));
    write_file(path, "there");
    assert_false(
        save_file(&save_system, &(SaveRequest){.path = path, .bytes = SLICE("x"), .is_new = true}, NULL, &error));
    free(path);
}

/* Other text of the same size, with the old time of writing, in the same file: told by what it holds. */
static void test_other_text_of_the_same_size_and_time_is_noticed(void **state)
{
    char *path = file_join(*state, "same.json");
    write_file(path, "mine");
    FileState seen;
    Text content = TEXT_EMPTY;
    struct stat before;
    Error error;
    assert_true(file_read(path, 100, &content, &seen, NULL));
    assert_int_equal(stat(path, &before), 0);
    int descriptor = open(path, O_WRONLY);
    assert_int_equal(write(descriptor, "them", 4), 4);
    struct timespec times[] = {before.st_atim, before.st_mtim};
    assert_int_equal(futimens(descriptor, times), 0);
    close(descriptor);
    SaveRequest request = {.path = path, .bytes = SLICE("x"), .expected = &seen};
    assert_false(save_file(&save_system, &request, NULL, &error));
    assert_int_equal(error.code, ERROR_CHANGED);
    folder_expect(path, "them");
    write_file(path, "mine"); /* another file with the same text: nothing was changed */
    assert_true(save_file(&save_system, &request, &seen, NULL));
    assert_true(save_file(&save_system, &request, NULL, NULL));
    text_free(&content);
    free(path);
}

/* A link that was put in the place of the file is not followed, even to the same bytes. */
static void test_only_the_very_file_is_replaced_where_that_is_asked_for(void **state)
{
    char *path = file_join(*state, "exact.json"), *other = file_join(*state, "exact-other.json");
    FileState seen;
    Text content = TEXT_EMPTY;
    Error error;
    write_file(path, "same");
    write_file(other, "same");
    assert_true(file_read(path, 100, &content, &seen, NULL));
    SaveRequest request = {.path = path, .bytes = SLICE("x"), .expected = &seen, .is_exact = true};
    assert_int_equal(unlink(path), 0);
    assert_int_equal(symlink("exact-other.json", path), 0);
    assert_false(save_file(&save_system, &request, NULL, &error));
    assert_int_equal(error.code, ERROR_CHANGED);
    folder_expect(other, "same");
    request.is_exact = false;
    assert_true(save_file(&save_system, &request, NULL, NULL));
    folder_expect(other, "x");
    text_free(&content);
    free(path);
    free(other);
}

static void test_the_true_cause_is_told(void **state)
{
    char *path = file_join(*state, "cause.json");
    write_file(path, "mine");
    FileState seen;
    Error error;
    assert_true(file_state(path, &seen, NULL));
    plan.calls = 0;
    plan.failing = 1;
    plan.error = EIO;
    assert_false(
        save_file(&planned, &(SaveRequest){.path = path, .bytes = SLICE("x"), .expected = &seen}, NULL, &error));
    assert_int_equal(error.code, ERROR_SYSTEM);
    assert_non_null(strstr(error.message, strerror(EIO)));
    assert_null(strstr(error.message, "removed"));
    plan.failing = 0;
    free(path);
}

static void test_all_names_of_a_file_stay(void **state)
{
    char *path = file_join(*state, "one.json"), *other = file_join(*state, "other.json");
    struct stat one, two;
    write_file(path, "before, longer");
    assert_int_equal(link(path, other), 0);
    size_t files = folder_count(*state);
    write_file(path, "after");
    folder_expect(other, "after");
    assert_int_equal(stat(path, &one), 0);
    assert_int_equal(stat(other, &two), 0);
    assert_true(one.st_ino == two.st_ino);
    assert_int_equal(folder_count(*state), files);
    int failures = 0;
    for (int call = 1; call < 20; call++) {
        plan.calls = 0;
        plan.failing = call;
        plan.error = EIO;
        plan.write_limit = 3;
        bool is_saved = save_file(&planned, &(SaveRequest){.path = path, .bytes = SLICE("later text")}, NULL, NULL);
        folder_expect(other, is_saved ? "later text" : "after");
        assert_int_equal(folder_count(*state), files);
        failures += !is_saved;
        write_file(path, "after");
    }
    assert_true(failures >= 10);
    plan.failing = 0;
    plan.write_limit = 0;
    free(path);
    free(other);
}

static ssize_t ending_write(int descriptor, const void *bytes, size_t size)
{
    raise(SIGTERM);
    return save_system.write(descriptor, bytes, size > 3 ? 3 : size);
}

/* The process ends, but not half way: the file is whole, with one name or two, and nothing else is left. */
static void test_a_signal_waits_until_the_file_is_whole(void **state)
{
    char *path = file_join(*state, "signal.json"), *other = file_join(*state, "signal-2.json");
    SaveSystem system = save_system;
    system.write = ending_write;
    write_file(path, "before");
    for (int names = 1; names <= 2; names++) {
        size_t files = folder_count(*state);
        pid_t child = fork();
        if (child == 0) {
            save_file(&system, &(SaveRequest){.path = path, .bytes = SLICE("after, longer")}, NULL, NULL);
            _exit(99);
        }
        int status = 0;
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM);
        Text content = TEXT_EMPTY;
        assert_true(file_read(path, 100, &content, NULL, NULL));
        assert_true(strcmp(content.bytes, "before") == 0 || strcmp(content.bytes, "after, longer") == 0);
        text_free(&content);
        assert_int_equal(folder_count(*state), files);
        assert_true(names == 2 || link(path, other) == 0);
    }
    free(path);
    free(other);
}

/* Saving over what is at the path must fail with a sentence and change nothing. */
static void assert_refused(const char *folder, const char *path)
{
    struct stat before, after;
    size_t files = folder_count(folder);
    Error error = {0};
    assert_int_equal(lstat(path, &before), 0);
    assert_false(save_file(&save_system, &(SaveRequest){.path = path, .bytes = SLICE("x")}, NULL, &error));
    assert_int_equal(error.code, ERROR_NOT_POSSIBLE);
    assert_true(error.message[0]);
    assert_false(
        save_file(&save_system, &(SaveRequest){.path = path, .bytes = SLICE("x"), .is_new = true}, NULL, &error));
    assert_int_equal(error.code, ERROR_NOT_POSSIBLE); /* not one that is there and may be written over */
    assert_int_equal(lstat(path, &after), 0);
    assert_true(before.st_ino == after.st_ino && before.st_mode == after.st_mode && before.st_size == after.st_size);
    assert_int_equal(folder_count(folder), files);
}

static void test_only_files_that_may_be_written_are_replaced(void **state)
{
    char *protected = file_join(*state, "protected.json"), *pipe = file_join(*state, "pipe");
    write_file(protected, "mine");
    assert_int_equal(chmod(protected, 0444), 0);
    assert_int_equal(mkfifo(pipe, 0600), 0);
    assert_refused(*state, protected);
    assert_refused(*state, pipe);
    assert_refused(*state, *state);
    assert_int_equal(chmod(protected, 0600), 0);
    write_file(protected, "yours");
    assert_int_equal(unlink(pipe), 0);
    free(protected);
    free(pipe);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_failing_call_leaves_the_file),
        cmocka_unit_test(test_interrupted_writes_go_on),
        cmocka_unit_test(test_links_and_modes_stay),
        cmocka_unit_test(test_links_to_what_is_not_there_stay),
        cmocka_unit_test(test_changes_by_others_are_noticed),
        cmocka_unit_test(test_other_text_of_the_same_size_and_time_is_noticed),
        cmocka_unit_test(test_only_the_very_file_is_replaced_where_that_is_asked_for),
        cmocka_unit_test(test_the_true_cause_is_told),
        cmocka_unit_test(test_all_names_of_a_file_stay),
        cmocka_unit_test(test_a_signal_waits_until_the_file_is_whole),
        cmocka_unit_test(test_only_files_that_may_be_written_are_replaced),
    };
    return cmocka_run_group_tests(tests, folder_set_up, folder_tear_down);
}
