/* StringEdit: what stays in a string stays as it was written. */
#include "src/edit/string_edit.h"

#include "tests/support/random.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void assert_written(const char *raw, const char *text, const char *expected)
{
    Text json = TEXT_EMPTY;
    string_edit_append(slice_from(raw), slice_from(text), &json);
    assert_string_equal(json.bytes, expected);
    text_free(&json);
}

static void test_other_parts_keep_their_escapes(void **state)
{
    (void)state;
    assert_written("caf\\u00e9 \\/ x", "café / y", "\"caf\\u00e9 \\/ y\"");
    assert_written("caf\\u00e9 \\/ x", "A café / x", "\"A caf\\u00e9 \\/ x\"");
    assert_written("\\u00e9 one \\u00E9 two \\/", "é 1 é 2 /", "\"\\u00e9 1 \\u00E9 2 \\/\"");
    assert_written("\\u00e9\\u00e9", "é", "\"\\u00e9\"");
    assert_written("a\\u000ab", "a\nbc", "\"a\\u000abc\"");
    assert_written("\\ud83d\\ude00!", "😀?", "\"\\ud83d\\ude00?\"");
    assert_written("\\u0041b", "Ab", "\"\\u0041b\"");
}

static void test_lone_surrogates_and_broken_bytes_are_kept(void **state)
{
    (void)state;
    assert_written("a\\ud800b",
                   "a\xEF\xBF\xBD"
                   "bc",
                   "\"a\\ud800bc\"");
    assert_written("\\udc00 x", "\xEF\xBF\xBD y", "\"\\udc00 y\"");
    assert_written("a\xFF x", "a\xFF y", "\"a\xFF y\"");
}

static void test_new_characters_are_escaped_where_they_must_be(void **state)
{
    (void)state;
    assert_written("a", "a\"\\\n\x01é", "\"a\\\"\\\\\\n\\u0001é\"");
    assert_written("", "", "\"\"");
    assert_written("\\u00e9", "", "\"\"");
}

/* Any string that is changed to any text says that text, and an unchanged one is written as it was. */
static void test_random_edits_say_the_text(void **state)
{
    (void)state;
    static const char *const parts[] = {"a", "\\u00e9", "\\/", "\\n", "\\ud83d\\ude00", "é", "\\\"", " ", "\\u0041"};
    Random random = {12};
    for (unsigned round = 0; round < 2000; round++) {
        Text raw = TEXT_EMPTY, json = TEXT_EMPTY, text = TEXT_EMPTY, scratch = TEXT_EMPTY;
        text_append_byte(&raw, '"');
        for (uint32_t i = random_below(&random, 12); i > 0; i--) {
            text_append(&raw, slice_from(parts[random_below(&random, sizeof parts / sizeof *parts)]));
        }
        text_append_byte(&raw, '"');
        Document *old = document_new(text_slice(&raw), "old", NULL);
        text_append(&text, document_string(old, 0, &scratch));
        Slice inside = slice_part(text_slice(&raw), 1, raw.length - 2);
        string_edit_append(inside, text_slice(&text), &json);
        assert_string_equal(json.bytes, raw.bytes);
        text_splice(&text, 0, random_below(&random, 2) && text.length && (unsigned char)text.bytes[0] < 0x80,
                    SLICE("/é"));
        text_append(&text, SLICE("\"end"));
        text_clear(&json);
        string_edit_append(inside, text_slice(&text), &json);
        Document *new = document_new(text_slice(&json), "new", NULL);
        assert_int_equal(document_fault_count(new), 0);
        assert_true(document_string_equals(new, 0, text_slice(&text)));
        document_free(old);
        document_free(new);
        text_free(&raw);
        text_free(&json);
        text_free(&text);
        text_free(&scratch);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_other_parts_keep_their_escapes),
        cmocka_unit_test(test_lone_surrogates_and_broken_bytes_are_kept),
        cmocka_unit_test(test_new_characters_are_escaped_where_they_must_be),
        cmocka_unit_test(test_random_edits_say_the_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
