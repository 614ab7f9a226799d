/* Emulator: a screen made of what the painter writes. */
#include "tests/support/emulator.h"

#include "src/base/memory.h"
#include "src/base/utf8.h"

#include <stdint.h>
#include <stdlib.h>

void emulator_start(Emulator *emulator, int width, int height)
{
    *emulator = (Emulator){0};
    emulator_resize(emulator, width, height);
}

void emulator_end(Emulator *emulator)
{
    free(emulator->cells);
    text_free(&emulator->pending);
    text_free(&emulator->seen);
}

/* Blanks the screen. */
static void clear(Emulator *emulator)
{
    for (int i = 0; i < emulator->width * emulator->height; i++) {
        emulator->cells[i] = ' ';
    }
}

void emulator_resize(Emulator *emulator, int width, int height)
{
    emulator->width = width;
    emulator->height = height;
    size_t count = (size_t)width * (size_t)height;
    emulator->cells = memory_resize(emulator->cells, count * sizeof *emulator->cells);
    clear(emulator);
}

/* Writes a character at the cursor; combining marks are not kept. */
static void put(Emulator *emulator, uint32_t character)
{
    int width = utf8_width(character);
    for (int i = 0; i < width; i++) {
        if (emulator->x < emulator->width && emulator->y < emulator->height) {
            emulator->cells[emulator->y * emulator->width + emulator->x] = i ? 0 : character;
        }
        emulator->x++;
    }
}

/* A private mode is turned on or off. */
static void set_mode(Emulator *emulator, int mode, bool is_on)
{
    if (mode == 1049 || mode == 1047 || mode == 47) {
        emulator->is_alternate = is_on;
        clear(emulator);
    } else if (mode == 25) {
        emulator->is_cursor_hidden = !is_on;
    } else if (mode == 1000) {
        emulator->is_mouse_on = is_on;
    } else if (mode == 2004) {
        emulator->is_paste_on = is_on;
    }
}

/* ESC [ body, of which the last byte is the final one. */
static void control(Emulator *emulator, Slice body)
{
    int numbers[8] = {0};
    size_t count = 0;
    for (size_t i = 0; i < body.length && count < 8; i++) {
        char c = body.bytes[i];
        numbers[count] = c >= '0' && c <= '9' ? numbers[count] * 10 + (c - '0') : numbers[count];
        count += c == ';';
    }
    char final = body.bytes[body.length - 1];
    if (final == 'H') {
        emulator->y = numbers[0] > 0 ? numbers[0] - 1 : 0;
        emulator->x = numbers[1] > 0 ? numbers[1] - 1 : 0;
    } else if (final == 'J') {
        clear(emulator);
    } else if (body.bytes[0] == '?' && (final == 'h' || final == 'l')) {
        for (size_t i = 0; i <= count; i++) {
            set_mode(emulator, numbers[i], final == 'h');
        }
    } else if (!strchr("mtlhrcu", final)) {
        emulator->unknown++;
    }
}

/* Length of the sequence at the front; 0 where it is not complete. */
static size_t sequence(Emulator *emulator, Slice bytes)
{
    if (bytes.length < 2) {
        return 0;
    }
    char second = bytes.bytes[1];
    if (second == '[') {
        for (size_t i = 2; i < bytes.length; i++) {
            if (bytes.bytes[i] >= 0x40 && bytes.bytes[i] < 0x7F) {
                control(emulator, slice_part(bytes, 2, i - 1));
                return i + 1;
            }
        }
        return 0;
    }
    if (second == ']' || second == 'P') {
        size_t end = slice_find(bytes, second == ']' ? SLICE("\a") : SLICE("\033\\"), 2);
        return end == SIZE_MAX ? 0 : end + (second == ']' ? 1 : 2);
    }
    return second == '(' || second == ')' ? (bytes.length < 3 ? 0 : 3) : 2;
}

/* Takes one character or sequence; 0 where it is not complete. */
static size_t take(Emulator *emulator, Slice bytes)
{
    unsigned char first = (unsigned char)bytes.bytes[0];
    if (first == 0x1B) {
        return sequence(emulator, bytes);
    }
    if (first == '\n' || first == '\r') {
        emulator->x = first == '\r' ? 0 : emulator->x;
        emulator->y += first == '\n';
        return 1;
    }
    size_t needed = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1;
    if (bytes.length < needed) {
        return 0;
    }
    size_t offset = 0;
    uint32_t character = utf8_next(bytes, &offset, NULL);
    if (first >= 0x20) {
        put(emulator, character);
    }
    return offset;
}

void emulator_feed(Emulator *emulator, Slice bytes)
{
    text_append(&emulator->seen, bytes);
    text_append(&emulator->pending, bytes);
    size_t at = 0;
    while (at < emulator->pending.length) {
        size_t length = take(emulator, slice_part(text_slice(&emulator->pending), at, emulator->pending.length));
        if (length == 0) {
            break;
        }
        at += length;
    }
    text_splice(&emulator->pending, 0, at, SLICE(""));
}

void emulator_print(const Emulator *emulator, Text *text)
{
    for (int y = 0; y < emulator->height; y++) {
        size_t end = text->length;
        for (int x = 0; x < emulator->width; x++) {
            uint32_t character = emulator->cells[y * emulator->width + x];
            if (character) {
                utf8_append(text, character);
            }
            end = character != ' ' ? text->length : end;
        }
        text_splice(text, end, text->length - end, SLICE(""));
        text_append_byte(text, '\n');
    }
}

bool emulator_shows(const Emulator *emulator, const char *text)
{
    Text screen = TEXT_EMPTY;
    emulator_print(emulator, &screen);
    bool is_shown = slice_find(text_slice(&screen), slice_from(text), 0) != SIZE_MAX;
    text_free(&screen);
    return is_shown;
}

bool emulator_was_sent(const Emulator *emulator, const char *bytes)
{
    return slice_find(text_slice(&emulator->seen), slice_from(bytes), 0) != SIZE_MAX;
}
