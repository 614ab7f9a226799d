/*
 * Input: wgetch on a pad, and the events that its numbers mean.
 *
 * The pad is never shown: reading from a window would write it to the terminal first. curses reads no byte ahead of the
 * sequence that it recognized, so the bytes after the start mark of a paste can be read past it. No read asks for more
 * bytes than the end mark still lacks, so none goes past that.
 */
#define NCURSES_NOMACROS
#include "ui/kit/terminal/input.h"

#include "src/base/memory.h"
#include "src/base/text.h"
#include "src/base/utf8.h"
#include "ui/kit/terminal/curses_keys.h"
#include "ui/kit/terminal/input_mouse.h"

#include <curses.h>
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#define PASTE_END SLICE("\033[201~")

enum {
    ESCAPE = 0x1B,
    BYTE_MAXIMUM = 0xFF,
    CHARACTER_END = 0x110000,
    SEQUENCE_MAXIMUM = 1 << 20, /* bytes of an unknown sequence that are skipped */
    PASTE_PATIENCE = 1000       /* milliseconds without a byte that end a paste */
};

struct Input {
    int descriptor;
    WINDOW *pad;
    int pending; /* a number that was read too early; ERR: none */
    bool has_read;
    bool is_pasting;
    int64_t paste_time; /* of the last byte of the paste, in milliseconds */
    Text paste;
};

Input *input_new(int descriptor)
{
    Input *input = memory_allocate_zeroed(1, sizeof *input);
    input->descriptor = descriptor;
    input->pad = newpad(1, 1);
    if (!input->pad) {
        memory_exhausted(0); /* no key could be read */
    }
    input->pending = ERR;
    keypad(input->pad, TRUE);
    nodelay(input->pad, TRUE);
    curses_keys_define();
    return input;
}

void input_free(Input *input)
{
    if (input) {
        delwin(input->pad);
        text_free(&input->paste);
        free(input);
    }
}

bool input_is_pending(const Input *input)
{
    return input->pending != ERR;
}

/* ---- numbers ---- */

/* The next byte or key; ERR if none has arrived. */
static int take(Input *input)
{
    int number = input->pending;
    input->pending = ERR;
    number = number == ERR ? wgetch(input->pad) : number;
    input->has_read |= number != ERR;
    return number;
}

static bool has_bytes(const Input *input, int milliseconds)
{
    struct pollfd keyboard = {.fd = input->descriptor, .events = POLLIN};
    return poll(&keyboard, 1, milliseconds) > 0;
}

/* The next byte or key inside a sequence, which may come late by ESCDELAY. */
static int take_in_sequence(void *context)
{
    Input *input = context;
    int number = take(input);
    return number == ERR && has_bytes(input, get_escdelay()) ? take(input) : number;
}

static Event key_event(Key key)
{
    return (Event){.kind = key.code ? EVENT_KEY : EVENT_NONE, .key = key};
}

/* ---- characters and sequences ---- */

/* A character of UTF-8, from its first byte. */
static Event read_character(Input *input, int first)
{
    size_t needed = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1;
    char bytes[4] = {(char)first};
    size_t count = 1;
    while (count < needed) {
        int next = take_in_sequence(input);
        if (next < 0x80 || next > 0xBF) {
            input->pending = next;
            break;
        }
        bytes[count++] = (char)next;
    }
    size_t offset = 0;
    bool is_valid;
    uint32_t character = utf8_next(slice_make(bytes, count), &offset, &is_valid);
    return key_event(is_valid ? input_character_key(character) : (Key){0});
}

static Event read_key_or_character(Input *input, int number)
{
    return number > BYTE_MAXIMUM ? key_event(input_key(number)) : read_character(input, number);
}

/* True for a byte that goes on with a control sequence (ECMA-48, 5.4: parameters and intermediate bytes). The Linux
   console has keys with a second '['. */
static bool continues_sequence(int number, int index)
{
    return (number >= 0x20 && number <= 0x3F) || (number == '[' && index == 0);
}

/* The rest of ESC [ with `number` as its first byte. ESC [ CHARACTER ; MODIFIERS u is a key; all others are unknown. */
static Event read_control(Input *input, int number)
{
    int parameters[2] = {0};
    size_t at = 0;
    for (int i = 0; i < SEQUENCE_MAXIMUM && continues_sequence(number, i); i++) {
        at += number == ';';
        if (at < 2 && number >= '0' && number <= '9' && parameters[at] < CHARACTER_END) {
            parameters[at] = parameters[at] * 10 + number - '0';
        }
        number = take_in_sequence(input);
    }
    if (number == ESCAPE || number > BYTE_MAXIMUM) { /* the next sequence has begun */
        input->pending = number;
    }
    bool is_key = number == 'u' && at < 2;
    return key_event(is_key ? input_unicode_key((uint32_t)parameters[0], parameters[1]) : (Key){0});
}

/* Skips a control string (OSC, DCS, SOS, PM, APC), from its first byte, up to BEL or ESC \. True if an ESC came that
   does not end it: the number after that ESC is pending. */
static bool skip_string(Input *input, int number)
{
    for (int i = 0; i < SEQUENCE_MAXIMUM && number != ERR && number != '\a'; i++) {
        if (number > BYTE_MAXIMUM) {
            input->pending = number;
            return false;
        }
        if (number == ESCAPE) {
            int next = take_in_sequence(input);
            input->pending = next == '\\' ? ERR : next;
            return next != '\\' && next != ERR;
        }
        number = take_in_sequence(input);
    }
    return false;
}

static Event with_alt(Event event)
{
    event.key.modifiers |= KEY_ALT;
    return event;
}

static bool begins_string(int number)
{
    return number == ']' || number == 'P' || number == 'X' || number == '^' || number == '_';
}

/* What an ESC that begins no key of curses means: the key Esc, Alt with another key, or an unknown sequence. */
static Event read_escape(Input *input)
{
    for (;;) {
        int next = take(input);
        if (next == ERR || next == ESCAPE || (next >= INPUT_FIRST && next <= INPUT_LAST)) {
            input->pending = next;
            return key_event(key_make(KEYCODE_ESCAPE, 0));
        }
        if (next != '[' && next != 'O' && !begins_string(next)) {
            return with_alt(read_key_or_character(input, next));
        }
        int number = take_in_sequence(input);
        if (number == ERR) {
            return with_alt(read_character(input, next));
        }
        if (next == '[') {
            return read_control(input, number);
        }
        if (next == 'O') { /* one byte follows */
            return (Event){.kind = EVENT_NONE};
        }
        if (!skip_string(input, number)) {
            return (Event){.kind = EVENT_NONE};
        }
    }
}

/* ---- pastes ---- */

static int64_t now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

int64_t input_patience(const Input *input)
{
    if (!input->is_pasting) {
        return -1;
    }
    int64_t rest = input->paste_time + PASTE_PATIENCE - now();
    return rest > 0 ? rest : 0;
}

static void begin_paste(Input *input)
{
    text_clear(&input->paste);
    input->is_pasting = true;
    input->paste_time = now();
}

/* How many bytes at the end of a text may be the beginning of the end mark. */
static size_t end_mark_begun(Slice text)
{
    size_t length = PASTE_END.length - 1;
    while (length > 0 &&
           (text.length < length || memcmp(text.bytes + text.length - length, PASTE_END.bytes, length) != 0)) {
        length--;
    }
    return length;
}

/* Reads what has arrived of a paste; true if the end mark was read. */
static bool read_paste(Input *input)
{
    while (has_bytes(input, 0)) {
        char bytes[8];
        ssize_t count = read(input->descriptor, bytes, PASTE_END.length - end_mark_begun(text_slice(&input->paste)));
        if (count <= 0) {
            break;
        }
        input->has_read = true;
        input->paste_time = now();
        text_append(&input->paste, slice_make(bytes, (size_t)count));
        if (slice_ends_with(text_slice(&input->paste), PASTE_END)) {
            return true;
        }
    }
    return false;
}

/* Goes on with a paste; EVENT_NONE while it has not ended. */
static Event continue_paste(Input *input)
{
    bool is_ended = read_paste(input);
    if (!is_ended && input_patience(input) > 0) {
        return (Event){.kind = EVENT_NONE};
    }
    input->is_pasting = false;
    Slice paste = text_slice(&input->paste);
    return (Event){.kind = EVENT_PASTE,
                   .paste = slice_part(paste, 0, paste.length - (is_ended ? PASTE_END.length : 0))};
}

/* ---- events ---- */

static Event read_event(Input *input, int number)
{
    switch (number) {
    case ESCAPE:
        return read_escape(input);
    case INPUT_PASTE:
        begin_paste(input);
        return continue_paste(input);
    case INPUT_MOUSE:
        return input_mouse_read(take_in_sequence, input);
    case INPUT_MOUSE_X10:
        return input_mouse_read_x10(take_in_sequence, input);
    default:
        return read_key_or_character(input, number);
    }
}

bool input_next(Input *input, Event *event, bool *has_read)
{
    input->has_read = false;
    *event = input->is_pasting ? continue_paste(input) : (Event){.kind = EVENT_NONE};
    while (event->kind == EVENT_NONE && !input->is_pasting) {
        int number = take(input);
        if (number == ERR) {
            break;
        }
        *event = read_event(input, number);
    }
    *has_read = input->has_read;
    return event->kind != EVENT_NONE;
}
