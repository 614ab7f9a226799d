/*
 * Record reader: a byte stream, and what was read of it and not given out yet.
 */
#include "src/json/record_reader.h"

#include "src/base/ascii.h"
#include "src/base/streams/byte_stream.h"
#include "src/base/streams/gunzip.h"
#include "src/json/line_form.h"

#include <stdlib.h>

#define MARK "\xef\xbb\xbf"

enum { PIECE_SIZE = 1 << 18, BEGINNING_SIZE = 4096, BEGINNING_MAXIMUM = 1 << 29 };

struct RecordReader {
    ByteStream *stream;
    char *name;
    bool is_standard;
    bool has_lines;
    Text pending;    /* read and not given out */
    size_t searched; /* bytes of it that have no line feed */
    uint32_t line;   /* number of its first line */
    Error error;     /* that ended the reading; told after what came before */
};

/* The longest line. */
static size_t line_limit(const RecordReader *reader)
{
    return byte_stream_is_packed(reader->stream) ? GUNZIP_SIZE_MAXIMUM : DOCUMENT_SIZE_MAXIMUM;
}

/* Reads on: what comes next, and of long lines as much again as is there, without waiting for it. False with an error
   in the reader. */
static bool read_on(RecordReader *reader)
{
    size_t start = reader->pending.length, wanted = start > PIECE_SIZE ? 2 * start : start + PIECE_SIZE;
    size_t most = line_limit(reader) + PIECE_SIZE;
    wanted = wanted < most ? wanted : most;
    do {
        if (!byte_stream_read(reader->stream, wanted - reader->pending.length, &reader->pending, &reader->error)) {
            return false;
        }
    } while (reader->pending.length < wanted && !byte_stream_has_ended(reader->stream) &&
             byte_stream_is_ready(reader->stream));
    return true;
}

/* ---- opening ---- */

static bool is_blank(Slice bytes)
{
    size_t at = slice_starts_with(bytes, SLICE(MARK)) ? sizeof MARK - 1 : 0;
    while (at < bytes.length && ascii_is_json_white(bytes.bytes[at])) {
        at++;
    }
    return at == bytes.length;
}

/* True where more of the beginning is needed to know what the bytes are. */
static bool is_unclear(const RecordReader *reader)
{
    Slice beginning = text_slice(&reader->pending);
    return is_blank(beginning) ||
           (beginning.length < BEGINNING_SIZE && (beginning.bytes[0] == '\0' || source_recognise(beginning) != NULL));
}

/* Reads until it is known what the bytes are; false with a sentence where they are no JSON. */
static bool read_beginning(RecordReader *reader)
{
    while (is_unclear(reader) && !byte_stream_has_ended(reader->stream)) {
        if (is_blank(text_slice(&reader->pending)) && reader->pending.length > PIECE_SIZE) {
            return true; /* nothing but whitespace so far: no form that is recognised */
        }
        if (!read_on(reader)) {
            return false;
        }
    }
    const char *foreign =
        is_blank(text_slice(&reader->pending)) ? NULL : source_recognise(text_slice(&reader->pending));
    return !foreign || error_set(&reader->error, ERROR_FORMAT, reader->name, "%s", foreign);
}

/* Finds out whether the input has lines; false with an error where it cannot be read. */
static bool find_form(RecordReader *reader, InputForm form)
{
    bool is_named = line_form_is_named(slice_from(reader->name));
    if (form != INPUT_AUTO || is_named) {
        reader->has_lines = form == INPUT_LINES || (form == INPUT_AUTO && is_named);
        return true;
    }
    LineForm found = LINE_FORM_UNKNOWN;
    while (found == LINE_FORM_UNKNOWN) {
        Slice beginning = slice_part(text_slice(&reader->pending), 0, BEGINNING_MAXIMUM);
        bool is_whole = byte_stream_has_ended(reader->stream) || beginning.length == BEGINNING_MAXIMUM;
        found = line_form_of(beginning, is_whole);
        if (found == LINE_FORM_UNKNOWN && !read_on(reader)) {
            return false;
        }
    }
    bool is_nothing = reader->is_standard && is_blank(text_slice(&reader->pending));
    reader->has_lines = found == LINE_FORM_LINES || is_nothing;
    return true;
}

static ByteStream *open_stream(const char *argument, const char *input, Error *error)
{
    if (strcmp(input, SOURCE_STANDARD_INPUT) == 0) {
        return byte_stream_standard(error);
    }
    return byte_stream_open(strcmp(argument, input) == 0 ? NULL : argument, input, error);
}

/* A reader of a stream, which is taken over. */
static RecordReader *reader_new(ByteStream *stream, const char *input, InputForm form, Error *error)
{
    RecordReader *reader = memory_allocate_zeroed(1, sizeof *reader);
    *reader = (RecordReader){.stream = stream,
                             .name = memory_copy_string(slice_from(input)),
                             .is_standard = strcmp(input, SOURCE_STANDARD_INPUT) == 0,
                             .line = 1};
    if (read_on(reader) && read_beginning(reader) && find_form(reader, form)) {
        return reader;
    }
    if (error) {
        *error = reader->error;
    }
    record_reader_free(reader);
    return NULL;
}

RecordReader *record_reader_open(const char *argument, const char *input, InputForm form, Error *error)
{
    ByteStream *stream = open_stream(argument, input, error);
    return stream ? reader_new(stream, input, form, error) : NULL;
}

RecordReader *record_reader_of(Text *bytes, const char *name, InputForm form, Error *error)
{
    return reader_new(byte_stream_of(bytes, name), name, form, error);
}

void record_reader_free(RecordReader *reader)
{
    if (reader) {
        byte_stream_close(reader->stream);
        text_free(&reader->pending);
        free(reader->name);
        free(reader);
    }
}

bool record_reader_has_lines(const RecordReader *reader)
{
    return reader->has_lines;
}

bool record_reader_is_ready(const RecordReader *reader)
{
    return byte_stream_is_ready(reader->stream);
}

/* ---- one value ---- */

Document *record_reader_document(RecordReader *reader, Error *error)
{
    if (!byte_stream_read_all(reader->stream, DOCUMENT_SIZE_MAXIMUM, &reader->pending, error)) {
        return NULL;
    }
    const char *foreign = source_recognise(text_slice(&reader->pending));
    if (foreign) {
        error_set(error, ERROR_FORMAT, reader->name, "%s", foreign);
        return NULL;
    }
    return document_take_as(&reader->pending, reader->name, DOCUMENT_JSON, error);
}

/* ---- lines ---- */

/* The number of lines that end in some bytes: by LF, CRLF or a lone CR (as document_position counts). */
static uint32_t count_lines(Slice bytes)
{
    uint32_t count = 0;
    const char *end = bytes.bytes + bytes.length;
    for (const char *at = bytes.bytes; at < end && (at = memchr(at, '\n', (size_t)(end - at))); at++) {
        count++;
    }
    for (const char *at = bytes.bytes; at < end && (at = memchr(at, '\r', (size_t)(end - at))); at++) {
        count += at + 1 == end || at[1] != '\n';
    }
    return count;
}

/* The bytes that can be given out: up to the last line feed, or all at the end. */
static size_t whole_lines(RecordReader *reader, bool has_ended)
{
    const Text *pending = &reader->pending;
    for (size_t at = pending->length; at > reader->searched; at--) {
        if (pending->bytes[at - 1] == '\n') {
            return at;
        }
    }
    reader->searched = pending->length;
    return has_ended ? pending->length : 0;
}

bool record_reader_next(RecordReader *reader, LinePiece *piece, Error *error)
{
    bool has_ended = false;
    size_t length;
    while ((length = whole_lines(reader, has_ended)) == 0 && !has_ended) {
        if (reader->pending.length >= line_limit(reader)) {
            text_clear(&reader->pending);
            error_set(&reader->error, ERROR_LIMIT, reader->name, "line %u is too long; allowed: at most %zu bytes",
                      reader->line, line_limit(reader));
        }
        bool is_read = reader->error.code == ERROR_NONE && read_on(reader);
        has_ended = !is_read || byte_stream_has_ended(reader->stream);
    }
    if (length == 0) {
        if (error) {
            *error = reader->error;
        }
        return false;
    }
    Text taken = reader->pending;
    reader->pending = piece->bytes;
    text_clear(&reader->pending);
    text_append(&reader->pending, slice_part(text_slice(&taken), length, SIZE_MAX));
    reader->searched = 0;
    taken.length = length;
    *piece = (LinePiece){.bytes = taken, .first_line = reader->line};
    reader->line += count_lines(text_slice(&taken));
    return true;
}

bool line_piece_next(const LinePiece *piece, RecordLine *record)
{
    Slice bytes = text_slice(&piece->bytes);
    if (record->next > 0) {
        record->line += count_lines(slice_make(record->bytes.bytes, record->bytes.length + 1));
    }
    while (record->next < bytes.length) {
        const char *start = bytes.bytes + record->next;
        const char *feed = memchr(start, '\n', bytes.length - record->next);
        size_t length = feed ? (size_t)(feed - start) : bytes.length - record->next;
        record->bytes = slice_make(start, length);
        record->next += length + 1;
        bool is_nothing = is_blank(record->bytes);
        record->is_mark = is_nothing && slice_find(record->bytes, SLICE(MARK), 0) != SIZE_MAX;
        if (!is_nothing || record->is_mark) {
            return true;
        }
        record->line += count_lines(slice_make(start, length + 1));
    }
    return false;
}

Document *record_document(const RecordLine *record, const char *input, uint32_t *first_line, Error *error)
{
    Text text = TEXT_EMPTY;
    *first_line = record->line;
    text_append(&text, record->bytes);
    return document_take_as(&text, input, DOCUMENT_JSON, error);
}
