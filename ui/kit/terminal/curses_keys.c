/* Input keys: tables of sequences. A number of our own holds a keycode and its modifiers. */
#define NCURSES_NOMACROS
#include "ui/kit/terminal/curses_keys.h"

#include <curses.h>
#include <stdio.h>

enum { OWN_FIRST = 0x4000, MODIFIERS = 8, PARAMETER_MAXIMUM = 16 };

typedef struct FinalKey {
    char final;
    Key key;
} FinalKey;

/* ESC [ FINAL, ESC O FINAL, and ESC [ 1 ; MODIFIERS FINAL. */
static const FinalKey final_keys[] = {{'A', {KEYCODE_UP, 0}},   {'B', {KEYCODE_DOWN, 0}}, {'C', {KEYCODE_RIGHT, 0}},
                                      {'D', {KEYCODE_LEFT, 0}}, {'H', {KEYCODE_HOME, 0}}, {'F', {KEYCODE_END, 0}},
                                      {'P', {KEYCODE_F1, 0}},   {'Q', {KEYCODE_F2, 0}},   {'R', {KEYCODE_F3, 0}},
                                      {'S', {KEYCODE_F4, 0}}};

/* ESC [ FINAL. */
static const FinalKey control_keys[] = {{'Z', {KEYCODE_TAB, KEY_SHIFT}},
                                        {'a', {KEYCODE_UP, KEY_SHIFT}},
                                        {'b', {KEYCODE_DOWN, KEY_SHIFT}},
                                        {'c', {KEYCODE_RIGHT, KEY_SHIFT}},
                                        {'d', {KEYCODE_LEFT, KEY_SHIFT}}};

/* ESC O FINAL. */
static const FinalKey application_keys[] = {{'M', {KEYCODE_ENTER, 0}},
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
                                            {'X', {'=', 0}}};

/* ESC [ NUMBER ~. */
static const struct {
    int number;
    uint32_t code;
} number_keys[] = {
    {1, KEYCODE_HOME},      {2, KEYCODE_INSERT}, {3, KEYCODE_DELETE}, {4, KEYCODE_END},  {5, KEYCODE_PAGE_UP},
    {6, KEYCODE_PAGE_DOWN}, {7, KEYCODE_HOME},   {8, KEYCODE_END},    {11, KEYCODE_F1},  {12, KEYCODE_F2},
    {13, KEYCODE_F3},       {14, KEYCODE_F4},    {15, KEYCODE_F5},    {17, KEYCODE_F6},  {18, KEYCODE_F7},
    {19, KEYCODE_F8},       {20, KEYCODE_F9},    {21, KEYCODE_F10},   {23, KEYCODE_F11}, {24, KEYCODE_F12},
};

enum { FINALS = sizeof final_keys / sizeof *final_keys, NUMBERS = sizeof number_keys / sizeof *number_keys };

/* Keys that terminfo names. */
static const struct {
    int number;
    Key key;
} named_keys[] = {
    {KEY_UP, {KEYCODE_UP, 0}},
    {KEY_DOWN, {KEYCODE_DOWN, 0}},
    {KEY_LEFT, {KEYCODE_LEFT, 0}},
    {KEY_RIGHT, {KEYCODE_RIGHT, 0}},
    {KEY_HOME, {KEYCODE_HOME, 0}},
    {KEY_END, {KEYCODE_END, 0}},
    {KEY_PPAGE, {KEYCODE_PAGE_UP, 0}},
    {KEY_NPAGE, {KEYCODE_PAGE_DOWN, 0}},
    {KEY_IC, {KEYCODE_INSERT, 0}},
    {KEY_DC, {KEYCODE_DELETE, 0}},
    {KEY_ENTER, {KEYCODE_ENTER, 0}},
    {KEY_BACKSPACE, {KEYCODE_BACKSPACE, 0}},
    {KEY_BTAB, {KEYCODE_TAB, KEY_SHIFT}},
    {KEY_SR, {KEYCODE_UP, KEY_SHIFT}},
    {KEY_SF, {KEYCODE_DOWN, KEY_SHIFT}},
    {KEY_SLEFT, {KEYCODE_LEFT, KEY_SHIFT}},
    {KEY_SRIGHT, {KEYCODE_RIGHT, KEY_SHIFT}},
    {KEY_SHOME, {KEYCODE_HOME, KEY_SHIFT}},
    {KEY_SEND, {KEYCODE_END, KEY_SHIFT}},
    {KEY_SDC, {KEYCODE_DELETE, KEY_SHIFT}},
    {KEY_SIC, {KEYCODE_INSERT, KEY_SHIFT}},
};

/* xterm's parameter: 1 + (1 Shift, 2 Alt, 4 Ctrl, 8 Meta). */
static uint32_t modifiers_of(int parameter)
{
    unsigned bits = (unsigned)parameter - 1;
    return (bits & 1 ? KEY_SHIFT : 0u) | (bits & (2 | 8) ? KEY_ALT : 0u) | (bits & 4 ? KEY_CTRL : 0u);
}

/* Defines ESC BODY as a key. */
static void define(Key key, const char *body)
{
    char sequence[32];
    int own = OWN_FIRST + (int)(key.code - KEYCODE_FIRST) * MODIFIERS + (int)key.modifiers;
    snprintf(sequence, sizeof sequence, "\033%s", body);
    define_key(sequence, key.code < KEYCODE_FIRST ? (int)key.code : own);
}

/* Defines ESC INTRODUCER FINAL for each key. */
static void define_finals(const FinalKey *keys, size_t count, char introducer)
{
    for (size_t i = 0; i < count; i++) {
        char body[3] = {introducer, keys[i].final, '\0'};
        define(keys[i].key, body);
    }
}

/* Defines ESC [ NUMBER FINAL; the final byte tells the modifiers (rxvt). */
static void define_numbers(char final, unsigned modifiers)
{
    for (size_t i = 0; i < NUMBERS; i++) {
        char body[16];
        snprintf(body, sizeof body, "[%d%c", number_keys[i].number, final);
        define(key_make(number_keys[i].code, modifiers), body);
    }
}

/* Defines the keys with xterm's parameter for modifiers. */
static void define_modified(int parameter)
{
    char body[16];
    for (size_t i = 0; i < FINALS; i++) {
        snprintf(body, sizeof body, "[1;%d%c", parameter, final_keys[i].final);
        define(key_make(final_keys[i].key.code, modifiers_of(parameter)), body);
    }
    for (size_t i = 0; i < NUMBERS; i++) {
        snprintf(body, sizeof body, "[%d;%d~", number_keys[i].number, parameter);
        define(key_make(number_keys[i].code, modifiers_of(parameter)), body);
    }
}

void curses_keys_define(void)
{
    for (int control = 1; control < ' '; control++) { /* some entries of terminfo call ^Z a key */
        if (control != 0x1B) {
            define_key((char[]){(char)control, 0}, 0);
        }
    }
    define_finals(final_keys, FINALS, '[');
    define_finals(final_keys, FINALS, 'O');
    define_finals(control_keys, sizeof control_keys / sizeof *control_keys, '[');
    define_finals(application_keys, sizeof application_keys / sizeof *application_keys, 'O');
    define_numbers('~', 0);
    define_numbers('^', KEY_CTRL);
    define_numbers('$', KEY_SHIFT);
    define_numbers('@', KEY_CTRL | KEY_SHIFT);
    for (char digit = 0; digit <= 9; digit++) {
        define(key_make((uint32_t)('0' + digit), 0), (char[]){'O', (char)('p' + digit), '\0'});
    }
    for (char i = 0; i < 5; i++) {
        define(key_make(KEYCODE_F1 + (uint32_t)i, 0), (char[]){'[', '[', (char)('A' + i), '\0'});
    }
    for (int parameter = 2; parameter <= PARAMETER_MAXIMUM; parameter++) {
        define_modified(parameter);
    }
    define_key("\033[200~", INPUT_PASTE);
    define_key("\033[<", INPUT_MOUSE);
    define_key("\033[M", INPUT_MOUSE_X10);
}

Key input_key(int number)
{
    /* xterm's kf13 to kf24 are F1 to F12 with Shift, and so on. */
    static const uint32_t rows[] = {0, KEY_SHIFT, KEY_CTRL, KEY_CTRL | KEY_SHIFT, KEY_ALT};
    if (number >= OWN_FIRST) {
        return key_make(KEYCODE_FIRST + (uint32_t)(number - OWN_FIRST) / MODIFIERS,
                        (uint32_t)(number - OWN_FIRST) % MODIFIERS);
    }
    if (number >= KEY_F(1) && number <= KEY_F(60)) {
        return key_make(KEYCODE_F1 + (uint32_t)(number - KEY_F(1)) % 12, rows[(number - KEY_F(1)) / 12]);
    }
    for (size_t i = 0; i < sizeof named_keys / sizeof *named_keys; i++) {
        if (named_keys[i].number == number) {
            return named_keys[i].key;
        }
    }
    return (Key){0};
}

Key input_character_key(uint32_t character)
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

Key input_unicode_key(uint32_t character, int parameter)
{
    Key key = input_character_key(character);
    uint32_t modifiers = parameter > 1 ? modifiers_of(parameter) : 0;
    key.modifiers |= key.code < KEYCODE_FIRST ? modifiers & ~(uint32_t)KEY_SHIFT : modifiers;
    return key;
}
