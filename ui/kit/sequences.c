/* Sequences: tables of xterm, rxvt, the Linux console and their relatives. */
#include "ui/kit/sequences.h"

enum { PARAMETERS_MAXIMUM = 4, PARAMETER_MAXIMUM = 100000 };

typedef struct FinalKey {
    char final;
    Key key;
} FinalKey;

/* ESC [ … FINAL and ESC O FINAL. */
static const FinalKey final_keys[] = {
    {'A', {KEYCODE_UP, 0}},           {'B', {KEYCODE_DOWN, 0}},
    {'C', {KEYCODE_RIGHT, 0}},        {'D', {KEYCODE_LEFT, 0}},
    {'H', {KEYCODE_HOME, 0}},         {'F', {KEYCODE_END, 0}},
    {'P', {KEYCODE_F1, 0}},           {'Q', {KEYCODE_F2, 0}},
    {'R', {KEYCODE_F3, 0}},           {'S', {KEYCODE_F4, 0}},
    {'Z', {KEYCODE_TAB, KEY_SHIFT}},  {'a', {KEYCODE_UP, KEY_SHIFT}},
    {'b', {KEYCODE_DOWN, KEY_SHIFT}}, {'c', {KEYCODE_RIGHT, KEY_SHIFT}},
    {'d', {KEYCODE_LEFT, KEY_SHIFT}},
};

/* ESC O FINAL where it differs: the keypad, and arrows with Ctrl (rxvt). */
static const FinalKey application_keys[] = {
    {'M', {KEYCODE_ENTER, 0}},
    {'a', {KEYCODE_UP, KEY_CTRL}},
    {'b', {KEYCODE_DOWN, KEY_CTRL}},
    {'c', {KEYCODE_RIGHT, KEY_CTRL}},
    {'d', {KEYCODE_LEFT, KEY_CTRL}},
    {'j', {'*', 0}},
    {'k', {'+', 0}},
    {'l', {',', 0}},
    {'m', {'-', 0}},
    {'n', {'.', 0}},
    {'o', {'/', 0}},
    {'X', {'=', 0}},
};

typedef struct NumberKey {
    int number;
    uint32_t code;
} NumberKey;

/* ESC [ NUMBER ~ */
static const NumberKey number_keys[] = {
    {1, KEYCODE_HOME},      {2, KEYCODE_INSERT}, {3, KEYCODE_DELETE}, {4, KEYCODE_END},  {5, KEYCODE_PAGE_UP},
    {6, KEYCODE_PAGE_DOWN}, {7, KEYCODE_HOME},   {8, KEYCODE_END},    {11, KEYCODE_F1},  {12, KEYCODE_F2},
    {13, KEYCODE_F3},       {14, KEYCODE_F4},    {15, KEYCODE_F5},    {17, KEYCODE_F6},  {18, KEYCODE_F7},
    {19, KEYCODE_F8},       {20, KEYCODE_F9},    {21, KEYCODE_F10},   {23, KEYCODE_F11}, {24, KEYCODE_F12},
};

/* ESC [ [ LETTER, of the Linux console: F1 to F5. */
static Key console_key(char letter)
{
    return letter >= 'A' && letter <= 'E' ? key_make(KEYCODE_F1 + (uint32_t)(letter - 'A'), 0) : (Key){0};
}

/* xterm's modifier parameter: 1 + (1 Shift, 2 Alt, 4 Ctrl, 8 Meta). */
static unsigned modifiers_of(int parameter)
{
    unsigned bits = parameter > 1 ? (unsigned)(parameter - 1) : 0;
    unsigned modifiers = 0;
    modifiers |= bits & 1 ? KEY_SHIFT : 0u;
    modifiers |= bits & (2 | 8) ? KEY_ALT : 0u;
    modifiers |= bits & 4 ? KEY_CTRL : 0u;
    return modifiers;
}

static Key find_final(const FinalKey *table, size_t count, char final)
{
    for (size_t i = 0; i < count; i++) {
        if (table[i].final == final) {
            return table[i].key;
        }
    }
    return (Key){0};
}

static Key find_number(int number)
{
    for (size_t i = 0; i < sizeof number_keys / sizeof *number_keys; i++) {
        if (number_keys[i].number == number) {
            return key_make(number_keys[i].code, 0);
        }
    }
    return (Key){0};
}

/* Reads decimal parameters separated by semicolons; those that are missing are 0. */
static void read_parameters(Slice body, int parameters[PARAMETERS_MAXIMUM])
{
    size_t position = 0;
    for (size_t i = 0; i < PARAMETERS_MAXIMUM; i++) {
        parameters[i] = 0;
    }
    for (size_t i = 0; i < body.length && position < PARAMETERS_MAXIMUM; i++) {
        char c = body.bytes[i];
        if (c == ';' || c == ':') {
            position++;
        } else if (c >= '0' && c <= '9' && parameters[position] < PARAMETER_MAXIMUM) {
            parameters[position] = parameters[position] * 10 + (c - '0');
        }
    }
}

/* A mouse report: xterm's button bits, and the cell from 1. */
static Event mouse_event(int bits, int x, int y, bool is_release)
{
    static const MouseButton buttons[] = {MOUSE_LEFT, MOUSE_MIDDLE, MOUSE_RIGHT, MOUSE_NO_BUTTON};
    enum { SHIFT_BIT = 4, ALT_BIT = 8, CTRL_BIT = 16, MOTION_BIT = 32, WHEEL_BIT = 64 };
    Mouse mouse = {.x = x - 1, .y = y - 1, .button = buttons[bits & 3], .clicks = 1};
    mouse.action = bits & MOTION_BIT ? MOUSE_DRAG : is_release ? MOUSE_RELEASE : MOUSE_PRESS;
    mouse.modifiers |= bits & SHIFT_BIT ? KEY_SHIFT : 0u;
    mouse.modifiers |= bits & ALT_BIT ? KEY_ALT : 0u;
    mouse.modifiers |= bits & CTRL_BIT ? KEY_CTRL : 0u;
    if (bits & WHEEL_BIT) {
        mouse.button = bits & 1 ? MOUSE_WHEEL_DOWN : MOUSE_WHEEL_UP;
        mouse.action = MOUSE_PRESS;
    }
    bool is_known = x > 0 && y > 0 && bits < 128 && !(bits & WHEEL_BIT && bits & 2) &&
                    !(mouse.action == MOUSE_DRAG && mouse.button == MOUSE_NO_BUTTON);
    return (Event){.kind = is_known ? EVENT_MOUSE : EVENT_NONE, .mouse = mouse};
}

size_t sequence_x10_mouse(Slice bytes, Event *event)
{
    enum { LENGTH = 6, BASE = 32, RELEASE = 3 };
    *event = (Event){.kind = EVENT_NONE};
    if (bytes.length < LENGTH) {
        return 0;
    }
    int bits = (unsigned char)bytes.bytes[3] - BASE;
    bool is_release = (bits & RELEASE) == RELEASE && !(bits & 64);
    *event = mouse_event(is_release ? bits & ~RELEASE : bits, (unsigned char)bytes.bytes[4] - BASE,
                         (unsigned char)bytes.bytes[5] - BASE, is_release);
    return LENGTH;
}

/* The key of a sequence with parameters. */
static Key control_key(Slice body, const int parameters[])
{
    char final = body.bytes[body.length - 1];
    unsigned modifiers = modifiers_of(parameters[1]);
    Key key = {0};
    if (final == '~' || final == '^' || final == '$' || final == '@') {
        key = find_number(parameters[0]);
        modifiers |= final == '^' || final == '@' ? KEY_CTRL : 0u;
        modifiers |= final == '$' || final == '@' ? KEY_SHIFT : 0u;
    } else if (final == 'u') {
        key = sequence_byte_key((uint32_t)parameters[0]);
        modifiers = key.code < KEYCODE_FIRST ? modifiers & ~(unsigned)KEY_SHIFT : modifiers;
    } else {
        key = find_final(final_keys, sizeof final_keys / sizeof *final_keys, final);
    }
    key.modifiers |= modifiers;
    return key;
}

Event sequence_control(Slice body)
{
    int parameters[PARAMETERS_MAXIMUM];
    char first = body.bytes[0];
    char final = body.bytes[body.length - 1];
    read_parameters(body, parameters);
    if (first == '<' && (final == 'M' || final == 'm')) {
        return mouse_event(parameters[0], parameters[1], parameters[2], final == 'm');
    }
    if (first == '?' || first == '>' || first == '<' || first == '=') {
        return (Event){.kind = EVENT_NONE};
    }
    Key key = first == '[' && body.length > 1 ? console_key(final) : control_key(body, parameters);
    return (Event){.kind = key.code ? EVENT_KEY : EVENT_NONE, .key = key};
}

Key sequence_application_key(char final)
{
    if (final >= 'p' && final <= 'y') {
        return key_make((uint32_t)('0' + final - 'p'), 0);
    }
    Key key = find_final(application_keys, sizeof application_keys / sizeof *application_keys, final);
    return key.code ? key : find_final(final_keys, sizeof final_keys / sizeof *final_keys, final);
}

Key sequence_byte_key(uint32_t character)
{
    switch (character) {
    case '\0':
        return key_make(' ', KEY_CTRL);
    case '\t':
        return key_make(KEYCODE_TAB, 0);
    case '\r':
    case '\n':
        return key_make(KEYCODE_ENTER, 0);
    case 0x1B:
        return key_make(KEYCODE_ESCAPE, 0);
    case 0x08:
    case 0x7F:
        return key_make(KEYCODE_BACKSPACE, 0);
    default:
        break;
    }
    if (character < 0x20) {
        return key_make(character < 0x1B ? character + 'a' - 1 : character + '@', KEY_CTRL);
    }
    return key_make(character < KEYCODE_FIRST ? character : 0, 0);
}
