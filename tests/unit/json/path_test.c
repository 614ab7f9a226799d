/* Paths of nodes, and nodes of paths. */
#include "src/json/path.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static const char text[] = "{\"resourceType\":\"ImagingStudy\",\"_status\":{\"id\":\"s\"},\"series\":[{\"uid\":\"1\"},"
                           "{\"uid\":\"2\",\"odd name/~\":[1]}]}";

static void assert_path(const Document *document, const char *path, const char *pointer)
{
    NodeId id = path_find(document, slice_from(path), NULL);
    assert_true(id != NODE_NONE);
    assert_int_equal(path_find(document, slice_from(pointer), NULL), id);
    Text written = TEXT_EMPTY;
    path_append(document, id, &written);
    assert_string_equal(written.bytes, path);
    text_clear(&written);
    path_append_pointer(document, id, &written);
    assert_string_equal(written.length ? written.bytes : "", pointer);
    text_free(&written);
}

static void test_paths_lead_there_and_back(void **state)
{
    (void)state;
    Document *document = document_new(slice_from(text), "test.json", NULL);
    assert_path(document, "ImagingStudy", "");
    assert_path(document, "ImagingStudy.series[1].uid", "/series/1/uid");
    assert_path(document, "ImagingStudy.status.id", "/_status/id");
    assert_path(document, "ImagingStudy.series[1].`odd name/~`[0]", "/series/1/odd name~1~0/0");
    assert_int_equal(path_find(document, SLICE("series.uid"), NULL), path_find(document, SLICE("series[0].uid"), NULL));
    document_free(document);
}

static void test_missing_parts_are_named(void **state)
{
    (void)state;
    Document *document = document_new(slice_from(text), "test.json", NULL);
    Error error;
    assert_int_equal(path_find(document, SLICE("ImagingStudy.series[7].uid"), &error), NODE_NONE);
    assert_string_equal(error.message, "no such item: ImagingStudy.series[7]");
    assert_int_equal(path_find(document, SLICE("ImagingStudy.serie"), &error), NODE_NONE);
    assert_string_equal(error.message, "no such element: ImagingStudy.serie");
    document_free(document);
}

static void test_lines_have_paths_of_their_own(void **state)
{
    (void)state;
    Document *document =
        document_new(SLICE("{\"resourceType\":\"Patient\",\"id\":\"a\"}\n{\"resourceType\":\"Group\",\"id\":\"b\"}\n"),
                     "test.ndjson", NULL);
    Text written = TEXT_EMPTY;
    path_append(document, document_count(document) - 1, &written);
    assert_string_equal(written.bytes, "Group.id");
    assert_int_equal(path_find(document, SLICE("[1].id"), NULL), document_count(document) - 1);
    text_free(&written);
    document_free(document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_paths_lead_there_and_back),
        cmocka_unit_test(test_missing_parts_are_named),
        cmocka_unit_test(test_lines_have_paths_of_their_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
