/* Attributes: what a saved file keeps. Where the file system of the test has no such attributes, there is nothing to
 * test. */
#include "src/save/attributes.h"

#include "tests/support/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <cmocka.h>

#define ACCESS_LIST  "system.posix_acl_access"
#define DEFAULT_LIST "system.posix_acl_default"

/* The owner rw, user 4242 r, the group r, the mask r, others nothing. */
static const char list[] = "\2\0\0\0"
                           "\1\0\6\0\377\377\377\377"
                           "\2\0\4\0\222\20\0\0"
                           "\4\0\4\0\377\377\377\377"
                           "\20\0\4\0\377\377\377\377"
                           "\40\0\0\0\377\377\377\377";

static void save(const char *path, const char *text)
{
    assert_true(save_file(&save_system, &(SaveRequest){.path = path, .bytes = slice_from(text)}, NULL, NULL));
}

static mode_t mode_of(const char *path)
{
    struct stat status;
    assert_int_equal(stat(path, &status), 0);
    return status.st_mode & 07777;
}

static void test_attributes_of_users_stay(void **state)
{
    char *path = file_join(*state, "a.json"), value[8];
    save(path, "one");
    chmod(path, 0640);
    if (setxattr(path, "user.origin", "PACS", 4, 0) == 0) {
        setxattr(path, "user.empty", "", 0, 0);
        save(path, "two");
        assert_int_equal(getxattr(path, "user.origin", value, sizeof value), 4);
        assert_memory_equal(value, "PACS", 4);
        assert_int_equal(getxattr(path, "user.empty", value, sizeof value), 0);
    }
    save(path, "three");
    assert_int_equal(mode_of(path), 0640);
    free(path);
}

static void test_the_access_list_stays(void **state)
{
    char *path = file_join(*state, "b.json"), value[64];
    save(path, "one");
    if (setxattr(path, ACCESS_LIST, list, sizeof list - 1, 0) == 0) {
        save(path, "two");
        assert_int_equal(getxattr(path, ACCESS_LIST, value, sizeof value), sizeof list - 1);
        assert_memory_equal(value, list, sizeof list - 1);
        assert_int_equal(mode_of(path), 0640);
    }
    free(path);
}

/* A file that has no list gets none from its folder; a new file gets the folder's. */
static void test_lists_of_the_folder(void **state)
{
    char *inner = file_join(*state, "inner"), value[64];
    assert_int_equal(mkdir(inner, 0700), 0);
    char *path = file_join(inner, "c.json"), *fresh = file_join(inner, "d.json");
    save(path, "one");
    chmod(path, 0604);
    if (setxattr(inner, DEFAULT_LIST, list, sizeof list - 1, 0) == 0) {
        save(path, "two");
        assert_true(getxattr(path, ACCESS_LIST, value, sizeof value) < 0);
        assert_int_equal(mode_of(path), 0604);
        save(fresh, "new");
        assert_int_equal(getxattr(fresh, ACCESS_LIST, value, sizeof value), sizeof list - 1);
        assert_memory_equal(value, list, sizeof list - 1);
    }
    free(path);
    free(fresh);
    free(inner);
}

static void test_a_new_file_has_the_usual_mode(void **state)
{
    char *path = file_join(*state, "e.json");
    mode_t mask = umask(0027);
    save(path, "new");
    assert_int_equal(umask(mask), 0027);
    assert_int_equal(mode_of(path), 0640);
    free(path);
}

static int refuse_attribute(int descriptor, const char *name, const void *value, size_t size, int flags)
{
    (void)descriptor, (void)name, (void)value, (void)size, (void)flags;
    errno = ENOSPC;
    return -1;
}

static int refuse_owner(int descriptor, uid_t owner, gid_t group)
{
    (void)descriptor, (void)owner, (void)group;
    errno = EPERM;
    return -1;
}

/* What the new file cannot get, the old one keeps: it is written in place. */
static void test_what_cannot_be_copied_stays(void **state)
{
    char *path = file_join(*state, "f.json");
    struct stat before, after;
    SaveSystem system = save_system;
    save(path, "one");
    assert_int_equal(stat(path, &before), 0);
    system.fchown = refuse_owner;
    assert_true(save_file(&system, &(SaveRequest){.path = path, .bytes = SLICE("two")}, NULL, NULL));
    assert_int_equal(stat(path, &after), 0);
    assert_true(before.st_ino == after.st_ino && after.st_size == 3);
    if (setxattr(path, "user.origin", "PACS", 4, 0) == 0) {
        system = save_system;
        system.fsetxattr = refuse_attribute;
        assert_true(save_file(&system, &(SaveRequest){.path = path, .bytes = SLICE("three")}, NULL, NULL));
        assert_int_equal(stat(path, &after), 0);
        assert_true(before.st_ino == after.st_ino && after.st_size == 5);
        assert_int_equal(getxattr(path, "user.origin", NULL, 0), 4);
    }
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_attributes_of_users_stay),    cmocka_unit_test(test_the_access_list_stays),
        cmocka_unit_test(test_lists_of_the_folder),         cmocka_unit_test(test_a_new_file_has_the_usual_mode),
        cmocka_unit_test(test_what_cannot_be_copied_stays),
    };
    return cmocka_run_group_tests(tests, folder_set_up, folder_tear_down);
}
