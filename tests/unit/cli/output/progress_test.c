/*
 * The line of progress: it is on standard error where that is a terminal, tells how much is done, and leaves whole
 * lines behind. The program waits for a FIFO meanwhile, so that the line comes however fast the machine is.
 */
#include "tests/support/program.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Runs a command of the shell in which $0 is the program, $1 the study and $2 the FIFO; gives the end of the FIFO to
 * write to. */
static int run(Program *program, const char *terminal, char *command)
{
    static char shell[] = "/bin/sh", flag[] = "-c";
    char fifo[128];
    snprintf(fifo, sizeof fifo, "%s.fifo", program->file);
    unlink(fifo);
    assert_int_equal(mkfifo(fifo, 0600), 0);
    char *arguments[] = {shell, flag, command, program->path, program->file, fifo, NULL};
    PtyOptions options = {.terminal = terminal, .width = 100, .height = 30, .arguments = arguments};
    program_write_study(program);
    pty_start(&program->pty, options);
    int descriptor = open(fifo, O_WRONLY);
    assert_true(descriptor >= 0);
    return descriptor;
}

static void give(int descriptor, const char *bytes)
{
    assert_int_equal(write(descriptor, bytes, strlen(bytes)), strlen(bytes));
}

/* The input ends, and the program with the status; nothing of the line is left on the screen. */
static void expect_end(Pty *pty, int descriptor, const char *verb, int status)
{
    close(descriptor);
    pty_wait_end(pty);
    assert_int_equal(pty->status, status);
    assert_false(emulator_shows(&pty->emulator, verb));
    pty_end(pty);
}

static void a_check_shows_its_share(void **state)
{
    Program *program = *state;
    char command[] = "\"$0\" check --jobs 1 \"$1\" \"$2\" >/dev/null";
    int input = run(program, "xterm", command);
    pty_expect_sent(&program->pty, "\ripse: checking 0 %", 0);
    give(input, "{\"resourceType\":\"Nothing\"}");
    expect_end(&program->pty, input, "checking", 1);
}

/* The size of standard input is not known. */
static void a_fix_shows_how_much_is_done(void **state)
{
    Program *program = *state;
    char command[] = "\"$0\" fix --dry-run - <\"$2\" >/dev/null";
    int input = run(program, "screen", command);
    pty_expect_sent(&program->pty, "\ripse: fixing 0 MB", 0);
    give(input, "{\"resourceType\":\"Patient\",\"active\":\"true\"}");
    expect_end(&program->pty, input, "fixing", 0);
}

/* What is found goes to the same terminal: each line begins at its start, where the line of progress was taken away,
   and that comes again after it. */
static void lines_are_whole_on_the_same_terminal(void **state)
{
    Program *program = *state;
    char command[] = "\"$0\" check --jobs 1 - <\"$2\"";
    int input = run(program, "xterm", command);
    Pty *pty = &program->pty;
    pty_expect_sent(pty, "\ripse: checking ", 0);
    give(input, "{\"resourceType\":\"None\"}\n{\"resourceType\":\"Bundle\",\"type\":\"collection\"}\n");
    pty_expect_sent(pty, " \r-:1:1: error: ", 0);
    pty_expect(pty, "ipse: checking");
    give(input, "{\"resourceType\":\"Bundle\",\"type\":\"none\"}\n");
    pty_expect(pty, "-:3:33: error");
    expect_end(pty, input, "checking", 1);
}

/* No terminal on standard error, or one that cannot go back: no line. */
static void elsewhere_nothing_is_shown(void **state)
{
    Program *program = *state;
    char piped[] = "\"$0\" check - <\"$2\" 2>&1 >/dev/null | cat", dumb[] = "\"$0\" check - <\"$2\" >/dev/null";
    for (int i = 0; i < 2; i++) {
        int input = i == 0 ? run(program, "xterm", piped) : run(program, "dumb", dumb);
        give(input, "{\"resourceType\":\"None\"}\n");
        close(input);
        pty_expect(&program->pty, "1 file: 1 error");
        pty_wait_end(&program->pty);
        assert_false(emulator_was_sent(&program->pty.emulator, "checking"));
        pty_end(&program->pty);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_check_shows_its_share),
        cmocka_unit_test(a_fix_shows_how_much_is_done),
        cmocka_unit_test(lines_are_whole_on_the_same_terminal),
        cmocka_unit_test(elsewhere_nothing_is_shown),
    };
    return cmocka_run_group_tests(tests, program_set_up, program_tear_down);
}
