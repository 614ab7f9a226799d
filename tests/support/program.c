/* Program: ipse itself in pseudo-terminals. */
#include "tests/support/program.h"
#include "src/base/memory.h"
#include "tests/support/folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

const char program_study[] = "{\n"
                             "  \"resourceType\": \"ImagingStudy\",\n"
                             "  \"status\": \"entered-in-error\",\n"
                             "  \"subject\": {\"reference\": \"Patient/1\"},\n"
                             "  \"description\": \"Chest \\u001b[2J\"\n"
                             "}\n";

/* ---- the folder ---- */

void program_find(char *path, size_t size)
{
    char test[4096] = "";
    ssize_t length = readlink("/proc/self/exe", test, sizeof test - 1);
    const char *end = length > 0 ? strstr(test, "/tests/") : NULL;
    snprintf(path, size, "%.*s/ipse", end ? (int)(end - test) : 0, test);
}

int program_set_up(void **state)
{
    Program *program = memory_allocate_zeroed(1, sizeof *program);
    *state = program;
    program_find(program->path, sizeof program->path);
    program->folder = folder_new();
    snprintf(program->state_home, sizeof program->state_home, "%s/state", program->folder);
    snprintf(program->config_home, sizeof program->config_home, "%s/config", program->folder);
    snprintf(program->file, sizeof program->file, "%s/study.json", program->folder);
    program_write_study(program);
    return 0;
}

int program_tear_down(void **state)
{
    Program *program = *state;
    folder_remove(program->folder);
    free(program);
    return 0;
}

void program_write_study(const Program *program)
{
    folder_write(program->file, program_study);
}

void program_read_study(const Program *program, Text *text)
{
    FILE *stream = fopen(program->file, "r");
    assert_non_null(stream);
    int c;
    while ((c = getc(stream)) != EOF) {
        text_append_byte(text, (char)c);
    }
    fclose(stream);
}

void program_write_settings(const Program *program, const char *yaml)
{
    char path[128];
    mkdir(program->config_home, 0700);
    snprintf(path, sizeof path, "%s/ipse", program->config_home);
    mkdir(path, 0700);
    snprintf(path, sizeof path, "%s/ipse/config.yaml", program->config_home);
    if (yaml) {
        folder_write(path, yaml);
    } else {
        unlink(path);
    }
}

/* Number of recovery files under a path. */
static int count_recovery_files(const char *path)
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
            count += count_recovery_files(inner);
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

int program_recovery_files(const Program *program)
{
    return count_recovery_files(program->state_home);
}

/* ---- running ---- */

Pty *program_start(Program *program, const char *terminal, const char *const *set)
{
    char *arguments[] = {program->path, program->file, NULL};
    setenv("XDG_STATE_HOME", program->state_home, 1);
    setenv("XDG_CACHE_HOME", program->state_home, 1);
    setenv("XDG_CONFIG_HOME", program->config_home, 1);
    setenv("LC_ALL", "C.UTF-8", 1);
    unsetenv("NO_COLOR");
    unsetenv("COLORTERM");
    PtyOptions options = {.terminal = terminal, .width = 100, .height = 30, .arguments = arguments, .set = set};
    pty_start(&program->pty, options);
    return &program->pty;
}

Pty *program_open_study(Program *program)
{
    program_write_study(program);
    Pty *pty = program_start(program, "xterm-256color", NULL);
    pty_expect(pty, "F1 ");
    pty_expect(pty, "entered-in-error");
    pty_expect(pty, "Chest ␛[2J");
    return pty;
}
