/* Recovery files: written whole or not at all, held by running programs, listed once those have ended. */
#include "src/save/recovery.h"

#include "src/base/memory.h"
#include "tests/support/folder.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

/* A folder for each test, with a file and a state folder that is not made yet. */
typedef struct Fixture {
    char *folder;
    char file[64];
    char home[64];
} Fixture;

static int set_up(void **state)
{
    Fixture *fixture = memory_allocate_zeroed(1, sizeof *fixture);
    fixture->folder = folder_new();
    snprintf(fixture->file, sizeof fixture->file, "%s/file.json", fixture->folder);
    snprintf(fixture->home, sizeof fixture->home, "%s/state/deep", fixture->folder);
    folder_write(fixture->file, "on disk");
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    Fixture *fixture = *state;
    folder_remove(fixture->folder);
    free(fixture);
    return 0;
}

static void keep(Recovery *recovery, RecoveryKind kind, const char *bytes)
{
    Error error;
    RecoveryWork work = {.bytes = slice_from(bytes), .milliseconds = 1234};
    assert_true(recovery_write(recovery, kind, &work, &error));
}

static size_t count_of(const Recovery *recovery, RecoveryKind kind)
{
    RecoveryList list = {0};
    recovery_list(recovery, kind, &list);
    size_t count = list.count;
    recovery_list_free(&list);
    return count;
}

/* The newest work of a kind is this. */
static void assert_kept(const Recovery *recovery, RecoveryKind kind, const char *bytes)
{
    RecoveryList list = {0};
    RecoveryContent content;
    Error error;
    recovery_list(recovery, kind, &list);
    assert_true(list.count > 0);
    assert_true(recovery_read(recovery, list.paths[0], &content, &error));
    assert_true(slice_equals(text_slice(&content.bytes), slice_from(bytes)));
    recovery_content_free(&content);
    recovery_list_free(&list);
}

/* Runs a program of its own that keeps work and is killed. */
static void die_with_work(const Fixture *fixture, const char *bytes)
{
    pid_t child = fork();
    if (child == 0) {
        Recovery *recovery = recovery_open(fixture->file, fixture->home);
        RecoveryWork work = {.bytes = slice_from(bytes), .milliseconds = 1234};
        recovery_write(recovery, RECOVERY_UNSAVED, &work, NULL);
        kill(getpid(), SIGKILL);
    }
    assert_int_equal(waitpid(child, NULL, 0), child);
}

/* The slot of another run, after this one has ended. */
static Recovery *reopen(const Fixture *fixture, Recovery *recovery)
{
    recovery_close(recovery);
    return recovery_open(fixture->file, fixture->home);
}

/* A file that does not exist yet is told by its folder and its name; whoever only looks takes no slot. */
static void test_a_file_that_does_not_exist(void **state)
{
    const Fixture *fixture = *state;
    char *name = file_join(fixture->folder, "new.json"), *other = file_join(fixture->home, "new.json");
    char cwd[4096];
    assert_non_null(getcwd(cwd, sizeof cwd));
    assert_int_equal(chdir(fixture->folder), 0);
    Recovery *recovery = recovery_open("new.json", fixture->home);
    keep(recovery, RECOVERY_UNSAVED, "new");
    assert_false(recovery_is_left(name, fixture->home));
    recovery_close(recovery);
    assert_int_equal(chdir(cwd), 0);
    assert_true(recovery_is_left(name, fixture->home));
    assert_false(recovery_is_left(other, fixture->home));
    assert_false(recovery_is_left("new.json", fixture->home));
    recovery = recovery_open(name, fixture->home);
    assert_kept(recovery, RECOVERY_UNSAVED, "new");
    recovery_close(recovery);
    free(name);
    free(other);
}

static void test_all_of_the_work_comes_back(void **state)
{
    const Fixture *fixture = *state;
    Error error;
    FileState seen;
    RecoveryContent content;
    RecoveryList list = {0};
    struct stat status;
    assert_true(file_state(fixture->file, &seen, NULL));
    Recovery *recovery = recovery_open(fixture->file, fixture->home);
    RecoveryWork work = {.bytes = slice_make("typed\0bytes\n", 12),
                         .state = seen,
                         .milliseconds = -5,
                         .prompt = SLICE("Find: "),
                         .typed = SLICE("a\nb 7"),
                         .unfilled = SLICE("U.a\n\n")};
    assert_true(recovery_write(recovery, RECOVERY_UNSAVED, &work, &error));
    assert_int_equal(count_of(recovery, RECOVERY_UNSAVED), 0);
    recovery = reopen(fixture, recovery);
    recovery_list(recovery, RECOVERY_UNSAVED, &list);
    assert_int_equal(list.count, 1);
    assert_int_equal(stat(list.paths[0], &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    assert_true(recovery_read(recovery, list.paths[0], &content, &error));
    assert_true(slice_equals(text_slice(&content.bytes), work.bytes));
    assert_true(slice_equals(text_slice(&content.prompt), work.prompt));
    assert_true(slice_equals(text_slice(&content.typed), work.typed));
    assert_true(slice_equals(text_slice(&content.unfilled), work.unfilled));
    assert_int_equal(content.milliseconds, -5);
    assert_false(recovery_is_outdated(&content, seen));
    seen.modified_nanoseconds++;
    assert_true(recovery_is_outdated(&content, seen));
    recovery_content_free(&content);
    recovery_delete(list.paths[0]);
    assert_int_equal(count_of(recovery, RECOVERY_UNSAVED), 0);
    recovery_list_free(&list);
    recovery_close(recovery);
}

static void test_no_program_writes_over_the_work_of_another(void **state)
{
    const Fixture *fixture = *state;
    die_with_work(fixture, "first");
    die_with_work(fixture, "second");
    Recovery *here = recovery_open(fixture->file, fixture->home);
    assert_int_equal(count_of(here, RECOVERY_UNSAVED), 2);
    assert_int_equal(recovery_other_process(here), 0);
    keep(here, RECOVERY_UNSAVED, "third");
    Recovery *beside = recovery_open(fixture->file, fixture->home);
    assert_int_equal(recovery_other_process(beside), getpid());
    assert_int_equal(recovery_other_process(here), getpid());
    keep(beside, RECOVERY_UNSAVED, "fourth");
    assert_int_equal(count_of(beside, RECOVERY_UNSAVED), 2);
    assert_kept(beside, RECOVERY_UNSAVED, "second");
    recovery_close(here);
    assert_int_equal(recovery_other_process(beside), 0);
    assert_int_equal(count_of(beside, RECOVERY_UNSAVED), 3);
    recovery_close(beside);
}

/* A process id that another program has by now keeps nothing back: the lock decides. */
static void test_process_ids_may_be_used_again(void **state)
{
    const Fixture *fixture = *state;
    char path[128];
    RecoveryList list = {0};
    die_with_work(fixture, "work");
    Recovery *recovery = recovery_open(fixture->file, fixture->home);
    recovery_list(recovery, RECOVERY_UNSAVED, &list);
    assert_int_equal(list.count, 1);
    snprintf(path, sizeof path, "%.*s.lock", (int)(strrchr(list.paths[0], '.') - list.paths[0]), list.paths[0]);
    folder_write(path, "1\n");
    assert_int_equal(count_of(recovery, RECOVERY_UNSAVED), 1);
    assert_int_equal(access(path, F_OK), -1);
    recovery_list_free(&list);
    recovery_close(recovery);
}

/* Programs that ended without work leave nothing that later ones have to pass by. */
static void test_locks_of_ended_programs_are_reused(void **state)
{
    const Fixture *fixture = *state;
    FileList names = {0};
    for (int i = 0; i < 5; i++) {
        pid_t child = fork();
        if (child == 0) {
            recovery_open(fixture->file, fixture->home);
            kill(getpid(), SIGKILL);
        }
        assert_int_equal(waitpid(child, NULL, 0), child);
    }
    assert_true(file_list_folder(fixture->home, &names, NULL));
    assert_int_equal(names.count, 1);
    file_list_free(&names);
}

static void test_discarded_work_is_asked_for(void **state)
{
    const Fixture *fixture = *state;
    RecoveryList list = {0};
    die_with_work(fixture, "work");
    Recovery *recovery = recovery_open(fixture->file, fixture->home);
    recovery_list(recovery, RECOVERY_UNSAVED, &list);
    recovery_discard(list.paths[0]);
    recovery_list_free(&list);
    assert_int_equal(count_of(recovery, RECOVERY_UNSAVED), 0);
    assert_kept(recovery, RECOVERY_DISCARDED, "work");
    keep(recovery, RECOVERY_DISCARDED, "later work");
    recovery = reopen(fixture, recovery);
    keep(recovery, RECOVERY_UNSAVED, "other work");
    assert_int_equal(count_of(recovery, RECOVERY_DISCARDED), 2);
    assert_kept(recovery, RECOVERY_DISCARDED, "later work");
    recovery_forget_discarded(recovery);
    assert_int_equal(count_of(recovery, RECOVERY_DISCARDED), 0);
    recovery = reopen(fixture, recovery);
    assert_kept(recovery, RECOVERY_UNSAVED, "other work");
    recovery_close(recovery);
}

static void test_damaged_files_are_told_apart(void **state)
{
    const Fixture *fixture = *state;
    RecoveryList list = {0};
    RecoveryContent content;
    Error error;
    Text image = TEXT_EMPTY;
    die_with_work(fixture, "work");
    Recovery *recovery = recovery_open(fixture->file, fixture->home);
    recovery_list(recovery, RECOVERY_UNSAVED, &list);
    assert_true(file_read(list.paths[0], SIZE_MAX / 2, &image, NULL, NULL));
    for (size_t length = 0; length < image.length; length++) {
        assert_int_equal(truncate(list.paths[0], (off_t)length), 0);
        assert_false(recovery_read(recovery, list.paths[0], &content, &error));
        assert_int_equal(error.code, ERROR_FORMAT);
        int descriptor = open(list.paths[0], O_WRONLY | O_TRUNC);
        assert_int_equal(write(descriptor, image.bytes, image.length), image.length);
        close(descriptor);
    }
    assert_kept(recovery, RECOVERY_UNSAVED, "work");
    assert_false(recovery_read(recovery, "/nowhere/at/all", &content, &error));
    assert_int_equal(error.code, ERROR_NOT_FOUND);
    text_free(&image);
    recovery_list_free(&list);
    recovery_close(recovery);
}

/* A state folder that cannot be made is a failure with a reason, until it can be. */
static void test_writing_is_tried_again(void **state)
{
    const Fixture *fixture = *state;
    char blocked[64];
    Error error;
    RecoveryWork work = {.bytes = SLICE("work")};
    snprintf(blocked, sizeof blocked, "%s/state", fixture->folder);
    folder_write(blocked, "");
    Recovery *recovery = recovery_open(fixture->file, fixture->home);
    assert_false(recovery_write(recovery, RECOVERY_UNSAVED, &work, &error));
    assert_int_equal(error.code, ERROR_SYSTEM);
    assert_int_equal(unlink(blocked), 0);
    assert_true(recovery_write(recovery, RECOVERY_UNSAVED, &work, &error));
    recovery = reopen(fixture, recovery);
    assert_kept(recovery, RECOVERY_UNSAVED, "work");
    recovery_close(recovery);
}

/* What lies in the place of the temporary file is neither waited for nor written to. */
static void test_what_lies_in_the_way_is_not_opened(void **state)
{
    const Fixture *fixture = *state;
    RecoveryWork work = {.bytes = SLICE("work")};
    FileList names = {0};
    Text content = TEXT_EMPTY;
    Recovery *recovery = recovery_open(fixture->file, fixture->home);
    assert_true(file_list_folder(fixture->home, &names, NULL));
    assert_int_equal(names.count, 1);
    char *temporary = file_join(fixture->home, names.names[0]);
    memcpy(temporary + strlen(temporary) - 4, "tmp", 4);
    assert_int_equal(mkfifo(temporary, 0600), 0);
    alarm(60);
    assert_true(recovery_write(recovery, RECOVERY_UNSAVED, &work, NULL));
    assert_int_equal(link(fixture->file, temporary), 0);
    assert_true(recovery_write(recovery, RECOVERY_UNSAVED, &work, NULL));
    alarm(0);
    assert_true(file_read(fixture->file, 100, &content, NULL, NULL));
    assert_string_equal(content.bytes, "on disk");
    recovery = reopen(fixture, recovery);
    assert_kept(recovery, RECOVERY_UNSAVED, "work");
    recovery_close(recovery);
    text_free(&content);
    file_list_free(&names);
    free(temporary);
}

static void test_what_was_made_ready_is_written_at_the_end(void **state)
{
    const Fixture *fixture = *state;
    RecoveryWork first = {.bytes = SLICE("first")}, second = {.bytes = SLICE("second")};
    Recovery *recovery = recovery_open(fixture->file, fixture->home);
    assert_true(recovery_write_prepared(recovery));
    recovery = reopen(fixture, recovery);
    assert_int_equal(count_of(recovery, RECOVERY_UNSAVED), 0);
    assert_true(recovery_prepare(recovery, &first));
    assert_true(recovery_prepare(recovery, NULL));
    assert_true(recovery_write_prepared(recovery));
    recovery = reopen(fixture, recovery);
    assert_int_equal(count_of(recovery, RECOVERY_UNSAVED), 0);
    assert_true(recovery_prepare(recovery, &second));
    assert_true(recovery_write_prepared(recovery));
    recovery = reopen(fixture, recovery);
    assert_kept(recovery, RECOVERY_UNSAVED, "second");
    recovery_close(recovery);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_file_that_does_not_exist, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_all_of_the_work_comes_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_no_program_writes_over_the_work_of_another, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_process_ids_may_be_used_again, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_locks_of_ended_programs_are_reused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_discarded_work_is_asked_for, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_damaged_files_are_told_apart, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_writing_is_tried_again, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_what_lies_in_the_way_is_not_opened, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_what_was_made_ready_is_written_at_the_end, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
