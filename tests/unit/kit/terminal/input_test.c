/* Input: what terminals send, read through curses in a pseudo-terminal, and the events that it means. */
#include "ui/kit/terminal/terminal.h"

#include "src/base/memory.h"
#include "tests/support/pty.h"
#include "ui/kit/stage/record.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LIMIT = 10000 }; /* milliseconds */

/* A program at the terminal that writes its events to `report` as statements of a script; and how to talk to it. */
typedef struct Typist {
    Pty pty;
    int report;
    Text heard;
} Typist;

static int run_reader(void *context)
{
    int report = *(const int *)context;
    Error error = {0};
    setlocale(LC_ALL, "C.UTF-8");
    Terminal *terminal = terminal_start(&error);
    if (!terminal) {
        return 2;
    }
    bool is_over = write(report, "ready\n", 6) != 6;
    while (!is_over) {
        Event event = terminal_next(terminal, -1);
        Text line = TEXT_EMPTY;
        is_over =
            event.kind == EVENT_HANGUP || (event.kind == EVENT_KEY && keys_equal(event.key, key_make('d', KEY_CTRL)));
        record_event(&event, &line);
        text_append_byte(&line, '\n'); /* keys that follow each other are not joined */
        is_over |= line.length > 1 && write(report, line.bytes, line.length) < 0;
        text_free(&line);
    }
    terminal_stop(terminal);
    return 0;
}

/* Reads a part of the report; false if it has ended or nothing comes. */
static bool read_report(Typist *typist)
{
    struct pollfd report = {.fd = typist->report, .events = POLLIN};
    char bytes[4096];
    ssize_t count = poll(&report, 1, LIMIT) > 0 ? read(typist->report, bytes, sizeof bytes) : 0;
    text_append(&typist->heard, slice_make(bytes, count > 0 ? (size_t)count : 0));
    return count > 0;
}

/* Reads the report until it ends in `text`; fails the test if it does not. */
static void hear(Typist *typist, const char *text)
{
    while (!slice_ends_with(text_slice(&typist->heard), slice_from(text))) {
        if (!read_report(typist)) {
            fail_msg("waited for %s, heard %s", text, typist->heard.bytes);
        }
    }
}

static void start(Typist *typist, const char *terminal, const char *const *set)
{
    int ends[2];
    *typist = (Typist){0};
    assert_int_equal(pipe(ends), 0);
    pty_start(
        &typist->pty,
        (PtyOptions){
            .terminal = terminal, .width = 80, .height = 24, .program = run_reader, .context = &ends[1], .set = set});
    close(ends[1]);
    typist->report = ends[0];
    hear(typist, "ready\n");
    text_clear(&typist->heard);
}

static void end(Typist *typist)
{
    close(typist->report);
    pty_end(&typist->pty);
    text_free(&typist->heard);
}

/* Sends bytes, and reads the report meanwhile: neither side may wait for the other. */
static void send_bytes(Typist *typist, Slice bytes)
{
    while (bytes.length) {
        struct pollfd ends[] = {{.fd = typist->pty.master, .events = POLLOUT},
                                {.fd = typist->report, .events = POLLIN}};
        assert_true(poll(ends, 2, LIMIT) > 0);
        if (ends[1].revents & POLLIN) {
            read_report(typist);
        }
        ssize_t count = ends[0].revents & POLLOUT ? write(typist->pty.master, bytes.bytes, bytes.length) : 0;
        bytes = slice_part(bytes, count > 0 ? (size_t)count : 0, bytes.length);
    }
}

/* Sends bytes and then `x`: these statements are heard before the key x, and nothing else. */
static void expect(Typist *typist, Slice bytes, const char *statements)
{
    Text wanted = TEXT_EMPTY;
    text_format(&wanted, "%skeys x\n\n", statements);
    text_clear(&typist->heard);
    send_bytes(typist, bytes);
    send_bytes(typist, SLICE("x"));
    hear(typist, "keys x\n\n");
    assert_string_equal(typist->heard.bytes, wanted.bytes);
    text_free(&wanted);
}

/* What is sent, and the name of the key. */
static const char *const keys[][2] = {
    {"a", "a"},
    {"\xC3\xA9", "é"},
    {"\xE6\x97\xA5", "日"},
    {"\xF0\x9F\x98\x80", "😀"},
    {"\x01", "^A"},
    {"\x1A", "^Z"},
    {"\x1F", "^_"},
    {"\x1D", "^]"},
    {"\r", "Enter"},
    {"\n", "Enter"},
    {"\t", "Tab"},
    {"\x7F", "Backspace"},
    {"\b", "Backspace"},
    {" ", "Space"},
    {"\033b", "Alt-b"},
    {"\033\r", "Alt-Enter"},
    {"\033\xC3\xA9", "Alt-é"},
    {"\033\x7F", "Alt-Backspace"},
    {"\033[A", "Up"},
    {"\033[B", "Down"},
    {"\033[C", "Right"},
    {"\033[D", "Left"},
    {"\033OA", "Up"},
    {"\033OB", "Down"},
    {"\033OC", "Right"},
    {"\033OD", "Left"},
    {"\033[1;2A", "Shift-Up"},
    {"\033[1;3D", "Alt-Left"},
    {"\033[1;5C", "Ctrl-Right"},
    {"\033[1;9B", "Alt-Down"},
    {"\033[1;7D", "Ctrl-Alt-Left"},
    {"\033\033[A", "Alt-Up"},
    {"\033\033OC", "Alt-Right"},
    {"\033[a", "Shift-Up"},
    {"\033Oc", "Ctrl-Right"},
    {"\033[H", "Home"},
    {"\033[F", "End"},
    {"\033OH", "Home"},
    {"\033OF", "End"},
    {"\033[1~", "Home"},
    {"\033[4~", "End"},
    {"\033[7~", "Home"},
    {"\033[8~", "End"},
    {"\033[1;5H", "Ctrl-Home"},
    {"\033[2~", "Ins"},
    {"\033[3~", "Del"},
    {"\033[5~", "PgUp"},
    {"\033[6~", "PgDn"},
    {"\033[3;5~", "Ctrl-Del"},
    {"\033[3$", "Shift-Del"},
    {"\033[3^", "Ctrl-Del"},
    {"\033[5;3~", "Alt-PgUp"},
    {"\033[Z", "Shift-Tab"},
    {"\033OP", "F1"},
    {"\033OQ", "F2"},
    {"\033OR", "F3"},
    {"\033OS", "F4"},
    {"\033[11~", "F1"},
    {"\033[14~", "F4"},
    {"\033[15~", "F5"},
    {"\033[17~", "F6"},
    {"\033[18~", "F7"},
    {"\033[19~", "F8"},
    {"\033[20~", "F9"},
    {"\033[21~", "F10"},
    {"\033[23~", "F11"},
    {"\033[24~", "F12"},
    {"\033[[A", "F1"},
    {"\033[[E", "F5"},
    {"\033[1;2P", "Shift-F1"},
    {"\033[15;5~", "Ctrl-F5"},
    {"\033[97;5u", "^A"},
    {"\033[13;2u", "Shift-Enter"},
    {"\033OM", "Enter"},
    {"\033Oq", "1"},
    {"\033Ok", "+"},
};

/* Keys mean the same on every terminal, whatever its terminfo says. */
static void test_keys_of_every_terminal(void **state)
{
    (void)state;
    static const char *const terminals[] = {
        "xterm-256color", "xterm", "screen", "tmux-256color", "linux", "vt100", "rxvt-unicode-256color"};
    for (size_t i = 0; i < sizeof terminals / sizeof *terminals; i++) {
        Typist typist;
        start(&typist, terminals[i], NULL);
        for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
            char statement[64];
            snprintf(statement, sizeof statement, "keys %s\n\n", keys[k][1]);
            expect(&typist, slice_from(keys[k][0]), statement);
        }
        end(&typist);
    }
}

/* A slow line cuts a sequence anywhere; pauses are far shorter than ESCDELAY. */
static void test_sequences_that_are_cut(void **state)
{
    (void)state;
    static const char *const set[] = {"ESCDELAY=2000", NULL};
    static const char *const sequences[][2] = {{"\033[1;5C", "keys Ctrl-Right\n\n"},
                                               {"\033[<0;10;5M", "mouse press 10 5\n\n"},
                                               {"\033[<64;300;5M", "mouse wheel-up 300 5\n\n"},
                                               {"\033[M *%", "mouse press 10 5\n\n"},
                                               {"\xF0\x9F\x98\x80", "keys 😀\n\n"},
                                               {"\033[99;99;99X", ""},
                                               {"\033]11;rgb:00/00/00\033\\", ""},
                                               {"\033P1$r0\033\\", ""},
                                               {"\033[200~a\033[201~", "paste \"a\"\n\n"}};
    Typist typist;
    start(&typist, "xterm-256color", set);
    for (size_t i = 0; i < sizeof sequences / sizeof *sequences; i++) {
        Slice all = slice_from(sequences[i][0]);
        for (size_t cut = 1; cut < all.length; cut++) {
            send_bytes(&typist, slice_part(all, 0, cut));
            tcdrain(typist.pty.master);
            expect(&typist, slice_part(all, cut, all.length), sequences[i][1]);
        }
    }
    end(&typist);
}

static void test_escape(void **state)
{
    (void)state;
    static const char *const set[] = {"ESCDELAY=30", NULL};
    Typist typist;
    start(&typist, "xterm-256color", set);
    send_bytes(&typist, SLICE("\033"));
    hear(&typist, "keys Esc\n\n");
    send_bytes(&typist, SLICE("\033\033"));
    hear(&typist, "keys Esc\n\nkeys Esc\n\n");
    send_bytes(&typist, SLICE("\033["));
    hear(&typist, "keys Alt-[\n\n");
    send_bytes(&typist, SLICE("\033O"));
    hear(&typist, "keys Alt-O\n\n");
    expect(&typist, SLICE("\033\033[200~a\033[201~"), "keys Esc\n\npaste \"a\"\n\n");
    expect(&typist, SLICE("\033\033[<0;1;1M"), "keys Esc\n\nmouse press 1 1\n\n");
    end(&typist);
}

static void test_mouse(void **state)
{
    (void)state;
    Typist typist;
    start(&typist, "xterm-256color", NULL);
    expect(&typist, SLICE("\033[<0;10;5M\033[<0;10;5m"), "mouse press 10 5\n\nmouse release 10 5\n\n");
    expect(&typist, SLICE("\033[<64;300;5M\033[<65;1;1M"), "mouse wheel-up 300 5\n\nmouse wheel-down 1 1\n\n");
    expect(&typist, SLICE("\033[<32;11;5M\033[<35;3;3M\033[<2;1;2M"), "mouse drag 11 5\n\nmouse right 1 2\n\n");
    expect(&typist, SLICE("\033[M *%"), "mouse press 10 5\n\n");
    expect(&typist, SLICE("\033[<66;1;1M\033[<0;0;1M\033[<0;1M\033[<999;1;1M\033[<0;1;1z"), "");
    end(&typist);
}

/* No part of an unknown sequence becomes a key. */
static void test_unknown_sequences_are_skipped(void **state)
{
    (void)state;
    Typist typist;
    start(&typist, "xterm-256color", NULL);
    static const char *const unknown[] = {"\033[I",
                                          "\033[O",
                                          "\033[?1;2c",
                                          "\033[27;5;9~",
                                          "\033[99;99;99X",
                                          "\033[>41;354;0c",
                                          "\033[12;40R",
                                          "\033[1;1;1;1;1;1;1;1 q",
                                          "\033Oz",
                                          "\033]0;q:q!\a",
                                          "\033]11;rgb:00/00/00\033\\",
                                          "\033P1$r q dd\033\\",
                                          "\033_Gi=1;OK\033\\",
                                          "\033^dd\033\\",
                                          "\033Xdd\033\\",
                                          "\xFF\xC3",
                                          "\xE6\x97",
                                          "\xC0\x80"};
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++) {
        expect(&typist, slice_from(unknown[i]), "");
    }
    expect(&typist, SLICE("\033[99\033[A"), "keys Up\n\n");
    expect(&typist, SLICE("\033[1;\033[99z"), "");
    expect(&typist, SLICE("\033]0;dd\033]0;dd\a"), "");
    expect(&typist, SLICE("\033]0;dd\033[A"), "keys Up\n\n");
    expect(&typist, SLICE("\033P\033P\033P\033\\"), "");
    end(&typist);
}

/* A paste is one event with exactly its bytes, and what follows is not part of it. */
static void test_pastes(void **state)
{
    (void)state;
    static const char *const pastes[][2] = {
        {"", "paste \"\"\n\n"},
        {"one\rtwo\r\nthree\n", "paste \"one\\u000dtwo\\u000d\\nthree\\n\"\n\n"},
        {":q!\033[A\003\032\033[200~", "paste \":q!\\u001b[A\\u0003\\u001a\\u001b[200~\"\n\n"},
        {"\033[201", "paste \"\\u001b[201\"\n\n"},
        {"\033\033\033[20", "paste \"\\u001b\\u001b\\u001b[20\"\n\n"}};
    Typist typist;
    start(&typist, "xterm-256color", NULL);
    for (size_t i = 0; i < sizeof pastes / sizeof *pastes; i++) {
        Text bytes = TEXT_EMPTY;
        text_format(&bytes, "\033[200~%s\033[201~", pastes[i][0]);
        expect(&typist, text_slice(&bytes), pastes[i][1]);
        text_free(&bytes);
    }
    send_bytes(&typist, SLICE("\033[200~never ended"));
    hear(&typist, "paste \"never ended\"\n\n");
    end(&typist);
}

static void test_large_pastes(void **state)
{
    (void)state;
    Typist typist;
    Text bytes = TEXT_EMPTY, wanted = TEXT_EMPTY;
    start(&typist, "xterm-256color", NULL);
    text_append(&bytes, SLICE("\033[200~"));
    text_append(&wanted, SLICE("paste \""));
    for (int i = 0; i < 20000; i++) {
        text_append(&bytes, SLICE("line \033[20 of text\n"));
        text_append(&wanted, SLICE("line \\u001b[20 of text\\n"));
    }
    text_append(&bytes, SLICE("\033[201~"));
    text_append(&wanted, SLICE("\"\n\n"));
    expect(&typist, text_slice(&bytes), wanted.bytes);
    text_free(&bytes);
    text_free(&wanted);
    end(&typist);
}

/* A signal is answered while a paste has begun and not ended. */
static void test_signals_during_a_paste(void **state)
{
    (void)state;
    Typist typist;
    start(&typist, "xterm-256color", NULL);
    send_bytes(&typist, SLICE("\033[200~begun"));
    pty_signal(&typist.pty, SIGTERM);
    pty_wait_end(&typist.pty);
    pty_expect_restored(&typist.pty);
    end(&typist);
}

/* As many ESC as anybody likes do no harm. */
static void test_many_escapes(void **state)
{
    (void)state;
    Typist typist;
    Text bytes = TEXT_EMPTY;
    start(&typist, "xterm-256color", NULL);
    text_append_repeated(&bytes, '\033', 400000);
    text_append(&bytes, SLICE("[Ax")); /* Alt-Up, and the key that is waited for */
    send_bytes(&typist, text_slice(&bytes));
    hear(&typist, "keys Alt-Up\n\nkeys x\n\n");
    assert_int_equal(typist.heard.length, 399998 * strlen("keys Esc\n\n") + strlen("keys Alt-Up\n\nkeys x\n\n"));
    text_free(&bytes);
    end(&typist);
}

static void test_any_bytes(void **state)
{
    (void)state;
    static const char bytes[] = "\033[<;OM~0129mHA$^@]P\\\007x\xc3\xa9";
    uint32_t random = 3;
    Typist typist;
    Text all = TEXT_EMPTY;
    start(&typist, "xterm-256color", NULL);
    for (int i = 0; i < 20000; i++) {
        random = random * 1664525u + 1013904223u;
        text_append(&all, slice_make(bytes + (random >> 16) % (sizeof bytes - 1), 1));
    }
    text_append(&all, SLICE("\007\033[201~\007\004"));
    send_bytes(&typist, text_slice(&all));
    while (read_report(&typist)) {
    }
    pty_wait_end(&typist.pty);
    assert_int_equal(typist.pty.status, 0);
    pty_expect_restored(&typist.pty);
    text_free(&all);
    end(&typist);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_keys_of_every_terminal),
        cmocka_unit_test(test_sequences_that_are_cut),
        cmocka_unit_test(test_escape),
        cmocka_unit_test(test_mouse),
        cmocka_unit_test(test_unknown_sequences_are_skipped),
        cmocka_unit_test(test_pastes),
        cmocka_unit_test(test_large_pastes),
        cmocka_unit_test(test_signals_during_a_paste),
        cmocka_unit_test(test_many_escapes),
        cmocka_unit_test(test_any_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
