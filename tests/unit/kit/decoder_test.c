/* Decoder: what terminals send, and what it means. */
#include "ui/kit/decoder.h"

#include "ui/kit/record.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

/* The bytes give these statements of a script. `chunk`: how many are fed at once. */
static void expect_chunked(Slice bytes, size_t chunk, const char *expected)
{
    Decoder *decoder = decoder_new();
    decoder_learn(decoder, SLICE("\033[7@x"), key_make(KEYCODE_F12, KEY_CTRL));
    Text record = TEXT_EMPTY;
    text_append(&record, SLICE(""));
    Event event;
    for (size_t at = 0; at < bytes.length; at += chunk) {
        decoder_feed(decoder, slice_part(bytes, at, chunk));
        while (decoder_next(decoder, false, &event)) {
            record_event(&event, &record);
        }
    }
    while (decoder_next(decoder, true, &event)) {
        record_event(&event, &record);
    }
    assert_int_equal(decoder_state(decoder), DECODER_IDLE);
    assert_string_equal(record.bytes, expected);
    text_free(&record);
    decoder_free(decoder);
}

/* Whether the bytes come at once or one by one must not matter. */
static void expect(Slice bytes, const char *expected)
{
    expect_chunked(bytes, bytes.length, expected);
    expect_chunked(bytes, 1, expected);
}

static void test_characters(void **state)
{
    (void)state;
    expect(SLICE("aé日\x01\r\t\x7f\x1a "), "keys a é 日 ^A Enter Tab Backspace ^Z Space\n");
    expect(SLICE("\xff\xc3x"), "keys x\n");
    expect(SLICE("\x1f\x1d"), "keys ^_ ^]\n");
}

static void test_keys_of_many_terminals(void **state)
{
    (void)state;
    expect(SLICE("\033[A\033OB\033[H\033OF\033[1~\033[4~\033[7~\033[8~"), "keys Up Down Home End Home End Home End\n");
    expect(SLICE("\033OP\033[11~\033[[A\033[15~\033[24~\033[[E"), "keys F1 F1 F1 F5 F12 F5\n");
    expect(SLICE("\033[1;3D\033[1;5C\033[1;2A\033[3;5~"), "keys Alt-Left Ctrl-Right Shift-Up Ctrl-Del\n");
    expect(SLICE("\033[Z\033[a\033Oc\033[3$\033[3^"), "keys Shift-Tab Shift-Up Ctrl-Right Shift-Del Ctrl-Del\n");
    expect(SLICE("\033OM\033Oq\033[97;5u"), "keys Enter 1 ^A\n");
    expect(SLICE("\033[7@x"), "keys Ctrl-F12\n");
}

static void test_escape_and_alt(void **state)
{
    (void)state;
    expect(SLICE("\033"), "keys Esc\n");
    expect(SLICE("\033b\033\r\033é\033\x7f"), "keys Alt-b Alt-Enter Alt-é Alt-Backspace\n");
    expect(SLICE("\033\033[A"), "keys Alt-Up\n");
    expect(SLICE("\033["), "keys Alt-[\n");
    expect(SLICE("\033O"), "keys Alt-O\n");
}

static void test_mouse(void **state)
{
    (void)state;
    expect(SLICE("\033[<0;10;5M\033[<0;10;5m"), "mouse press 10 5\nmouse release 10 5\n");
    expect(SLICE("\033[<64;300;5M\033[<65;1;1M"), "mouse wheel-up 300 5\nmouse wheel-down 1 1\n");
    expect(SLICE("\033[<32;11;5M\033[<35;3;3M\033[<2;1;2M"), "mouse drag 11 5\nmouse right 1 2\n");
    expect(SLICE("\033[M *%"), "mouse press 10 5\n");
}

static void test_pastes_are_one_event(void **state)
{
    (void)state;
    expect(SLICE("a\033[200~:q!\r\033[A\n\033[201~b"), "keys a\npaste \":q!\\u000d\\u001b[A\\n\"\nkeys b\n");
    expect(SLICE("\033[200~\033[201~"), "paste \"\"\n");
    expect(SLICE("\033[200~never ended"), "paste \"never ended\"\n");
}

static void test_answers_and_unknown_sequences_are_passed_over(void **state)
{
    (void)state;
    expect(SLICE("\033[?1;2ca\033]11;rgb:00/00/00\033\\b\033P1$r\033\\c\033[99zd\033[I"), "keys a b c d\n");
}

static void test_a_large_paste_is_read_in_time(void **state)
{
    (void)state;
    Decoder *decoder = decoder_new();
    Text block = TEXT_EMPTY;
    text_append_repeated(&block, 'x', 1000);
    Event event;
    decoder_feed(decoder, SLICE("\033[200~"));
    for (int i = 0; i < 4000; i++) {
        decoder_feed(decoder, text_slice(&block));
        assert_false(decoder_next(decoder, false, &event));
    }
    decoder_feed(decoder, SLICE("\033[201~"));
    assert_true(decoder_next(decoder, false, &event));
    assert_int_equal(event.paste.length, 4000000);
    text_free(&block);
    decoder_free(decoder);
}

static void test_any_bytes(void **state)
{
    (void)state;
    static const char bytes[] = "\033[<;OM~0129mHA$^@]P\\\007x\xc3\xa9";
    uint32_t random = 3;
    Decoder *decoder = decoder_new();
    for (int i = 0; i < 100000; i++) {
        random = random * 1664525u + 1013904223u;
        decoder_feed(decoder, slice_make(bytes + (random >> 16) % (sizeof bytes - 1), 1));
        Event event;
        while (decoder_next(decoder, random >> 28 == 0, &event)) {
            assert_true(event.kind != EVENT_NONE);
        }
    }
    decoder_free(decoder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_characters),
        cmocka_unit_test(test_keys_of_many_terminals),
        cmocka_unit_test(test_escape_and_alt),
        cmocka_unit_test(test_mouse),
        cmocka_unit_test(test_pastes_are_one_event),
        cmocka_unit_test(test_answers_and_unknown_sequences_are_passed_over),
        cmocka_unit_test(test_a_large_paste_is_read_in_time),
        cmocka_unit_test(test_any_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
