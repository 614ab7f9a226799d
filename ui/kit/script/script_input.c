/* Script: statements that do what a person does. */
#include "src/base/file.h"
#include "src/base/memory.h"
#include "src/base/utf8.h"
#include "ui/kit/script/script_statement.h"
#include "ui/kit/script/script_text.h"

#include <stdint.h>
#include <stdlib.h>

enum { IDLE_TICKS_MAXIMUM = 10000 };

/* Lets happen what is due now. */
void script_settle(ScriptRun *run)
{
    for (int i = 0; i < IDLE_TICKS_MAXIMUM && !stage_is_over(run->stage) && stage_wait(run->stage) == 0; i++) {
        stage_handle(run->stage, (Event){.kind = EVENT_NONE});
    }
    stage_take_suspend(run->stage);
    stage_take_repaint(run->stage);
    stage_draw(run->stage);
}

/* The pauses before a key, between characters that are typed, and before a click, in milliseconds. */
enum { KEY_PAUSE = 450, TYPING_PAUSE = 70, MOUSE_PAUSE = 600 };

bool script_feed(ScriptRun *run, Event event, Error *error)
{
    if (run->beats) {
        int64_t pause = run->is_typing ? TYPING_PAUSE : event.kind == EVENT_MOUSE ? MOUSE_PAUSE : KEY_PAUSE;
        script_beat(run->beats, event, pause);
        return true;
    }
    if (stage_is_over(run->stage)) {
        return error_set(error, ERROR_NOT_POSSIBLE, NULL, "the program has ended");
    }
    stage_handle(run->stage, event);
    script_settle(run);
    return true;
}

static bool feed_key(ScriptRun *run, Key key, Error *error)
{
    return script_feed(run, (Event){.kind = EVENT_KEY, .key = key}, error);
}

/* Types characters one by one; line ends and tabs as their keys. */
static bool type(ScriptRun *run, Slice text, Error *error)
{
    run->is_typing = true;
    for (size_t offset = 0; offset < text.length;) {
        uint32_t character = utf8_next(text, &offset, NULL);
        Key key = key_make(character, 0);
        if (character == '\n' || character == '\r') {
            key.code = KEYCODE_ENTER;
        } else if (character == '\t') {
            key.code = KEYCODE_TAB;
        } else if (character == '\033') {
            key.code = KEYCODE_ESCAPE;
        }
        if (!feed_key(run, key, error)) {
            return false;
        }
    }
    run->is_typing = false;
    return true;
}

/* keys NAME… */
static bool do_keys(ScriptRun *run, Slice *rest, Error *error)
{
    for (Slice word = script_word(rest); word.length; word = script_word(rest)) {
        KeySequence sequence;
        if (!key_sequence_parse(word, &sequence, NULL)) {
            if (!type(run, word, error)) {
                return false;
            }
            continue;
        }
        for (size_t i = 0; i < sequence.count; i++) {
            if (!feed_key(run, sequence.keys[i], error)) {
                return false;
            }
        }
    }
    return true;
}

/* type "TEXT" */
static bool do_type(ScriptRun *run, Slice *rest, Error *error)
{
    return script_string(rest, &run->text, error) && type(run, text_slice(&run->text), error);
}

/* command TEXT */
static bool do_command(ScriptRun *run, Slice *rest, Error *error)
{
    Slice command = slice_trim(*rest);
    *rest = (Slice){0};
    if (slice_starts_with(command, SLICE(":"))) {
        command = slice_part(command, 1, command.length);
    }
    return feed_key(run, key_make(':', 0), error) && type(run, command, error) &&
           feed_key(run, key_make(KEYCODE_ENTER, 0), error);
}

/* paste "TEXT", paste FILE PATH */
static bool do_paste(ScriptRun *run, Slice *rest, Error *error)
{
    Slice after = *rest;
    if (slice_equals(script_word(&after), SLICE("FILE"))) {
        *rest = after;
        if (!script_string(rest, &run->text, error)) {
            return false;
        }
        char *path = memory_copy_string(text_slice(&run->text));
        text_clear(&run->text);
        bool is_read = file_read(path, SCRIPT_FILE_MAXIMUM, &run->text, NULL, error);
        free(path);
        return is_read && script_feed(run, (Event){.kind = EVENT_PASTE, .paste = text_slice(&run->text)}, error);
    }
    return script_string(rest, &run->text, error) &&
           script_feed(run, (Event){.kind = EVENT_PASTE, .paste = text_slice(&run->text)}, error);
}

typedef struct MouseWord {
    const char *name;
    MouseButton button;
    MouseAction action;
    int presses;      /* how often it is done */
    bool is_released; /* a release follows each */
} MouseWord;

static const MouseWord mouse_words[] = {
    {"click", MOUSE_LEFT, MOUSE_PRESS, 1, true},
    {"double", MOUSE_LEFT, MOUSE_PRESS, 2, true},
    {"right", MOUSE_RIGHT, MOUSE_PRESS, 1, true},
    {"middle", MOUSE_MIDDLE, MOUSE_PRESS, 1, true},
    {"press", MOUSE_LEFT, MOUSE_PRESS, 1, false},
    {"drag", MOUSE_LEFT, MOUSE_DRAG, 1, false},
    {"release", MOUSE_LEFT, MOUSE_RELEASE, 1, false},
    {"wheel-up", MOUSE_WHEEL_UP, MOUSE_PRESS, 1, false},
    {"wheel-down", MOUSE_WHEEL_DOWN, MOUSE_PRESS, 1, false},
};

/* The row of a word; NULL if there is none. */
static const MouseWord *find_mouse_word(Slice word)
{
    for (size_t i = 0; i < sizeof mouse_words / sizeof *mouse_words; i++) {
        if (slice_equals(word, slice_from(mouse_words[i].name))) {
            return &mouse_words[i];
        }
    }
    return NULL;
}

/* mouse WORD COLUMN ROW */
static bool do_mouse(ScriptRun *run, Slice *rest, Error *error)
{
    Slice word = script_word(rest);
    const MouseWord *mouse = find_mouse_word(word);
    int x, y;
    if (!mouse) {
        return error_set(error, ERROR_FORMAT, NULL, "unknown mouse action `%.*s`", SLICE_ARGS(word));
    }
    if (!script_number(rest, &x) || !script_number(rest, &y) || x < 1 || y < 1) {
        return error_set(error, ERROR_FORMAT, NULL, "column and row, from 1, are missing");
    }
    bool is_fed = true;
    for (int press = 0; is_fed && press < mouse->presses; press++) {
        Event event = {.kind = EVENT_MOUSE, .mouse = {.x = x - 1, .y = y - 1, .button = mouse->button}};
        event.mouse.action = mouse->action;
        is_fed = script_feed(run, event, error);
        event.mouse.action = MOUSE_RELEASE;
        if (is_fed && mouse->is_released && !stage_is_over(run->stage)) {
            is_fed = script_feed(run, event, error);
        }
    }
    return is_fed;
}

/* size 80x24 */
static bool do_size(ScriptRun *run, Slice *rest, Error *error)
{
    Slice word = script_word(rest);
    size_t cross = slice_find(word, SLICE("x"), 0);
    Slice width_text = slice_part(word, 0, cross);
    Slice height_text = slice_part(word, cross == SIZE_MAX ? word.length : cross + 1, word.length);
    int width, height;
    if (!script_number(&width_text, &width) || !script_number(&height_text, &height) || width > SCRIPT_SIZE_MAXIMUM ||
        height > SCRIPT_SIZE_MAXIMUM) {
        return error_set(error, ERROR_FORMAT, NULL, "a size must have the form 80x24, with at most %d each",
                         SCRIPT_SIZE_MAXIMUM);
    }
    if (run->beats && !run->host->clock) {
        Rect screen = canvas_bounds(stage_canvas(run->stage));
        stage_set_frame(run->stage, width, height);
        if (screen.width < width || screen.height < height) {
            text_clear(&run->said);
            text_format(&run->said, "The script was made for %d × %d; the screen has %d × %d.", width, height,
                        screen.width, screen.height);
            stage_set_band(run->stage, stage_band(run->stage) ? stage_band(run->stage) : 1);
            script_show_caption(run);
        }
        return true;
    }
    return script_feed(run, (Event){.kind = EVENT_RESIZE, .width = width, .height = height}, error);
}

/* wait MILLISECONDS: goes from one tick that is due to the next. */
static bool do_wait(ScriptRun *run, Slice *rest, Error *error)
{
    int left;
    if (!script_number(rest, &left)) {
        return error_set(error, ERROR_FORMAT, NULL, "milliseconds are missing");
    }
    if (run->beats) {
        script_beat(run->beats, (Event){.kind = EVENT_NONE}, left);
        return true;
    }
    for (int i = 0; left > 0 && i < IDLE_TICKS_MAXIMUM && !stage_is_over(run->stage); i++) {
        int64_t wait = stage_wait(run->stage);
        int step = wait >= 0 && wait < left ? (int)wait : left;
        run->host->clock->milliseconds += step;
        left -= step;
        stage_handle(run->stage, (Event){.kind = EVENT_NONE});
    }
    script_settle(run);
    return true;
}

/* set-clock SECONDS: the program wakes up as it would, for it waits by another clock, and finds the time changed. */
static bool do_set_clock(ScriptRun *run, Slice *rest, Error *error)
{
    Slice word = script_word(rest), digits = slice_without_prefix(word, SLICE("-"));
    int seconds;
    if (!script_number(&digits, &seconds)) {
        return error_set(error, ERROR_FORMAT, NULL, "seconds are missing");
    }
    run->host->clock->milliseconds += (slice_starts_with(word, SLICE("-")) ? -1000 : 1000) * (int64_t)seconds;
    stage_handle(run->stage, (Event){.kind = EVENT_NONE});
    script_settle(run);
    return true;
}

const ScriptStatement script_inputs[] = {
    {"keys", do_keys, "KEY…", "press keys by name; words that are no name are typed as characters", SCRIPT_ACTS},
    {"type", do_type, "\"TEXT\"", "type characters one by one; \\\" \\\\ \\n \\t \\e \\u00e9 are understood",
     SCRIPT_ACTS},
    {"command", do_command, "COMMAND", "press `:`, type the command, press Enter", SCRIPT_ACTS},
    {"paste", do_paste, "\"TEXT\"|FILE PATH", "paste TEXT, or the content of a file", SCRIPT_ACTS},
    {"mouse", do_mouse, "KIND COLUMN ROW",
     "click, double, right, middle, press, drag, release, wheel-up or wheel-down at a cell, from 1", SCRIPT_ACTS},
    {"size", do_size, "WIDTHxHEIGHT", "use a screen of this size from now on (at first 80x24)", SCRIPT_ACTS},
    {"wait", do_wait, "MILLISECONDS", "move the clock; what is due then happens", SCRIPT_ACTS},
    {"set-clock", do_set_clock, "SECONDS", "set the clock of the machine forward or (-60) back", SCRIPT_TESTS},
    {"random", script_random, "COUNT SEED", "press random keys, clicks and pastes, none of which ends the program",
     SCRIPT_TESTS},
    {0},
};
