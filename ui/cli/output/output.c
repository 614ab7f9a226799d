/* Standard output in large pieces, and text of documents made fit for a terminal. */
#include "ui/cli/output/output.h"

#include "src/base/ascii.h"
#include "src/base/shown.h"
#include "src/base/utf8.h"
#include "src/json/splice.h"
#include "ui/cli/output/exit_status.h"

#include <errno.h>
#include <unistd.h>

#define PIECE 65536u

/* How the characters that may not leave as they are are written. */
typedef enum Escapes { ESCAPES_OF_TEXT, ESCAPES_OF_JSON } Escapes;

/* Writes bytes to standard output or error, and gives errno where that fails. All that the program prints comes here,
   and has passed append_safe, except what output_exact was given. */
static int write_out(int descriptor, Slice bytes)
{
    while (bytes.length > 0) {
        ssize_t count = write(descriptor, bytes.bytes, bytes.length);
        if (count < 0 && errno != EINTR) {
            return errno;
        }
        bytes = slice_part(bytes, count > 0 ? (size_t)count : 0, SIZE_MAX);
    }
    return 0;
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

/* The length of the printable ASCII and line feeds at the start. */
static size_t plain_length(Slice text)
{
    size_t length = ascii_plain_length(text);
    while (length < text.length && text.bytes[length] == '\n') {
        length++;
        length += ascii_plain_length(slice_part(text, length, SIZE_MAX));
    }
    return length;
}

/* Appends text with what the rule forbids escaped. */
static void append_safe(Text *buffer, Slice text, Escapes escapes)
{
    for (size_t offset = 0; offset < text.length;) {
        size_t plain = plain_length(slice_part(text, offset, SIZE_MAX));
        text_append(buffer, slice_part(text, offset, plain));
        size_t start = offset += plain;
        bool is_valid = true;
        uint32_t character = offset < text.length ? utf8_next(text, &offset, &is_valid) : ' ';
        if (!is_valid) {
            text_format(buffer, escapes == ESCAPES_OF_JSON ? "\\ufffd" : "\\x%02x", (unsigned char)text.bytes[start]);
        } else if (utf8_is_unseen(character)) {
            append_escape(buffer, character);
        } else {
            text_append(buffer, slice_part(text, start, offset - start));
        }
    }
}

bool output_flush(Output *output)
{
    Slice bytes = text_slice(&output->buffer);
    if (output->failure == 0) {
        output->failure = write_out(STDOUT_FILENO, bytes);
    }
    output->is_mid_line = bytes.length > 0 ? bytes.bytes[bytes.length - 1] != '\n' : output->is_mid_line;
    text_clear(&output->buffer);
    return output->failure == 0;
}

static void flush_when_large(Output *output)
{
    if (output->buffer.length >= PIECE && !output->is_kept) {
        output_flush(output);
    }
}

void output_join(Output *output, Output *kept)
{
    text_append(&output->buffer, text_slice(&kept->buffer));
    text_clear(&kept->buffer);
    flush_when_large(output);
}

void output_text(Output *output, Slice text)
{
    append_safe(&output->buffer, text, ESCAPES_OF_TEXT);
    flush_when_large(output);
}

void output_format(Output *output, const char *format, ...)
{
    Text text = TEXT_EMPTY;
    va_list arguments;
    va_start(arguments, format);
    text_format_list(&text, format, arguments);
    va_end(arguments);
    output_text(output, text_slice(&text));
    text_free(&text);
}

void output_visible(Output *output, Slice text)
{
    visible_append(&output->buffer, text);
    flush_when_large(output);
}

void output_path(Output *output, Slice path)
{
    visible_append_path(&output->buffer, path);
    flush_when_large(output);
}

void output_json(Output *output, Slice json)
{
    append_safe(&output->buffer, json, ESCAPES_OF_JSON);
    flush_when_large(output);
}

void output_exact(Output *output, Slice bytes)
{
    text_append(&output->buffer, bytes);
    flush_when_large(output);
}

void output_diff(Output *output, Slice diff)
{
    if (!isatty(STDOUT_FILENO)) {
        output_exact(output, diff);
        return;
    }
    Text text = TEXT_EMPTY;
    for (size_t at = 0; at < diff.length;) {
        Slice line = slice_part(diff, at, slice_find(slice_part(diff, at, SIZE_MAX), SLICE("\n"), 0));
        text_clear(&text);
        for (size_t i = 0; i < line.length; i++) {
            if (ascii_is_json_white(line.bytes[i])) {
                text_append_byte(&text, line.bytes[i]);
            } else {
                shown_append_byte(&text, line.bytes[i]);
            }
        }
        output_visible(output, text_slice(&text));
        output_text(output, SLICE("\n"));
        at += line.length + 1;
    }
    text_free(&text);
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

static bool is_break(uint32_t character)
{
    return character == '\n' || character == '\r' || character == '\t';
}

void visible_append(Text *line, Slice text)
{
    size_t offset = 0;
    bool is_after_break = false;
    while (offset < text.length) {
        size_t plain = ascii_plain_length(slice_part(text, offset, SIZE_MAX));
        if (plain > 0) {
            text_append(line, slice_part(text, offset, plain));
            offset += plain;
            is_after_break = false;
            continue;
        }
        size_t start = offset;
        bool is_valid = true;
        uint32_t character = utf8_next(text, &offset, &is_valid);
        if (!is_valid) {
            text_format(line, "\\x%02x", (unsigned char)text.bytes[start]);
        } else if (is_break(character)) {
            text_append(line, is_after_break ? SLICE("") : SLICE(" "));
        } else if (utf8_is_unseen(character)) {
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
    append_safe(json, text_slice(&quoted), ESCAPES_OF_JSON);
    text_free(&quoted);
}

void visible_append_json_text(Text *json, Slice text)
{
    append_safe(json, text, ESCAPES_OF_JSON);
}

void output_error(Slice text)
{
    Text line = TEXT_EMPTY;
    append_safe(&line, text, ESCAPES_OF_TEXT);
    write_out(STDERR_FILENO, text_slice(&line));
    text_free(&line);
}

void output_over(Slice words, size_t covered)
{
    Text line = TEXT_EMPTY;
    text_append_byte(&line, '\r');
    append_safe(&line, words, ESCAPES_OF_TEXT);
    for (size_t i = words.length; i < covered; i++) {
        text_append_byte(&line, ' ');
    }
    text_append_byte(&line, '\r');
    write_out(STDERR_FILENO, text_slice(&line));
    text_free(&line);
}

/* Prints "ipse: WHERE: WORDS" on standard error; WHERE may be empty. */
static void print_remark(const char *where, const char *kind, const char *words)
{
    Text line = TEXT_EMPTY;
    text_append(&line, SLICE("ipse: "));
    if (where[0]) {
        visible_append(&line, slice_from(where));
        text_append(&line, SLICE(": "));
    }
    text_append(&line, slice_from(kind));
    visible_append(&line, slice_from(words));
    text_append_byte(&line, '\n');
    output_error(text_slice(&line));
    text_free(&line);
}

void complain(const Error *error)
{
    print_remark(error->where, "", error->message);
}

void remark(const char *where, const char *sentence)
{
    print_remark(where, "note: ", sentence);
}
