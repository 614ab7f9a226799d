/*
 * Terminal: the real one, from taking it over to giving it back.
 *
 * `enter` and `leave` are each other's opposites and may alternate: for a suspend, for another program, for the end.
 */
#include "ui/kit/terminal.h"

#include "src/base/memory.h"
#include "ui/kit/capabilities.h"
#include "ui/kit/decoder.h"
#include "ui/kit/osc52.h"
#include "ui/kit/painter.h"
#include "ui/kit/process.h"
#include "ui/kit/signals.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

enum {
    WIDTH_DEFAULT = 80,
    HEIGHT_DEFAULT = 24,
    ESCAPE_DELAY_DEFAULT = 25,
    ESCAPE_DELAY_MAXIMUM = 5000,
    PASTE_DELAY = 1000, /* a paste that stops for so long has no end */
    READ_SIZE = 65536
};

#define MOUSE_ON  SLICE("\033[?1000h\033[?1002h\033[?1006h")
#define MOUSE_OFF SLICE("\033[?1006l\033[?1002l\033[?1000l")
#define PASTE_ON  SLICE("\033[?2004h")
#define PASTE_OFF SLICE("\033[?2004l")

struct Terminal {
    int input;
    int output;
    bool owns_input;      /* /dev/tty was opened */
    struct termios modes; /* as they were found */
    Capabilities *capabilities;
    Painter *painter;
    Decoder *decoder;
    Text bytes; /* to be written */
    int width;
    int height;
    long escape_delay;
    bool is_mouse_on;
    bool is_entered;
    bool is_gone;  /* the terminal hung up */
    bool is_fresh; /* it was taken over anew: the next event says so */
};

/* ---- writing ---- */

/* Writes what has gathered. */
static void flush(Terminal *terminal)
{
    Slice rest = text_slice(&terminal->bytes);
    while (rest.length && !terminal->is_gone) {
        ssize_t count = write(terminal->output, rest.bytes, rest.length);
        if (count > 0) {
            rest = slice_part(rest, (size_t)count, rest.length);
        } else if (errno == EAGAIN) {
            struct pollfd room = {.fd = terminal->output, .events = POLLOUT};
            poll(&room, 1, -1);
        } else if (errno != EINTR) {
            terminal->is_gone = true;
        }
    }
    text_clear(&terminal->bytes);
}

static void print(Terminal *terminal, CapabilityString string)
{
    capabilities_print(terminal->capabilities, string, &terminal->bytes);
}

/* Appends a private sequence, which only relatives of xterm are told. */
static void print_private(Terminal *terminal, Slice sequence)
{
    if (capabilities_is_xterm(terminal->capabilities)) {
        text_append(&terminal->bytes, sequence);
    }
}

/* ---- entering and leaving ---- */

/* Reads the size, from the terminal or what is usual. */
static void read_size(Terminal *terminal)
{
    struct winsize size = {0};
    bool is_told = ioctl(terminal->output, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 && size.ws_row > 0;
    terminal->width = is_told ? size.ws_col : WIDTH_DEFAULT;
    terminal->height = is_told ? size.ws_row : HEIGHT_DEFAULT;
}

/* Appends what gives the screen back. */
static void print_leaving(Terminal *terminal)
{
    print_private(terminal, MOUSE_OFF);
    print_private(terminal, PASTE_OFF);
    print(terminal, CAPABILITY_LEAVE_KEYPAD);
    print(terminal, CAPABILITY_RESET);
    print(terminal, CAPABILITY_CLEAR);
    print(terminal, CAPABILITY_LEAVE_SCREEN);
    print(terminal, CAPABILITY_SHOW_CURSOR);
}

/* Takes the terminal over. */
static void enter(Terminal *terminal)
{
    struct termios raw = terminal->modes;
    print_leaving(terminal);
    signals_set_rescue(terminal->output, &terminal->modes, terminal->bytes.bytes, terminal->bytes.length);
    text_clear(&terminal->bytes);
    cfmakeraw(&raw);
    raw.c_cc[VMIN] = 1;
    raw.c_cc[VTIME] = 0;
    tcsetattr(terminal->input, TCSADRAIN, &raw);
    print(terminal, CAPABILITY_ENTER_SCREEN);
    print(terminal, CAPABILITY_ENTER_KEYPAD);
    print_private(terminal, PASTE_ON);
    print_private(terminal, terminal->is_mouse_on ? MOUSE_ON : MOUSE_OFF);
    flush(terminal);
    painter_forget(terminal->painter);
    read_size(terminal);
    terminal->is_entered = true;
}

/* Gives the terminal back. */
static void leave(Terminal *terminal)
{
    if (!terminal->is_entered) {
        return;
    }
    print_leaving(terminal);
    flush(terminal);
    tcsetattr(terminal->input, TCSADRAIN, &terminal->modes);
    signals_set_rescue(0, NULL, NULL, 0);
    terminal->is_entered = false;
}

/* Takes the terminal over again after someone else had it. */
static void enter_again(Terminal *terminal)
{
    enter(terminal);
    terminal->is_fresh = true;
}

/* ---- life ---- */

/* Milliseconds that an ESC may be the beginning of a sequence. */
static long escape_delay(void)
{
    const char *value = getenv("ESCDELAY");
    char *end = NULL;
    long delay = value ? strtol(value, &end, 10) : -1;
    bool is_number = value && *value && *end == '\0' && delay >= 0 && delay <= ESCAPE_DELAY_MAXIMUM;
    return is_number ? delay : ESCAPE_DELAY_DEFAULT;
}

/* Finds the descriptors of the terminal. */
static bool find_terminal(Terminal *terminal, Error *error)
{
    terminal->output = STDOUT_FILENO;
    terminal->input = STDIN_FILENO;
    if (!isatty(STDOUT_FILENO)) {
        return error_set(error, ERROR_NOT_POSSIBLE, NULL, "standard output is no terminal");
    }
    if (!isatty(STDIN_FILENO)) {
        terminal->input = open("/dev/tty", O_RDWR | O_CLOEXEC);
        terminal->owns_input = terminal->input >= 0;
        if (!terminal->owns_input) {
            return error_set_errno(error, "/dev/tty", "take keys from the terminal");
        }
    }
    return tcgetattr(terminal->input, &terminal->modes) == 0 || error_set_errno(error, NULL, "ask the terminal");
}

static void free_terminal(Terminal *terminal)
{
    if (terminal->owns_input) {
        close(terminal->input);
    }
    painter_free(terminal->painter);
    decoder_free(terminal->decoder);
    capabilities_free(terminal->capabilities);
    text_free(&terminal->bytes);
    free(terminal);
}

Terminal *terminal_start(Error *error)
{
    Terminal *terminal = memory_allocate_zeroed(1, sizeof *terminal);
    bool is_found = find_terminal(terminal, error);
    terminal->capabilities = is_found ? capabilities_read(getenv("TERM"), terminal->output, error) : NULL;
    if (!terminal->capabilities) {
        free_terminal(terminal);
        return NULL;
    }
    if (!signals_start()) {
        error_set(error, ERROR_NOT_POSSIBLE, NULL, "the terminal is in use by this process");
        free_terminal(terminal);
        return NULL;
    }
    terminal->painter = painter_new(terminal->capabilities);
    terminal->decoder = decoder_new();
    terminal->escape_delay = escape_delay();
    capabilities_teach(terminal->capabilities, terminal->decoder);
    enter(terminal);
    return terminal;
}

void terminal_stop(Terminal *terminal)
{
    if (terminal) {
        leave(terminal);
        signals_stop();
        free_terminal(terminal);
    }
}

bool terminal_is_utf8(void)
{
    return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

const char *terminal_likely_theme(void)
{
    /* COLORFGBG is "foreground;background" or "foreground;default;background", in indexes of the 16 colours. */
    const char *value = getenv("COLORFGBG");
    const char *last = value ? strrchr(value, ';') : NULL;
    bool is_light = last && (strcmp(last, ";7") == 0 || strcmp(last, ";15") == 0);
    return is_light ? "light" : "dark";
}

void terminal_size(const Terminal *terminal, int *width, int *height)
{
    *width = terminal->width;
    *height = terminal->height;
}

/* ---- painting ---- */

void terminal_paint(Terminal *terminal, const Canvas *canvas, const Theme *theme)
{
    painter_paint(terminal->painter, canvas, theme, &terminal->bytes);
    flush(terminal);
}

void terminal_forget(Terminal *terminal)
{
    painter_forget(terminal->painter);
}

void terminal_set_mouse(Terminal *terminal, bool is_on)
{
    terminal->is_mouse_on = is_on;
    print_private(terminal, is_on ? MOUSE_ON : MOUSE_OFF);
    flush(terminal);
}

void terminal_bell(Terminal *terminal)
{
    print(terminal, CAPABILITY_BELL);
    flush(terminal);
}

/* ---- events ---- */

/* Reads what there is; false when the terminal is gone. */
static bool read_input(Terminal *terminal)
{
    char bytes[READ_SIZE];
    ssize_t count = read(terminal->input, bytes, sizeof bytes);
    if (count > 0) {
        decoder_feed(terminal->decoder, slice_make(bytes, (size_t)count));
        return true;
    }
    return count < 0 && (errno == EINTR || errno == EAGAIN);
}

/* The event that a signal makes; EVENT_NONE where none came. */
static Event signal_event(Terminal *terminal)
{
    SignalNews news = signals_take();
    if (news.hangup || terminal->is_gone) {
        return (Event){.kind = EVENT_HANGUP, .signal = news.hangup ? news.hangup : SIGHUP};
    }
    if (news.is_stopped) {
        terminal_suspend(terminal);
    } else if (news.is_continued) {
        enter_again(terminal);
    }
    if (terminal->is_fresh || news.is_resized) {
        EventKind kind = terminal->is_fresh ? EVENT_RESUMED : EVENT_RESIZE;
        terminal->is_fresh = false;
        read_size(terminal);
        return (Event){.kind = kind, .width = terminal->width, .height = terminal->height};
    }
    return (Event){.kind = EVENT_NONE};
}

/* How long to wait for more bytes: what the caller allows, or less where a sequence may be complete already. */
static long patience(const Terminal *terminal, int64_t milliseconds, bool *is_for_rest)
{
    DecoderState state = decoder_state(terminal->decoder);
    long limit = milliseconds < 0 ? -1 : milliseconds > 86400000 ? 86400000 : (long)milliseconds;
    long rest = state == DECODER_IN_PASTE ? PASTE_DELAY : terminal->escape_delay;
    *is_for_rest = state != DECODER_IDLE;
    return *is_for_rest ? rest : limit;
}

Event terminal_next(Terminal *terminal, int64_t milliseconds)
{
    for (;;) {
        Event event = signal_event(terminal);
        if (event.kind != EVENT_NONE || decoder_next(terminal->decoder, false, &event)) {
            return event;
        }
        bool is_for_rest;
        long wait = patience(terminal, milliseconds, &is_for_rest);
        if (signals_wait(terminal->input, wait)) {
            terminal->is_gone = !read_input(terminal);
            continue;
        }
        event = signal_event(terminal);
        if (event.kind != EVENT_NONE || (is_for_rest && decoder_next(terminal->decoder, true, &event))) {
            return event;
        }
        if (!is_for_rest) {
            return (Event){.kind = EVENT_NONE};
        }
    }
}

bool terminal_has_input(Terminal *terminal)
{
    struct pollfd input = {.fd = terminal->input, .events = POLLIN};
    return decoder_state(terminal->decoder) == DECODER_IN_SEQUENCE || poll(&input, 1, 0) > 0;
}

/* ---- others at the terminal ---- */

void terminal_suspend(Terminal *terminal)
{
    leave(terminal);
    signals_suspend();
    enter_again(terminal);
}

bool terminal_run(Terminal *terminal, char *const arguments[], int *exit_status, Error *error)
{
    leave(terminal);
    bool is_run = process_run(arguments, exit_status, error);
    enter_again(terminal);
    return is_run;
}

bool terminal_copy(Terminal *terminal, Slice text, Error *error)
{
    if (!capabilities_is_xterm(terminal->capabilities)) {
        return error_set(error, ERROR_NOT_POSSIBLE, NULL, "this terminal has no clipboard");
    }
    if (text.length > TERMINAL_COPY_MAXIMUM) {
        return error_set(error, ERROR_LIMIT, NULL, "%zu bytes are too many for a terminal's clipboard", text.length);
    }
    osc52_print(text, capabilities_is_screen(terminal->capabilities), &terminal->bytes);
    flush(terminal);
    return true;
}

void terminal_on_crash(void (*handler)(void))
{
    signals_on_crash(handler);
}
