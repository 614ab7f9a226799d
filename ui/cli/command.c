/* The table of commands. */
#include "ui/cli/command.h"

const Command *const commands[] = {
#define COMMAND_ROW(name) &command_##name,
    COMMAND_TABLE(COMMAND_ROW)
#undef COMMAND_ROW
        NULL,
};

const Command *command_find(Slice name)
{
    for (size_t i = 0; commands[i]; i++) {
        if (commands[i] != &command_workbench && slice_equals(slice_from(commands[i]->name), name)) {
            return commands[i];
        }
    }
    return NULL;
}
