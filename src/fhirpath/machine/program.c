/* Programs put together, and freed. */
#include "src/fhirpath/machine/program.h"

#include <stdlib.h>

FhirpathProgram *program_new(Slice expression)
{
    FhirpathProgram *program = memory_allocate_zeroed(1, sizeof *program);
    program->arena = arena_new();
    program->expression = arena_copy(program->arena, expression);
    return program;
}

void fhirpath_free(FhirpathProgram *program)
{
    if (!program) {
        return;
    }
    arena_free(program->arena);
    free(program->code);
    free(program->constants);
    free(program->blocks);
    free(program->types);
    free(program->functions);
    free(program);
}

uint32_t program_add(FhirpathProgram *program, Instruction instruction)
{
    ARRAY_RESERVE(program->code, program->code_capacity, program->code_count + 1);
    instruction.next = (uint32_t)program->code_count + 1;
    program->code[program->code_count] = instruction;
    return (uint32_t)program->code_count++;
}

uint32_t program_add_constant(FhirpathProgram *program, Item constant)
{
    ARRAY_RESERVE(program->constants, program->constant_capacity, program->constant_count + 1);
    program->constants[program->constant_count] = constant;
    return (uint32_t)program->constant_count++;
}

uint32_t program_add_block(FhirpathProgram *program, Block block)
{
    ARRAY_RESERVE(program->blocks, program->block_capacity, program->block_count + 1);
    program->blocks[program->block_count] = block;
    return (uint32_t)program->block_count++;
}

uint32_t program_add_type(FhirpathProgram *program, TypeName type)
{
    ARRAY_RESERVE(program->types, program->type_capacity, program->type_count + 1);
    program->types[program->type_count] = type;
    return (uint32_t)program->type_count++;
}

uint32_t program_add_function(FhirpathProgram *program, const Function *function)
{
    ARRAY_RESERVE(program->functions, program->function_capacity, program->function_count + 1);
    program->functions[program->function_count] = function;
    return (uint32_t)program->function_count++;
}

Instruction *program_last(FhirpathProgram *program)
{
    return program->code_count ? &program->code[program->code_count - 1] : NULL;
}
