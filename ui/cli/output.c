/* Standard output in large pieces, and text of documents made fit for a terminal. */
#include "ui/cli/output.h"

#include "src/base/utf8.h"
#include "src/json/splice.h"
#include "ui/cli/command.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#define PIECE 65536u

bool output_flush(Output *output)
{
    size_t done = 0;
    while (done < output->buffer.length && output->failure == 0) {
        ssize_t count = write(STDOUT_FILENO, output->buffer.bytes + done, output->buffer.length - done);
        if (count >= 0) {
            done += (size_t)count;
        } else if (errno != EINTR) {
            output->failure = errno;
        }
    }
    text_clear(&output->buffer);
    return output->failure == 0;
}

static void flush_when_large(Output *output)
{
    if (output->buffer.length >= PIECE) {
        output_flush(output);
    }
}

void output_text(Output *output, Slice text)
{
    text_append(&output->buffer, text);
    flush_when_large(output);
}

void output_format(Output *output, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    text_format_list(&output->buffer, format, arguments);
    va_end(arguments);
    flush_when_large(output);
}

void output_visible(Output *output, Slice text)
{
    visible_append(&output->buffer, text);
    flush_when_large(output);
}

int output_close(Output *output, int status)
{
    output_flush(output);
    text_free(&output->buffer);
    if (output->failure == 0) {
        return status;
    }
    if (output->failure != EPIPE) {
        Error error;
        errno = output->failure;
        error_set_errno(&error, "standard output", "cannot write");
        complain(&error);
    }
    return EXIT_TROUBLE;
}

/* Appends a character as JSON would escape it: one \uXXXX, or two past U+FFFF. */
static void append_escape(Text *line, uint32_t character)
{
    if (character > 0xFFFF) {
        uint32_t rest = character - 0x10000;
        text_format(line, "\\u%04x\\u%04x", 0xD800 + (rest >> 10), 0xDC00 + (rest & 0x3FF));
    } else {
        text_format(line, "\\u%04x", character);
    }
}

static bool is_break(uint32_t character)
{
    return character == '\n' || character == '\r' || character == '\t';
}

void visible_append(Text *line, Slice text)
{
    size_t offset = 0;
    bool is_after_break = false;
    while (offset < text.length) {
        size_t start = offset;
        bool is_valid = true;
        uint32_t character = utf8_next(text, &offset, &is_valid);
        if (!is_valid) {
            text_format(line, "\\x%02x", (unsigned char)text.bytes[start]);
        } else if (is_break(character)) {
            text_append(line, is_after_break ? SLICE("") : SLICE(" "));
        } else if (utf8_is_hidden(character)) {
            append_escape(line, character);
        } else {
            text_append(line, slice_part(text, start, offset - start));
        }
        is_after_break = is_valid && is_break(character);
    }
}

void visible_append_path(Text *line, Slice path)
{
    size_t from = 0;
    size_t space;
    while ((space = slice_find(path, SLICE(" "), from)) != SIZE_MAX) {
        visible_append(line, slice_part(path, from, space - from));
        text_append(line, SLICE("\\u0020"));
        from = space + 1;
    }
    visible_append(line, slice_part(path, from, SIZE_MAX));
}

void visible_append_json(Text *json, Slice text)
{
    Text quoted = TEXT_EMPTY;
    splice_quote(text, &quoted);
    Slice all = text_slice(&quoted);
    size_t offset = 0;
    while (offset < all.length) {
        size_t start = offset;
        uint32_t character = utf8_next(all, &offset, NULL);
        if (utf8_is_hidden(character)) {
            append_escape(json, character);
        } else {
            text_append(json, slice_part(all, start, offset - start));
        }
    }
    text_free(&quoted);
}

void complain(const Error *error)
{
    Text line = TEXT_EMPTY;
    text_append(&line, SLICE("ipse: "));
    if (error->where[0]) {
        visible_append(&line, slice_from(error->where));
        text_append(&line, SLICE(": "));
    }
    visible_append(&line, slice_from(error->message));
    text_append_byte(&line, '\n');
    fwrite(line.bytes, 1, line.length, stderr);
    text_free(&line);
}
