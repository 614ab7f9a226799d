/* Saving large files: stopped on the way, from bytes that are had in pieces, and looked at before. */
#include "src/save/save.h"

#include "tests/support/folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

enum { LARGE_BYTES = 20 * FILE_PRINT_PIECE + 77 };

/* Stops the work when so much is done. */
static void stop_at(Pace *pace)
{
    const uint64_t *last = pace->context;
    pace->is_stopped = pace->is_stopped || pace->done >= *last;
}

static void fetch_pattern(void *context, size_t offset, size_t count, char *bytes)
{
    (void)context;
    for (size_t i = 0; i < count; i++) {
        bytes[i] = (char)((offset + i) % 251);
    }
}

/* Wherever it is stopped the file is as it was, and nothing else is left; where it is not, the file has the bytes of
 * the source. */
static void test_a_pace_stops_it_before_the_file_changes(void **state)
{
    char *path = file_join(*state, "large.json");
    const SaveSource source = {fetch_pattern, NULL};
    FileState seen, after;
    Text content = TEXT_EMPTY;
    Error error;
    uint64_t last = 0;
    folder_write(path, "before");
    assert_true(file_read(path, 100, &content, &seen, NULL));
    size_t files = folder_count(*state);
    Pace pace = {.look = stop_at, .context = &last};
    SaveRequest request = {
        .path = path, .bytes = {NULL, LARGE_BYTES}, .source = &source, .expected = &seen, .pace = &pace};
    for (last = 0; last <= LARGE_BYTES; last += 6 * FILE_PRINT_PIECE) {
        pace.is_stopped = false;
        assert_false(save_file(&save_system, &request, NULL, &error));
        assert_int_equal(error.code, ERROR_STOPPED);
        folder_expect(path, "before");
        assert_int_equal(folder_count(*state), files);
    }
    pace.is_stopped = false;
    last = UINT64_MAX;
    assert_true(save_file(&save_system, &request, &after, NULL));
    assert_true(pace.done == pace.total);
    text_clear(&content);
    assert_true(file_read(path, 2 * LARGE_BYTES, &content, &seen, NULL));
    assert_int_equal(content.length, LARGE_BYTES);
    assert_true(seen.content == after.content && file_states_equal(seen, after));
    for (size_t i = 0; i < content.length; i += 997) {
        assert_true(content.bytes[i] == (char)(i % 251));
    }
    text_free(&content);
    free(path);
}

/* A file with several names is written into: that is not stopped, and told before. */
static void test_writing_in_place_is_final(void **state)
{
    char *path = file_join(*state, "named.json"), *other = file_join(*state, "name.json");
    uint64_t last = UINT64_MAX;
    for (int names = 1; names <= 2; names++) {
        Pace pace = {.look = stop_at, .context = &last};
        folder_write(path, "before");
        assert_true(names == 1 || link(path, other) == 0);
        SaveRequest request = {.path = path, .bytes = SLICE("after"), .pace = &pace};
        assert_true(save_file(&save_system, &request, NULL, NULL));
        assert_int_equal(pace.is_final, names == 2);
        folder_expect(path, "after");
    }
    assert_int_equal(unlink(other), 0);
    free(path);
    free(other);
}

static void test_it_is_known_before_whether_it_can_be_done(void **state)
{
    char *path = file_join(*state, "before.json");
    FileState seen;
    Text content = TEXT_EMPTY;
    Error error;
    folder_write(path, "mine");
    assert_true(file_read(path, 100, &content, &seen, NULL));
    SaveRequest request = {.path = path, .bytes = SLICE("x"), .expected = &seen};
    assert_true(save_is_possible(&save_system, &request, &error));
    folder_write(path, "them");
    assert_false(save_is_possible(&save_system, &request, &error));
    assert_int_equal(error.code, ERROR_CHANGED);
    folder_expect(path, "them");
    request = (SaveRequest){.path = path, .bytes = SLICE("x"), .is_new = true};
    assert_false(save_is_possible(&save_system, &request, &error));
    text_free(&content);
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_pace_stops_it_before_the_file_changes),
        cmocka_unit_test(test_writing_in_place_is_final),
        cmocka_unit_test(test_it_is_known_before_whether_it_can_be_done),
    };
    return cmocka_run_group_tests(tests, folder_set_up, folder_tear_down);
}
