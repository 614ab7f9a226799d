/* Inputs: what an operand stands for, and what is said of the rest. */
#include "ui/cli/inputs.h"

#include "src/json/source.h"
#include "ui/cli/output/output.h"

static void note_passed_over(void *context, const char *path, const char *why)
{
    (void)context;
    remark(path, why);
}

bool inputs_expand(const Arguments *arguments, const char *operand, FileList *inputs)
{
    SourceWalk walk = {.is_flat = arguments_has(arguments, OPTION_NO_RECURSE), .passed_over = note_passed_over};
    Error error;
    if (!*operand) {
        error_set(&error, ERROR_NOT_POSSIBLE, NULL, "the name of a file is empty");
        complain(&error);
        return false;
    }
    if (!source_expand(operand, &walk, inputs, &error)) {
        complain(&error);
        return false;
    }
    return true;
}
