/* Text: bytes that grow, always followed by an uncounted zero byte. */
#include "src/base/text.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

void text_free(Text *text)
{
    free(text->bytes);
    *text = TEXT_EMPTY;
}

void text_clear(Text *text)
{
    text->length = 0;
    if (text->bytes) {
        text->bytes[0] = '\0';
    }
}

void text_reserve(Text *text, size_t length)
{
    ARRAY_RESERVE(text->bytes, text->capacity, length + 1);
}

void text_append(Text *text, Slice slice)
{
    text_reserve(text, text->length + slice.length);
    if (slice.length) {
        memcpy(text->bytes + text->length, slice.bytes, slice.length);
    }
    text->length += slice.length;
    text->bytes[text->length] = '\0';
}

void text_append_byte(Text *text, char byte)
{
    text_reserve(text, text->length + 1);
    text->bytes[text->length++] = byte;
    text->bytes[text->length] = '\0';
}

void text_append_repeated(Text *text, char byte, size_t count)
{
    text_reserve(text, text->length + count);
    memset(text->bytes + text->length, byte, count);
    text->length += count;
    text->bytes[text->length] = '\0';
}

void text_append_number(Text *text, uint64_t number)
{
    char digits[20];
    size_t first = sizeof digits;
    do {
        digits[--first] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    text_append(text, slice_make(digits + first, sizeof digits - first));
}

enum { FORMATTED_MOSTLY = 255 }; /* bytes that one printing mostly needs */

void text_format_list(Text *text, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    text_reserve(text, text->length + FORMATTED_MOSTLY); /* so that printing once is mostly enough */
    int length = vsnprintf(text->bytes + text->length, FORMATTED_MOSTLY + 1, format, arguments);
    if (length > FORMATTED_MOSTLY) {
        text_reserve(text, text->length + (size_t)length);
        vsnprintf(text->bytes + text->length, (size_t)length + 1, format, again);
    }
    text->length += length > 0 ? (size_t)length : 0;
    text->bytes[text->length] = '\0';
    va_end(again);
}

void text_format(Text *text, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    text_format_list(text, format, arguments);
    va_end(arguments);
}

void text_splice(Text *text, size_t offset, size_t removed, Slice inserted)
{
    assert(offset <= text->length && removed <= text->length - offset);
    size_t tail = text->length - offset - removed;
    text_reserve(text, text->length - removed + inserted.length);
    memmove(text->bytes + offset + inserted.length, text->bytes + offset + removed, tail);
    if (inserted.length) {
        memcpy(text->bytes + offset, inserted.bytes, inserted.length);
    }
    text->length = offset + inserted.length + tail;
    text->bytes[text->length] = '\0';
}

Slice text_take(Text *text, Arena *arena)
{
    Slice taken = arena_copy(arena, text_slice(text));
    text_free(text);
    return taken;
}
