/*
 * Record reader: an input of the command line, read record by record.
 *
 * An input is one JSON value, or it has lines (NDJSON: a record is a line that is not blank). A reader finds out which
 * it is from its name and its first lines (src/json/line_form.h), or is told. One value is read whole and becomes a
 * Document. Lines come in pieces of a few hundred kilobytes, each of whole lines, so that an input of any size needs no
 * more memory than its longest line; where an input comes slowly, a piece is what has come so far.
 *
 * What may be opened, and what bytes are no JSON at all, is as in src/json/source.h. Standard input and inputs with a
 * name of NDJSON that are empty, or have only whitespace, are lines without records: nothing is wrong with them.
 */
#ifndef IPSE_JSON_RECORD_READER_H
#define IPSE_JSON_RECORD_READER_H

#include "src/json/source.h"

typedef struct RecordReader RecordReader;

typedef enum InputForm { INPUT_AUTO, INPUT_JSON, INPUT_LINES } InputForm;

/* Opens an input that an argument stands for, and reads its beginning; free with record_reader_free. NULL with an error
   as source_open gives it. */
RecordReader *record_reader_open(const char *argument, const char *input, InputForm form, Error *error);
/* The same for bytes that are there already, which are taken over. */
RecordReader *record_reader_of(Text *bytes, const char *name, InputForm form, Error *error);

void record_reader_free(RecordReader *reader);

bool record_reader_has_lines(const RecordReader *reader);

/* Of one value: reads the rest and gives the document, whose owner is the caller. NULL with an error as source_open. */
Document *record_reader_document(RecordReader *reader, Error *error);

/* Whole lines, with their ends. */
typedef struct LinePiece {
    Text bytes;
    uint32_t first_line; /* number of the first line in the input, from 1 */
} LinePiece;

/* Of lines: reads the next piece; `piece` starts as all zero, keeps its room, and is freed by its owner (text_free).
   False at the end, and with an error: then its code is not ERROR_NONE. What came before is given out first. */
bool record_reader_next(RecordReader *reader, LinePiece *piece, Error *error);

/* True where record_reader_next would not wait for the input. */
bool record_reader_is_ready(const RecordReader *reader);

/* A record in a piece. */
typedef struct RecordLine {
    Slice bytes;   /* without the line feed */
    uint32_t line; /* its number in the input; where lone CRs end lines too, that of its first line */
    bool is_mark;  /* no record: a line with nothing but a byte order mark */
    size_t next;   /* where the piece goes on */
} RecordLine;

/* The record at or after `record->next` (0: the first one); false if there is none. Set `line` to the first line of the
   piece before the first call. */
bool line_piece_next(const LinePiece *piece, RecordLine *record);

/* The document of a record, named like its input. `first_line` gets the number of the line in the input where the bytes
   of the document begin. NULL with an error where the line is too long. */
Document *record_document(const RecordLine *record, const char *input, uint32_t *first_line, Error *error);

#endif
