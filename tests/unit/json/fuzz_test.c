/* Documents of any bytes: nothing crashes, the index is sound, every question has an answer, and hostile text is read
   in no more time than other text of its size. */
#include "src/base/file.h"
#include "src/json/path.h"
#include "tests/support/random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

/* Asks everything that can be asked of a node. */
static void ask(const Document *document, NodeId id, Text *scratch)
{
    Slice text = document_string(document, id, scratch);
    assert_true(document_string_equals(document, id, text) || document_node(document, id)->kind != NODE_STRING);
    document_key(document, id, scratch);
    text_clear(scratch);
    path_append(document, id, scratch);
    text_clear(scratch);
    path_append_pointer(document, id, scratch);
    document_position(document, document_node(document, id)->start);
    NodeId previous = document_previous_sibling(document, id);
    assert_true(previous == NODE_NONE || document_next_sibling(document, previous) == id);
}

static void read_any(Slice bytes, const char *name)
{
    Error error;
    Text scratch = TEXT_EMPTY;
    Document *document = document_new(bytes, name, NULL);
    if (!document_verify(document, &error)) {
        print_error("%s\n%.*s\n", error.message, SLICE_ARGS(bytes));
        fail();
    }
    assert_int_equal(document_bytes(document).length, bytes.length);
    assert_memory_equal(document_bytes(document).bytes, bytes.length ? bytes.bytes : "", bytes.length);
    for (NodeId id = 0; id < document_count(document); id++) {
        ask(document, id, &scratch);
    }
    assert_true(document_values_equal(document, 0, document, 0));
    document_free(document);
    text_free(&scratch);
}

static void test_random_bytes(void **state)
{
    (void)state;
    static const char letters[] = "{}[]\",:'\\/*#-+.019eEtrufalsn \n\r\t\x80\xC3\xEF\xBB\xBF\xF0\x01";
    Random random = {11};
    for (int round = 0; round < 4000; round++) {
        char bytes[64];
        uint32_t length = random_below(&random, sizeof bytes);
        bool is_any = random_below(&random, 4) == 0;
        for (uint32_t i = 0; i < length; i++) {
            bytes[i] = is_any ? (char)random_below(&random, 256) : letters[random_below(&random, sizeof letters)];
        }
        read_any(slice_make(bytes, length), round % 2 ? "any.json" : "any.ndjson");
    }
}

/* Changes some bytes of a text: overwrites, removes, repeats. */
static void mutate(Random *random, Text *text)
{
    for (uint32_t i = 1 + random_below(random, 4); i > 0; i--) {
        uint32_t size = (uint32_t)text->length, offset = random_below(random, size);
        uint32_t length = random_below(random, 8);
        length = length > size - offset ? size - offset : length;
        char run[8];
        memcpy(run, text->bytes + random_below(random, size - 8), sizeof run);
        run[0] = random_below(random, 3) ? run[0] : (char)random_below(random, 256);
        text_splice(text, offset, random_below(random, 2) ? length : 0, slice_make(run, random_below(random, 9)));
    }
}

static void test_mutations_of_samples(void **state)
{
    (void)state;
    static const char *const names[] = {"samples/ct-defects.json", "samples/broken.json", "samples/export.ndjson"};
    Random random = {13};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        Text sample = TEXT_EMPTY, text = TEXT_EMPTY;
        assert_true(file_read(names[i], DOCUMENT_SIZE_MAXIMUM, &sample, NULL, NULL));
        for (int round = 0; round < 60; round++) {
            text_clear(&text);
            text_append(&text,
                        slice_part(text_slice(&sample), random_below(&random, (uint32_t)sample.length / 2), 4000));
            mutate(&random, &text);
            read_any(text_slice(&text), names[i]);
        }
        text_free(&sample);
        text_free(&text);
    }
}

static void test_hostile_text_is_read_in_time(void **state)
{
    (void)state;
    static const char *const pieces[] = {"\\\"\n", "\\'\n\\\"\n", "'\n\"\n", "[",    "{\"a\":", ",",       "@",
                                         "\"",     "}",           "/*",      "//\n", "[[]",     "{\"a\" ", "\\\"\\\n",
                                         ":",      "\"\\u",       "\r",      "\xC3", "]}",      "[1}",     "{\"\n"};
    Text text = TEXT_EMPTY;
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        text_clear(&text);
        text_append(&text, i % 2 ? SLICE("[") : SLICE("{"));
        while (text.length < 300000) {
            text_append(&text, slice_from(pieces[i]));
        }
        Document *document = document_new(text_slice(&text), "hostile.json", NULL);
        assert_true(document_fault_count(document) > 0);
        assert_true(document_splice(document, 1, 0, SLICE(" "), NULL, NULL));
        document_position(document, (uint32_t)text.length / 2);
        document_free(document);
    }
    text_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random_bytes),
        cmocka_unit_test(test_mutations_of_samples),
        cmocka_unit_test(test_hostile_text_is_read_in_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
