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

const Command *command_suggest(Slice name)
{
    const Command *nearest = NULL;
    unsigned least = (unsigned)(name.length / 3) + 1; /* a third of the letters may be wrong */
    for (size_t i = 0; commands[i] && name.length <= 64; i++) {
        unsigned distance = slice_distance(slice_from(commands[i]->name), name, least);
        if (distance < least && commands[i] != &command_workbench) {
            least = distance;
            nearest = commands[i];
        }
    }
    return nearest;
}
