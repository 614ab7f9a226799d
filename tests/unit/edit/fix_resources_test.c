/* FixResources: resources by their names, with a memory and without one; ids that are made up are different. */
#include "src/edit/fix_resources.h"
#include "src/edit/fix_search.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static const char study[] =
    "{\"resourceType\":\"ImagingStudy\",\"contained\":[{\"resourceType\":\"Patient\",\"id\":\"p\"},"
    "{\"resourceType\":\"Practitioner\"},{\"resourceType\":\"Device\",\"id\":\"p\"},"
    "{\"resourceType\":\"Group\"},{\"resourceType\":\"Media\"}],"
    "\"subject\":{\"reference\":\"#p\"},\"referrer\":{\"reference\":\"#q\"},"
    "\"interpreter\":[{\"reference\":\"#q\"},{\"reference\":\"#r\"}]}";

static const char bundle[] =
    "{\"resourceType\":\"Bundle\",\"entry\":["
    "{\"fullUrl\":\"http://a.org/Patient/1\",\"resource\":{\"resourceType\":\"Patient\",\"id\":\"1\"}},"
    "{\"fullUrl\":\"urn:uuid:ABC\",\"resource\":{\"resourceType\":\"Device\",\"id\":\"d\"}},"
    "{\"fullUrl\":\"http://b.org/Patient/2\",\"resource\":{\"resourceType\":\"Patient\",\"id\":\"2\"}},"
    "{\"fullUrl\":\"http://a.org/Patient/2\",\"resource\":{\"resourceType\":\"Patient\",\"id\":\"2\"}},"
    "{\"resource\":{\"resourceType\":\"Group\",\"id\":\"g\"}}]}";

static Document *document_of(const char *json)
{
    return document_new(slice_from(json), "test.json", NULL);
}

static NodeId list_of(const Document *document, const char *name)
{
    return document_member(document, 0, slice_from(name));
}

/* What is asked with a memory and without one. */
static void check_contained(FixMemory *memory)
{
    Document *document = document_of(study);
    NodeId list = list_of(document, "contained"), items[2];
    assert_int_equal(fix_contained_find(memory, document, list, SLICE("p")), document_child_at(document, list, 0));
    assert_int_equal(fix_contained_find(memory, document, list, SLICE("q")), NODE_NONE);
    assert_int_equal(fix_contained_nameless(memory, document, list, items, 2), 3);
    assert_int_equal(items[1], document_child_at(document, list, 3));
    NodeId first = fix_contained_wanted(memory, document, list, items[0]);
    NodeId second = fix_contained_wanted(memory, document, list, items[1]);
    assert_true(document_string_equals(document, first, SLICE("#q")));
    assert_true(document_string_equals(document, second, SLICE("#r")));
    assert_int_equal(fix_contained_wanted(memory, document, list, document_child_at(document, list, 4)), NODE_NONE);
    assert_int_equal(fix_contained_wanted(memory, document, list, document_child_at(document, list, 0)), NODE_NONE);
    document_free(document);
}

static void contained_resources_are_found(void **state)
{
    (void)state;
    FixMemory *memory = fix_memory_new();
    check_contained(NULL);
    check_contained(memory);
    fix_memory_free(memory);
}

static NodeId entry_at(const Document *document, uint32_t position)
{
    return document_child_at(document, list_of(document, "entry"), position);
}

static void entries_are_found_by_their_names(void **state)
{
    (void)state;
    FixMemory *memory = fix_memory_new();
    Document *document = document_of(bundle);
    NodeId list = list_of(document, "entry");
    assert_int_equal(fix_entry_find(memory, document, list, SLICE("urn:uuid:ABC")), entry_at(document, 1));
    assert_int_equal(fix_entry_find(memory, document, list, SLICE("Group/g")), entry_at(document, 4));
    assert_int_equal(fix_entry_find(memory, document, list, SLICE("Patient/2")), entry_at(document, 2));
    assert_int_equal(fix_entry_meant(memory, document, list, SLICE("URN:UUID:abc")), entry_at(document, 1));
    assert_int_equal(fix_entry_meant(memory, document, list, SLICE("http://c.org/Patient/1")), entry_at(document, 0));
    assert_int_equal(fix_entry_meant(memory, document, list, SLICE("http://a.org/Patient/1")), entry_at(document, 0));
    assert_int_equal(fix_entry_meant(memory, document, list, SLICE("Patient/2")), NODE_NONE);
    assert_int_equal(fix_entry_meant(memory, document, list, SLICE("Group/g")), NODE_NONE); /* it has no fullUrl */
    assert_int_equal(fix_entry_meant(memory, document, NODE_NONE, SLICE("Device/d")), NODE_NONE);
    document_free(document);
    fix_memory_free(memory);
}

/* After a change of the document everything is looked for anew. */
static void changes_are_followed(void **state)
{
    (void)state;
    FixMemory *memory = fix_memory_new();
    Document *document = document_of(study);
    NodeId list = list_of(document, "contained");
    assert_int_equal(fix_contained_find(memory, document, list, SLICE("z")), NODE_NONE);
    size_t place = slice_find(document_bytes(document), SLICE("\"id\":\"p\""), 0);
    assert_true(document_splice(document, (uint32_t)place + 6, 1, SLICE("z"), NULL, NULL));
    assert_int_equal(fix_contained_find(memory, document, list, SLICE("z")), document_child_at(document, list, 0));
    document_free(document);
    fix_memory_free(memory);
}

static void assert_id(FixMemory *memory, const Document *document, NodeId node, const char *expected)
{
    Text id = TEXT_EMPTY;
    fix_search_free_id(memory, document, node, SLICE("p"), 2, &id);
    assert_true(slice_equals(text_slice(&id), slice_from(expected)));
    text_free(&id);
}

static void ids_that_are_made_up_are_different(void **state)
{
    (void)state;
    FixMemory *memory = fix_memory_new();
    Document *document = document_of("{\"a\":\"p-3\",\"b\":\"p\"}");
    assert_id(memory, document, 1, "p-2");
    assert_id(memory, document, 2, "p-4");
    assert_id(memory, document, 1, "p-2");
    assert_id(NULL, document, 2, "p-2");
    document_free(document);
    fix_memory_free(memory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(contained_resources_are_found),
        cmocka_unit_test(entries_are_found_by_their_names),
        cmocka_unit_test(changes_are_followed),
        cmocka_unit_test(ids_that_are_made_up_are_different),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
