/* Leftovers: what a killed saving left is removed by the next one of the same file, and nothing else. */
#include "src/save/leftover.h"

#include "src/save/save.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

/* The process of a child that has ended. */
static pid_t gone_process(void)
{
    pid_t child = fork();
    if (child == 0) {
        _exit(0);
    }
    waitpid(child, NULL, 0);
    return child;
}

static void make_file(const char *path)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs("x", file);
    fclose(file);
}

static bool exists(const char *path)
{
    return access(path, F_OK) == 0;
}

static char *name_of(const char *folder, const char *name, pid_t process)
{
    Text path = TEXT_EMPTY;
    leftover_append_name(folder, name, process, 0, &path);
    return path.bytes;
}

static void leftovers_of_the_same_file_go(void **state)
{
    (void)state;
    char folder[] = "/tmp/leftoverXXXXXX", target[64], whole[128];
    assert_non_null(mkdtemp(folder));
    snprintf(target, sizeof target, "%s/a.json", folder);
    pid_t gone = gone_process();
    char *left = name_of(folder, "a.json", gone), *other = name_of(folder, "b.json", gone),
         *living = name_of(folder, "a.json", getppid()), *locked = name_of(folder, "a.json", gone_process());
    snprintf(whole, sizeof whole, "%s.whole", left);
    const char *files[] = {target, left, other, living, locked, whole};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        make_file(files[i]);
    }
    int descriptor = open(locked, O_WRONLY);
    leftover_lock(descriptor);
    Error error;
    SaveRequest request = {.path = target, .bytes = SLICE("{}")};
    assert_true(save_file(&save_system, &request, NULL, &error));
    assert_false(exists(left));
    for (size_t i = 2; i < sizeof files / sizeof *files; i++) {
        assert_true(exists(files[i]));
    }
    close(descriptor);
    assert_true(save_file(&save_system, &request, NULL, &error));
    assert_false(exists(locked));
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        unlink(files[i]);
    }
    assert_int_equal(rmdir(folder), 0);
    free(left);
    free(other);
    free(living);
    free(locked);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(leftovers_of_the_same_file_go)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
