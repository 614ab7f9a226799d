/* Secret command: a child, and what comes out of it. */
#include "src/net/secret_command.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

enum { WORD_MAXIMUM = 64, ROUND_MILLISECONDS = 20 };

/* Takes the words of a command apart: spaces separate, ' and " hold together. The words lie in `text`. */
static bool split_words(const char *command, Text *text, char **words)
{
    size_t count = 0;
    char quote = '\0';
    bool is_in_word = false;
    text_reserve(text, strlen(command) + 1); /* no word is longer than it was: the bytes do not move */
    for (const char *c = command; *c; c++) {
        bool is_space = !quote && *c == ' ', is_quote = quote ? *c == quote : *c == '\'' || *c == '"';
        if (is_space && is_in_word) {
            text_append_byte(text, '\0');
            is_in_word = false;
        } else if (!is_space) {
            if (!is_in_word && count == WORD_MAXIMUM) {
                return false;
            }
            if (!is_in_word) {
                words[count++] = text->bytes + text->length;
                is_in_word = true;
            }
            if (is_quote) {
                quote = quote ? '\0' : *c;
            } else {
                text_append_byte(text, *c);
            }
        }
    }
    text_append_byte(text, '\0');
    words[count] = NULL;
    return count > 0 && !quote;
}

/* Starts a program whose output goes to a pipe; its error output is dropped, as it can hold a secret. */
static int spawn(char **words, int output, pid_t *child)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t none, usual;
    sigemptyset(&none);
    sigemptyset(&usual);
    sigaddset(&usual, SIGPIPE);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &usual);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", 0, 0);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", 1, 0);
    int failure = posix_spawnp(child, words[0], &actions, &attributes, words, environ);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    return failure;
}

/* A command that runs. */
typedef struct Running {
    pid_t child;
    int output; /* -1: closed */
    int status;
    bool has_ended;
} Running;

/* How it went. */
typedef enum Ending { ENDED, ENDED_LATE, ENDED_STOPPED, ENDED_LONG } Ending;

static int64_t now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/* Waits a little for output, and takes what is there; false where there was none. */
static bool take_output(Running *running, Text *content)
{
    struct pollfd look = {.fd = running->output, .events = POLLIN}; /* of a closed one, poll only waits */
    char bytes[4096];
    if (poll(&look, 1, running->has_ended ? 0 : ROUND_MILLISECONDS) <= 0) {
        return false;
    }
    ssize_t count = read(running->output, bytes, sizeof bytes);
    if (count > 0) {
        text_append(content, slice_make(bytes, (size_t)count));
    } else if (count == 0 || errno != EINTR) {
        close(running->output);
        running->output = -1;
    }
    memset(bytes, 0, sizeof bytes);
    return count > 0;
}

/* Takes output until the command has ended and nothing is left of it. */
static Ending follow(Running *running, unsigned milliseconds, Pace *pace, Text *content)
{
    int64_t until = now() + milliseconds;
    size_t begun = content->length;
    for (;;) {
        bool had_ended = running->has_ended;
        bool is_taken = take_output(running, content);
        if (content->length - begun > SECRET_COMMAND_MAXIMUM) {
            return ENDED_LONG;
        }
        if (had_ended && !is_taken) {
            return ENDED;
        }
        running->has_ended = had_ended || waitpid(running->child, &running->status, WNOHANG) == running->child;
        if (!running->has_ended && now() > until) {
            return ENDED_LATE;
        }
        if (!pace_piece(pace, 0)) {
            return ENDED_STOPPED;
        }
    }
}

/* Reports what became of a command, which is killed where it still runs. */
static bool conclude(Running *running, Ending ending, unsigned milliseconds, Error *error)
{
    if (!running->has_ended) {
        kill(running->child, SIGKILL);
        while (waitpid(running->child, &running->status, 0) < 0 && errno == EINTR) {
        }
    }
    switch (ending) {
    case ENDED_STOPPED:
        return error_set(error, ERROR_STOPPED, NULL, "token_command was stopped");
    case ENDED_LATE:
        return error_set(error, ERROR_LIMIT, NULL, "token_command did not end within %u s",
                         (milliseconds + 999) / 1000);
    case ENDED_LONG:
        return error_set(error, ERROR_LIMIT, NULL, "token_command printed more than %d bytes", SECRET_COMMAND_MAXIMUM);
    default:
        return running->status == 0 || error_set(error, ERROR_SYSTEM, NULL, "token_command failed");
    }
}

bool secret_command_run(const char *command, unsigned milliseconds, Pace *pace, Text *content, Error *error)
{
    char *words[WORD_MAXIMUM + 1];
    Text text = TEXT_EMPTY;
    int ends[2];
    if (!split_words(command, &text, words)) {
        text_free(&text);
        return error_set(error, ERROR_FORMAT, NULL, "token_command is not a valid command");
    }
    if (pipe(ends) != 0) {
        text_free(&text);
        return error_set_errno(error, NULL, "cannot start token_command");
    }
    Running running = {.output = ends[0]};
    int failure = spawn(words, ends[1], &running.child);
    close(ends[1]);
    text_free(&text);
    bool is_done = failure == 0
                       ? conclude(&running, follow(&running, milliseconds, pace, content), milliseconds, error)
                       : error_set(error, ERROR_SYSTEM, NULL, "cannot start token_command: %s", strerror(failure));
    if (running.output >= 0) {
        close(running.output);
    }
    return is_done;
}
