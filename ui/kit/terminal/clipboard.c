/* Clipboard: OSC 52 and helper programs. */
#include "ui/kit/terminal/clipboard.h"

#include "src/base/memory.h"
#include "ui/kit/stage/process.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ARGUMENTS_MAXIMUM = 4 };

typedef struct Helper {
    const char *arguments[ARGUMENTS_MAXIMUM];
    const char *needs; /* an environment variable; NULL: none */
    const char *how;
    bool is_also_remote; /* reaches the person's clipboard over ssh, too */
} Helper;

static const Helper helpers[] = {
    {{"tmux", "load-buffer", "-w", "-"}, "TMUX", "sent to tmux for the terminal (load-buffer -w)", true},
    {{"wl-copy"}, "WAYLAND_DISPLAY", "copied by wl-copy", false},
    {{"xclip", "-selection", "clipboard"}, "DISPLAY", "copied by xclip", false},
    {{"xsel", "--input", "--clipboard"}, "DISPLAY", "copied by xsel", false},
    {{"pbcopy"}, NULL, "copied by pbcopy", false},
    {{"clip.exe"}, NULL, "copied by clip.exe", false},
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

static bool can_help(const Helper *helper, bool is_remote)
{
    bool is_reached = helper->is_also_remote || !is_remote, has_needs = !helper->needs || is_set(helper->needs);
    return is_reached && has_needs && is_in_path(helper->arguments[0]);
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

/* Copies by the first program that can; `*is_tried` tells whether there was one. */
static bool copy_by_program(bool is_remote, Slice text, bool *is_tried, const char **how, Error *error)
{
    for (size_t i = 0; i < sizeof helpers / sizeof *helpers; i++) {
        if (can_help(&helpers[i], is_remote)) {
            *is_tried = true;
            if (copy_by_helper(&helpers[i], text, how, error)) {
                return true;
            }
        }
    }
    return false;
}

bool clipboard_copy(Terminal *terminal, const char *way, Slice text, const char **how, Error *error)
{
    if (strcmp(way, "off") == 0) {
        return error_set(error, ERROR_NOT_POSSIBLE, NULL, "copying is turned off (setting `clipboard`)");
    }
    bool is_program = strcmp(way, "program") == 0, is_tried = false;
    bool is_remote = (is_set("SSH_CONNECTION") || is_set("SSH_TTY")) && !is_program;
    if (strcmp(way, "terminal") != 0 && copy_by_program(is_remote, text, &is_tried, how, error)) {
        return true;
    }
    if (is_program) {
        return is_tried ? false
                        : error_set(error, ERROR_NOT_FOUND, NULL,
                                    "tmux, wl-copy, xclip, xsel, pbcopy and clip.exe are not available");
    }
    const char *program = getenv("TERM_PROGRAM");
    if (program && strcmp(program, "Apple_Terminal") == 0) {
        return error_set(error, ERROR_NOT_POSSIBLE, NULL, "the terminal does not allow copying (OSC 52)");
    }
    *how = "sent to the terminal (OSC 52)";
    return terminal_copy(terminal, text, error);
}
