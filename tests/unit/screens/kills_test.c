/*
 * Kills: programs are killed at random moments, again and again, and nothing that was on the screen for two seconds is
 * lost.
 *
 * One or two programs have the file open. Each is given a word, as a value, in a box, in the raw text or in a prompt,
 * and the word must be on disk two seconds later; then keys follow, at times such that save, and the program is killed
 * at a random moment among them or later; or it is killed while it starts. In between the file is saved, or written by
 * someone else. A word is alive from the moment it is on disk until the file is saved without it: so long it must be in
 * the file or in what is kept for it. KILLS in the environment says how many programs are killed.
 */
#include "tests/support/program.h"
#include "tests/support/stopwatch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    KILLS_SHORT = 10,
    WORD_SIZE = 16,
    ALIVE_MAXIMUM = 4096,
    LOST_MILLISECONDS = 2000,
    LOOK_MILLISECONDS = 5,
    START_MILLISECONDS = 10000
};

typedef struct Torture {
    Program *program;
    uint64_t random;
    unsigned words; /* so many were made */
    unsigned alive[ALIVE_MAXIMUM];
    size_t alive_count;
} Torture;

/* ---- words ---- */

static unsigned random_below(Torture *torture, unsigned limit)
{
    torture->random = torture->random * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(torture->random >> 33) % limit;
}

static void print_word(unsigned number, char *word)
{
    snprintf(word, WORD_SIZE, "word%06u", number);
}

/* True where a word is in the file or in what is kept (words for grep). */
static bool is_on_disk(const Torture *torture, unsigned number, const char *kept)
{
    char word[WORD_SIZE], command[512];
    print_word(number, word);
    snprintf(command, sizeof command, "grep -rqF --exclude=*.tmp %s %s %s 2>/dev/null", word, torture->program->file,
             kept);
    return system(command) == 0;
}

static void assert_all_alive(const Torture *torture)
{
    for (size_t i = 0; i < torture->alive_count; i++) {
        if (!is_on_disk(torture, torture->alive[i], torture->program->state_home)) {
            fail_msg("word%06u is lost", torture->alive[i]);
        }
    }
}

/* Forgets the words that are neither in the file nor in work that is offered: they were given up by saving. */
static void forget_given_up(Torture *torture)
{
    char kept[128];
    size_t count = 0;
    snprintf(kept, sizeof kept, "--include=*.recovery --include=study.json %s", torture->program->state_home);
    for (size_t i = 0; i < torture->alive_count; i++) {
        if (is_on_disk(torture, torture->alive[i], kept)) {
            torture->alive[count++] = torture->alive[i];
        }
    }
    torture->alive_count = count;
}

/* ---- one program ---- */

static void launch(const Torture *torture, Pty *pty)
{
    char *arguments[] = {torture->program->path, torture->program->file, NULL};
    PtyOptions options = {.terminal = "xterm-256color", .width = 100, .height = 30, .arguments = arguments};
    setenv("XDG_STATE_HOME", torture->program->state_home, 1);
    setenv("XDG_CONFIG_HOME", torture->program->config_home, 1);
    setenv("LC_ALL", "C.UTF-8", 1);
    pty_start(pty, options);
}

static void start(Torture *torture, Pty *pty)
{
    launch(torture, pty);
    pty_expect(pty, "┌ Study");
    /* The first box is answered, all others are kept for later; where none is open, the keys change nothing. */
    pty_send(pty, random_below(torture, 2) ? "t" : "k");
    for (unsigned i = 0; i < torture->words; i++) {
        pty_send(pty, "k");
    }
    pty_press(pty, "@description\r", "ImagingStudy.description ─");
}

/* Opens a place to type in; true where it is a prompt, whose text is no work any more once it was entered. */
static bool open_place(Torture *torture, Pty *pty)
{
    switch (random_below(torture, 4)) {
    case 0:
        pty_press(pty, "cc", "Enter apply · Esc cancel");
        break;
    case 1:
        pty_press(pty, "E", "^S apply · Esc cancel · Enter new");
        pty_send(pty, "\033[F");
        break;
    case 2:
        pty_press(pty, "me", "Enter apply · Esc cancel");
        pty_send(pty, "\033[F\033[D");
        break;
    default:
        pty_press(pty, "/", "Find");
        return true;
    }
    return false;
}

/* Gives the program a word, and waits until that is on disk; true where it stands in a prompt. */
static bool type_word(Torture *torture, Pty *pty)
{
    char word[WORD_SIZE];
    unsigned number = ++torture->words;
    print_word(number, word);
    bool is_prompt = open_place(torture, pty);
    pty_press(pty, word, word);
    double shown = stopwatch_now();
    while (!is_on_disk(torture, number, torture->program->state_home)) {
        assert_true(stopwatch_now() - shown < LOST_MILLISECONDS);
        poll(NULL, 0, LOOK_MILLISECONDS);
    }
    torture->alive[torture->alive_count++] = number;
    return is_prompt;
}

/* Keys that may or may not have been taken when the program dies; true where they may save. A prompt is not left. */
static bool press_more(Torture *torture, Pty *pty, bool is_prompt)
{
    if (is_prompt) {
        pty_send(pty, random_below(torture, 2) ? "" : " more");
        return false;
    }
    static const char *const keys[] = {"e", " b", "\r", "7", "\033[F", "/", "n"};
    bool is_saving = random_below(torture, 4) == 0;
    for (unsigned i = random_below(torture, 6); i > 0; i--) {
        pty_send(pty, keys[random_below(torture, sizeof keys / sizeof *keys)]);
    }
    if (is_saving) {
        pty_send(pty, "\r\023");
    }
    return is_saving;
}

/* Kills a program within the next moments. */
static void kill_program(Torture *torture, Pty *pty)
{
    static const unsigned limits[] = {1, 30, 300, 1500};
    unsigned limit = limits[random_below(torture, sizeof limits / sizeof *limits)];
    poll(NULL, 0, (int)random_below(torture, limit));
    pty_signal(pty, SIGKILL);
    pty_wait_end(pty);
    pty_end(pty);
}

/* A program is killed while it starts and offers what there is. */
static void kill_at_start(Torture *torture)
{
    Pty *pty = &torture->program->pty;
    launch(torture, pty);
    kill_program(torture, pty);
}

/* Types a value, saves, and goes. */
static void save(Torture *torture)
{
    char word[WORD_SIZE];
    Pty *pty = &torture->program->pty;
    unsigned number = ++torture->words;
    print_word(number, word);
    start(torture, pty);
    pty_press(pty, "cc", "Enter apply · Esc cancel");
    pty_press(pty, word, word);
    pty_press(pty, "\r\023", "Saved");
    pty_send(pty, "q");
    pty_wait_end(pty);
    pty_end(pty);
    torture->alive[torture->alive_count++] = number;
    forget_given_up(torture);
    assert_all_alive(torture);
}

/* Someone else writes the file: what was in it alone is gone. */
static void write_by_other(Torture *torture)
{
    program_write_study(torture->program);
    size_t count = 0;
    for (size_t i = 0; i < torture->alive_count; i++) {
        if (is_on_disk(torture, torture->alive[i], torture->program->state_home)) {
            torture->alive[count++] = torture->alive[i];
        }
    }
    torture->alive_count = count;
}

/* Lets one program or two be worked with, and kills them; gives how many. */
static int work_and_kill(Torture *torture, Pty *beside)
{
    bool are_two = random_below(torture, 3) == 0, is_prompt_beside = false;
    Pty *pty = &torture->program->pty;
    start(torture, pty);
    if (are_two) {
        start(torture, beside);
        is_prompt_beside = type_word(torture, beside);
    }
    bool is_saving = press_more(torture, pty, type_word(torture, pty));
    if (are_two) {
        is_saving = press_more(torture, beside, is_prompt_beside) || is_saving;
        kill_program(torture, beside);
    }
    kill_program(torture, pty);
    if (is_saving) {
        assert_true(is_on_disk(torture, torture->words, torture->program->state_home));
        forget_given_up(torture);
    }
    assert_all_alive(torture);
    return 1 + are_two;
}

/* What happens between two programs. */
static void go_on(Torture *torture)
{
    switch (random_below(torture, 4)) {
    case 0:
        save(torture);
        break;
    case 1:
        write_by_other(torture);
        break;
    default:
        break;
    }
}

static void test_kills(void **state)
{
    const char *wish = getenv("KILLS"), *seed = getenv("SEED");
    int kills = wish ? atoi(wish) : KILLS_SHORT;
    Torture *torture = calloc(1, sizeof *torture);
    Pty *beside = calloc(1, sizeof *beside);
    torture->program = *state;
    torture->random = seed ? strtoull(seed, NULL, 10) : 1;
    for (int killed = 0; killed < kills;) {
        if (random_below(torture, 6) == 0) {
            kill_at_start(torture);
            killed++;
        } else {
            killed += work_and_kill(torture, beside);
        }
        assert_all_alive(torture);
        go_on(torture);
    }
    print_message("%u words, %zu alive at the end\n", torture->words, torture->alive_count);
    free(beside);
    free(torture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_kills)};
    return cmocka_run_group_tests(tests, program_set_up, program_tear_down);
}
