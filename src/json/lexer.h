/*
 * Lexer: the scalars of JSON text, one at a time.
 *
 * Each function reads one token that starts at `at`, appends a fault for each thing in it that RFC 8259 does not allow,
 * and returns the offset after the token. Tokens end before `end`.
 */
#ifndef IPSE_JSON_LEXER_H
#define IPSE_JSON_LEXER_H

#include "src/json/run.h"
#include "src/json/scanner.h"

/* Line ends in [from, to) lie inside a string that has no closing quote: another string of its kind that reaches one of
   them has none either. Remembered so that hostile text is not searched again and again. */
typedef struct Unclosed {
    uint32_t from;
    uint32_t to;
} Unclosed;

/* The text, and what collects its faults. */
typedef struct Lexer {
    const char *bytes;
    uint32_t end;
    NodeId node; /* the value that the token belongs to, for faults */
    FaultList *faults;
    Unclosed unclosed[2]; /* of strings in double quotes, and in single ones */
} Lexer;

/* A string that is not just a run of plain characters between double quotes. */
uint32_t lex_special_string(Lexer *lexer, uint32_t at, uint8_t *flags, bool *is_closed);

/* A string that starts with a double or single quote. `flags` gets NODE_HAS_ESCAPE and NODE_NOT_ASCII as they apply;
   `is_closed` tells whether the closing quote is there. */
static inline uint32_t lex_string(Lexer *lexer, uint32_t at, uint8_t *flags, bool *is_closed)
{
    if (lexer->bytes[at] == '"') {
        uint32_t after = run_of_plain(lexer->bytes, at + 1, lexer->end, '"');
        if (after < lexer->end && lexer->bytes[after] == '"') {
            *is_closed = true;
            return after + 1;
        }
    }
    return lex_special_string(lexer, at, flags, is_closed);
}

/* A number, or what starts like one. */
uint32_t lex_number(Lexer *lexer, uint32_t at);

/* true, false, null, or another bare word, which is a string without quotes; the kind of the value goes to `kind`. */
uint32_t lex_word(Lexer *lexer, uint32_t at, NodeKind *kind, uint8_t *flags);

/* The end of a bare word: letters, digits, and `_ $ . - +`, and bytes of 0x80 or more. */
uint32_t lex_word_end(const Lexer *lexer, uint32_t at);

/* The end of text that is nothing that JSON knows; at least one byte. */
uint32_t lex_garbage_end(const Lexer *lexer, uint32_t at);

/* The end of a comment that starts at `at`; `at` where none does. */
uint32_t lex_comment_end(const Lexer *lexer, uint32_t at);

/* Notes a fault of the text, in `length` bytes from `offset` on. */
void lex_fault(Lexer *lexer, uint32_t offset, uint32_t length, bool is_recoverable, FaultKind kind);

#endif
