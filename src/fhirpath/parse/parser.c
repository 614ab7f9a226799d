/*
 * Expressions by precedence climbing, written straight to a program: a term and what follows it with `.` and `[`, then
 * operators while they bind tightly enough (FHIRPath N1 grammar). Operands end up before their operator, so that a long
 * chain is a long program and not a deep one; only what stands within parentheses, arguments and right sides nests, and
 * that is bounded.
 */
#include "src/fhirpath/parse/parser.h"

#include "src/fhirpath/functions/functions.h"

/* How tightly operators bind; each row one level above the last. */
typedef enum Level {
    LEVEL_IMPLIES = 1,
    LEVEL_OR,
    LEVEL_AND,
    LEVEL_MEMBERSHIP,
    LEVEL_EQUALITY,
    LEVEL_INEQUALITY,
    LEVEL_UNION,
    LEVEL_TYPE,
    LEVEL_ADDITIVE,
    LEVEL_MULTIPLICATIVE,
    LEVEL_POLARITY
} Level;

/* An operator: what is carried out between its sides (OP_COUNT for nothing) and after them. */
typedef struct Operator {
    const char *symbol;
    Level level;
    Op left;
    Op op;
} Operator;

static const Operator operators[] = {
    {"implies", LEVEL_IMPLIES, OP_IMPLIES_LEFT, OP_IMPLIES},
    {"or", LEVEL_OR, OP_OR_LEFT, OP_OR},
    {"xor", LEVEL_OR, OP_XOR_LEFT, OP_XOR},
    {"and", LEVEL_AND, OP_AND_LEFT, OP_AND},
    {"in", LEVEL_MEMBERSHIP, OP_COUNT, OP_IN},
    {"contains", LEVEL_MEMBERSHIP, OP_COUNT, OP_CONTAINS},
    {"=", LEVEL_EQUALITY, OP_COUNT, OP_EQUAL},
    {"~", LEVEL_EQUALITY, OP_COUNT, OP_EQUIVALENT},
    {"!=", LEVEL_EQUALITY, OP_COUNT, OP_NOT_EQUAL},
    {"!~", LEVEL_EQUALITY, OP_COUNT, OP_NOT_EQUIVALENT},
    {"<=", LEVEL_INEQUALITY, OP_COUNT, OP_LESS_OR_EQUAL},
    {"<", LEVEL_INEQUALITY, OP_COUNT, OP_LESS},
    {">", LEVEL_INEQUALITY, OP_COUNT, OP_GREATER},
    {">=", LEVEL_INEQUALITY, OP_COUNT, OP_GREATER_OR_EQUAL},
    {"|", LEVEL_UNION, OP_COUNT, OP_UNION},
    {"is", LEVEL_TYPE, OP_COUNT, OP_CALL},
    {"as", LEVEL_TYPE, OP_COUNT, OP_CALL},
    {"+", LEVEL_ADDITIVE, OP_COUNT, OP_ADD},
    {"-", LEVEL_ADDITIVE, OP_COUNT, OP_SUBTRACT},
    {"&", LEVEL_ADDITIVE, OP_COUNT, OP_CONCATENATE},
    {"*", LEVEL_MULTIPLICATIVE, OP_COUNT, OP_MULTIPLY},
    {"/", LEVEL_MULTIPLICATIVE, OP_COUNT, OP_DIVIDE},
    {"div", LEVEL_MULTIPLICATIVE, OP_COUNT, OP_DIVIDE_WHOLE},
    {"mod", LEVEL_MULTIPLICATIVE, OP_COUNT, OP_REMAINDER},
};

static bool parse_expression(Parser *parser, Level level);

/* True for words that cannot begin a term. */
static bool is_operator_only(const Parser *parser)
{
    return parser_is_word(parser, "and") || parser_is_word(parser, "or") || parser_is_word(parser, "xor") ||
           parser_is_word(parser, "implies");
}

/* Parses what a path starts with. */
static bool parse_term(Parser *parser)
{
    size_t place = parser->token.start;
    if (parser_is_symbol(parser, "(")) {
        return parser_advance(parser) && parser_expression(parser) && parser_expect(parser, ")");
    }
    if (parser_is_symbol(parser, "{")) {
        parser_emit(parser, OP_EMPTY, place);
        return parser_advance(parser) && parser_expect(parser, "}");
    }
    if (parser_is_word(parser, "true") || parser_is_word(parser, "false")) {
        return parser_emit_constant(parser, OP_LITERAL, place, item_boolean(parser_is_word(parser, "true"))) &&
               parser_advance(parser);
    }
    if ((parser->token.kind == TOKEN_WORD && !is_operator_only(parser)) || parser->token.kind == TOKEN_DELIMITED) {
        parser_emit(parser, OP_FOCUS, place);
        parser->focus_uses++;
        return parser_invocation(parser, true);
    }
    return parser_literal(parser);
}

/* Parses a term and what follows it with `.` and `[`. */
static bool parse_steps(Parser *parser)
{
    if (!parse_term(parser)) {
        return false;
    }
    for (;;) {
        size_t place = parser->token.start;
        if (parser_is_symbol(parser, ".")) {
            if (!parser_advance(parser)) {
                return false;
            }
            bool is_this = parser->token.kind == TOKEN_SPECIAL && slice_equals(parser->token.text, SLICE("this"));
            if (is_this ? !parser_advance(parser) : !parser_invocation(parser, false)) {
                return false;
            }
        } else if (parser_is_symbol(parser, "[")) {
            if (!parser_advance(parser) || !parser_expression(parser) || !parser_expect(parser, "]")) {
                return false;
            }
            parser_emit(parser, OP_AT, place);
        } else {
            return true;
        }
    }
}

/* Parses a path. Within a criterion or projection, what does not depend on the item at hand is worked out once: this
   keeps `contained.where(id in (%resource.descendants().reference | …))` from walking the resource for every item. */
static bool parse_path(Parser *parser)
{
    FhirpathProgram *program = parser->program;
    bool may_be_fixed = parser->blocks && (parser->token.kind == TOKEN_VARIABLE || parser_is_symbol(parser, "("));
    if (!may_be_fixed) {
        return parse_steps(parser);
    }
    size_t place = parser->token.start, uses = parser->focus_uses + parser->other_uses;
    uint32_t memo = parser_emit(parser, OP_PASS, place);
    if (!parse_steps(parser)) {
        return false;
    }
    bool is_fixed = parser->focus_uses + parser->other_uses == uses;
    if (is_fixed && program->code_count > memo + 2) {
        parser_emit(parser, OP_KEEP, place);
        program_last(program)->operand = program->memo_count;
        program->code[memo].op = OP_MEMO;
        program->code[memo].operand = program->memo_count++;
        program->code[memo].next = (uint32_t)program->code_count;
    }
    return true;
}

/* Parses a path, or a sign and what it applies to. */
static bool parse_operand(Parser *parser)
{
    bool is_minus = parser_is_symbol(parser, "-");
    if (!is_minus && !parser_is_symbol(parser, "+")) {
        return parse_path(parser);
    }
    size_t place = parser->token.start;
    if (!parser_advance(parser) || !parse_expression(parser, LEVEL_POLARITY)) {
        return false;
    }
    parser_emit(parser, is_minus ? OP_NEGATE : OP_POSITIVE, place);
    return true;
}

/* The operator at hand; NULL if there is none. */
static const Operator *find_operator(const Parser *parser)
{
    if (parser->token.kind != TOKEN_SYMBOL && parser->token.kind != TOKEN_WORD) {
        return NULL;
    }
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
        bool may_be = parser->token.text.length > 0 && parser->token.text.bytes[0] == operators[i].symbol[0];
        if (may_be && slice_equals(parser->token.text, slice_from(operators[i].symbol))) {
            return &operators[i];
        }
    }
    return NULL;
}

/* Parses an operator and its right side; the left side is done. */
static bool parse_right_side(Parser *parser, const Operator *infix)
{
    size_t place = parser->token.start;
    Instruction call = {.op = OP_CALL, .place = (uint32_t)place, .count = 1};
    if (!parser_advance(parser)) {
        return false;
    }
    if (infix->op == OP_CALL) {
        call.operand = program_add_function(parser->program, function_find(slice_from(infix->symbol)));
        return parser_type(parser, &call.block) && program_add(parser->program, call) < UINT32_MAX;
    }
    uint32_t left = infix->left == OP_COUNT ? 0 : parser_emit(parser, infix->left, place);
    if (!parse_expression(parser, infix->level + 1)) {
        return false;
    }
    parser_emit(parser, infix->op, place);
    if (infix->left != OP_COUNT) {
        parser->program->code[left].next = (uint32_t)parser->program->code_count;
    }
    return true;
}

/* Parses an expression whose operators bind at least as tightly as `level`. */
static bool parse_expression(Parser *parser, Level level)
{
    if (++parser->nesting > PROGRAM_NESTING_MAXIMUM) {
        return expression_refuse(parser->expression, parser->token.start, parser->error, ERROR_LIMIT,
                                 "the expression is nested deeper than %d levels", PROGRAM_NESTING_MAXIMUM);
    }
    if (!parse_operand(parser)) {
        return false;
    }
    const Operator *infix;
    while ((infix = find_operator(parser)) != NULL && infix->level >= level) {
        if (!parse_right_side(parser, infix)) {
            return false;
        }
    }
    parser->nesting--;
    return true;
}

bool parser_expression(Parser *parser)
{
    return parse_expression(parser, LEVEL_IMPLIES);
}

FhirpathProgram *fhirpath_parse(Slice expression, Error *error)
{
    if (expression.length > PROGRAM_SIZE_MAXIMUM) {
        error_set(error, ERROR_LIMIT, "expression:1:1", "the expression is longer than %u bytes", PROGRAM_SIZE_MAXIMUM);
        return NULL;
    }
    FhirpathProgram *program = program_new(expression);
    Parser parser = {.program = program, .expression = program->expression, .error = error};
    bool is_parsed = lexer_read(parser.expression, 0, &parser.token, error) &&
                     parse_expression(&parser, LEVEL_IMPLIES) &&
                     (parser.token.kind == TOKEN_END || parser_refuse(&parser, "an operator or the end is expected"));
    if (!is_parsed) {
        fhirpath_free(program);
        return NULL;
    }
    return program;
}
