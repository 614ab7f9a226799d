/* ipse: the program's table of contents. */
#include "ui/cli/cli.h"

/* Opens the screen. */
static int open_workbench(const Arguments *arguments)
{
    return arguments->command->run(arguments);
}

int main(int word_count, char **words)
{
    return cli_run(word_count, words, open_workbench);
}
