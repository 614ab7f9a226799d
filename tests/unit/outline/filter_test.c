/* Filters in pieces: whatever their size, what is kept is what is kept at once. */
#include "src/outline/filter.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static const char json[] =
    "{\"resourceType\":\"ImagingStudy\",\"status\":\"available\",\"series\":[{\"uid\":\"1.2\",\"instance\":"
    "[{\"uid\":\"1.2.3\"},{\"uid\":\"1.2.4\",\"title\":\"a series\"}]}]}";

static void pieces_keep_what_all_keeps(void **state)
{
    (void)state;
    static const char *const texts[] = {"1.2", "series", "nowhere", "CT", "title"};
    Document *document = document_new(slice_from(json), "test.json", NULL);
    Names *names = names_new(document);
    uint32_t all = document_count(document);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        Filter whole = {0}, pieces = {0};
        filter_begin(&whole, FILTER_TEXT, slice_from(texts[i]), document);
        assert_true(filter_gather(&whole, document, NULL, names, UINT32_MAX));
        for (uint32_t size = 1; size <= all; size++) {
            uint32_t rounds = 1;
            filter_begin(&pieces, FILTER_TEXT, slice_from(texts[i]), document);
            while (!filter_gather(&pieces, document, NULL, names, size)) {
                assert_int_equal(pieces.next, rounds * size);
                rounds++;
            }
            assert_int_equal(rounds, (all + size - 1) / size);
            assert_int_equal(pieces.matches, whole.matches);
            assert_memory_equal(pieces.kept, whole.kept, all);
        }
        filter_free(&whole);
        filter_free(&pieces);
    }
    names_free(names);
    document_free(document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(pieces_keep_what_all_keeps)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
