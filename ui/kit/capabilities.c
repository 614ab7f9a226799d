/*
 * Capabilities: terminfo, read through curses.
 *
 * All strings are copied at the start, with their padding left out: no terminal of today needs it. Colours of 24 bits
 * are written as SGR 38;2 and 48;2, because curses can name them on few terminals only.
 */
#include "ui/kit/capabilities.h"

#include "src/base/memory.h"

#include <curses.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>

enum { COLOURS_TRUE = 1 << 24 };

static const char *const string_names[CAPABILITY_STRING_COUNT] = {
    [CAPABILITY_ENTER_SCREEN] = "smcup", [CAPABILITY_LEAVE_SCREEN] = "rmcup",
    [CAPABILITY_ENTER_KEYPAD] = "smkx",  [CAPABILITY_LEAVE_KEYPAD] = "rmkx",
    [CAPABILITY_CLEAR] = "clear",        [CAPABILITY_SHOW_CURSOR] = "cnorm",
    [CAPABILITY_HIDE_CURSOR] = "civis",  [CAPABILITY_RESET] = "sgr0",
    [CAPABILITY_BOLD] = "bold",          [CAPABILITY_DIM] = "dim",
    [CAPABILITY_ITALIC] = "sitm",        [CAPABILITY_UNDERLINE] = "smul",
    [CAPABILITY_REVERSE] = "rev",        [CAPABILITY_BELL] = "bel",
};

typedef struct KeyCapability {
    const char *name;
    Key key;
} KeyCapability;

static const KeyCapability key_capabilities[] = {
    {"kcuu1", {KEYCODE_UP, 0}},
    {"kcud1", {KEYCODE_DOWN, 0}},
    {"kcub1", {KEYCODE_LEFT, 0}},
    {"kcuf1", {KEYCODE_RIGHT, 0}},
    {"khome", {KEYCODE_HOME, 0}},
    {"kend", {KEYCODE_END, 0}},
    {"kpp", {KEYCODE_PAGE_UP, 0}},
    {"knp", {KEYCODE_PAGE_DOWN, 0}},
    {"kich1", {KEYCODE_INSERT, 0}},
    {"kdch1", {KEYCODE_DELETE, 0}},
    {"kent", {KEYCODE_ENTER, 0}},
    {"kcbt", {KEYCODE_TAB, KEY_SHIFT}},
    {"kf1", {KEYCODE_F1, 0}},
    {"kf2", {KEYCODE_F2, 0}},
    {"kf3", {KEYCODE_F3, 0}},
    {"kf4", {KEYCODE_F4, 0}},
    {"kf5", {KEYCODE_F5, 0}},
    {"kf6", {KEYCODE_F6, 0}},
    {"kf7", {KEYCODE_F7, 0}},
    {"kf8", {KEYCODE_F8, 0}},
    {"kf9", {KEYCODE_F9, 0}},
    {"kf10", {KEYCODE_F10, 0}},
    {"kf11", {KEYCODE_F11, 0}},
    {"kf12", {KEYCODE_F12, 0}},
    {"kUP", {KEYCODE_UP, KEY_SHIFT}},
    {"kDN", {KEYCODE_DOWN, KEY_SHIFT}},
    {"kLFT", {KEYCODE_LEFT, KEY_SHIFT}},
    {"kRIT", {KEYCODE_RIGHT, KEY_SHIFT}},
};

enum { KEY_CAPABILITY_COUNT = sizeof key_capabilities / sizeof *key_capabilities };

struct Capabilities {
    TERMINAL *entry;                        /* curses keeps its state for parameters there */
    char *strings[CAPABILITY_STRING_COUNT]; /* NULL where the terminal can't do it */
    char *keys[KEY_CAPABILITY_COUNT];
    char *place_cursor; /* with parameters */
    char *foreground;
    char *background;
    ColourDepth depth;
    bool is_xterm;
    bool is_screen;
    bool is_console;
    bool scrolls_at_end;
};

/* terminfo's string of this name; NULL where there is none. */
static const char *look_up(const char *name)
{
    const char *value = tigetstr(name);
    return value == (const char *)-1 ? NULL : value; /* NOLINT: how terminfo says "not a string" */
}

/* A copy without padding ($<5/>); NULL stays NULL. */
static char *copy_unpadded(const char *string)
{
    if (!string) {
        return NULL;
    }
    Text text = TEXT_EMPTY;
    text_append(&text, SLICE(""));
    while (*string) {
        const char *end = string[0] == '$' && string[1] == '<' ? strchr(string, '>') : NULL;
        if (end) {
            string = end + 1;
        } else {
            text_append_byte(&text, *string++);
        }
    }
    char *copy = memory_copy_string(text_slice(&text));
    text_free(&text);
    return copy;
}

static bool is_set(const char *variable)
{
    const char *value = getenv(variable);
    return value && *value;
}

/* The colours to paint with. */
static ColourDepth find_depth(void)
{
    const char *colour_term = getenv("COLORTERM");
    int colours = tigetnum("colors");
    if (is_set("NO_COLOR") || (colours < 8 && !colour_term)) {
        return COLOUR_MONO;
    }
    bool is_true = colour_term && (strcmp(colour_term, "truecolor") == 0 || strcmp(colour_term, "24bit") == 0);
    if (is_true || colours >= COLOURS_TRUE) {
        return COLOUR_TRUE;
    }
    return colours >= 256 ? COLOUR_256 : colours >= 16 ? COLOUR_16 : colours >= 8 ? COLOUR_8 : COLOUR_MONO;
}

/* Copies everything from the entry that setupterm has read. */
static Capabilities *copy_all(const char *terminal_type)
{
    Capabilities *capabilities = memory_allocate_zeroed(1, sizeof *capabilities);
    for (size_t i = 0; i < CAPABILITY_STRING_COUNT; i++) {
        capabilities->strings[i] = copy_unpadded(look_up(string_names[i]));
    }
    for (size_t i = 0; i < KEY_CAPABILITY_COUNT; i++) {
        capabilities->keys[i] = copy_unpadded(look_up(key_capabilities[i].name));
    }
    capabilities->place_cursor = copy_unpadded(look_up("cup"));
    capabilities->foreground = copy_unpadded(look_up("setaf"));
    capabilities->background = copy_unpadded(look_up("setab"));
    capabilities->depth = find_depth();
    capabilities->is_xterm = look_up("kmous") != NULL;
    capabilities->is_screen = strncmp(terminal_type, "screen", 6) == 0 && !is_set("TMUX");
    capabilities->is_console = strncmp(terminal_type, "linux", 5) == 0;
    capabilities->scrolls_at_end = tigetflag("am") > 0 && tigetflag("xenl") <= 0;
    return capabilities;
}

Capabilities *capabilities_read(const char *terminal_type, int descriptor, Error *error)
{
    int status;
    if (!terminal_type || !*terminal_type) {
        error_set(error, ERROR_NOT_POSSIBLE, NULL, "TERM is not set, so it is not known what this terminal can do");
        return NULL;
    }
    if (strcmp(terminal_type, "dumb") == 0) {
        error_set(error, ERROR_NOT_POSSIBLE, NULL,
                  "TERM is dumb: this terminal can't show a screen; `ipse check` needs none");
        return NULL;
    }
    if (setupterm(terminal_type, descriptor, &status) != OK) {
        error_set(error, ERROR_NOT_POSSIBLE, NULL, "the terminal `%s` is unknown to this machine's terminfo",
                  terminal_type);
        return NULL;
    }
    Capabilities *capabilities = copy_all(terminal_type);
    capabilities->entry = cur_term;
    if (!capabilities->place_cursor || !capabilities->strings[CAPABILITY_CLEAR]) {
        error_set(error, ERROR_NOT_POSSIBLE, NULL, "the terminal `%s` can't place its cursor", terminal_type);
        capabilities_free(capabilities);
        return NULL;
    }
    return capabilities;
}

void capabilities_free(Capabilities *capabilities)
{
    if (!capabilities) {
        return;
    }
    for (size_t i = 0; i < CAPABILITY_STRING_COUNT; i++) {
        free(capabilities->strings[i]);
    }
    for (size_t i = 0; i < KEY_CAPABILITY_COUNT; i++) {
        free(capabilities->keys[i]);
    }
    del_curterm(capabilities->entry);
    free(capabilities->place_cursor);
    free(capabilities->foreground);
    free(capabilities->background);
    free(capabilities);
}

ColourDepth capabilities_depth(const Capabilities *capabilities)
{
    return capabilities->depth;
}

bool capabilities_is_xterm(const Capabilities *capabilities)
{
    return capabilities->is_xterm;
}

bool capabilities_is_screen(const Capabilities *capabilities)
{
    return capabilities->is_screen;
}

bool capabilities_is_console(const Capabilities *capabilities)
{
    return capabilities->is_console;
}

bool capabilities_scrolls_at_end(const Capabilities *capabilities)
{
    return capabilities->scrolls_at_end;
}

void capabilities_print(const Capabilities *capabilities, CapabilityString string, Text *output)
{
    text_append(output, slice_from(capabilities->strings[string]));
}

void capabilities_print_cursor(const Capabilities *capabilities, int x, int y, Text *output)
{
    text_append(output, slice_from(tiparm(capabilities->place_cursor, y, x)));
}

/* One colour: SGR 38 or 48 with 24 bits, else as terminfo says. */
static void print_colour(const Capabilities *capabilities, Colour colour, bool is_background, Text *output)
{
    const char *string = is_background ? capabilities->background : capabilities->foreground;
    if (colour < 0) {
        return;
    }
    if (capabilities->depth == COLOUR_TRUE) {
        text_format(output, "\033[%d;2;%d;%d;%dm", is_background ? 48 : 38, (int)(colour >> 16 & 255),
                    (int)(colour >> 8 & 255), (int)(colour & 255));
    } else if (string) {
        text_append(output, slice_from(tiparm(string, (int)colour)));
    }
}

void capabilities_print_colours(const Capabilities *capabilities, Paint paint, Text *output)
{
    print_colour(capabilities, paint.foreground, false, output);
    print_colour(capabilities, paint.background, true, output);
}

void capabilities_teach(const Capabilities *capabilities, Decoder *decoder)
{
    for (size_t i = 0; i < KEY_CAPABILITY_COUNT; i++) {
        const char *sequence = capabilities->keys[i];
        if (sequence && sequence[0] == '\033') {
            decoder_learn(decoder, slice_from(sequence), key_capabilities[i].key);
        }
    }
}
