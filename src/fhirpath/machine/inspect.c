/* Inspection: what the instructions of a parsed expression tell before it is evaluated. */
#include "src/base/regex.h"
#include "src/fhirpath/fhirpath.h"
#include "src/fhirpath/machine/function.h"

/* True where an instruction calls the function of a name. */
static bool is_call(const FhirpathProgram *program, size_t position, const char *name)
{
    const Instruction *instruction = &program->code[position];
    return instruction->op == OP_CALL && strcmp(program->functions[instruction->operand]->name, name) == 0;
}

/* True for the variables that lead out of the value that an expression is evaluated for. */
static bool is_outer_variable(const FhirpathProgram *program, const Instruction *instruction)
{
    if (instruction->op != OP_VARIABLE) {
        return false;
    }
    Slice name = program->constants[instruction->operand].as.string;
    return slice_equals(name, SLICE("resource")) || slice_equals(name, SLICE("rootResource"));
}

bool fhirpath_looks_beyond(const FhirpathProgram *program)
{
    for (size_t i = 0; i < program->code_count; i++) {
        const Instruction *instruction = &program->code[i];
        if (is_outer_variable(program, instruction) || is_call(program, i, "resolve") ||
            is_call(program, i, "conformsTo")) {
            return true;
        }
    }
    return false;
}

bool fhirpath_asks_targets_for_type_only(const FhirpathProgram *program)
{
    for (size_t i = 0; i < program->code_count; i++) {
        bool is_last = i + 1 == program->code_count;
        if (is_call(program, i, "resolve") && (is_last || !is_call(program, i + 1, "is"))) {
            return false;
        }
    }
    return true;
}

/* The pattern of a call that takes a regular expression, where it stands in the expression as it is; else NULL. */
static const Item *find_pattern(const FhirpathProgram *program, size_t position)
{
    const Instruction *call = &program->code[position];
    bool has_pattern = is_call(program, position, "matches") || is_call(program, position, "matchesFull") ||
                       is_call(program, position, "replaceMatches");
    if (!has_pattern || position < call->count) {
        return NULL;
    }
    for (size_t i = position - call->count; i < position; i++) {
        if (program->code[i].op != OP_LITERAL) {
            return NULL;
        }
    }
    const Item *pattern = &program->constants[program->code[position - call->count].operand];
    return pattern->kind == FHIRPATH_STRING ? pattern : NULL;
}

bool fhirpath_check_patterns(const FhirpathProgram *program, Error *error)
{
    for (size_t i = 0; i < program->code_count; i++) {
        const Item *pattern = find_pattern(program, i);
        Regex *regex = pattern ? regex_new(pattern->as.string, 0, error) : NULL;
        regex_free(regex);
        if (pattern && !regex) {
            return false;
        }
    }
    return true;
}
