/*
 * Script: random events, for tests that look for crashes and broken invariants.
 *
 * What is pressed follows from the seed alone. Keys that mean something to most programs are likelier than others;
 * those that suspend the process or end it (q, Z, F10), or open another file (^N), are left out.
 */
#include "ui/kit/script/script_statement.h"
#include "ui/kit/script/script_text.h"

typedef struct Chance {
    uint64_t state;
} Chance;

/* The next number below `limit` (SplitMix64). */
static unsigned draw(Chance *chance, unsigned limit)
{
    uint64_t z = chance->state += 0x9E3779B97F4A7C15u;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return (unsigned)((z ^ z >> 31) % limit);
}

/* A named key, a letter, a control character, or some other character. */
static Key draw_key(Chance *chance)
{
    static const uint32_t likely[] = {KEYCODE_DOWN,
                                      KEYCODE_DOWN,
                                      KEYCODE_UP,
                                      KEYCODE_RIGHT,
                                      KEYCODE_LEFT,
                                      KEYCODE_ENTER,
                                      KEYCODE_TAB,
                                      KEYCODE_ESCAPE,
                                      KEYCODE_ESCAPE,
                                      KEYCODE_BACKSPACE,
                                      ' ',
                                      'j',
                                      'k',
                                      'u',
                                      'o'};
    static const uint32_t characters[] = {0xE9, 0x301, 0x65E5, 0x1F600, 0x202E, 0x5D0, '"', '\\', '{', '['};
    switch (draw(chance, 10)) {
    case 0:
        return key_make(characters[draw(chance, sizeof characters / sizeof *characters)], 0);
    case 1: {
        uint32_t letter = 'a' + draw(chance, 26);
        return key_make(letter, letter == 'z' || letter == 'i' || letter == 'm' ? 0 : KEY_CTRL);
    }
    case 2:
        return key_make(KEYCODE_FIRST + draw(chance, KEYCODE_END_OF_TABLE - KEYCODE_FIRST),
                        draw(chance, 4) ? 0 : 1u << draw(chance, 3));
    case 3:
    case 4:
    case 5:
        return key_make(likely[draw(chance, sizeof likely / sizeof *likely)], 0);
    case 6:
        return key_make('a' + draw(chance, 26), draw(chance, 8) ? 0 : KEY_ALT);
    default:
        return key_make('!' + draw(chance, '~' - '!' + 1), 0);
    }
}

static Mouse draw_mouse(Chance *chance, Rect bounds)
{
    return (Mouse){.x = (int)draw(chance, (unsigned)bounds.width + 1),
                   .y = (int)draw(chance, (unsigned)bounds.height + 1),
                   .button = (MouseButton)draw(chance, MOUSE_NO_BUTTON),
                   .action = (MouseAction)draw(chance, 3),
                   .clicks = 1};
}

/* A key that programs end by, or open other files with (^N), becomes one that leaves what is on top. */
static Key keep_going(Key key)
{
    bool is_other_file = key.code == 'n' && (key.modifiers & KEY_CTRL);
    bool is_ending = is_other_file || key.code == 'q' || key.code == 'Q' || key.code == 'Z' || key.code == KEYCODE_F10;
    return is_ending ? key_make(KEYCODE_ESCAPE, 0) : key;
}

/* Mostly keys; now and then something else. */
static Event draw_event(Chance *chance, Rect bounds)
{
    static const char *const pastes[] = {"{\"a\": [1, 2]}", "x\ny\r\nz", "\033[2J\xff", "2.25.1", "", "\"\\u00"};
    unsigned kind = draw(chance, 100);
    if (kind < 3) {
        return (Event){.kind = EVENT_MOUSE, .mouse = draw_mouse(chance, bounds)};
    }
    if (kind == 3) {
        return (Event){.kind = EVENT_PASTE, .paste = slice_from(pastes[draw(chance, sizeof pastes / sizeof *pastes)])};
    }
    if (kind == 4 && draw(chance, 4) == 0) {
        return (Event){.kind = EVENT_RESIZE, .width = 20 + (int)draw(chance, 120), .height = 5 + (int)draw(chance, 50)};
    }
    return (Event){.kind = EVENT_KEY, .key = keep_going(draw_key(chance))};
}

bool script_random(ScriptRun *run, Slice *rest, Error *error)
{
    int count, seed;
    if (!script_number(rest, &count) || !script_number(rest, &seed)) {
        return error_set(error, ERROR_FORMAT, NULL, "expected: `random 1000 7`, a count and a seed");
    }
    Chance chance = {.state = (uint64_t)seed};
    for (int i = 0; i < count && !stage_is_over(run->stage); i++) {
        if (!script_feed(run, draw_event(&chance, stage_bounds(run->stage)), error)) {
            return false;
        }
    }
    return true;
}
