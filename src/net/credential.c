/* Credentials: environment, file or command. */
#include "src/net/credential.h"

#include "src/base/ascii.h"
#include "src/base/base64.h"
#include "src/base/file.h"
#include "src/net/secret_command.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

enum { SECRET_MAXIMUM = SECRET_COMMAND_MAXIMUM };

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

/* ---- secrets ---- */

static bool read_secret(const NamedServer *server, unsigned milliseconds, Pace *pace, Text *content, Error *error)
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
    return secret_command_run(server->texts[SERVER_TOKEN_COMMAND], milliseconds, pace, content, error);
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

bool credential_read(const NamedServer *server, unsigned milliseconds, Pace *pace, Text *header, Error *error)
{
    Text content = TEXT_EMPTY;
    forbid_core_files();
    text_reserve(&content, SECRET_MAXIMUM + 4096);
    text_reserve(header, 2 * SECRET_MAXIMUM);
    bool is_read = read_secret(server, milliseconds, pace, &content, error);
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
