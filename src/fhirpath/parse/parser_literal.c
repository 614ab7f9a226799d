/* Literals, variables and the names with `$`. */
#include "src/fhirpath/parse/parser.h"

/* Parses a number, which a word of the calendar or a text of UCUM makes a quantity. */
static bool parse_number(Parser *parser)
{
    size_t place = parser->token.start;
    Quantity quantity = {.unit = SLICE("")};
    Slice digits = parser->token.text;
    if (!decimal_parse(digits, &quantity.value)) {
        return parser_refuse(parser, "a shorter number is expected");
    }
    if (!parser_advance(parser)) {
        return false;
    }
    if (parser->token.kind == TOKEN_STRING) {
        quantity.form = QUANTITY_UCUM;
        if (!parser_unescape(parser, &quantity.unit) || !parser_advance(parser)) {
            return false;
        }
        return parser_emit_constant(parser, OP_LITERAL, place, item_quantity(parser->program->arena, quantity));
    }
    if (parser->token.kind == TOKEN_WORD && duration_unit_find(parser->token.text) != DURATION_NONE) {
        quantity.form = QUANTITY_CALENDAR;
        quantity.unit = parser->token.text;
        return parser_emit_constant(parser, OP_LITERAL, place, item_quantity(parser->program->arena, quantity)) &&
               parser_advance(parser);
    }
    int64_t integer;
    bool is_integer = !memchr(digits.bytes, '.', digits.length) && decimal_to_integer(quantity.value, &integer) &&
                      integer <= INT32_MAX;
    return parser_emit_constant(parser, OP_LITERAL, place,
                                is_integer ? item_integer(integer) : item_decimal(quantity.value));
}

/* Parses $this, $index or $total. */
static bool parse_special(Parser *parser)
{
    static const struct {
        const char *name;
        Op op;
    } specials[] = {{"this", OP_FOCUS}, {"index", OP_INDEX}, {"total", OP_TOTAL}};
    for (size_t i = 0; i < sizeof specials / sizeof *specials; i++) {
        if (slice_equals(parser->token.text, slice_from(specials[i].name))) {
            parser_emit(parser, specials[i].op, parser->token.start);
            parser->focus_uses += specials[i].op == OP_FOCUS;
            parser->other_uses += specials[i].op != OP_FOCUS;
            return parser_advance(parser);
        }
    }
    return parser_refuse(parser, "$this, $index or $total is expected");
}

/* True for the variables that are the same all through an evaluation. */
static bool is_fixed(Slice name)
{
    static const char *const names[] = {"context", "resource", "rootResource", "extension", "sct", "loinc", "ucum"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (slice_equals(name, slice_from(names[i]))) {
            return true;
        }
    }
    return false;
}

/* Parses a literal that is one token, or a variable. */
bool parser_literal(Parser *parser)
{
    Slice text;
    size_t place = parser->token.start;
    switch (parser->token.kind) {
    case TOKEN_STRING:
        return parser_unescape(parser, &text) && parser_emit_constant(parser, OP_LITERAL, place, item_string(text)) &&
               parser_advance(parser);
    case TOKEN_VARIABLE:
        parser->other_uses += !is_fixed(parser->token.text);
        return parser_unescape(parser, &text) && parser_emit_constant(parser, OP_VARIABLE, place, item_string(text)) &&
               parser_advance(parser);
    case TOKEN_MOMENT:
        return parser_emit_constant(parser, OP_LITERAL, place, item_moment(parser->token.moment)) &&
               parser_advance(parser);
    case TOKEN_NUMBER:
        return parse_number(parser);
    case TOKEN_SPECIAL:
        return parse_special(parser);
    default:
        return parser_refuse(parser, "a value, a name or '(' is expected");
    }
}
