/* Members, functions with their arguments, and the names of types. */
#include "src/base/ascii.h"
#include "src/fhirpath/functions/functions.h"
#include "src/fhirpath/parse/parser.h"

#include <stdio.h>

static bool parse_call(Parser *parser, Slice name, size_t place);

/* Takes the OP_FOCUS back that was appended last, if it is one: the next instruction works on $this itself. */
static bool take_focus(Parser *parser)
{
    const Instruction *last = program_last(parser->program);
    bool is_focus = last && last->op == OP_FOCUS && parser->program->code_count > parser->fence;
    parser->program->code_count -= is_focus;
    return is_focus;
}

/* Appends OP_MEMBER. */
static void emit_member(Parser *parser, Slice name, size_t place, bool is_entry)
{
    bool is_focus = take_focus(parser);
    parser_emit_constant(parser, OP_MEMBER, place, item_string(name));
    bool is_capital = name.length && ascii_is_upper(name.bytes[0]);
    program_last(parser->program)->flags =
        (uint8_t)((is_focus ? FROM_FOCUS : 0) | (is_entry && is_capital ? AT_ENTRY : 0));
}

bool parser_invocation(Parser *parser, bool is_entry)
{
    size_t place = parser->token.start;
    Slice name;
    if (!parser_take_name(parser, &name)) {
        return false;
    }
    if (parser_is_symbol(parser, "(")) {
        return parse_call(parser, name, place);
    }
    emit_member(parser, name, place, is_entry);
    return true;
}

/* Parses `Type`, `System.Type` or `FHIR.Type`. */
bool parser_type(Parser *parser, uint32_t *number)
{
    TypeName type = {.space = SLICE("")};
    if (!parser_take_name(parser, &type.name)) {
        return false;
    }
    bool is_space = slice_equals(type.name, SLICE("System")) || slice_equals(type.name, SLICE("FHIR"));
    if (is_space && parser_is_symbol(parser, ".")) {
        type.space = type.name;
        if (!parser_advance(parser) || !parser_take_name(parser, &type.name)) {
            return false;
        }
    }
    *number = program_add_type(parser->program, type);
    return true;
}

/* Parses one argument as a block of its own. */
static bool parse_block(Parser *parser, const Function *function, Block *block)
{
    bool has_minus = parser_is_symbol(parser, "-");
    size_t place = parser->token.start, focus_uses = parser->focus_uses;
    block->start = (uint32_t)parser->program->code_count;
    parser->blocks++;
    if (!parser_expression(parser)) {
        return false;
    }
    parser->blocks--;
    if (function->form == FUNCTION_EACH) {
        parser->focus_uses = focus_uses;
    }
    block->end = (uint32_t)parser->program->code_count;
    const Instruction *last = program_last(parser->program);
    block->is_descending = has_minus && last->op == OP_NEGATE && last->place == place;
    return true;
}

/* Reports how many arguments the function takes. */
static bool refuse_count(const Parser *parser, const Function *function, size_t place, size_t count)
{
    char range[32];
    if (function->minimum == function->maximum) {
        snprintf(range, sizeof range, "%d", function->minimum);
    } else {
        snprintf(range, sizeof range, "%d to %d", function->minimum, function->maximum);
    }
    return expression_refuse(parser->expression, place, parser->error, ERROR_FORMAT,
                             "%s() requires %s argument%s, not %zu", function->name, range,
                             function->maximum == 1 ? "" : "s", count);
}

/* Parses an argument by the function's form, and keeps what the call needs of it. */
static bool parse_argument(Parser *parser, const Function *function, Instruction *call, Block *block)
{
    switch (function->form) {
    case FUNCTION_TYPE:
        return parser_type(parser, &call->block);
    case FUNCTION_EACH:
    case FUNCTION_BLOCKS:
        return parse_block(parser, function, block);
    default:
        return parser_expression(parser);
    }
}

/* Parses the arguments up to the closing parenthesis. */
static bool parse_arguments(Parser *parser, const Function *function, Instruction *call, Block *blocks)
{
    size_t count = 0;
    bool goes_on = !parser_is_symbol(parser, ")");
    while (goes_on) {
        if (count >= function->maximum) {
            return refuse_count(parser, function, call->place, count + 1);
        }
        if (!parse_argument(parser, function, call, &blocks[count++])) {
            return false;
        }
        goes_on = parser_is_symbol(parser, ",");
        if (goes_on && !parser_advance(parser)) {
            return false;
        }
    }
    call->count = (uint8_t)count;
    return parser_expect(parser, ")") &&
           (count >= function->minimum || refuse_count(parser, function, call->place, count));
}

/* True when the call without arguments became part of the instruction before it: `.exists()`, `.empty()` and `.count()`
   after members gather no items, `children()` and `hasValue()` of $this copy none. */
static bool fuse(Parser *parser, const Function *function, size_t place)
{
    static const char *const wants[] = {[WANT_COUNT] = "count", [WANT_EXISTS] = "exists", [WANT_EMPTY] = "empty"};
    Instruction *last = program_last(parser->program);
    bool is_final = parser->program->code_count == parser->fence;
    if (strcmp(function->name, "hasValue") == 0 && take_focus(parser)) {
        parser_emit(parser, OP_HAS_VALUE, place);
        return true;
    }
    if (strcmp(function->name, "children") == 0) {
        bool is_focus = take_focus(parser);
        parser_emit(parser, OP_CHILDREN, place);
        program_last(parser->program)->flags = is_focus ? FROM_FOCUS : 0;
        return true;
    }
    if (is_final || (last->op != OP_MEMBER && last->op != OP_CHILDREN) || last->want != WANT_ITEMS) {
        return false;
    }
    for (int want = WANT_COUNT; want <= WANT_EMPTY; want++) {
        if (strcmp(function->name, wants[want]) == 0) {
            last->want = (uint8_t)want;
            return true;
        }
    }
    return false;
}

/* The function of a name; NULL with a sentence if there is none. */
static const Function *find_function(Parser *parser, Slice name, size_t place)
{
    const Function *function = function_find(name);
    if (function) {
        return function;
    }
    Slice nearest = function_nearest(name);
    expression_refuse(parser->expression, place, parser->error, ERROR_FORMAT, "unknown function %.*s()%s%.*s%s",
                      SLICE_ARGS(slice_part(name, 0, 80)), nearest.length ? "; similar: " : "", SLICE_ARGS(nearest),
                      nearest.length ? "()" : "");
    return NULL;
}

/* Parses the arguments of a call whose input is in the program; the parenthesis is at hand. */
static bool parse_call(Parser *parser, Slice name, size_t place)
{
    Instruction call = {.op = OP_CALL, .place = (uint32_t)place};
    const Function *function = find_function(parser, name, place);
    if (!function || !parser_advance(parser)) {
        return false;
    }
    if (parser_is_symbol(parser, ")") && fuse(parser, function, place)) {
        return parser_advance(parser);
    }
    call.operand = program_add_function(parser->program, function);
    parser->other_uses += strcmp(function->name, "defineVariable") == 0;
    Block blocks[FUNCTION_ARGUMENTS] = {{0}};
    uint32_t at = (uint32_t)parser->program->code_count;
    bool has_blocks = function->form == FUNCTION_BLOCKS || function->form == FUNCTION_EACH;
    if (has_blocks) {
        program_add(parser->program, call);
    }
    if (!parse_arguments(parser, function, &call, blocks)) {
        return false;
    }
    if (!has_blocks) {
        program_add(parser->program, call);
        return true;
    }
    call.block = (uint32_t)parser->program->block_count;
    for (size_t i = 0; i < call.count; i++) {
        program_add_block(parser->program, blocks[i]);
    }
    call.next = (uint32_t)parser->program->code_count;
    parser->program->code[at] = call;
    parser->fence = parser->program->code_count;
    return true;
}
