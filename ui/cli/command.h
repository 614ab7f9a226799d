/*
 * Command: what `ipse NAME` does.
 *
 * Each command is one file around a const struct, and one row of COMMAND_TABLE. The command without a name
 * opens the workbench; it is called "workbench" in the tables.
 */
#ifndef IPSE_CLI_COMMAND_H
#define IPSE_CLI_COMMAND_H

#include "ui/cli/arguments.h"
#include "ui/cli/output/exit_status.h"

#define OPERANDS_ANY 0xFFFFFFFFu

typedef struct Command {
    const char *name;
    const char *title;    /* how it is called: "ipse check" */
    const char *operands; /* as the help shows them */
    unsigned operands_minimum;
    unsigned operands_maximum;
    bool has_expression;                    /* the first operand is an expression: it may start with a minus */
    const char *summary;                    /* one line */
    const char *description;                /* a paragraph for the manual */
    const char *statuses;                   /* what the exit status says; NULL: as usual, of errors in the inputs */
    int (*run)(const Arguments *arguments); /* gives the exit status; NULL: the screen does it */
} Command;

/* The commands in the order of the help: a row X(name) for each `const Command command_name`. */
#define COMMAND_TABLE(X)                                                                                               \
    X(workbench)                                                                                                       \
    X(check)                                                                                                           \
    X(fix)                                                                                                             \
    X(compare)                                                                                                         \
    X(new)                                                                                                             \
    X(fetch)                                                                                                           \
    X(report)                                                                                                          \
    X(tree)                                                                                                            \
    X(rules)                                                                                                           \
    X(fhirpath)                                                                                                        \
    X(explain)                                                                                                         \
    X(keys)                                                                                                            \
    X(tour)                                                                                                            \
    X(play)                                                                                                            \
    X(present)                                                                                                         \
    X(config)                                                                                                          \
    X(terms)                                                                                                           \
    X(lsp)                                                                                                             \
    X(completion)

/* Statuses of commands that find nothing. */
#define STATUSES_DONE "0 done, 2 command failed"

#define COMMAND_DECLARATION(name) extern const Command command_##name;
COMMAND_TABLE(COMMAND_DECLARATION)
#undef COMMAND_DECLARATION

/* All of them; NULL after the last. */
extern const Command *const commands[];

/* The command of this name; NULL if there is none (the workbench is not found by its name). */
const Command *command_find(Slice name);

/* The command whose name is nearest to a misspelt one; NULL where none is near. */
const Command *command_suggest(Slice name);

#endif
