/* Emulator: a screen made of what the program writes. */
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
    emulator->top = emulator->bottom = 0;
    size_t count = (size_t)width * (size_t)height;
    emulator->cells = memory_resize(emulator->cells, count * sizeof *emulator->cells);
    clear(emulator);
}

/* Blanks what is left of wide characters of which [from, to) of the cursor's row takes a half. */
static void blank_halves(Emulator *emulator, int from, int to)
{
    uint32_t *row = emulator->cells + (size_t)emulator->y * (size_t)emulator->width;
    if (from > 0 && from < emulator->width && row[from] == 0) {
        row[from - 1] = ' ';
    }
    if (to > 0 && to < emulator->width && row[to] == 0) {
        row[to] = ' ';
    }
}

/* Writes a character at the cursor; combining marks are not kept. */
static void put(Emulator *emulator, uint32_t character)
{
    int width = utf8_width(character);
    emulator->last = character;
    if (emulator->x >= emulator->width) {
        emulator->x = 0;
        emulator->y++;
    }
    if (width > 0 && emulator->y < emulator->height) {
        blank_halves(emulator, emulator->x, emulator->x + width);
    }
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

/* Blanks cells of the cursor's row. */
static void blank(Emulator *emulator, int from, int to)
{
    if (emulator->y < emulator->height) {
        blank_halves(emulator, from, to);
    }
    for (int x = from; x < to && x < emulator->width && emulator->y < emulator->height; x++) {
        emulator->cells[emulator->y * emulator->width + x] = ' ';
    }
}

/* Moves the cells of the cursor's row from the cursor on, to the right or the left. */
static void shift(Emulator *emulator, int count)
{
    uint32_t *row = emulator->cells + emulator->y * emulator->width;
    int rest = emulator->width - emulator->x - abs(count);
    if (rest > 0) {
        uint32_t *here = row + emulator->x;
        memmove(count > 0 ? here + count : here, count > 0 ? here : here - count, (size_t)rest * sizeof *row);
    }
    count > 0 ? blank(emulator, emulator->x, emulator->x + count)
              : blank(emulator, emulator->width + count, emulator->width);
}

/* Scrolls the lines [top, bottom] down, or up where `count` is negative. */
static void scroll(Emulator *emulator, int top, int count)
{
    int bottom = emulator->bottom ? emulator->bottom : emulator->height;
    int y = emulator->y;
    size_t width = (size_t)emulator->width;
    bottom = bottom < emulator->height ? bottom : emulator->height;
    for (int i = 0; i < abs(count) && top < bottom; i++) {
        uint32_t *first = emulator->cells + (size_t)top * width;
        size_t size = (size_t)(bottom - top - 1) * width * sizeof *first;
        memmove(count > 0 ? first + width : first, count > 0 ? first : first + width, size);
        emulator->y = count > 0 ? top : bottom - 1;
        blank(emulator, 0, emulator->width);
    }
    emulator->y = y;
}

/* Moves the cursor or changes cells; false for what is something else. */
static bool edit(Emulator *emulator, char final, const int numbers[])
{
    int count = numbers[0] > 0 ? numbers[0] : 1;
    switch (final) {
    case 'A':
        emulator->y -= count;
        return true;
    case 'B':
        emulator->y += count;
        return true;
    case 'C':
        emulator->x += count;
        return true;
    case 'D':
        emulator->x -= count;
        return true;
    case 'G':
        emulator->x = count - 1;
        return true;
    case 'd':
        emulator->y = count - 1;
        return true;
    case 'X':
        blank(emulator, emulator->x, emulator->x + count);
        return true;
    case 'K':
        blank(emulator, numbers[0] == 1 ? 0 : emulator->x, numbers[0] == 1 ? emulator->x + 1 : emulator->width);
        return true;
    case '@':
        shift(emulator, count);
        return true;
    case 'P':
        shift(emulator, -count);
        return true;
    case 'L':
        scroll(emulator, emulator->y, count);
        return true;
    case 'M':
        scroll(emulator, emulator->y, -count);
        return true;
    case 'T':
        scroll(emulator, emulator->top, count);
        return true;
    case 'S':
        scroll(emulator, emulator->top, -count);
        return true;
    case 'b':
        for (int i = 0; i < count; i++) {
            put(emulator, emulator->last);
        }
        return true;
    case 'r':
        emulator->top = numbers[0] ? numbers[0] - 1 : 0;
        emulator->bottom = numbers[1];
        emulator->x = emulator->y = 0;
        return true;
    default:
        return false;
    }
}

/* ESC [ body, of which the last byte is the final one. */
static void control(Emulator *emulator, Slice body)
{
    int numbers[8] = {0};
    size_t count = 0;
    for (size_t i = 0; i < body.length && count < 8; i++) {
        char c = body.bytes[i];
        numbers[count] =
            c >= '0' && c <= '9' && numbers[count] < 100000 ? numbers[count] * 10 + (c - '0') : numbers[count];
        count += c == ';' || c == ':';
    }
    char final = body.bytes[body.length - 1];
    if (final == 'J' && numbers[0] == 0) {
        int y = emulator->y;
        blank(emulator, emulator->x, emulator->width);
        for (emulator->y++; emulator->y < emulator->height; emulator->y++) {
            blank(emulator, 0, emulator->width);
        }
        emulator->y = y;
    } else if (final == 'H') {
        emulator->y = numbers[0] > 0 ? numbers[0] - 1 : 0;
        emulator->x = numbers[1] > 0 ? numbers[1] - 1 : 0;
    } else if (final == 'J') {
        clear(emulator);
    } else if (body.bytes[0] == '?' && (final == 'h' || final == 'l')) {
        for (size_t i = 0; i <= count; i++) {
            set_mode(emulator, numbers[i], final == 'h');
        }
    } else if (!edit(emulator, final, numbers) && !strchr("mtlhcu", final)) {
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
        for (size_t i = 2; i < bytes.length; i++) {
            if (bytes.bytes[i] == '\a' || (bytes.bytes[i] == '\\' && bytes.bytes[i - 1] == '\033')) {
                return i + 1;
            }
        }
        return 0;
    }
    if (second == 'M' && emulator->y == emulator->top) {
        scroll(emulator, emulator->top, 1);
    } else if (second == 'M') {
        emulator->y--;
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
    if (first == '\b' || first == '\t') {
        emulator->x = first == '\b' ? (emulator->x > 0 ? emulator->x - 1 : 0) : (emulator->x | 7) + 1;
        return 1;
    }
    if (first == '\n' || first == '\r') {
        int bottom = emulator->bottom ? emulator->bottom : emulator->height;
        emulator->x = first == '\r' ? 0 : emulator->x;
        if (first == '\n' && emulator->y == bottom - 1) {
            scroll(emulator, emulator->top, -1);
        } else {
            emulator->y += first == '\n';
        }
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
