/*
 * Lexer: the words of an expression (FHIRPath N1 grammar, http://hl7.org/fhirpath/N1/grammar.html).
 */
#ifndef IPSE_FHIRPATH_LEXER_H
#define IPSE_FHIRPATH_LEXER_H

#include "src/fhirpath/value/moment.h"
#include "src/fhirpath/value/refusal.h"

typedef enum TokenKind {
    TOKEN_END,
    TOKEN_WORD,      /* an identifier or keyword */
    TOKEN_DELIMITED, /* `an identifier in backquotes`; the text lies between them */
    TOKEN_STRING,    /* 'text', between its quotes as written */
    TOKEN_NUMBER,
    TOKEN_MOMENT,   /* a literal with `@`; read into `moment` */
    TOKEN_VARIABLE, /* %name, %`name` or %'name'; the text is the name as written */
    TOKEN_SPECIAL,  /* $this, $index, $total; the text without `$` */
    TOKEN_SYMBOL    /* an operator or a bracket */
} TokenKind;

typedef struct Token {
    TokenKind kind;
    Slice text;
    size_t start; /* its first byte in the expression */
    size_t end;   /* one past its last */
    Moment moment;
} Token;

/* Reads the token at byte `at`, past white space and comments. False with a sentence if there is none. */
bool lexer_read(Slice expression, size_t at, Token *token, Error *error);

/* Resolves the escapes of a TOKEN_STRING or TOKEN_DELIMITED; false at a wrong one, whose offset goes to `fault`. */
bool lexer_unescape(Slice raw, Text *text, size_t *fault);

#endif
