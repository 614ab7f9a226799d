/* Operations: what a person's edits do to the bytes, and that undoing any edit of any sample gives its first bytes. */
#include "src/edit/operation.h"
#include "src/json/source.h"

#include "src/base/file.h"
#include "src/edit/history.h"
#include "src/json/path.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

typedef struct Fixture {
    ClockFixed clock;
    Rules *rules;
    Checker *checker;
    Document *document;
    History *history;
} Fixture;

static Fixture fixture;

static int make_rules(void **state)
{
    (void)state;
    fixture.clock = (ClockFixed){0, 7};
    fixture.rules = rules_new();
    fixture.checker = checker_new(fixture.rules, &(CheckOptions){.actor = SLICE("")}, clock_fixed(&fixture.clock));
    return 0;
}

static int free_rules(void **state)
{
    (void)state;
    checker_free(fixture.checker);
    rules_free(fixture.rules);
    return 0;
}

static void open_text(Slice text, const char *name)
{
    fixture.document = document_new(text, name, NULL);
    fixture.history = history_new(fixture.document, (PatchListener){0});
}

static void close_text(void)
{
    history_free(fixture.history);
    document_free(fixture.document);
}

static Operation operation(void)
{
    return (Operation){.checker = fixture.checker, .document = fixture.document, .clock = clock_fixed(&fixture.clock)};
}

static NodeId at(const char *path)
{
    NodeId id = path_find(fixture.document, slice_from(path), NULL);
    assert_true(id != NODE_NONE);
    return id;
}

static const char study[] = "{\n  \"resourceType\": \"ImagingStudy\",\n  \"status\": \"available\",\n  \"subject\": { "
                            "\"reference\": \"Patient/1\" },\n"
                            "  \"numberOfSeries\": 1\n}\n";

static void assert_typed(const char *path, const char *typed, const char *expected)
{
    open_text(slice_from(study), "study.json");
    Operation own = operation();
    SpliceList list = SPLICE_LIST_EMPTY;
    assert_true(operation_type(&own, at(path), slice_from(typed), &list, NULL));
    assert_true(history_apply(fixture.history, &list, SLICE("type"), NULL));
    assert_true(slice_equals(document_raw(fixture.document, at(path)), slice_from(expected)));
    splice_list_free(&list);
    close_text();
}

static void test_typed_text_becomes_what_its_element_asks(void **state)
{
    (void)state;
    assert_typed("status", "cancelled", "\"cancelled\"");
    assert_typed("status", "12", "\"12\"");
    assert_typed("numberOfSeries", "12", "12");
    assert_typed("numberOfSeries", "1.50", "1.50");
    assert_typed("numberOfSeries", "twelve", "\"twelve\"");
    assert_typed("subject.reference", "a \"b\"\\", "\"a \\\"b\\\"\\\\\"");
}

static const Element *child_of(const char *type, const char *name)
{
    const Element *root = structure_root(rules_type(fixture.rules, slice_from(type)));
    return element_child_find(root, slice_from(name), NULL);
}

static void assert_added(const char *name, const char *json, const char *expected)
{
    open_text(slice_from(study), "study.json");
    Operation own = operation();
    SpliceList list = SPLICE_LIST_EMPTY;
    assert_true(operation_add(&own, 0, child_of("ImagingStudy", name), slice_from(json), &list, NULL));
    assert_true(history_apply(fixture.history, &list, SLICE("add"), NULL));
    assert_true(slice_find(document_bytes(fixture.document), slice_from(expected), 0) != SIZE_MAX);
    assert_int_equal(document_fault_count(fixture.document), 0);
    splice_list_free(&list);
    close_text();
}

static void test_additions_stand_where_the_definition_puts_them(void **state)
{
    (void)state;
    assert_added("started", "\"2026\"",
                 "\"reference\": \"Patient/1\" },\n  \"started\": \"2026\",\n  \"numberOfSeries\"");
    assert_added("description", "\"x\"", "\"numberOfSeries\": 1,\n  \"description\": \"x\"\n}");
    assert_added("identifier", "{\"value\":\"1\"}", "\"ImagingStudy\",\n  \"identifier\": [");
}

static void test_skeletons_have_what_is_required(void **state)
{
    (void)state;
    open_text(slice_from(study), "study.json");
    Operation own = operation();
    Text json = TEXT_EMPTY;
    operation_skeleton(&own, NODE_NONE, child_of("ImagingStudy", "series"), &json);
    assert_true(slice_starts_with(text_slice(&json), SLICE("{\"uid\":\"2.25.")));
    assert_true(slice_find(text_slice(&json), SLICE("\"modality\":{"), 0) != SIZE_MAX);
    Document *value = document_new(text_slice(&json), "value", NULL);
    assert_int_equal(document_fault_count(value), 0);
    document_free(value);
    text_free(&json);
    close_text();
}

static void test_the_last_item_takes_its_list_along(void **state)
{
    (void)state;
    open_text(SLICE("{\"a\":[[1]],\"b\":2}"), "t.json");
    Operation own = operation();
    SpliceList list = SPLICE_LIST_EMPTY;
    assert_true(operation_delete(&own, at("a[0][0]"), &list, NULL));
    assert_true(history_apply(fixture.history, &list, SLICE("delete"), NULL));
    assert_true(slice_equals(document_bytes(fixture.document), SLICE("{\"b\":2}")));
    splice_list_free(&list);
    close_text();
}

/* One edit of a kind at a node; false where it makes no sense there. */
static bool plan_edit(int kind, NodeId id, SpliceList *list)
{
    Operation own = operation();
    switch (kind) {
    case 0:
        return document_node(fixture.document, id)->kind <= NODE_STRING &&
               operation_type(&own, id, SLICE("x\n\"y\" \xC3\xA9"), list, NULL);
    case 1:
        return operation_delete(&own, id, list, NULL);
    case 2:
        return splice_move(fixture.document, id, true, list, NULL);
    case 3:
        return splice_rename(fixture.document, id, SLICE("renamed"), list, NULL);
    case 4:
        return splice_insert(fixture.document, id, PLACE_LAST,
                             document_node(fixture.document, id)->kind == NODE_OBJECT ? SLICE("new") : SLICE(""),
                             SLICE("{\"a\":[1,{\"b\":null}]}"), list, NULL);
    default:
        return splice_insert(fixture.document, id, PLACE_BEFORE,
                             document_node(fixture.document, id)->key ? SLICE("new") : SLICE(""), SLICE("[]"), list,
                             NULL);
    }
}

/* Every kind of edit at nodes all over a file: the index stays true, and undoing gives the first bytes. */
static void edit_everywhere(Slice bytes, const char *name)
{
    enum { KINDS = 6, PLACES = 40 };
    open_text(bytes, name);
    uint32_t count = document_count(fixture.document), step = count / PLACES + 1;
    for (NodeId id = 0; id < count; id += step) {
        for (int kind = 0; kind < KINDS; kind++) {
            SpliceList list = SPLICE_LIST_EMPTY;
            bool is_planned = plan_edit(kind, id, &list);
            uint32_t faults = document_fault_count(fixture.document);
            if (is_planned) {
                assert_true(history_apply(fixture.history, &list, SLICE("edit"), NULL));
                assert_true(faults || document_fault_count(fixture.document) == 0);
                while (history_undo(fixture.history)) {
                }
                assert_true(slice_equals(document_bytes(fixture.document), bytes));
            }
            splice_list_free(&list);
        }
    }
    assert_true(document_verify(fixture.document, NULL));
    close_text();
}

static void test_every_edit_of_every_sample_can_be_undone(void **state)
{
    (void)state;
    FileList list = {0};
    assert_true(source_expand("samples", &(SourceWalk){.is_flat = true}, &list, NULL));
    assert_true(list.count >= 6);
    for (size_t i = 0; i < list.count; i++) {
        const char *path = list.names[i];
        Text bytes = TEXT_EMPTY;
        assert_true(file_read(path, 1 << 26, &bytes, NULL, NULL));
        edit_everywhere(text_slice(&bytes), path);
        text_free(&bytes);
    }
    file_list_free(&list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_typed_text_becomes_what_its_element_asks),
        cmocka_unit_test(test_additions_stand_where_the_definition_puts_them),
        cmocka_unit_test(test_skeletons_have_what_is_required),
        cmocka_unit_test(test_the_last_item_takes_its_list_along),
        cmocka_unit_test(test_every_edit_of_every_sample_can_be_undone),
    };
    return cmocka_run_group_tests(tests, make_rules, free_rules);
}
