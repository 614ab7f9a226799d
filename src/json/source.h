/*
 * Source: what can be opened.
 *
 * An argument of the command line stands for one input or several: a file, `-` for standard input, or a folder, which
 * stands for its files *.json, *.json.txt, *.ndjson and *.jsonl, each perhaps with .gz after it, and those of the
 * folders within, hidden ones left out. In a folder nothing is read but files: FIFOs, devices and sockets are passed
 * over, and so are links that lead out of the folder, or to what is read under its own name. What the argument itself
 * names is followed. An input is read whole and becomes a Document; what is packed with gzip is unpacked. Bytes that
 * are plainly something else than JSON (XML, DICOM, an archive …) are recognised first, so that a person is told what
 * they hold instead of where the first bracket is missing. Standard input and inputs with a name of NDJSON that are
 * empty, or have only whitespace, are lines without records (record_reader.h).
 */
#ifndef IPSE_JSON_SOURCE_H
#define IPSE_JSON_SOURCE_H

#include "src/base/file.h"
#include "src/json/document.h"

#define SOURCE_STANDARD_INPUT "-"

/* How a folder is walked. */
typedef struct SourceWalk {
    bool is_flat;                                                          /* folders within are left out */
    void (*passed_over)(void *context, const char *path, const char *why); /* told of what is not read; may be NULL */
    void *context;
} SourceWalk;

/* Appends the inputs that an argument stands for. A folder without any is an error (ERROR_NOT_FOUND); whether a file is
   there shows when it is opened. Where something in it cannot be listed or looked at, the error is that of the first,
   and the inputs that were found are appended. Free the list with file_list_free. source_walk.c. */
bool source_expand(const char *argument, const SourceWalk *walk, FileList *inputs, Error *error);

/* Reads an input that an argument stands for and makes a document of it, which is named like the input; free with
   document_free. What was found in a folder is read without leaving that folder, and never waited for. NULL with
   ERROR_FORMAT and a sentence where the bytes are something else than JSON, with another code where they could not be
   read. `state` (may be NULL) gets the state of the file as it was read, and whether it is packed. An argument that
   names a FIFO or a device is read and waited for: for names of the command line only. */
Document *source_open(const char *argument, const char *input, FileState *state, Error *error);

/* As source_open where `takes_streams`, else as source_open_file. The pace (NULL: none) counts the bytes that are read,
   and then, from 0 on, those whose values are known; where it stops the reading: ERROR_STOPPED. */
Document *source_open_paced(const char *argument, const char *input, bool takes_streams, FileState *state, Pace *pace,
                            Error *error);

/* As source_open, but never waits: ERROR_FORMAT where the input is neither a regular file nor standard input. */
Document *source_open_file(const char *argument, const char *input, FileState *state, Error *error);

/* Unpacks the bytes of an input where they are packed with gzip, as source_open does, and notes that in `state` (may be
   NULL). False with ERROR_DAMAGED or ERROR_LIMIT. */
bool source_unpack(const char *input, Text *content, FileState *state, Error *error);

/* Reads what a file holds now, unpacked, and its state, without making a document of it; the pace (NULL: none) counts
 * the bytes that are read. */
bool source_read_file(const char *path, Text *content, FileState *state, Pace *pace, Error *error);

/* What the bytes are where they are plainly no JSON in UTF-8, and what to do about it: one sentence, a constant. NULL
   where they may be JSON, well formed or not. */
const char *source_recognise(Slice bytes);

#endif
