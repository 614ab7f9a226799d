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

/* ---- what an expression sees ---- */

static bool is_among(const char *name, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(name, names[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* True for an instruction that looks at members by names that the expression has, or not at all. */
static bool is_by_name(const FhirpathProgram *program, const Instruction *instruction)
{
    static const char *const functions[] = {
        "all",    "allTrue",  "anyTrue",    "contains",   "count", "empty",  "endsWith", "exists",  "extension",
        "first",  "hasValue", "iif",        "isDistinct", "last",  "length", "lower",    "matches", "not",
        "select", "single",   "startsWith", "substring",  "tail",  "upper",  "where"};
    static const bool others[OP_COUNT] = {[OP_CHILDREN] = true,       [OP_UNION] = true, [OP_EQUIVALENT] = true,
                                          [OP_NOT_EQUIVALENT] = true, [OP_IN] = true,    [OP_CONTAINS] = true};
    if (instruction->op == OP_VARIABLE) {
        return slice_equals(program->constants[instruction->operand].as.string, SLICE("resource"));
    }
    if (instruction->op != OP_CALL) {
        return !others[instruction->op];
    }
    const Function *function = program->functions[instruction->operand];
    return is_among(function->name, functions, sizeof functions / sizeof *functions);
}

/* True where a name of JSON is that of an element that an expression names, of a choice it may be one type. */
static bool is_named(const FhirpathProgram *program, Slice name)
{
    /* Names that are looked at without being written: by extension(), by the types and the comparison of values. */
    static const char *const silent[] = {"resourceType", "extension", "url",  "id",        "value",
                                         "unit",         "system",    "code", "comparator"};
    name = slice_part(name, slice_starts_with(name, SLICE("_")), name.length);
    for (size_t i = 0; i < sizeof silent / sizeof *silent; i++) {
        if (slice_starts_with(name, slice_from(silent[i]))) {
            return true;
        }
    }
    for (size_t i = 0; i < program->code_count; i++) {
        const Instruction *instruction = &program->code[i];
        if (instruction->op == OP_MEMBER &&
            slice_starts_with(name, program->constants[instruction->operand].as.string)) {
            return true;
        }
    }
    return false;
}

bool fhirpath_looks_by_name(const FhirpathProgram *program)
{
    for (size_t i = 0; i < program->code_count; i++) {
        if (!is_by_name(program, &program->code[i])) {
            return false;
        }
    }
    return true;
}

bool fhirpath_may_see(const FhirpathProgram *program, const Slice *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!is_named(program, names[i])) {
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
