/* Credentials: environment, file or command. */
#include "src/net/credential.h"

#include "src/base/ascii.h"
#include "src/base/base64.h"
#include "src/base/file.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

extern char **environ;

enum { SECRET_MAXIMUM = 65536, COMMAND_MILLISECONDS = 30000, WORD_MAXIMUM = 64 };

/* Lets the process leave no core file. */
static void forbid_core_files(void)
{
    struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
#ifdef __linux__
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}

void credential_forget(Text *secret)
{
    volatile char *bytes = secret->bytes;
    for (size_t i = 0; i < secret->capacity; i++) {
        bytes[i] = 0;
    }
    text_free(secret);
}

bool credential_is_named(const NamedServer *server)
{
    return server->texts[SERVER_TOKEN_ENV] || server->texts[SERVER_TOKEN_FILE] || server->texts[SERVER_TOKEN_COMMAND];
}

bool credential_file_is_private(const char *path, Error *error)
{
    struct stat status;
    if (stat(path, &status) != 0) {
        return error_set_errno(error, path, "cannot read");
    }
    if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        return error_set(error, ERROR_NOT_POSSIBLE, path, "other users can read the file; set its mode to 0600");
    }
    return true;
}

/* ---- commands ---- */

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

static int64_t now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/* Reads what a command prints, until it closes its output; false where it takes too long or prints too much. */
static bool read_output(int descriptor, Text *content)
{
    int64_t until = now() + COMMAND_MILLISECONDS;
    for (;;) {
        struct pollfd look = {.fd = descriptor, .events = POLLIN};
        int64_t rest = until - now();
        int ready = rest > 0 ? poll(&look, 1, (int)rest) : 0;
        if (ready == 0 || content->length > SECRET_MAXIMUM) {
            return false;
        }
        char bytes[4096];
        ssize_t count = ready > 0 ? read(descriptor, bytes, sizeof bytes) : -1;
        if (count == 0) {
            return true;
        }
        if (count < 0 && errno != EINTR) {
            return false;
        }
        text_append(content, slice_make(bytes, count > 0 ? (size_t)count : 0));
    }
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

static bool run_command(const char *command, Text *content, Error *error)
{
    char *words[WORD_MAXIMUM + 1];
    Text text = TEXT_EMPTY;
    int ends[2];
    pid_t child = 0;
    if (!split_words(command, &text, words)) {
        text_free(&text);
        return error_set(error, ERROR_FORMAT, NULL, "token_command is not a valid command");
    }
    if (pipe(ends) != 0) {
        text_free(&text);
        return error_set_errno(error, NULL, "cannot start token_command");
    }
    int failure = spawn(words, ends[1], &child);
    close(ends[1]);
    bool is_read = failure == 0 && read_output(ends[0], content);
    close(ends[0]);
    text_free(&text);
    if (failure != 0) {
        return error_set(error, ERROR_SYSTEM, NULL, "cannot start token_command: %s", strerror(failure));
    }
    if (!is_read) {
        kill(child, SIGKILL);
    }
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    if (!is_read) {
        return error_set(error, ERROR_LIMIT, NULL, "token_command did not print a token within %d s",
                         COMMAND_MILLISECONDS / 1000);
    }
    return status == 0 || error_set(error, ERROR_SYSTEM, NULL, "token_command failed");
}

/* ---- secrets ---- */

static bool read_secret(const NamedServer *server, Text *content, Error *error)
{
    const char *variable = server->texts[SERVER_TOKEN_ENV], *path = server->texts[SERVER_TOKEN_FILE];
    if (variable) {
        const char *value = getenv(variable);
        text_append(content, slice_from(value));
        return value ||
               error_set(error, ERROR_NOT_FOUND, NULL, "environment variable %s of token_env is not set", variable);
    }
    if (path) {
        char *file = file_expand_home(slice_from(path));
        Error inner;
        bool is_read =
            credential_file_is_private(file, &inner) && file_read(file, SECRET_MAXIMUM, content, NULL, &inner);
        free(file);
        return is_read || error_set(error, inner.code, NULL, "token_file: %s: %s", path, inner.message);
    }
    return run_command(server->texts[SERVER_TOKEN_COMMAND], content, error);
}

/* The first line without whitespace around; false where it is empty, or has bytes that would end a header. */
static bool is_secret(Slice *content)
{
    Slice line = slice_trim(*content);
    size_t end = slice_find(line, SLICE("\n"), 0);
    line = slice_trim(slice_part(line, 0, end));
    *content = line;
    for (size_t i = 0; i < line.length; i++) {
        unsigned char c = (unsigned char)line.bytes[i];
        if (c < ' ' || c == 0x7F) {
            return false;
        }
    }
    return line.length > 0;
}

static void append_authorization(const NamedServer *server, Slice secret, Text *header)
{
    const char *user = server->texts[SERVER_USER];
    if (!user) {
        text_append(header, SLICE("Bearer "));
        text_append(header, secret);
        return;
    }
    Text pair = TEXT_EMPTY;
    text_reserve(&pair, strlen(user) + 1 + secret.length);
    text_append(&pair, slice_from(user));
    text_append_byte(&pair, ':');
    text_append(&pair, secret);
    text_append(header, SLICE("Basic "));
    base64_encode(text_slice(&pair), base64_digits, header);
    credential_forget(&pair);
}

bool credential_read(const NamedServer *server, Text *header, Error *error)
{
    Text content = TEXT_EMPTY;
    forbid_core_files();
    text_reserve(&content, SECRET_MAXIMUM + 4096);
    text_reserve(header, 2 * SECRET_MAXIMUM);
    bool is_read = read_secret(server, &content, error);
    Slice secret = text_slice(&content);
    if (is_read && !is_secret(&secret)) {
        is_read = error_set(error, ERROR_FORMAT, NULL, "the token is empty or has characters that are not allowed");
    }
    if (is_read) {
        append_authorization(server, secret, header);
    } else if (error) {
        Error inner = *error;
        error_set(error, inner.code, NULL, "server '%s' in config.yaml: %s", server->name, inner.message);
    }
    credential_forget(&content);
    return is_read;
}
