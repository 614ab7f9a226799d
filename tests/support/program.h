/*
 * Program: ipse itself in pseudo-terminals, in a folder of its own: a study, its settings and what it keeps.
 */
#ifndef IPSE_TESTS_PROGRAM_H
#define IPSE_TESTS_PROGRAM_H

#include "tests/support/pty.h"

typedef struct Program {
    char path[4096];
    char *folder;
    char state_home[64];
    char config_home[64];
    char file[64]; /* the study */
    Pty pty;       /* where it runs */
} Program;

/* The path of the program beside the test that runs, as the test lies in the folder tests beside it. */
void program_find(char *path, size_t size);

/* A study with a status that a summary may not have. */
extern const char program_study[];

/* Set-up and tear-down of a group of tests: `*state` is the program, in a folder of its own that holds the study and is
   removed at the end. The test lies in the folder tests beside the program. */
int program_set_up(void **state);
int program_tear_down(void **state);

/* Writes and reads the study. */
void program_write_study(const Program *program);
void program_read_study(const Program *program, Text *text);

/* Writes $XDG_CONFIG_HOME/ipse/config.yaml; NULL takes it away. */
void program_write_settings(const Program *program, const char *yaml);

/* Starts the program on the study, 100 × 30, in a UTF-8 locale without NO_COLOR and COLORTERM, and with settings in the
   environment (NAME=VALUE…, NULL-terminated; NULL: none). Fails the test where it can't be. */
Pty *program_start(Program *program, const char *terminal, const char *const *set);

/* Writes the study anew, starts the program on it in the commonest of terminals, and waits until it is all there. */
Pty *program_open_study(Program *program);

/* Number of recovery files; fails the test where anything that is kept may be read by others. */
int program_recovery_files(const Program *program);

#endif
