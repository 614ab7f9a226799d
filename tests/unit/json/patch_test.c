/* Splices of bytes: whatever is inserted or removed, the index is what a fresh reading gives, and the patch says how
   the nodes moved. */
#include "src/json/document.h"

#include "src/base/memory.h"
#include "src/base/utf8.h"
#include "tests/support/random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static const char *const pieces[] = {
    "1",        "\"x\"",  "{\"a\":[]}", ",",         ":",      "[",       "]",    "{",  "}",  "\"",  "'",    "null",
    " ",        "\n",     "\r",         "\"k\": 2,", "// c\n", "/* c */", "word", "01", "\\", "\\u", "\xC3", "\xA9",
    "\xC3\xA9", "[1,2],", ",3",         "{\"b\":",   "1\n2",   "}\n{",    "",     "",   "",   NULL};

/* What a node was before a splice. */
typedef struct Before {
    NodeKind kind;
    Slice raw; /* of a copy of the bytes */
    Slice key;
} Before;

static Before *remember(const Document *document, const Text *copy)
{
    uint32_t count = document_count(document);
    Before *before = memory_allocate_zeroed(count, sizeof *before);
    for (NodeId id = 0; id < count; id++) {
        const Node *node = document_node(document, id);
        before[id] = (Before){(NodeKind)node->kind, slice_make(copy->bytes + node->start, node->length),
                              slice_make(copy->bytes + node->key, node->key_length)};
    }
    return before;
}

/* Every node that was not read again, and does not hold the change, still says the same. */
static void assert_moved(const Document *document, const Before *before, uint32_t count, const Patch *patch)
{
    assert_int_equal(document_count(document), count - patch->removed + patch->inserted);
    for (NodeId id = 0; id < count; id++) {
        NodeId now = patch_node(patch, id);
        bool is_above =
            patch->parent != NODE_NONE && document_contains(document, id, patch->parent) && id < patch->first;
        if (now == NODE_NONE || is_above) {
            continue;
        }
        assert_int_equal(document_node(document, now)->kind, before[id].kind);
        assert_true(slice_equals(document_raw(document, now), before[id].raw));
        assert_true(slice_equals(document_raw_key(document, now), before[id].key));
    }
    for (NodeId id = patch->first; id < patch->first + patch->inserted; id++) {
        assert_true(patch->parent == NODE_NONE || document_contains(document, patch->parent, id));
    }
}

/* Line and column, counted from the start of the text. */
static void assert_position(const Document *document, uint32_t offset)
{
    Slice bytes = document_bytes(document);
    uint32_t start = slice_starts_with(bytes, SLICE("\xEF\xBB\xBF")) ? 3 : 0, line = 1, at = start;
    for (uint32_t i = start; i < offset; i++) {
        char c = bytes.bytes[i];
        if (c == '\n' || (c == '\r' && (i + 1 == bytes.length || bytes.bytes[i + 1] != '\n'))) {
            line++;
            at = i + 1;
        }
    }
    Position position = document_position(document, offset);
    assert_int_equal(position.line, line);
    assert_int_equal(document_line_start(document, line), line == 1 ? 0 : at);
    assert_int_equal(position.column, offset < at ? 1 : utf8_count(slice_part(bytes, at, offset - at)) + 1);
}

static void splice_at_random(Document *document, Random *random)
{
    Text copy = TEXT_EMPTY;
    text_append(&copy, document_bytes(document));
    uint32_t count = document_count(document), size = (uint32_t)copy.length;
    Before *before = remember(document, &copy);
    uint32_t offset = random_below(random, size + 1);
    uint32_t removed = random_below(random, random_below(random, 20) ? 4 : 40);
    removed = removed > size - offset ? size - offset : removed;
    Patch patch;
    Error error;
    assert_true(document_splice(document, offset, removed, slice_from(random_choice(random, pieces)), &patch, NULL));
    if (!document_verify(document, &error)) {
        print_error("%s\nbefore: %s\nsplice %u -%u\nafter: %s\n", error.message, copy.bytes, offset, removed,
                    document_bytes(document).bytes);
        fail();
    }
    assert_moved(document, before, count, &patch);
    assert_position(document, random_below(random, (uint32_t)document_bytes(document).length + 1));
    free(before);
    text_free(&copy);
}

static void splice_texts(uint64_t seed, unsigned rounds, unsigned lines, const char *name)
{
    Random random = {seed};
    Text text = TEXT_EMPTY;
    for (unsigned round = 0; round < rounds; round++) {
        text_clear(&text);
        text_append(&text, random_below(&random, 8) ? SLICE("") : SLICE("\xEF\xBB\xBF"));
        for (unsigned line = 0; line < lines; line++) {
            random_value(&random, 4, &text);
            text_append_byte(&text, '\n');
        }
        Document *document = document_new(text_slice(&text), name, NULL);
        for (int step = 0; step < 12; step++) {
            splice_at_random(document, &random);
        }
        document_free(document);
    }
    text_free(&text);
}

static void test_splices_of_a_value(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 4; seed++) {
        splice_texts(seed, 150, 1, "test.json");
    }
}

static void test_splices_of_lines(void **state)
{
    (void)state;
    splice_texts(5, 150, 4, "test.ndjson");
}

/* The nodes that are read again when `inserted` takes the place of the first occurrence of `removed`. */
static void assert_read_again(const char *text, const char *removed, const char *inserted, uint32_t read_before,
                              uint32_t read_now)
{
    Document *document = document_new(slice_from(text), "test.json", NULL);
    size_t offset = slice_find(slice_from(text), slice_from(removed), 0);
    Patch patch;
    assert_true(
        document_splice(document, (uint32_t)offset, (uint32_t)strlen(removed), slice_from(inserted), &patch, NULL));
    assert_int_equal(patch.removed, read_before);
    assert_int_equal(patch.inserted, read_now);
    assert_true(document_verify(document, NULL));
    document_free(document);
}

static void test_little_is_read_again(void **state)
{
    (void)state;
    static const char text[] =
        "{\"a\": [1, 2, {\"s\": \"text\", \"t\": [true, null]}], \"u\": {\"v\": 1.50}, \"w\": 0}\n";
    assert_read_again(text, "1.50", "2", 1, 1);
    assert_read_again(text, " 2,", "", 1, 0);
    assert_read_again(text, "ex", "oas", 1, 1);
    assert_read_again(text, ", \"u\"", ", \"n\": {\"m\": 1}, \"u\"", 2, 4);
    assert_read_again(text, ", \"w\"", ", \"n\": {\"m\": 1}, \"w\"", 1, 3);
    assert_read_again("[1, [2, 3]]", "]]", "], [4, 5]]", 5, 8);
    assert_read_again("[1, [2, 3]\n]", "\n", ", [4, 5]\n", 0, 3);
    assert_read_again(text, "\"u\": ", "\"name\": ", 2, 2);
    assert_read_again(text, "\"s\": \"text\", ", "", 1, 0);
    assert_read_again(text, "null]", "null", 12, 12);
    assert_read_again("[1, 2,, 3, [4, 5]]", ", 3", ", 3, 6", 7, 8);
    assert_read_again("[1 /* c */, 2, 3, [4, 5]]", "4", "6", 1, 1);
    assert_read_again("{\"a\": 1, @ \"b\": 2}", "@ ", "", 0, 0);
    assert_read_again("[1, 2 3, [4, 5]]", "2 3", "2, 3", 2, 2);
}

static void test_requests_outside_of_the_file_change_nothing(void **state)
{
    (void)state;
    Document *document = document_new(SLICE("[1]"), "test.json", NULL);
    uint64_t revision = document_revision(document);
    Error error;
    assert_false(document_splice(document, 4, 0, SLICE("x"), NULL, &error));
    assert_false(document_splice(document, 1, 3, SLICE("x"), NULL, &error));
    assert_int_equal(error.code, ERROR_NOT_POSSIBLE);
    assert_string_equal(document_bytes(document).bytes, "[1]");
    assert_true(document_revision(document) == revision);
    assert_true(document_splice(document, 2, 0, SLICE(", 2"), NULL, NULL));
    assert_true(document_revision(document) != revision);
    document_free(document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_splices_of_a_value),
        cmocka_unit_test(test_splices_of_lines),
        cmocka_unit_test(test_little_is_read_again),
        cmocka_unit_test(test_requests_outside_of_the_file_change_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
