/*
 * Functions: one row each, in the table of its family (functions_*.c); function.c lists the families.
 */
#ifndef IPSE_FHIRPATH_FUNCTION_H
#define IPSE_FHIRPATH_FUNCTION_H

#include "src/fhirpath/parse/program.h"

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

typedef struct Function {
    const char *name;
    uint8_t minimum; /* arguments */
    uint8_t maximum;
    uint8_t form;    /* FunctionForm */
    uint8_t variant; /* tells the functions of one implementation from each other */
    /* Pushes the result, behind the input and arguments, which are removed afterwards. False with the machine's error. */
    bool (*call)(Machine *machine, const Call *call);
    const char *help; /* one line for people */
} Function;

/* The number of the function of that name; false where there is none. */
bool function_find(Slice name, uint32_t *number);

/* The function of a number that function_find gave. */
const Function *function_at(uint32_t number);

/* The name that `name` may be a slip of; empty where there is none. */
Slice function_nearest(Slice name);

/* The families. Each ends with a row without a name. */
extern const Function functions_existence[];
extern const Function functions_filter[];
extern const Function functions_subset[];
extern const Function functions_combine[];
extern const Function functions_convert[];
extern const Function functions_string[];
extern const Function functions_encode[];
extern const Function functions_math[];
extern const Function functions_aggregate[];
extern const Function functions_tree[];
extern const Function functions_utility[];
extern const Function functions_date[];
extern const Function functions_boundary[];
extern const Function functions_type[];
extern const Function functions_fhir[];

#endif
