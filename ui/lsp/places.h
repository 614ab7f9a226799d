/*
 * Places: lines and characters of the protocol, from 0, against bytes of a document.
 *
 * A character is a unit of the encoding that was agreed upon: a byte, a UTF-16 code unit or a code point (Language
 * Server Protocol 3.17, PositionEncodingKind). Lines are those of src/json/document.h. A character past the end of its
 * line is the end of the line, a line past the last one the end of the document.
 */
#ifndef IPSE_LSP_PLACES_H
#define IPSE_LSP_PLACES_H

#include "src/json/document.h"

#include <cjson/cJSON.h>

typedef enum Encoding { ENCODING_UTF16, ENCODING_UTF8, ENCODING_UTF32 } Encoding;

/* The encoding that the client names first among those that are known here; UTF-16 where it names none. */
Encoding encoding_choose(const cJSON *capabilities);
const char *encoding_name(Encoding encoding);

/* A document and the encoding of its positions. What was counted last is kept, so that places asked for in their order
   cost one pass over a long line; set all but the first two to zero. */
typedef struct Places {
    const Document *document;
    Encoding encoding;
    uint64_t revision; /* of what is kept; 0: nothing */
    uint32_t line;     /* from 1 */
    uint32_t offset;
    uint32_t pairs; /* before it in its line: characters that are two units of UTF-16 */
} Places;

/* A Position, a Range; the caller owns them. A byte past the end of the document is its end. */
cJSON *places_position(Places *places, uint32_t offset);
cJSON *places_range(Places *places, Span span);

/* The byte of a Position, the bytes of a Range; false where the value is none. */
bool places_offset(Places *places, const cJSON *position, uint32_t *offset);
bool places_span(Places *places, const cJSON *range, Span *span);

#endif
