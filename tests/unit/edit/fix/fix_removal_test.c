/* What a plan removes for good, and fixes that ask a question. */
#include "src/edit/fix/fix.h"
#include "src/edit/fix/fix_removal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

/* Values are counted in whole and in broken JSON; names, nulls and what is empty do not count. */
static void test_count(void **state)
{
    static const struct {
        const char *json;
        size_t count;
    } rows[] = {
        {"", 0},
        {"{}", 0},
        {"[null, \"\", \" \", {}]", 0},
        {"{\"a\": 1, \"b\": [true, \"x\"]}", 3},
        {"\"name\"", 1},
        {"\"name\" : ", 0},
        {"/* one */ // two\n", 2},
        {"{a: 'b', c: two words}", 2},
        {", \"a\": \"b\\\"c\"", 1},
        {"\"open", 1},
        {"\\", 0},
        {"/", 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(fix_value_count(slice_from(rows[i].json)), rows[i].count);
    }
}

/* True where a plan on a document removes content; `removed` gets what it replaces. */
static bool removes(const char *json, const SpliceList *splices, Text *removed)
{
    Document *document = document_new(slice_from(json), "a.json", NULL);
    text_clear(removed);
    bool is_removal = fix_removes(document, splices, removed);
    document_free(document);
    return is_removal;
}

/* A value that moves or is rewritten is not removed; offsets are those after the splices before. */
static void test_removes(void **state)
{
    const char *json = "{\"a\":1,\"b\":2}";
    Text removed = TEXT_EMPTY;
    SpliceList gone = SPLICE_LIST_EMPTY, renamed = SPLICE_LIST_EMPTY, moved = SPLICE_LIST_EMPTY;
    (void)state;
    splice_list_add(&gone, 6, 6, SLICE(""));
    assert_true(removes(json, &gone, &removed));
    assert_true(slice_equals(text_slice(&removed), SLICE("\"b\":2")));
    splice_list_add(&renamed, 1, 3, SLICE("\"c\""));
    splice_list_add(&renamed, 5, 1, SLICE("\"one\""));
    assert_false(removes(json, &renamed, &removed));
    splice_list_add(&moved, 1, 6, SLICE(""));
    splice_list_add(&moved, 6, 0, SLICE(",\"a\":1"));
    assert_false(removes(json, &moved, &removed));
    splice_list_free(&gone);
    splice_list_free(&renamed);
    splice_list_free(&moved);
    text_free(&removed);
}

/* The answer to a question becomes a part of a JSON string. */
static void test_answer(void **state)
{
    Fix fix = {.question = SLICE("Name"), .question_splice = 1, .question_offset = 3, .target = NODE_NONE};
    SpliceList answered = SPLICE_LIST_EMPTY;
    (void)state;
    splice_list_add(&fix.splices, 9, 1, SLICE("x"));
    splice_list_add(&fix.splices, 4, 2, SLICE("[\"a\"]"));
    fix_answer(&fix, SLICE("say \"b\""), &answered);
    assert_int_equal(answered.count, 2);
    assert_true(slice_equals(answered.splices[0].inserted, SLICE("x")));
    assert_true(slice_equals(answered.splices[1].inserted, SLICE("[\"asay \\\"b\\\"\"]")));
    assert_int_equal(answered.splices[1].offset, 4);
    assert_int_equal(answered.splices[1].removed, 2);
    splice_list_free(&answered);
    splice_list_free(&fix.splices);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_count), cmocka_unit_test(test_removes),
                                       cmocka_unit_test(test_answer)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
