/*
 * Memory that runs out while there is unsaved work: the next allocation of the program or of curses fails, then the one
 * after it, and so on. The program ends with status 2, a sentence on the terminal that was given back, and the work
 * kept; or it goes on as if nothing had been.
 *
 * STEP in the environment says of how many allocations one fails; without it, of few.
 */
#include "src/base/memory.h"
#include "tests/support/folder.h"
#include "tests/support/program.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { STEP_SHORT = 41, STATUS_EXHAUSTED = 2, SET_MAXIMUM = 6 };

/* The program with its faults. */
typedef struct Faults {
    Program *program;
    char *begun; /* a file that lets allocations be counted */
    char *mark;  /* a file that is made when one fails */
    long step;
} Faults;

static char *print_setting(const char *name, const char *value)
{
    Text text = TEXT_EMPTY;
    text_format(&text, "%s=%s", name, value);
    return text.bytes;
}

/* The released program, which faults can be put before: the sanitizers of the other have an allocator of their own. */
static int set_up(void **state)
{
    Faults *faults = memory_allocate_zeroed(1, sizeof *faults);
    void *program;
    assert_int_equal(program_set_up(&program), 0);
    faults->program = program;
    char *end = strstr(faults->program->path, "debug/ipse");
    const char *step = getenv("STEP");
    assert_non_null(end);
    strcpy(end, "ipse");
    faults->begun = file_join(faults->program->folder, "begun");
    faults->mark = file_join(faults->program->folder, "mark");
    faults->step = step && atol(step) > 0 ? atol(step) : STEP_SHORT;
    *state = faults;
    return 0;
}

static int tear_down(void **state)
{
    Faults *faults = *state;
    void *program = faults->program;
    free(faults->begun);
    free(faults->mark);
    free(faults);
    return program_tear_down(&program);
}

/* Starts the program, in which a value is typed, and lets the given allocation after that fail. */
static Pty *open_with_fault(const Faults *faults, long at)
{
    Program *program = faults->program;
    Text library = TEXT_EMPTY;
    char number[32];
    snprintf(number, sizeof number, "%ld", at);
    text_format(&library, "%.*storture/faults.so", (int)(strlen(program->path) - strlen("ipse")), program->path);
    char *set[SET_MAXIMUM] = {print_setting("LD_PRELOAD", library.bytes), print_setting("IPSE_FAULT_KIND", "memory"),
                              print_setting("IPSE_FAULT_AT", number), print_setting("IPSE_FAULT_AFTER", faults->begun),
                              print_setting("IPSE_FAULT_MARK", faults->mark)};
    unlink(faults->begun);
    unlink(faults->mark);
    program_write_study(program);
    Pty *pty = program_start(program, "xterm-256color", (const char *const *)set);
    pty_expect(pty, "entered-in-error");
    pty_press(pty, "@description\r", "ImagingStudy.description ─");
    pty_press(pty, "ccThorax", "Enter apply");
    pty_press_away(pty, "\r", "Enter apply");
    folder_write(faults->begun, "");
    for (size_t i = 0; set[i]; i++) {
        free(set[i]);
    }
    text_free(&library);
    return pty;
}

/* The work is offered by the next start. */
static void take_work(const Faults *faults)
{
    Pty *pty = program_start(faults->program, "xterm-256color", NULL);
    pty_expect(pty, "Unsaved work");
    pty_press(pty, "t", "Restored");
    pty_expect(pty, "Thorax");
    pty_expect_end(pty, "ZQ", 0);
}

/* Waits until the program has ended as it may; true where it ended for want of memory, and kept the work. */
static bool end(const Faults *faults, Pty *pty, long at)
{
    pty_wait_end(pty);
    pty_expect_restored(pty);
    bool is_exhausted = pty->status == STATUS_EXHAUSTED;
    if (is_exhausted) {
        pty_expect(pty, "memory"); /* "out of memory", or where curses ends the process, "for want of memory" */
        pty_expect(pty, "; unsaved work is kept");
    } else if (pty->status != 0) {
        Text screen = TEXT_EMPTY;
        emulator_print(&pty->emulator, &screen);
        print_message("%s", screen.bytes);
        fail_msg("allocation %ld: status %d", at, pty->status);
    }
    pty_end(pty);
    assert_int_equal(program_recovery_files(faults->program), is_exhausted);
    return is_exhausted;
}

/* Lets one allocation after the other fail while keys are pressed, or without keys the terminal is resized. */
static void fail_in_turn(const Faults *faults, const char *keys)
{
    enum { TAKEN_EVERY = 8 };
    bool has_failed = true;
    int ended = 0;
    for (long at = 1; has_failed; at += faults->step) {
        Pty *pty = open_with_fault(faults, at);
        if (!keys) {
            pty_resize(pty, 130, 43);
        }
        pty_send(pty, keys ? keys : "");
        pty_send(pty, "@status\r");
        if (pty_await(pty, "ImagingStudy.status ─")) {
            pty_send(pty, "ZQ");
        }
        if (end(faults, pty, at) && ended++ % TAKEN_EVERY == 0) {
            take_work(faults);
        }
        has_failed = access(faults->mark, F_OK) == 0;
        folder_remove(memory_copy_string(slice_from(faults->program->state_home)));
    }
    assert_true(ended > 0);
}

static void test_while_the_terminal_is_resized(void **state)
{
    fail_in_turn(*state, NULL);
}

static void test_while_keys_are_pressed(void **state)
{
    fail_in_turn(*state, "jj");
    fail_in_turn(*state, "oo\033");
}

static void test_while_colours_are_changed(void **state)
{
    fail_in_turn(*state, ":theme light\r");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_while_the_terminal_is_resized),
        cmocka_unit_test(test_while_keys_are_pressed),
        cmocka_unit_test(test_while_colours_are_changed),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
