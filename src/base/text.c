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
    if (length >= text->capacity) {
        ARRAY_RESERVE(text->bytes, text->capacity, length + 1);
    }
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

/* Appends a string up to its zero byte, or the first `most` bytes; false if there is none. */
static bool append_string(Text *text, const char *string, size_t most)
{
    if (!string) {
        return most == 0;
    }
    const char *end = most == SIZE_MAX ? string + strlen(string) : memchr(string, 0, most);
    text_append(text, slice_make(string, end ? (size_t)(end - string) : most));
    return true;
}

/* Appends what one of the few common directives says, and moves past it; false where it is another one. The arguments
   are those of printf, of which a pointer is passed on, so that each is taken once. */
static bool append_directive(Text *text, const char **format, va_list *arguments)
{
    static const char *const directives[] = {"%%", "%s", "%.*s", "%u", "%zu", "%c"};
    size_t kind = 0, count = sizeof directives / sizeof *directives;
    while (kind < count && strncmp(*format, directives[kind], strlen(directives[kind])) != 0) {
        kind++;
    }
    bool is_done = kind < count;
    int most = kind == 2 ? va_arg(*arguments, int) : 0;
    switch (kind) {
    case 0:
        text_append_byte(text, '%');
        break;
    case 1:
        is_done = append_string(text, va_arg(*arguments, const char *), SIZE_MAX);
        break;
    case 2:
        is_done = most >= 0 && append_string(text, va_arg(*arguments, const char *), (size_t)most);
        break;
    case 3:
        text_append_number(text, va_arg(*arguments, unsigned));
        break;
    case 4:
        text_append_number(text, va_arg(*arguments, size_t));
        break;
    case 5:
        text_append_byte(text, (char)va_arg(*arguments, int));
        break;
    default:
        break;
    }
    *format += is_done ? strlen(directives[kind]) : 0;
    return is_done;
}

/* Formats with the common directives alone, which is several times quicker than printf; false, with nothing appended,
   where the format has others. */
static bool format_simply(Text *text, const char *format, va_list *arguments)
{
    size_t before = text->length;
    while (*format) {
        size_t plain = strcspn(format, "%");
        text_append(text, slice_make(format, plain));
        format += plain;
        if (*format && !append_directive(text, &format, arguments)) {
            text->length = before;
            return false;
        }
    }
    return true;
}

void text_format_list(Text *text, const char *format, va_list arguments)
{
    va_list simple, again;
    va_copy(simple, arguments);
    va_copy(again, arguments);
    text_reserve(text, text->length + FORMATTED_MOSTLY); /* so that printing once is mostly enough */
    if (!format_simply(text, format, &simple)) {
        int length = vsnprintf(text->bytes + text->length, FORMATTED_MOSTLY + 1, format, arguments);
        if (length > FORMATTED_MOSTLY) {
            text_reserve(text, text->length + (size_t)length);
            vsnprintf(text->bytes + text->length, (size_t)length + 1, format, again);
        }
        text->length += length > 0 ? (size_t)length : 0;
    }
    text->bytes[text->length] = '\0';
    va_end(simple);
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
