/* Keys: every name that is printed can be read again. */
#include "ui/kit/stage/key_names.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

/* The text reads as a sequence and is printed as `expected`. */
static void expect(const char *text, const char *expected)
{
    KeySequence sequence;
    Error error = {0};
    Text printed = TEXT_EMPTY;
    assert_true(key_sequence_parse(slice_from(text), &sequence, &error));
    key_sequence_print(&sequence, &printed);
    assert_string_equal(printed.bytes, expected);
    KeySequence again;
    assert_true(key_sequence_parse(text_slice(&printed), &again, &error));
    assert_true(key_sequences_equal(&sequence, &again));
    text_free(&printed);
}

static void test_names_are_read_and_printed(void **state)
{
    (void)state;
    expect("^S", "^S");
    expect("ctrl-s", "^S");
    expect("Alt-Left", "Alt-Left");
    expect("Shift-Tab", "Shift-Tab");
    expect("^I", "Tab");
    expect("^[", "Esc");
    expect("F12", "F12");
    expect("pageup", "PgUp");
    expect("Space", "Space");
    expect("Comma", "Comma");
    expect("^", "^");
    expect("-", "-");
    expect("Alt-b", "Alt-b");
    expect("Ctrl-Left", "Ctrl-Left");
    expect("é", "é");
}

static void test_sequences(void **state)
{
    (void)state;
    expect("]d", "]d");
    expect("g g", "gg");
    expect("ZQ", "ZQ");
    expect("^W v", "^W v");
    expect("z Space", "z Space");
    KeySequence sequence;
    assert_true(key_sequence_parse(SLICE("z1"), &sequence, NULL));
    assert_int_equal(sequence.count, 2);
    assert_int_equal(sequence.keys[1].code, '1');
}

static void test_what_is_no_key(void **state)
{
    (void)state;
    KeySequence sequence;
    Error error = {0};
    assert_false(key_sequence_parse(SLICE(""), &sequence, &error));
    assert_false(key_sequence_parse(SLICE("Shift-a"), &sequence, &error));
    assert_false(key_sequence_parse(SLICE("Alt-Wheel"), &sequence, &error));
    assert_string_equal(error.message, "unknown key `Alt-Wheel`");
    assert_false(key_sequence_parse(SLICE("a b c d e"), &sequence, &error));
}

static void test_prefixes(void **state)
{
    (void)state;
    KeySequence z, zm;
    key_sequence_parse(SLICE("z"), &z, NULL);
    key_sequence_parse(SLICE("zM"), &zm, NULL);
    assert_true(key_sequence_starts_with(&zm, &z));
    assert_false(key_sequence_starts_with(&z, &zm));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names_are_read_and_printed),
        cmocka_unit_test(test_sequences),
        cmocka_unit_test(test_what_is_no_key),
        cmocka_unit_test(test_prefixes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
