/* Reading with a pace: bytes are counted as they are read, and again as their values become known; a stop ends either.
 */
#include "src/json/source.h"
#include "tests/support/folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

enum { ITEMS = 400000 };

/* What was seen in the looks, and after how many of them the work is stopped; 0: it is not. */
typedef struct Seen {
    unsigned looks;
    unsigned stop_after;
    unsigned steps; /* `done` was less than before, or it was the first look */
    uint64_t last;
    uint64_t total;
} Seen;

static void look(Pace *pace)
{
    Seen *seen = pace->context;
    seen->steps += seen->looks == 0 || pace->done < seen->last;
    seen->last = pace->done;
    seen->total = pace->total;
    seen->looks++;
    pace->is_stopped = seen->stop_after > 0 && seen->looks >= seen->stop_after;
}

/* A file with many objects: an array, or lines. */
static char *write_file(const char *folder, bool is_lines)
{
    Text text = TEXT_EMPTY;
    text_append(&text, is_lines ? SLICE("") : SLICE("[{}"));
    for (int i = 0; i < ITEMS; i++) {
        text_format(&text, is_lines ? "{\"id\":\"%d\"}\n" : ",{\"id\":\"%d\"}", i);
    }
    text_append(&text, is_lines ? SLICE("") : SLICE("]"));
    char *path = folder_add(folder, is_lines ? "a.ndjson" : "a.json", text.bytes);
    text_free(&text);
    return path;
}

static Document *open_by(const char *path, Seen *seen, Error *error)
{
    Pace pace = {.look = look, .context = seen};
    return source_open_paced(path, path, false, NULL, &pace, error);
}

static void bytes_are_counted_twice(void **state)
{
    for (int i = 0; i < 2; i++) {
        char *path = write_file(*state, i == 1);
        Seen seen = {0};
        Error error;
        Document *document = open_by(path, &seen, &error);
        assert_non_null(document);
        size_t size = document_bytes(document).length;
        assert_int_equal(seen.total, size);
        assert_int_equal(seen.steps, 2);
        assert_true(seen.last <= size && seen.last > size - size / 4);
        document_free(document);
        free(path);
    }
}

static void a_stop_ends_either(void **state)
{
    for (int i = 0; i < 2; i++) {
        char *path = write_file(*state, i == 1);
        Seen all = {0};
        Error error;
        document_free(open_by(path, &all, &error));
        for (unsigned looks = 1; looks <= all.looks; looks += 1 + all.looks / 12) {
            Seen seen = {.stop_after = looks};
            assert_null(open_by(path, &seen, &error));
            assert_int_equal(error.code, ERROR_STOPPED);
            assert_string_equal(error.message, "the reading was stopped");
            assert_int_equal(seen.looks, looks);
        }
        free(path);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_are_counted_twice),
        cmocka_unit_test(a_stop_ends_either),
    };
    return cmocka_run_group_tests(tests, folder_set_up, folder_tear_down);
}
