/*
 * Cursor context: what is being written at a byte of JSON that may not be whole yet.
 *
 * Found from the text around the byte rather than from the index: while somebody types, the index of broken text is a
 * guess. Strings of JSON end on their line (RFC 8259 section 7), so the line tells whether the byte lies in one.
 */
#ifndef IPSE_LSP_CURSOR_CONTEXT_H
#define IPSE_LSP_CURSOR_CONTEXT_H

#include "src/json/document.h"

typedef enum CursorKind {
    CURSOR_NOWHERE,
    CURSOR_KEY,  /* the name of a member of `holder` */
    CURSOR_VALUE /* the value of the member `key` of `holder`; without a key: an item of the array `holder` */
} CursorKind;

typedef struct CursorContext {
    CursorKind kind;
    NodeId holder;
    Slice key;      /* as written, between its quotes; in the document */
    Span token;     /* what is to be replaced: the string with those of its quotes that exist, or the word */
    bool is_string; /* the token begins with a quote */
    bool has_colon; /* of a key: a colon follows the token */
} CursorContext;

CursorContext cursor_context(const Document *document, uint32_t offset);

#endif
