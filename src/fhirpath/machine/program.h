/*
 * Program: a parsed expression as a flat array of instructions for a stack of collections.
 *
 * Instructions stand in the order in which they are carried out. Arguments that a function evaluates itself (criteria,
 * projections) are blocks: stretches of instructions after the call, which skips them. Nothing in a program changes
 * after it was parsed, so that many threads may evaluate it.
 */
#ifndef IPSE_FHIRPATH_PROGRAM_H
#define IPSE_FHIRPATH_PROGRAM_H

#include "src/fhirpath/value/item.h"

#include <stdint.h>

#define PROGRAM_NESTING_MAXIMUM 256 /* of parentheses, arguments and operators that stand within each other */
#define PROGRAM_SIZE_MAXIMUM    (1u << 20)

typedef enum Op {
    OP_FOCUS,     /* pushes $this */
    OP_INDEX,     /* pushes $index */
    OP_TOTAL,     /* pushes $total */
    OP_EMPTY,     /* pushes {} */
    OP_LITERAL,   /* pushes constant `operand` */
    OP_VARIABLE,  /* pushes the variable named by constant `operand` */
    OP_MEMBER,    /* the members named by constant `operand` of the top, as `want` asks */
    OP_CHILDREN,  /* all members of the top, as `want` asks */
    OP_HAS_VALUE, /* pushes hasValue() of $this */
    OP_CALL,      /* the function numbered `operand` on the top (or below its `count` values), with `count` blocks from
                     `block` */
    OP_AT,        /* the item of the collection below at the position on top */
    OP_NEGATE,
    OP_POSITIVE,
    OP_ADD,
    OP_SUBTRACT,
    OP_MULTIPLY,
    OP_DIVIDE,
    OP_DIVIDE_WHOLE,
    OP_REMAINDER,
    OP_CONCATENATE,
    OP_UNION,
    OP_EQUAL,
    OP_NOT_EQUAL,
    OP_EQUIVALENT,
    OP_NOT_EQUIVALENT,
    OP_LESS,
    OP_LESS_OR_EQUAL,
    OP_GREATER,
    OP_GREATER_OR_EQUAL,
    OP_IN,
    OP_CONTAINS,
    OP_AND_LEFT, /* the left side is on top: when it decides, jumps to `next` */
    OP_AND,
    OP_OR_LEFT,
    OP_OR,
    OP_IMPLIES_LEFT,
    OP_IMPLIES,
    OP_XOR_LEFT, /* never decides; makes the left side one boolean */
    OP_XOR,
    OP_MEMO, /* pushes what memo `operand` holds and goes to `next`; where it holds nothing yet, goes on */
    OP_KEEP, /* keeps a copy of the topmost collection in memo `operand` */
    OP_PASS, /* does nothing */
    OP_COUNT
} Op;

/* What OP_MEMBER and OP_CHILDREN leave on the stack. */
typedef enum Want { WANT_ITEMS, WANT_COUNT, WANT_EXISTS, WANT_EMPTY } Want;

typedef enum InstructionFlag {
    FROM_FOCUS = 1, /* works on $this in place of the top of the stack, and pushes */
    AT_ENTRY = 2    /* OP_MEMBER at the start of a path: may be the type of the focus ("Patient.name") */
} InstructionFlag;

typedef struct Instruction {
    uint8_t op;    /* Op */
    uint8_t flags; /* InstructionFlag */
    uint8_t want;  /* Want */
    uint8_t count; /* arguments of a call */
    uint32_t operand;
    uint32_t block; /* first block of a call, or the type that it names */
    uint32_t next;  /* the instruction to go on with; also the target of a jump */
    uint32_t place; /* byte in the expression, for errors */
} Instruction;

/* An argument that is evaluated by the function. */
typedef struct Block {
    uint32_t start;
    uint32_t end;
    bool is_descending; /* a key of sort() with a minus; the instruction for it is the last */
} Block;

/* A row of a table of functions (src/fhirpath/machine/function.h). */
typedef struct Function Function;

struct FhirpathProgram {
    Arena *arena; /* owns the constants' texts and the expression */
    Slice expression;
    Instruction *code;
    size_t code_count, code_capacity;
    Item *constants;
    size_t constant_count, constant_capacity;
    Block *blocks;
    size_t block_count, block_capacity;
    TypeName *types;
    size_t type_count, type_capacity;
    const Function **functions; /* that are called */
    size_t function_count, function_capacity;
    uint32_t memo_count; /* results that one evaluation keeps: of parts of criteria that are the same for every item */
};

/* An empty program over a copy of the expression. */
FhirpathProgram *program_new(Slice expression);

/* Appends; each returns the number of what was appended. */
uint32_t program_add(FhirpathProgram *program, Instruction instruction);
uint32_t program_add_constant(FhirpathProgram *program, Item constant);
uint32_t program_add_block(FhirpathProgram *program, Block block);
uint32_t program_add_type(FhirpathProgram *program, TypeName type);
uint32_t program_add_function(FhirpathProgram *program, const Function *function);

/* The instruction appended last; NULL when there is none. */
Instruction *program_last(FhirpathProgram *program);

#endif
