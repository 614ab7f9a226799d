/* Archives: what is read of a .tgz, and what is said of one that is damaged. */
#include "src/profile/compile/archive.h"

#include "tests/support/tar.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

typedef struct Fixture {
    char path[64];
    Text tar;
    Text seen; /* "NAME=SIZE;" for each file */
} Fixture;

static int set_up(void **state)
{
    Fixture *fixture = calloc(1, sizeof *fixture);
    strcpy(fixture->path, "/tmp/ipse-archive-XXXXXX");
    close(mkstemp(fixture->path));
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    Fixture *fixture = *state;
    unlink(fixture->path);
    text_free(&fixture->tar);
    text_free(&fixture->seen);
    free(fixture);
    return 0;
}

static bool see(void *context, Slice name, Slice content)
{
    Fixture *fixture = context;
    text_format(&fixture->seen, "%.*s=%zu;", SLICE_ARGS(name), content.length);
    return !slice_equals(name, SLICE("stop"));
}

static bool read_back(Fixture *fixture, Error *error)
{
    assert_true(tar_write(&fixture->tar, fixture->path));
    return archive_visit(fixture->path, see, fixture, error);
}

static void test_files_are_visited_in_order(void **state)
{
    Fixture *fixture = *state;
    tar_append(&fixture->tar, '5', "package/", SLICE(""));
    tar_append(&fixture->tar, '0', "package/a.json", SLICE("{}"));
    tar_append(&fixture->tar, '0', "package/empty", SLICE(""));
    tar_append(&fixture->tar, 'L', "././@LongLink", SLICE("a/name/as/long/as/it/likes\0"));
    tar_append(&fixture->tar, '0', "a/name", SLICE("x"));
    tar_append(&fixture->tar, 'x', "PaxHeaders/b", SLICE("12 mtime=123\n17 path=of/pax/b\n"));
    tar_append(&fixture->tar, '0', "b", SLICE("yy"));
    tar_append(&fixture->tar, '0', "c", SLICE("zzz"));
    tar_end(&fixture->tar);
    assert_true(read_back(fixture, NULL));
    assert_string_equal(fixture->seen.bytes,
                        "package/a.json=2;package/empty=0;a/name/as/long/as/it/likes=1;of/pax/b=2;c=3;");
}

static void test_the_visitor_may_stop(void **state)
{
    Fixture *fixture = *state;
    tar_append(&fixture->tar, '0', "stop", SLICE("1"));
    tar_append(&fixture->tar, '0', "never", SLICE("2"));
    assert_true(read_back(fixture, NULL));
    assert_string_equal(fixture->seen.bytes, "stop=1;");
}

static void test_damage_is_said(void **state)
{
    Fixture *fixture = *state;
    Error error;
    tar_append(&fixture->tar, '0', "a", SLICE("content"));
    fixture->tar.length -= 100;
    assert_false(read_back(fixture, &error));
    assert_string_equal(error.message, "the archive is incomplete or damaged");
    text_clear(&fixture->tar);
    text_append_repeated(&fixture->tar, 'x', 2000);
    assert_false(read_back(fixture, &error));
    assert_string_equal(error.message, "not a tar archive, or damaged");
    assert_null(fixture->seen.bytes);
}

static void test_a_missing_file_is_said(void **state)
{
    (void)state;
    Error error;
    assert_false(archive_visit("/nowhere/at/all.tgz", see, NULL, &error));
    assert_int_equal(error.code, ERROR_SYSTEM);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_files_are_visited_in_order, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_the_visitor_may_stop, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_damage_is_said, set_up, tear_down),
        cmocka_unit_test(test_a_missing_file_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
