/* A patch, applied to the original, gives the result. */
#include "src/edit/json_patch.h"
#include "src/json/path.h"
#include "src/json/splice.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static Document *make(Slice text)
{
    Document *document = document_new(text, "a.json", NULL);
    assert_non_null(document);
    return document;
}

static void apply_splices(Document *document, const SpliceList *list)
{
    for (size_t i = 0; i < list->count; i++) {
        const Splice *splice = &list->splices[i];
        assert_true(document_splice(document, splice->offset, splice->removed, splice->inserted, NULL, NULL));
    }
}

/* Parts a pointer into that of the holder and the last name, unescaped. */
static Slice part_pointer(Slice pointer, Text *name)
{
    size_t slash = pointer.length;
    while (pointer.bytes[slash - 1] != '/') {
        slash--;
    }
    for (size_t i = slash; i < pointer.length; i++) {
        bool is_escape = pointer.bytes[i] == '~';
        i += is_escape;
        text_append_byte(name, is_escape ? (pointer.bytes[i] == '1' ? '/' : '~') : pointer.bytes[i]);
    }
    return slice_part(pointer, 0, slash - 1);
}

/* Adds a value as RFC 6902 section 4.1 says. */
static void add(Document *document, Slice pointer, Slice value, SpliceList *list)
{
    Text name = TEXT_EMPTY;
    Error error;
    NodeId holder = path_find(document, part_pointer(pointer, &name), &error);
    assert_true(holder != NODE_NONE);
    bool is_array = document_node(document, holder)->kind == NODE_ARRAY;
    uint32_t count = document_child_count(document, holder);
    uint32_t position = is_array ? (uint32_t)strtoul(name.bytes, NULL, 10) : count;
    assert_true(position <= count);
    NodeId anchor = position < count ? document_child_at(document, holder, position) : holder;
    if (!splice_insert(document, anchor, position < count ? PLACE_BEFORE : PLACE_LAST,
                       is_array ? (Slice){0} : text_slice(&name), value, list, &error)) {
        fail_msg("%s", error.message);
    }
    text_free(&name);
}

/* Applies one operation. */
static void apply(Document *document, const Document *patch, NodeId operation)
{
    Text op_text = TEXT_EMPTY, path_text = TEXT_EMPTY;
    Slice op = document_string(patch, document_member(patch, operation, SLICE("op")), &op_text);
    Slice path = document_string(patch, document_member(patch, operation, SLICE("path")), &path_text);
    NodeId value = document_member(patch, operation, SLICE("value"));
    SpliceList list = SPLICE_LIST_EMPTY;
    Error error;
    if (slice_equals(op, SLICE("add"))) {
        add(document, path, document_raw(patch, value), &list);
    } else {
        NodeId node = path_find(document, path, &error);
        assert_true(node != NODE_NONE);
        bool is_planned = slice_equals(op, SLICE("remove"))
                              ? splice_delete(document, node, &list, &error)
                              : splice_set_value(document, node, document_raw(patch, value), &list, &error);
        assert_true(is_planned);
    }
    apply_splices(document, &list);
    splice_list_free(&list);
    text_free(&op_text);
    text_free(&path_text);
}

/* Makes the patch between two texts, applies it, and compares; returns the number of operations. */
static uint32_t check(Slice before, Slice after)
{
    Document *left = make(before), *right = make(after);
    Text text = TEXT_EMPTY;
    Error error;
    assert_true(json_patch_append(left, right, &text, &error));
    Document *patch = make(text_slice(&text));
    assert_int_equal(document_fault_count(patch), 0);
    for (NodeId operation = document_first_child(patch, 0); operation != NODE_NONE;
         operation = document_next_sibling(patch, operation)) {
        apply(left, patch, operation);
    }
    if (!document_values_equal(left, 0, right, 0)) {
        fail_msg("%.*s → %.*s, not %.*s, by %s", SLICE_ARGS(before), SLICE_ARGS(document_bytes(left)),
                 SLICE_ARGS(after), text.bytes);
    }
    uint32_t count = document_child_count(patch, 0);
    document_free(left);
    document_free(right);
    document_free(patch);
    text_free(&text);
    return count;
}

static void test_what_is_alike_stays(void **state)
{
    (void)state;
    assert_int_equal(check(SLICE("{\"a\":1,\"b\":[1,2]}"), SLICE("{ \"b\" : [1, 2], \"a\" : 1 }")), 0);
    assert_int_equal(check(SLICE("{\"a\":1}"), SLICE("{\"a\":1.0}")), 1);
    assert_int_equal(check(SLICE("{\"a\":{\"b\":{\"c\":1,\"d\":2}}}"), SLICE("{\"a\":{\"b\":{\"c\":3,\"d\":2}}}")), 1);
    assert_int_equal(check(SLICE("[1,2,3,4]"), SLICE("[1,2,9,3,4]")), 1);
    assert_int_equal(check(SLICE("[1,2,9,8,3,4]"), SLICE("[1,2,3,4]")), 2);
    assert_int_equal(check(SLICE("[1,2]"), SLICE("[2,1]")), 2);
    assert_int_equal(check(SLICE("{\"a\":[]}"), SLICE("{\"a\":[1,2]}")), 2);
    assert_int_equal(check(SLICE("{\"a\":[1,2]}"), SLICE("{\"a\":[]}")), 2);
}

static void test_names_are_escaped_and_kinds_replaced(void **state)
{
    (void)state;
    assert_int_equal(check(SLICE("{\"a/b\":1,\"c~d\":{\"\":2}}"), SLICE("{\"a/b\":2,\"c~d\":{\"\":3},\"x\\\"y\":4}")),
                     3);
    assert_int_equal(check(SLICE("{\"a\":1}"), SLICE("{\"a\":[1]}")), 1);
    assert_int_equal(check(SLICE("{\"a\":{\"b\":1,\"b\":2}}"), SLICE("{\"a\":{\"b\":3,\"c\":2}}")), 1);
}

/* A value of random shape. */
static void append_random(uint64_t *seed, unsigned depth, Text *json)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    unsigned kind = (unsigned)(*seed >> 40) % (depth < 3 ? 4 : 2), count = (unsigned)(*seed >> 50) % 4;
    if (kind < 2) {
        text_format(json, "%u", (unsigned)(*seed >> 45) % 3);
        return;
    }
    text_append_byte(json, kind == 2 ? '{' : '[');
    for (unsigned i = 0, name = 0; i < count; i++) {
        *seed = *seed * 6364136223846793005u + 1442695040888963407u;
        name += 1 + (unsigned)(*seed >> 60) % 2;
        text_append(json, i > 0 ? SLICE(",") : SLICE(""));
        if (kind == 2) {
            text_format(json, "\"%c\":", 'a' + (int)name);
        }
        append_random(seed, depth + 1, json);
    }
    text_append_byte(json, kind == 2 ? '}' : ']');
}

static void test_random_values(void **state)
{
    (void)state;
    uint64_t seed = 1;
    for (int i = 0; i < 3000; i++) {
        Text before = TEXT_EMPTY, after = TEXT_EMPTY;
        text_append(&before, SLICE("{\"r\":"));
        text_append(&after, SLICE("{\"r\":"));
        append_random(&seed, 0, &before);
        append_random(&seed, 0, &after);
        text_append_byte(&before, '}');
        text_append_byte(&after, '}');
        check(text_slice(&before), text_slice(&after));
        text_free(&before);
        text_free(&after);
    }
}

static void test_what_is_no_value_is_refused(void **state)
{
    (void)state;
    Document *value = make(SLICE("{}")), *broken = make(SLICE("{\"a\":")), *lines = make(SLICE("{}\n{}\n"));
    Text text = TEXT_EMPTY;
    Error error;
    assert_false(json_patch_append(value, broken, &text, &error));
    assert_false(json_patch_append(lines, value, &text, &error));
    assert_int_equal(text.length, 0);
    document_free(value);
    document_free(broken);
    document_free(lines);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_alike_stays),
        cmocka_unit_test(test_names_are_escaped_and_kinds_replaced),
        cmocka_unit_test(test_random_values),
        cmocka_unit_test(test_what_is_no_value_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
