/*
 * Source: what can be opened.
 *
 * An argument of the command line stands for one input or several: a file, `-` for standard input, or a folder, which
 * stands for its files *.json, *.json.txt, *.ndjson and *.jsonl (not for those of folders within, nor for hidden ones). An input is
 * read whole and becomes a Document. Bytes that are plainly something else than JSON (XML, DICOM, an archive …) are
 * recognised first, so that a person is told what they hold instead of where the first bracket is missing.
 */
#ifndef IPSE_JSON_SOURCE_H
#define IPSE_JSON_SOURCE_H

#include "src/base/file.h"
#include "src/json/document.h"

#define SOURCE_STANDARD_INPUT "-"

/* Appends the inputs that an argument stands for. A folder without any is an error (ERROR_NOT_FOUND); whether a file is
   there shows when it is opened. Free the list with file_list_free. */
bool source_expand(const char *argument, FileList *inputs, Error *error);

/* Reads an input and makes a document of it, which is named like the input; free with document_free. NULL with
   ERROR_FORMAT and a sentence where the bytes are something else than JSON, with another code where they could not be
   read. `state` (may be NULL) gets the state of the file as it was read. */
Document *source_open(const char *input, FileState *state, Error *error);

/* What the bytes are where they are plainly no JSON in UTF-8, and what to do about it: one sentence, a constant. NULL
   where they may be JSON, well formed or not. */
const char *source_recognise(Slice bytes);

#endif
