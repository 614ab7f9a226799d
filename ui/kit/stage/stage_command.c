/* Stage command: words for stage_run_program. */
#include "ui/kit/stage/stage_command.h"

#include "src/base/memory.h"
#include "src/base/text.h"

#include <stdlib.h>
#include <string.h>

enum { SHELL_WORDS = 3 };

/* True where the command is no plain name, so that a shell has to read it. The characters are those of git. */
static bool needs_shell(const char *command)
{
    return strpbrk(command, "|&;<>()$`\\\"' \t\n*?[#~=%:") != NULL;
}

bool stage_run_command(Stage *stage, const char *command, const char *const arguments[], size_t count, Error *error)
{
    char *words[SHELL_WORDS + 1 + STAGE_ARGUMENTS_MAXIMUM + 1] = {0};
    size_t used = 0;
    int status = 0;
    Text line = TEXT_EMPTY;
    text_format(&line, "%s \"$@\"", command);
    if (needs_shell(command)) {
        words[used++] = memory_copy_string(SLICE("sh"));
        words[used++] = memory_copy_string(SLICE("-c"));
        words[used++] = memory_copy_string(text_slice(&line));
    }
    words[used++] = memory_copy_string(slice_from(command));
    for (size_t i = 0; i < count && i < STAGE_ARGUMENTS_MAXIMUM; i++) {
        words[used++] = memory_copy_string(slice_from(arguments[i]));
    }
    bool is_done = stage_run_program(stage, words, &status, error);
    if (is_done && status != 0) {
        is_done = error_set(error, ERROR_NOT_POSSIBLE, NULL, "%s ended with status %d", command, status);
    }
    for (size_t i = 0; i < used; i++) {
        free(words[i]);
    }
    text_free(&line);
    return is_done;
}
