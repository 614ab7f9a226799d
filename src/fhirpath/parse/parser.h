/*
 * The parts of the parser: what its files share. Callers of the engine use fhirpath_parse (fhirpath.h).
 */
#ifndef IPSE_FHIRPATH_PARSER_H
#define IPSE_FHIRPATH_PARSER_H

#include "src/fhirpath/machine/program.h"
#include "src/fhirpath/parse/lexer.h"

typedef struct Parser {
    FhirpathProgram *program;
    Slice expression; /* the program's */
    Token token;      /* the one to be dealt with next */
    int nesting;
    size_t fence;      /* instructions before this one are final: the last of them ends a block */
    int blocks;        /* that the text at hand lies in */
    size_t focus_uses; /* how often $this was referred to so far, not counting what functions make $this themselves */
    size_t other_uses; /* likewise $index, $total, and variables that the expression defines */
    Error *error;
} Parser;

/* Every function below returns false with the parser's error where the text is not what was expected. */

/* parser.c: any expression, appended to the program. */
bool parser_expression(Parser *parser);

/* parser_literal.c: a literal, variable, $this, $index or $total. */
bool parser_literal(Parser *parser);

/* parser_call.c: a member, or a function with its arguments, after its input. `is_entry`: nothing stands before it, and
   the input is an OP_FOCUS that was just appended. */
bool parser_invocation(Parser *parser, bool is_entry);

/* parser_call.c: `Type`, `System.Type` or `FHIR.Type`; `number` is the type's in the program. */
bool parser_type(Parser *parser, uint32_t *number);

/* parser_token.c: the token at hand. */
bool parser_refuse(const Parser *parser, const char *sentence); /* always false */
bool parser_advance(Parser *parser);
bool parser_is_symbol(const Parser *parser, const char *symbol);
bool parser_is_word(const Parser *parser, const char *word);
bool parser_expect(Parser *parser, const char *symbol);
bool parser_unescape(Parser *parser, Slice *text);  /* the token's text without escapes, in the program's arena */
bool parser_take_name(Parser *parser, Slice *name); /* with or without backquotes */

/* parser_token.c: appends an instruction, without and with a constant. */
uint32_t parser_emit(Parser *parser, Op op, size_t place);
bool parser_emit_constant(Parser *parser, Op op, size_t place, Item constant); /* always true */

#endif
