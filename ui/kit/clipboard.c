/* Clipboard: OSC 52 and helper programs. */
#include "ui/kit/clipboard.h"

#include "src/base/memory.h"
#include "ui/kit/process.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ARGUMENTS_MAXIMUM = 4 };

typedef struct Helper {
    const char *arguments[ARGUMENTS_MAXIMUM];
    const char *needs; /* an environment variable; NULL: none */
    const char *how;
} Helper;

static const Helper helpers[] = {
    {{"wl-copy"}, "WAYLAND_DISPLAY", "copied by wl-copy"},
    {{"xclip", "-selection", "clipboard"}, "DISPLAY", "copied by xclip"},
    {{"xsel", "--input", "--clipboard"}, "DISPLAY", "copied by xsel"},
    {{"pbcopy"}, NULL, "copied by pbcopy"},
    {{"clip.exe"}, NULL, "copied by clip.exe"},
};

static bool is_set(const char *variable)
{
    const char *value = getenv(variable);
    return value && *value;
}

/* True when a program of this name lies in PATH. */
static bool is_in_path(const char *name)
{
    Slice rest = slice_from(getenv("PATH"));
    bool is_found = false;
    while (rest.length && !is_found) {
        Slice folder = slice_part(rest, 0, slice_find(rest, SLICE(":"), 0));
        rest = slice_part(rest, folder.length + 1, rest.length);
        Text path = TEXT_EMPTY;
        text_format(&path, "%.*s/%s", SLICE_ARGS(folder), name);
        is_found = access(path.bytes, X_OK) == 0;
        text_free(&path);
    }
    return is_found;
}

/* The first helper that can work here; NULL where there is none. */
static const Helper *find_helper(void)
{
    for (size_t i = 0; i < sizeof helpers / sizeof *helpers; i++) {
        const Helper *helper = &helpers[i];
        if ((!helper->needs || is_set(helper->needs)) && is_in_path(helper->arguments[0])) {
            return helper;
        }
    }
    return NULL;
}

static bool copy_by_helper(const Helper *helper, Slice text, const char **how, Error *error)
{
    char *arguments[ARGUMENTS_MAXIMUM + 1] = {NULL};
    for (size_t i = 0; i < ARGUMENTS_MAXIMUM && helper->arguments[i]; i++) {
        arguments[i] = memory_copy_string(slice_from(helper->arguments[i]));
    }
    bool is_copied = process_feed(arguments, text, error);
    for (size_t i = 0; arguments[i]; i++) {
        free(arguments[i]);
    }
    *how = helper->how;
    return is_copied;
}

bool clipboard_copy(Terminal *terminal, const char *way, Slice text, const char **how, Error *error)
{
    if (strcmp(way, "off") == 0) {
        return error_set(error, ERROR_NOT_POSSIBLE, NULL, "copying is turned off (setting `clipboard`)");
    }
    bool is_remote = is_set("SSH_CONNECTION") || is_set("SSH_TTY");
    bool is_program = strcmp(way, "program") == 0;
    const Helper *helper = strcmp(way, "terminal") == 0 || (is_remote && !is_program) ? NULL : find_helper();
    if (helper) {
        return copy_by_helper(helper, text, how, error);
    }
    if (is_program) {
        return error_set(error, ERROR_NOT_FOUND, NULL, "none of wl-copy, xclip, xsel, pbcopy, clip.exe is here");
    }
    *how = "asked the terminal to copy it (OSC 52)";
    return terminal_copy(terminal, text, error);
}
