/* References to entries and to contained resources: the first target, however many are asked for, and after edits. */
#include "src/outline/names.h"

#include "src/json/path.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static const char bundle[] = "{\"resourceType\":\"Bundle\",\"entry\":["
                             "{\"fullUrl\":\"urn:a\",\"resource\":{\"resourceType\":\"Patient\",\"id\":\"p\"}},"
                             "{\"fullUrl\":\"urn:a\",\"resource\":{\"resourceType\":\"Patient\",\"id\":\"q\"}},"
                             "{\"fullUrl\":\"urn:empty\"},"
                             "{\"fullUrl\":\"urn:\\u0062\",\"resource\":{\"resourceType\":\"Patient\",\"id\":\"q\"}},"
                             "{\"resource\":{\"resourceType\":\"List\",\"id\":\"\\u006c\",\"contained\":[{\"id\":\"c\"}"
                             ",{},{\"id\":\"d\"},{\"id\":\"c\"}]}},"
                             "{\"resource\":{\"resourceType\":\"List\",\"id\":\"m\",\"contained\":[{\"id\":\"c\"}]}}]}";

/* A reference that stands at a path, and the path of what it refers to; NULL: to nothing. */
static const struct {
    const char *from, *reference, *target;
} cases[] = {
    {"entry[0].resource", "urn:a", "entry[0]"},
    {"entry[0].resource", "Patient/p", "entry[0]"},
    {"entry[0].resource", "Patient/q", "entry[1]"},
    {"entry[0].resource", "urn:b", "entry[3]"},
    {"entry[0].resource", "urn:empty", NULL},
    {"entry[0].resource", "Patient/z", NULL},
    {"entry[0].resource", "List/l", "entry[4]"},
    {"entry[0].resource", "#c", NULL},
    {"entry[4].resource", "#c", "entry[4].resource.contained[0]"},
    {"entry[4].resource.contained[3]", "#d", "entry[4].resource.contained[2]"},
    {"entry[4].resource", "#e", NULL},
    {"entry[5].resource", "#c", "entry[5].resource.contained[0]"},
    {"entry[5].resource", "#d", NULL},
};

static NodeId find(const Document *document, const char *path)
{
    return path ? path_find(document, slice_from(path), NULL) : NODE_NONE;
}

static void test_many_references_find_what_few_find(void **state)
{
    (void)state;
    enum { ROUNDS = 20 };
    Document *document = document_new(slice_from(bundle), "bundle.json", NULL);
    Names *names = names_new(document);
    for (int round = 0; round < ROUNDS; round++) {
        for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
            NodeId target = names_resolve(names, find(document, cases[i].from), slice_from(cases[i].reference));
            assert_int_equal(target, find(document, cases[i].target));
        }
    }
    names_free(names);
    document_free(document);
}

/* Asks for so many entries that are not there that all are looked for in a table. */
static void ask_for_many(const Document *document, Names *names)
{
    enum { MANY = 100 };
    Text reference = TEXT_EMPTY;
    for (unsigned i = 0; i < MANY; i++) {
        text_clear(&reference);
        text_format(&reference, "Patient/none%u", i);
        assert_int_equal(names_resolve(names, 0, text_slice(&reference)), NODE_NONE);
        text_clear(&reference);
        text_format(&reference, "#none%u", i);
        assert_int_equal(names_resolve(names, find(document, "entry[4].resource"), text_slice(&reference)), NODE_NONE);
    }
    text_free(&reference);
}

static void test_the_table_follows_edits(void **state)
{
    (void)state;
    Document *document = document_new(slice_from(bundle), "bundle.json", NULL);
    Names *names = names_new(document);
    ask_for_many(document, names);
    NodeId id = find(document, "entry[1].resource.id");
    const Node *node = document_node(document, id);
    Patch patch;
    assert_true(document_splice(document, node->start, node->length, SLICE("\"new\""), &patch, NULL));
    names_patch(names, &patch);
    ask_for_many(document, names);
    assert_int_equal(names_resolve(names, 0, SLICE("Patient/new")), find(document, "entry[1]"));
    assert_int_equal(names_resolve(names, 0, SLICE("Patient/q")), find(document, "entry[3]"));
    names_free(names);
    document_free(document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_many_references_find_what_few_find),
        cmocka_unit_test(test_the_table_follows_edits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
