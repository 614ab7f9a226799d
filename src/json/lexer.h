/*
 * Lexer: the scalars of JSON text, one at a time.
 *
 * Each function reads one token that starts at `at`, appends a fault for each thing in it that RFC 8259 does not allow,
 * and returns the offset behind the token. Tokens end before `end`.
 */
#ifndef IPSE_JSON_LEXER_H
#define IPSE_JSON_LEXER_H

#include "src/json/scanner.h"

/* Where a token stands, and what collects its faults. */
typedef struct Lexer {
    const char *bytes;
    uint32_t end;
    NodeId node; /* the value that the token belongs to, for faults */
    FaultList *faults;
} Lexer;

/* A string that starts with a double or single quote. `flags` gets NODE_HAS_ESCAPE, NODE_NOT_ASCII and NODE_HAS_FAULT
   as they apply; `is_closed` tells whether the closing quote is there. */
uint32_t lex_string(const Lexer *lexer, uint32_t at, uint8_t *flags, bool *is_closed);

/* A number, or what starts like one. */
uint32_t lex_number(const Lexer *lexer, uint32_t at, uint8_t *flags);

/* true, false, null, or another bare word; the kind of the value goes to `kind`. */
uint32_t lex_word(const Lexer *lexer, uint32_t at, NodeKind *kind, uint8_t *flags);

/* The end of a bare word: letters, digits, and `_ $ . -`, and bytes of 0x80 or more. */
uint32_t lex_word_end(const Lexer *lexer, uint32_t at);

void lex_fault(const Lexer *lexer, uint32_t offset, uint32_t length, bool is_recoverable, const char *message);

#endif
