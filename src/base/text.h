/*
 * Text: bytes that grow.
 *
 * A Text owns its bytes. It starts as TEXT_EMPTY (all zero) and is freed with text_free, after which it is TEXT_EMPTY
 * again. Its bytes are always followed by a zero byte that is not counted, once anything was appended. Slices taken
 * from it are valid until the next call that changes it.
 */
#ifndef IPSE_BASE_TEXT_H
#define IPSE_BASE_TEXT_H

#include "src/base/memory.h"

#include <stdarg.h>
#include <stdint.h>

typedef struct Text {
    char *bytes;
    size_t length;
    size_t capacity;
} Text;

#define TEXT_EMPTY ((Text){0})

void text_free(Text *text);

/* Forgets the bytes, keeps the room. */
void text_clear(Text *text);

/* Makes room for `length` bytes in all. */
void text_reserve(Text *text, size_t length);

void text_append(Text *text, Slice slice);
void text_append_byte(Text *text, char byte);
void text_append_repeated(Text *text, char byte, size_t count);

/* Appends a number in decimal digits. */
void text_append_number(Text *text, uint64_t number);

/* printf at the end. */
void text_format(Text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));
void text_format_list(Text *text, const char *format, va_list arguments) __attribute__((format(printf, 2, 0)));

/* Replaces `removed` bytes at `offset` by `inserted`, which must not be a part of the text itself. Offset and removed
   must lie within the text. */
void text_splice(Text *text, size_t offset, size_t removed, Slice inserted);

/* What the text holds, as a slice. */
static inline Slice text_slice(const Text *text)
{
    return (Slice){text->bytes, text->length};
}

/* A copy of the bytes in an arena; the text is freed. */
Slice text_take(Text *text, Arena *arena);

#endif
