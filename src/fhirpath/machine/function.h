/*
 * Function: what a row of a table of functions is (src/fhirpath/functions), and how the machine calls it.
 */
#ifndef IPSE_FHIRPATH_FUNCTION_H
#define IPSE_FHIRPATH_FUNCTION_H

#include "src/fhirpath/machine/program.h"

#define FUNCTION_ARGUMENTS 8 /* the most that a call may have */

typedef struct Machine Machine;

/* A collection: items on the machine's stack. */
typedef struct Range {
    size_t first;
    size_t count;
} Range;

/* One call while it is carried out. */
typedef struct Call {
    const Instruction *instruction;
    int variant; /* of the function's row */
    Range input;
    Range arguments[FUNCTION_ARGUMENTS]; /* only of FUNCTION_VALUES */
} Call;

typedef enum FunctionForm {
    FUNCTION_VALUES, /* the arguments are evaluated before the call, for the item around it */
    FUNCTION_EACH,   /* the function evaluates them with each item of the input as $this */
    FUNCTION_BLOCKS, /* the function evaluates them as it needs them */
    FUNCTION_TYPE    /* the argument is the name of a type */
} FunctionForm;

struct Function {
    const char *name;
    uint8_t minimum; /* arguments */
    uint8_t maximum;
    uint8_t form;    /* FunctionForm */
    uint8_t variant; /* tells the functions of one implementation from each other */
    /* Pushes the result, after the input and arguments, which are removed afterwards. False with the machine's error.
     */
    bool (*call)(Machine *machine, const Call *call);
    const char *help; /* one line for people */
};

#endif
