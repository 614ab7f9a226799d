/*
 * Key and mouse bytes: what a terminal sends, read through curses from a pseudo-terminal. Whatever was sent before, the
 * bytes that end every sequence and then ^D are heard as the key ^D. All events can be written as statements of a
 * script.
 */
#include "ui/kit/terminal/terminal.h"
#include "tests/support/fuzz.h"
#include "ui/kit/stage/record.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* Less than the terminal keeps for a program that does not read; milliseconds until a key must have been heard. */
enum { SIZE_MAXIMUM_BYTES = 2000, LIMIT = 5000, ROUNDS_MAXIMUM = 100000 };

static int master;
static Terminal *terminal;

/* Gives the terminal back at the end, without which the program was ended by a library. */
static void stop(void)
{
    terminal_stop(terminal);
}

/* Takes a pseudo-terminal over in place of standard input and output. */
static void start(void)
{
    int slave;
    struct winsize size = {.ws_col = 80, .ws_row = 24};
    Error error = {0};
    fuzz_require(openpty(&master, &slave, NULL, NULL, &size) == 0, "no pseudo-terminal");
    dup2(slave, STDIN_FILENO);
    dup2(slave, STDOUT_FILENO);
    fcntl(master, F_SETFL, O_NONBLOCK);
    setenv("TERM", "xterm-256color", 1);
    setenv("ESCDELAY", "1", 1);
    setlocale(LC_ALL, "C.UTF-8");
    terminal = terminal_start(&error);
    fuzz_require(terminal != NULL, "%s", error.message);
    atexit(stop);
    signal(SIGALRM, SIG_IGN); /* libFuzzer's clock, which would end the program */
}

/* Sends bytes, which the terminal may take in pieces. */
static void send_bytes(Slice rest)
{
    char written[4096];
    while (read(master, written, sizeof written) > 0) { /* what the program wrote */
    }
    while (rest.length > 0) {
        struct pollfd room = {.fd = master, .events = POLLOUT};
        fuzz_require(poll(&room, 1, LIMIT) > 0, "the terminal takes no more");
        ssize_t count = write(master, rest.bytes, rest.length);
        rest = slice_part(rest, count > 0 ? (size_t)count : 0, rest.length);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!terminal) {
        start();
    }
    Text all = TEXT_EMPTY, heard = TEXT_EMPTY;
    text_append(&all, slice_part(slice_make((const char *)data, size), 0, SIZE_MAXIMUM_BYTES));
    for (size_t i = 0; i < all.length; i++) {
        all.bytes[i] = all.bytes[i] == '\004' ? 'x' : all.bytes[i];
    }
    text_append(&all, SLICE("\007\033[201~\007\004"));
    send_bytes(text_slice(&all));
    bool is_over = false;
    for (int round = 0; !is_over && round < ROUNDS_MAXIMUM; round++) {
        Event event = terminal_next(terminal, LIMIT);
        is_over = event.kind == EVENT_KEY && keys_equal(event.key, key_make('d', KEY_CTRL));
        fuzz_require(event.kind != EVENT_HANGUP, "the terminal is gone: signal %d", event.signal);
        record_event(&event, &heard);
    }
    fuzz_require(is_over, "the key after the bytes was not heard");
    text_free(&all);
    text_free(&heard);
    return 0;
}
