/* The program itself in pseudo-terminals: it opens, edits, resizes, is stopped, is killed, and leaves all in order. */
#include "tests/support/pty.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char program[4096];
static char folder[] = "/tmp/ipse-screens-XXXXXX";
static char state_home[64];
static char config_home[64];
static char file[64];

/* A study with a status that a summary may not have. */
static const char study[] = "{\n"
                            "  \"resourceType\": \"ImagingStudy\",\n"
                            "  \"status\": \"entered-in-error\",\n"
                            "  \"subject\": {\"reference\": \"Patient/1\"},\n"
                            "  \"description\": \"Chest \\u001b[2J\"\n"
                            "}\n";

static void write_file(void)
{
    FILE *stream = fopen(file, "w");
    assert_non_null(stream);
    fputs(study, stream);
    fclose(stream);
}

static void read_file(Text *text)
{
    FILE *stream = fopen(file, "r");
    assert_non_null(stream);
    int c;
    while ((c = getc(stream)) != EOF) {
        text_append_byte(text, (char)c);
    }
    fclose(stream);
}

/* Starts the program on the file, with settings in the environment (NULL-terminated). */
static void start(Pty *pty, const char *terminal, const char *const *set)
{
    char *arguments[] = {program, file, NULL};
    setenv("XDG_STATE_HOME", state_home, 1);
    setenv("XDG_CONFIG_HOME", config_home, 1);
    setenv("LC_ALL", "C.UTF-8", 1);
    unsetenv("NO_COLOR");
    unsetenv("COLORTERM");
    PtyOptions options = {.terminal = terminal, .width = 100, .height = 30, .arguments = arguments, .set = set};
    assert_true(pty_start(pty, options));
}

static void expect_end(Pty *pty, int status)
{
    assert_true(pty_wait_end(pty));
    assert_true(pty_is_restored(pty));
    assert_int_equal(pty->status, status);
    assert_int_equal(pty->emulator.unknown, 0);
    pty_end(pty);
}

static void test_every_kind_of_terminal(void **state)
{
    (void)state;
    static const char *const terminals[] = {"xterm-256color", "screen", "tmux", "linux", "vt100"};
    for (size_t i = 0; i < sizeof terminals / sizeof *terminals; i++) {
        Pty pty;
        start(&pty, terminals[i], NULL);
        assert_true(pty_wait(&pty, "entered-in-error"));
        assert_true(pty_wait(&pty, "Chest ␛[2J"));
        pty_send(&pty, "?");
        assert_true(pty_wait(&pty, "Move down"));
        pty_send(&pty, "q");
        assert_true(pty_wait_gone(&pty, "Move down"));
        pty_send(&pty, "q");
        expect_end(&pty, 0);
    }
}

static void test_a_locale_without_utf8_gets_ascii(void **state)
{
    (void)state;
    static const char *const plain[] = {"LC_ALL=C", "NO_COLOR=1", NULL};
    Pty pty;
    start(&pty, "xterm-256color", plain);
    assert_true(pty_wait(&pty, "+ Issues -"));
    assert_true(pty_wait(&pty, "Chest ^[[2J"));
    for (size_t i = 0; i < pty.emulator.seen.length; i++) {
        assert_true((unsigned char)pty.emulator.seen.bytes[i] < 0x80);
    }
    assert_true(slice_find(text_slice(&pty.emulator.seen), SLICE("8;5;"), 0) == SIZE_MAX);
    assert_true(slice_find(text_slice(&pty.emulator.seen), SLICE("8;2;"), 0) == SIZE_MAX);
    pty_send(&pty, "q");
    expect_end(&pty, 0);
}

static void test_resizing(void **state)
{
    (void)state;
    static const int sizes[][2] = {{60, 16}, {80, 24}, {120, 40}, {60, 16}};
    Pty pty;
    start(&pty, "xterm-256color", NULL);
    assert_true(pty_wait(&pty, "entered-in-error"));
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        pty_resize(&pty, sizes[i][0], sizes[i][1]);
        assert_true(pty_wait(&pty, "F1 Help"));
        assert_true(pty_wait(&pty, "ImagingStudy"));
    }
    pty_resize(&pty, 59, 16);
    assert_true(pty_wait(&pty, "too small"));
    pty_resize(&pty, 100, 30);
    assert_true(pty_wait(&pty, "entered-in-error"));
    pty_send(&pty, "q");
    expect_end(&pty, 0);
}

static void test_quitting_with_changes_asks(void **state)
{
    (void)state;
    Pty pty;
    Text text = TEXT_EMPTY;
    write_file();
    start(&pty, "xterm-256color", NULL);
    assert_true(pty_wait(&pty, "Chest"));
    pty_send(&pty, "@description\r");
    pty_send(&pty, "cc");
    pty_send(&pty, "\033[200~Thorax\033[201~");
    assert_true(pty_wait(&pty, "Thorax"));
    pty_send(&pty, "\rq");
    assert_true(pty_wait(&pty, "Discard"));
    pty_send(&pty, "\033");
    assert_true(pty_wait_gone(&pty, "Discard"));
    pty_send(&pty, "\023");
    assert_true(pty_wait(&pty, "Saved"));
    pty_send(&pty, "q");
    expect_end(&pty, 0);
    read_file(&text);
    assert_true(slice_find(text_slice(&text), SLICE("\"description\": \"Thorax\"\n}\n"), 0) != SIZE_MAX);
    text_free(&text);
}

/* Number of recovery files; all files are for the owner only. */
static int recovery_files(const char *path)
{
    int count = 0;
    DIR *entries = opendir(path);
    struct dirent *entry;
    while (entries && (entry = readdir(entries))) {
        char inner[4096];
        struct stat status;
        snprintf(inner, sizeof inner, "%s/%s", path, entry->d_name);
        if (entry->d_name[0] == '.' || stat(inner, &status) != 0) {
            continue;
        }
        if (S_ISDIR(status.st_mode)) {
            count += recovery_files(inner);
        } else {
            assert_int_equal(status.st_mode & 0777, 0600);
            count += strstr(entry->d_name, ".recovery") != NULL;
        }
    }
    if (entries) {
        closedir(entries);
    }
    return count;
}

static void test_signals_leave_the_work_behind(void **state)
{
    (void)state;
    static const int signals[] = {SIGTERM, SIGHUP};
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        Pty pty;
        write_file();
        start(&pty, "xterm-256color", NULL);
        assert_true(pty_wait(&pty, "Chest"));
        pty_send(&pty, "@description\rcc");
        pty_send(&pty, "\033[200~Abdomen\033[201~");
        assert_true(pty_wait(&pty, "Abdomen"));
        pty_send(&pty, "\r");
        pty_signal(&pty, signals[i]);
        expect_end(&pty, 128 + signals[i]);
        assert_int_equal(recovery_files(state_home), 1);
        start(&pty, "xterm-256color", NULL);
        assert_true(pty_wait(&pty, ":recover"));
        pty_send(&pty, ":recover\r");
        assert_true(pty_wait(&pty, "that would come from"));
        assert_true(pty_wait(&pty, "Abdomen"));
        pty_send(&pty, "a");
        assert_true(pty_wait(&pty, "Brought back"));
        pty_send(&pty, "ZQ");
        expect_end(&pty, 0);
    }
}

static void test_suspending(void **state)
{
    (void)state;
    Pty pty;
    write_file();
    start(&pty, "xterm-256color", NULL);
    assert_true(pty_wait(&pty, "entered-in-error"));
    pty_send(&pty, "\032");
    assert_true(pty_wait_stopped(&pty));
    assert_true(pty_is_restored(&pty));
    pty_continue(&pty);
    assert_true(pty_wait(&pty, "entered-in-error"));
    pty_send(&pty, "q");
    expect_end(&pty, 0);
}

static void test_standard_input_is_read_and_keys_come_from_the_terminal(void **state)
{
    (void)state;
    Pty pty;
    char standard_input[] = "-";
    char *arguments[] = {program, standard_input, NULL};
    PtyOptions options = {
        .terminal = "xterm-256color", .width = 100, .height = 30, .arguments = arguments, .input = study};
    assert_true(pty_start(&pty, options));
    assert_true(pty_wait(&pty, "entered-in-error"));
    pty_send(&pty, "q");
    expect_end(&pty, 0);
}

static void test_a_terminal_that_can_not_names_the_check(void **state)
{
    (void)state;
    Pty pty;
    start(&pty, "dumb", NULL);
    assert_true(pty_wait(&pty, "TERM is dumb"));
    assert_true(pty_wait(&pty, "ipse check"));
    expect_end(&pty, 2);
}

static int make_folder(void **state)
{
    (void)state;
    if (!mkdtemp(folder)) {
        return -1;
    }
    snprintf(state_home, sizeof state_home, "%s/state", folder);
    snprintf(config_home, sizeof config_home, "%s/config", folder);
    snprintf(file, sizeof file, "%s/study.json", folder);
    write_file();
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    char command[128];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command);
}

/* The program lies two folders above the tests: build/debug/ipse. */
int main(int count, char **words)
{
    (void)count;
    char *end = strstr(words[0], "/tests/");
    snprintf(program, sizeof program, "%.*s/ipse", end ? (int)(end - words[0]) : 0, words[0]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_kind_of_terminal),
        cmocka_unit_test(test_a_locale_without_utf8_gets_ascii),
        cmocka_unit_test(test_resizing),
        cmocka_unit_test(test_quitting_with_changes_asks),
        cmocka_unit_test(test_signals_leave_the_work_behind),
        cmocka_unit_test(test_suspending),
        cmocka_unit_test(test_standard_input_is_read_and_keys_come_from_the_terminal),
        cmocka_unit_test(test_a_terminal_that_can_not_names_the_check),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
