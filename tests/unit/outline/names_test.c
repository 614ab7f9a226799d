/* Names of resources, series and instances, and how they follow edits. */
#include "src/outline/names.h"

#include "src/json/path.h"
#include "src/outline/studies.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static const char summary[] =
    "{\"resourceType\":\"Bundle\",\"entry\":["
    "{\"resource\":{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"Sample\"}]}},"
    "{\"resource\":{\"resourceType\":\"Observation\",\"code\":{\"text\":\"Heart rate\"}}},"
    "{\"resource\":{\"resourceType\":\"Observation\",\"code\":{\"text\":\"Body weight\"}}},"
    "{\"resource\":{\"resourceType\":\"ImagingStudy\",\"series\":[{\"number\":3,\"modality\":{\"code\":\"CT\"},"
    "\"description\":\"Topogram\",\"instance\":[{\"title\":\"Scout\"}]}]}}]}";

/* The name of the value that holds a path, and the rest of the path. */
static void assert_place(const Document *document, Names *names, const char *path, const char *name, const char *rest)
{
    Text said = TEXT_EMPTY, left = TEXT_EMPTY;
    NodeId node = path_find(document, slice_from(path), NULL);
    assert_true(node != NODE_NONE);
    NodeId holder = names_holder(document, node);
    if (holder != NODE_NONE) {
        names_append(names, holder, &said);
    }
    names_append_rest(document, node, (Slice){0}, &left);
    assert_string_equal(said.length ? said.bytes : "", name);
    assert_string_equal(left.length ? left.bytes : "", rest);
    text_free(&said);
    text_free(&left);
}

static void test_places_are_named(void **state)
{
    (void)state;
    Document *document = document_new(slice_from(summary), "summary.json", NULL);
    Names *names = names_new(document);
    assert_place(document, names, "Bundle.entry", "", "entry");
    assert_place(document, names, "entry[0]", "Patient · Sample", "");
    assert_place(document, names, "entry[1].resource", "Observation 1 · Heart rate", "");
    assert_place(document, names, "entry[2].resource.code.text", "Observation 2 · Body weight", "code.text");
    assert_place(document, names, "entry[3].resource.series", "ImagingStudy · CT", "series");
    assert_place(document, names, "entry[3].resource.series[0].number", "series 3 · CT Topogram", "number");
    assert_place(document, names, "entry[3].resource.series[0].instance[0].title", "instance [0] · Scout", "title");
    names_free(names);
    document_free(document);
}

/* Replaces the value of a path by another one. */
static void replace(Document *document, Names *names, const char *path, const char *value)
{
    Patch patch;
    const Node *node = document_node(document, path_find(document, slice_from(path), NULL));
    assert_true(document_splice(document, node->start, node->length, slice_from(value), &patch, NULL));
    names_patch(names, &patch);
}

static void test_numbers_follow_edits(void **state)
{
    (void)state;
    Document *document = document_new(slice_from(summary), "summary.json", NULL);
    Names *names = names_new(document);
    assert_place(document, names, "entry[2]", "Observation 2 · Body weight", "");
    replace(document, names, "entry[1].resource.code.text", "\"Pulse\"");
    assert_place(document, names, "entry[1]", "Observation 1 · Pulse", "");
    replace(document, names, "entry[1].resource.code", "{\"coding\":[{\"display\":\"Pulse rate\"}]}");
    assert_place(document, names, "entry[2]", "Observation 2 · Body weight", "");
    replace(document, names, "entry[1].resource.resourceType", "\"Condition\"");
    assert_place(document, names, "entry[1]", "Condition · Pulse rate", "");
    assert_place(document, names, "entry[2]", "Observation · Body weight", "");
    replace(document, names, "entry[0].resource", "{\"resourceType\":\"Observation\"}");
    assert_place(document, names, "entry[2]", "Observation 2 · Body weight", "");
    names_free(names);
    document_free(document);
}

static void test_parts_say_what_they_are_part_of(void **state)
{
    (void)state;
    const char lines[] = "{\"resourceType\":\"ImagingStudy\",\"id\":\"s\",\"series\":[{\"number\":3,"
                         "\"description\":\"Scout\",\"instance\":[{\"number\":7}]}]}\n{\"resourceType\":\"Patient\"}\n";
    Document *document = document_new(slice_from(lines), "export.ndjson", NULL);
    Names *names = names_new(document);
    Text name = TEXT_EMPTY;
    NodeId study = document_child_at(document, 0, 0);
    NodeId series = document_child_at(document, document_member(document, study, SLICE("series")), 0);
    names_append_place(names, series, &name);
    assert_string_equal(name.bytes, "line 1 · s › series 3 · Scout");
    text_clear(&name);
    NodeId instance = document_child_at(document, document_member(document, series, SLICE("instance")), 0);
    names_append_place(names, instance, &name);
    assert_string_equal(name.bytes, "line 1 · s › series 3 › instance 7");
    text_clear(&name);
    names_append_place(names, study, &name);
    assert_string_equal(name.bytes, "line 1 · s");
    names_free(names);
    document_free(document);
    document = document_new(slice_from(summary), "summary.json", NULL);
    names = names_new(document);
    text_clear(&name);
    names_append_place(
        names, names_holder(document, path_find(document, SLICE("entry[3].resource.series[0].number"), NULL)), &name);
    assert_string_equal(name.bytes, "series 3 · CT Topogram");
    text_free(&name);
    names_free(names);
    document_free(document);
}

static void test_lines_have_their_number_and_id(void **state)
{
    (void)state;
    const char lines[] =
        "{\"resourceType\":\"Patient\",\"id\":\"a\"}\n\n{\"resourceType\":\"Observation\",\"id\":\"b\","
        "\"code\":{\"text\":\"Heart rate\"}}\n";
    Document *document = document_new(slice_from(lines), "export.ndjson", NULL);
    Names *names = names_new(document);
    Text name = TEXT_EMPTY;
    names_append(names, document_child_at(document, 0, 1), &name);
    assert_string_equal(name.bytes, "line 3 · b · Heart rate");
    ResourceCounts counts = resources_count(document);
    assert_int_equal(counts.resources, 2);
    assert_int_equal(counts.types, 2);
    assert_int_equal(counts.studies, 0);
    text_free(&name);
    names_free(names);
    document_free(document);
}

static void test_studies_come_one_after_the_other(void **state)
{
    (void)state;
    const char two[] = "{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":{\"resourceType\":\"ImagingStudy\"}},"
                       "{\"fullUrl\":\"x\"},{\"resource\":{\"resourceType\":\"ImagingStudy\"}}]}";
    Document *document = document_new(slice_from(two), "two.json", NULL);
    NodeId first = studies_next(document, NODE_NONE), second = studies_next(document, first);
    assert_int_equal(first, path_find(document, SLICE("entry[0].resource"), NULL));
    assert_int_equal(second, path_find(document, SLICE("entry[2].resource"), NULL));
    assert_int_equal(studies_next(document, second), NODE_NONE);
    document_free(document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_places_are_named),
        cmocka_unit_test(test_numbers_follow_edits),
        cmocka_unit_test(test_parts_say_what_they_are_part_of),
        cmocka_unit_test(test_lines_have_their_number_and_id),
        cmocka_unit_test(test_studies_come_one_after_the_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
