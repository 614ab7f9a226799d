/* Programs that share the terminal: the user's editor, stopped and continued with ipse; tmux as the way to the
 * clipboard. */
#include "tests/support/program.h"

#include "src/base/file.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <cmocka.h>

/* Writes an executable script into the program's folder; its path is freed by the caller. */
static char *write_script(const Program *program, const char *name, const char *text)
{
    char *path = file_join(program->folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
    assert_int_equal(chmod(path, 0700), 0);
    return path;
}

/* ^Z stops the editor and ipse with it; both go on together, and ipse does not stop a second time. */
static void test_a_stopped_editor_gives_the_prompt_back(void **state)
{
    Program *program = *state;
    char *editor = write_script(program, "editor.sh",
                                "#!/bin/sh\nkill -TSTP 0\nkill -INT 0\nsed -i s/entered-in-error/available/ \"$1\"\n");
    Text setting = TEXT_EMPTY;
    text_format(&setting, "VISUAL=trap '' INT; %s", editor);
    program_write_study(program);
    Pty *pty = program_start(program, "xterm-256color", (const char *const[]){setting.bytes, NULL});
    pty_expect(pty, "entered-in-error");
    pty_press(pty, "@status\r", "status");
    pty_send(pty, "v");
    pty_expect_stopped(pty);
    pty_expect_restored(pty);
    pty_continue(pty);
    pty_expect(pty, "status             available");
    pty_press(pty, "u", "entered-in-error");
    pty_expect_end(pty, "q", 0);
    text_free(&setting);
    free(editor);
}

/* What was typed just before another program has the terminal, or the program stops, is kept even if that is its end.
 */
static void test_work_is_kept_before_the_terminal_is_given_away(void **state)
{
    Program *program = *state;
    char *editor = write_script(program, "killer.sh", "#!/bin/sh\nkill -9 $PPID\n");
    Text setting = TEXT_EMPTY;
    text_format(&setting, "VISUAL=%s", editor);
    const char *const set[] = {setting.bytes, NULL};
    for (int way = 0; way < 3; way++) {
        program_write_study(program);
        Pty *pty = program_start(program, "xterm-256color", set);
        pty_press(pty, "@description\r", "ImagingStudy.description ─");
        pty_press(pty, "ccThorax", "Thorax");
        pty_send(pty, way == 0 ? "\rv" : way == 1 ? "\r\032" : "");
        if (way > 0) {
            pty_signal(pty, way == 1 ? 0 : SIGTSTP);
            pty_expect_stopped(pty);
            pty_signal(pty, SIGKILL);
            pty_continue(pty);
        }
        pty_wait_end(pty);
        pty_end(pty);
        assert_int_equal(program_recovery_files(program), 1);
        program_start(program, "xterm-256color", NULL);
        pty_press(pty, "t", "Restored");
        pty_expect(pty, "Thorax");
        pty_expect_end(pty, "ZQ", 0);
    }
    text_free(&setting);
    free(editor);
}

static void test_tmux_is_given_what_is_copied(void **state)
{
    Program *program = *state;
    char *tmux = write_script(program, "tmux", "#!/bin/sh\necho \"$*\" >\"${0%/*}/called\"\ncat >\"${0%/*}/copied\"\n");
    char *copied = file_join(program->folder, "copied"), *called = file_join(program->folder, "called");
    Text path = TEXT_EMPTY, content = TEXT_EMPTY;
    text_format(&path, "PATH=%s:/usr/bin:/bin", program->folder);
    program_write_study(program);
    const char *const set[] = {path.bytes, "TMUX=/tmp/tmux-0/default,1,0", "SSH_CONNECTION=1 2 3 4", NULL};
    Pty *pty = program_start(program, "tmux-256color", set);
    pty_press(pty, "@status\ryv", "sent to tmux");
    assert_true(file_read(copied, 1000, &content, NULL, NULL));
    assert_string_equal(content.bytes, "entered-in-error");
    text_clear(&content);
    assert_true(file_read(called, 1000, &content, NULL, NULL));
    assert_string_equal(content.bytes, "load-buffer -w -\n");
    pty_expect_end(pty, "q", 0);
    text_free(&path);
    text_free(&content);
    free(tmux);
    free(copied);
    free(called);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_stopped_editor_gives_the_prompt_back),
        cmocka_unit_test(test_work_is_kept_before_the_terminal_is_given_away),
        cmocka_unit_test(test_tmux_is_given_what_is_copied),
    };
    return cmocka_run_group_tests(tests, program_set_up, program_tear_down);
}
