/*
 * Terminal: the real one, from taking it over to giving it back.
 *
 * `enter` and `leave` are each other's opposites and may alternate: for a suspend, for another program, for the end.
 * Sequences that curses does not know (bracketed paste, mouse reports, clipboard) are written directly. This is safe
 * because curses keeps no bytes back after a paint.
 */
#include "ui/kit/terminal/terminal.h"

#include "src/base/memory.h"
#include "ui/kit/stage/process.h"
#include "ui/kit/stage/signals.h"
#include "ui/kit/terminal/input.h"
#include "ui/kit/terminal/osc52.h"
#include "ui/kit/terminal/screen.h"

#include <errno.h>
#include <langinfo.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

enum { WIDTH_DEFAULT = 80, HEIGHT_DEFAULT = 24 };

#define MOUSE_ON  SLICE("\033[?1000h\033[?1002h\033[?1006h")
#define MOUSE_OFF SLICE("\033[?1006l\033[?1002l\033[?1000l")
#define PASTE_ON  SLICE("\033[?2004h")
#define PASTE_OFF SLICE("\033[?2004l")

struct Terminal {
    FILE *keyboard;       /* standard input or /dev/tty */
    struct termios modes; /* as they were found */
    Screen *screen;
    Input *input;
    int width;
    int height;
    bool is_mouse_on;
    bool is_gone;  /* the terminal hung up */
    bool is_fresh; /* it was taken over anew: the next event says so */
    Key *kept;     /* keys that were put back: those from `next` on */
    size_t kept_count;
    size_t kept_capacity;
    size_t next;
};

/* Writes directly to the terminal. */
static void write_all(Terminal *terminal, Slice rest)
{
    while (rest.length && !terminal->is_gone) {
        ssize_t count = write(STDOUT_FILENO, rest.bytes, rest.length);
        if (count > 0) {
            rest = slice_part(rest, (size_t)count, rest.length);
        } else if (errno == EAGAIN) {
            struct pollfd room = {.fd = STDOUT_FILENO, .events = POLLOUT};
            poll(&room, 1, -1);
        } else if (errno != EINTR) {
            terminal->is_gone = true;
        }
    }
}

/* Writes a private sequence of xterm, if the terminal understands it. */
static void write_private(Terminal *terminal, Slice sequence)
{
    if (screen_is_xterm(terminal->screen)) {
        write_all(terminal, sequence);
    }
}

/* ---- entering and leaving ---- */

/* Reads the size, from the terminal or what is usual, and tells the screen. */
static void read_size(Terminal *terminal)
{
    struct winsize size = {0};
    bool is_told = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 && size.ws_row > 0;
    terminal->width = is_told ? size.ws_col : WIDTH_DEFAULT;
    terminal->height = is_told ? size.ws_row : HEIGHT_DEFAULT;
    screen_resize(terminal->screen, terminal->width, terminal->height);
}

/* Makes ready what puts the terminal back when the process dies. */
static void prepare_rescue(Terminal *terminal)
{
    Text bytes = TEXT_EMPTY;
    if (screen_is_xterm(terminal->screen)) {
        text_append(&bytes, MOUSE_OFF);
        text_append(&bytes, PASTE_OFF);
    }
    screen_print_rescue(terminal->screen, &bytes);
    signals_set_rescue(STDOUT_FILENO, &terminal->modes, bytes.bytes, bytes.length);
    text_free(&bytes);
}

/* Takes the terminal over. */
static void enter(Terminal *terminal)
{
    prepare_rescue(terminal);
    screen_enter(terminal->screen);
    write_private(terminal, PASTE_ON);
    terminal_set_mouse(terminal, terminal->is_mouse_on);
    read_size(terminal);
}

/* Gives the terminal back. */
static void leave(Terminal *terminal)
{
    write_private(terminal, MOUSE_OFF);
    write_private(terminal, PASTE_OFF);
    screen_leave(terminal->screen);
    tcsetattr(STDOUT_FILENO, TCSADRAIN, &terminal->modes); /* once more, should that of curses have failed */
    signals_set_rescue(0, NULL, NULL, 0);
}

/* Takes the terminal over again after someone else had it. */
static void enter_again(Terminal *terminal)
{
    enter(terminal);
    terminal->is_fresh = true;
}

/* ---- life ---- */

/* Finds the keyboard of the terminal on standard output. */
static bool find_terminal(Terminal *terminal, Error *error)
{
    terminal->keyboard = stdin;
    if (!isatty(STDOUT_FILENO)) {
        return error_set(error, ERROR_NOT_POSSIBLE, NULL, "standard output is not a terminal");
    }
    if (!isatty(STDIN_FILENO)) {
        terminal->keyboard = fopen("/dev/tty", "r+e");
        if (!terminal->keyboard) {
            return error_set_errno(error, "/dev/tty", "read keys from the terminal");
        }
    }
    return tcgetattr(STDOUT_FILENO, &terminal->modes) == 0 || error_set_errno(error, NULL, "ask the terminal");
}

static void free_terminal(Terminal *terminal)
{
    input_free(terminal->input);
    screen_close(terminal->screen);
    if (terminal->keyboard && terminal->keyboard != stdin) {
        fclose(terminal->keyboard);
    }
    free(terminal->kept);
    free(terminal);
}

Terminal *terminal_start(Error *error)
{
    Terminal *terminal = memory_allocate_zeroed(1, sizeof *terminal);
    if (!find_terminal(terminal, error)) {
        free_terminal(terminal);
        return NULL;
    }
    if (!signals_start()) {
        error_set(error, ERROR_NOT_POSSIBLE, NULL, "this process already uses the terminal");
        free_terminal(terminal);
        return NULL;
    }
    signals_set_rescue(STDOUT_FILENO, &terminal->modes, NULL, 0);
    terminal->screen = screen_open(terminal->keyboard, error);
    if (!terminal->screen) {
        signals_stop();
        free_terminal(terminal);
        return NULL;
    }
    terminal->input = input_new(fileno(terminal->keyboard));
    enter(terminal);
    return terminal;
}

void terminal_stop(Terminal *terminal)
{
    if (terminal) {
        leave(terminal);
        free_terminal(terminal);
        signals_stop();
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
    screen_paint(terminal->screen, canvas, theme);
}

void terminal_forget(Terminal *terminal)
{
    screen_forget(terminal->screen);
}

void terminal_set_mouse(Terminal *terminal, bool is_on)
{
    terminal->is_mouse_on = is_on;
    write_private(terminal, is_on ? MOUSE_ON : MOUSE_OFF);
}

/* ---- events ---- */

/* The event that a signal makes; EVENT_NONE where none came. */
static Event signal_event(Terminal *terminal)
{
    SignalNews news = signals_take();
    if (news.hangup || terminal->is_gone) {
        return (Event){.kind = EVENT_HANGUP, .signal = news.hangup ? news.hangup : SIGHUP};
    }
    if (news.is_stopped) {
        return (Event){.kind = EVENT_SUSPEND};
    }
    if (news.is_continued) {
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

/* How long to wait for a byte: no longer than a paste that has begun may pause. Negative: without end. */
static long wait_limit(const Terminal *terminal, int64_t milliseconds)
{
    enum { DAY = 86400000 };
    int64_t patience = input_patience(terminal->input);
    int64_t limit = patience >= 0 && (milliseconds < 0 || patience < milliseconds) ? patience : milliseconds;
    return limit < 0 ? -1 : limit > DAY ? DAY : (long)limit;
}

void terminal_put_back(Terminal *terminal, Key key)
{
    ARRAY_RESERVE(terminal->kept, terminal->kept_capacity, terminal->kept_count + 1);
    terminal->kept[terminal->kept_count++] = key;
}

/* The next key that was put back; false where none is left. */
static bool next_kept(Terminal *terminal, Event *event)
{
    bool is_left = terminal->next < terminal->kept_count;
    if (is_left) {
        *event = (Event){.kind = EVENT_KEY, .key = terminal->kept[terminal->next++]};
    }
    return is_left;
}

Event terminal_next(Terminal *terminal, int64_t milliseconds)
{
    for (;;) {
        bool has_read;
        Event event = signal_event(terminal);
        if (event.kind != EVENT_NONE || next_kept(terminal, &event) || input_next(terminal->input, &event, &has_read)) {
            return event;
        }
        bool is_readable = signals_wait(fileno(terminal->keyboard), wait_limit(terminal, milliseconds));
        if (input_next(terminal->input, &event, &has_read)) {
            return event;
        }
        terminal->is_gone |= is_readable && !has_read;
        event = signal_event(terminal);
        if (event.kind != EVENT_NONE || !is_readable) {
            return event;
        }
    }
}

bool terminal_has_input(Terminal *terminal)
{
    struct pollfd keyboard = {.fd = fileno(terminal->keyboard), .events = POLLIN};
    return terminal->next < terminal->kept_count || input_is_pending(terminal->input) || poll(&keyboard, 1, 0) > 0;
}

bool terminal_mouse_delays_escape(const Terminal *terminal)
{
    return screen_is_gnu_screen(terminal->screen);
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
    if (!screen_is_xterm(terminal->screen)) {
        return error_set(error, ERROR_NOT_POSSIBLE, NULL, "the terminal has no clipboard");
    }
    if (text.length > TERMINAL_COPY_MAXIMUM) {
        return error_set(error, ERROR_LIMIT, NULL, "%zu bytes are too many for the clipboard of a terminal",
                         text.length);
    }
    Text bytes = TEXT_EMPTY;
    osc52_print(text, screen_is_gnu_screen(terminal->screen), &bytes);
    write_all(terminal, text_slice(&bytes));
    text_free(&bytes);
    return true;
}
