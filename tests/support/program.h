/*
 * Program: ipse itself in pseudo-terminals, in a folder of its own: a study, its settings and what it keeps.
 */
#ifndef IPSE_TESTS_PROGRAM_H
#define IPSE_TESTS_PROGRAM_H

#include "tests/support/pty.h"

typedef struct Program {
    char path[4096];
    char folder[32];
    char state_home[64];
    char config_home[64];
    char file[64]; /* the study */
} Program;

/* A study with a status that a summary may not have. */
extern const char program_study[];

/* Makes the folder and writes the study; `test` is the path of the test, which lies in the folder tests beside the
   program. False where the system does not let it. */
bool program_open(Program *program, const char *test);
void program_close(Program *program);

/* Writes and reads the study. */
void program_write_study(const Program *program);
void program_read_study(const Program *program, Text *text);

/* Writes $XDG_CONFIG_HOME/ipse/config.yaml; NULL takes it away. */
void program_write_settings(const Program *program, const char *yaml);

/* Starts the program on the study, 100 × 30, in a UTF-8 locale without NO_COLOR and COLORTERM, and with settings in the
   environment (NAME=VALUE…, NULL-terminated; NULL: none). Fails the test where it can't be. */
void program_start(Program *program, Pty *pty, const char *terminal, const char *const *set);

/* The program ends with this status, and leaves the terminal as it was. */
void program_expect_end(Pty *pty, int status);

/* Number of recovery files; fails the test where anything that is kept may be read by others. */
int program_recovery_files(const Program *program);

#endif
