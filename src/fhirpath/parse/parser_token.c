/* The parser's token at hand, and the instructions that it appends. */
#include "src/fhirpath/parse/parser.h"

/* Fills the error for the token at hand; returns false. */
bool parser_refuse(const Parser *parser, const char *sentence)
{
    Slice text = slice_part(parser->expression, parser->token.start, parser->token.end - parser->token.start);
    return parser->token.kind == TOKEN_END
               ? expression_refuse(parser->expression, parser->token.start, parser->error, ERROR_FORMAT,
                                   "%s at the end of the expression", sentence)
               : expression_refuse(parser->expression, parser->token.start, parser->error, ERROR_FORMAT,
                                   "%s instead of '%.*s'", sentence, SLICE_ARGS(slice_part(text, 0, 80)));
}

/* Goes on to the next token. */
bool parser_advance(Parser *parser)
{
    return lexer_read(parser->expression, parser->token.end, &parser->token, parser->error);
}

/* Words and symbols mostly differ at their start; none is empty. */
static bool is_text(const Token *token, const char *text)
{
    return token->text.bytes[0] == text[0] && slice_equals(token->text, slice_from(text));
}

bool parser_is_symbol(const Parser *parser, const char *symbol)
{
    return parser->token.kind == TOKEN_SYMBOL && is_text(&parser->token, symbol);
}

bool parser_is_word(const Parser *parser, const char *word)
{
    return parser->token.kind == TOKEN_WORD && is_text(&parser->token, word);
}

/* Takes the symbol, or says that it was expected. */
bool parser_expect(Parser *parser, const char *symbol)
{
    if (!parser_is_symbol(parser, symbol)) {
        char sentence[32] = "'?' is expected";
        sentence[1] = symbol[0];
        return parser_refuse(parser, sentence);
    }
    return parser_advance(parser);
}

/* Appends an instruction. */
uint32_t parser_emit(Parser *parser, Op op, size_t place)
{
    return program_add(parser->program, (Instruction){.op = (uint8_t)op, .place = (uint32_t)place});
}

/* Appends an instruction that has a constant. */
bool parser_emit_constant(Parser *parser, Op op, size_t place, Item constant)
{
    parser_emit(parser, op, place);
    program_last(parser->program)->operand = program_add_constant(parser->program, constant);
    return true;
}

/* The text of the token without its escapes, in the program's arena, where the expression lies as well. */
bool parser_unescape(Parser *parser, Slice *text)
{
    if (!memchr(parser->token.text.bytes, '\\', parser->token.text.length)) {
        *text = parser->token.text;
        return true;
    }
    Text resolved = TEXT_EMPTY;
    size_t fault = 0;
    bool is_fine = lexer_unescape(parser->token.text, &resolved, &fault);
    *text = arena_copy(parser->program->arena, text_slice(&resolved));
    text_free(&resolved);
    size_t place = (size_t)(parser->token.text.bytes - parser->expression.bytes) + fault;
    return is_fine || expression_refuse(parser->expression, place, parser->error, ERROR_FORMAT,
                                        "a backslash is allowed only before ' \" ` \\ / r n t f, or uXXXX");
}

/* Takes a name, with or without backquotes. */
bool parser_take_name(Parser *parser, Slice *name)
{
    if (parser->token.kind == TOKEN_WORD) {
        *name = parser->token.text;
        return parser_advance(parser);
    }
    if (parser->token.kind == TOKEN_DELIMITED) {
        return parser_unescape(parser, name) && parser_advance(parser);
    }
    return parser_refuse(parser, "a name is expected");
}
