/* Keys: names of keys and sequences, read and printed by one table. */
#include "ui/kit/stage/key_names.h"

#include "src/base/utf8.h"

#include <stdint.h>

typedef struct KeyName {
    uint32_t code;
    const char *name;
} KeyName;

/* The first name of a code is the one that is printed. */
static const KeyName key_names[] = {
#define KEY_NAME(enumerator, name) {KEYCODE_##enumerator, name},
    KEYCODE_TABLE(KEY_NAME)
#undef KEY_NAME
        {' ', "Space"},
    {',', "Comma"},
    {KEYCODE_PAGE_UP, "PageUp"},
    {KEYCODE_PAGE_DOWN, "PageDown"},
    {KEYCODE_INSERT, "Insert"},
    {KEYCODE_DELETE, "Delete"},
    {KEYCODE_ENTER, "Return"},
    {KEYCODE_ESCAPE, "Escape"},
};

typedef struct ModifierName {
    const char *name;
    KeyModifier bit;
} ModifierName;

static const ModifierName modifier_names[] = {{"Ctrl-", KEY_CTRL}, {"Alt-", KEY_ALT}, {"Shift-", KEY_SHIFT}};

enum {
    KEY_NAME_COUNT = sizeof key_names / sizeof *key_names,
    MODIFIER_NAME_COUNT = sizeof modifier_names / sizeof *modifier_names
};

bool key_is_text(Key key)
{
    return key.code >= ' ' && key.code < KEYCODE_FIRST && key.code != 0x7F && key.modifiers == 0;
}

/* The code of a named key; 0 where the name is none. */
static uint32_t find_code(Slice name)
{
    for (size_t i = 0; i < KEY_NAME_COUNT; i++) {
        if (slice_equals_ignoring_case(name, slice_from(key_names[i].name))) {
            return key_names[i].code;
        }
    }
    return 0;
}

/* The code of a single character; 0 where the name is none. */
static uint32_t single_character(Slice name)
{
    if (name.length == 0) {
        return 0;
    }
    size_t offset = 0;
    bool is_valid;
    uint32_t character = utf8_next(name, &offset, &is_valid);
    bool is_control = character < ' ' || character == 0x7F;
    return is_valid && offset == name.length && !is_control ? character : 0;
}

/* Ctrl with a letter that terminals send as a key of its own is that key; other letters lose their case. */
static Key normalised(Key key)
{
    if (!(key.modifiers & KEY_CTRL) || key.code >= 0x80) {
        return key;
    }
    static const struct {
        uint32_t letter;
        uint32_t code;
    } twins[] = {{'i', KEYCODE_TAB}, {'m', KEYCODE_ENTER}, {'[', KEYCODE_ESCAPE}, {'?', KEYCODE_BACKSPACE}};
    if (key.code >= 'A' && key.code <= 'Z') {
        key.code += 'a' - 'A';
    }
    for (size_t i = 0; i < sizeof twins / sizeof *twins; i++) {
        if (key.code == twins[i].letter) {
            return key_make(twins[i].code, key.modifiers & ~(unsigned)KEY_CTRL);
        }
    }
    return key;
}

/* Takes modifiers off the front of a name. */
static unsigned take_modifiers(Slice *name)
{
    unsigned modifiers = 0;
    bool is_more = true;
    while (is_more) {
        is_more = false;
        if (name->length > 1 && name->bytes[0] == '^') {
            modifiers |= KEY_CTRL;
            *name = slice_part(*name, 1, name->length);
            is_more = true;
        }
        for (size_t i = 0; i < MODIFIER_NAME_COUNT; i++) {
            Slice prefix = slice_from(modifier_names[i].name);
            if (name->length > prefix.length &&
                slice_equals_ignoring_case(slice_part(*name, 0, prefix.length), prefix)) {
                modifiers |= modifier_names[i].bit;
                *name = slice_part(*name, prefix.length, name->length);
                is_more = true;
            }
        }
    }
    return modifiers;
}

/* Reads one key's name; false with a sentence where it is none. */
static bool key_parse(Slice name, Key *key, Error *error)
{
    Slice rest = name;
    unsigned modifiers = take_modifiers(&rest);
    uint32_t code = single_character(rest);
    if (!code) {
        code = find_code(rest);
    }
    if (!code) {
        return error_set(error, ERROR_FORMAT, NULL, "unknown key `%.*s`", SLICE_ARGS(name));
    }
    bool is_character = code < KEYCODE_FIRST;
    if (is_character && modifiers & KEY_SHIFT) {
        return error_set(error, ERROR_FORMAT, NULL, "`%.*s`: expected the shifted character", SLICE_ARGS(name));
    }
    *key = normalised(key_make(code, modifiers));
    return true;
}

/* Adds a key; false where the sequence is full. */
static bool add_key(KeySequence *sequence, Key key, Slice text, Error *error)
{
    if (sequence->count == KEY_SEQUENCE_MAXIMUM) {
        return error_set(error, ERROR_LIMIT, NULL, "`%.*s` has more than %d keys", SLICE_ARGS(text),
                         KEY_SEQUENCE_MAXIMUM);
    }
    sequence->keys[sequence->count++] = key;
    return true;
}

/* A word of a sequence: the name of a key, else characters written together. */
static bool add_word(KeySequence *sequence, Slice word, Slice text, Error *error)
{
    Key key = {0};
    if (key_parse(word, &key, error)) {
        return add_key(sequence, key, text, error);
    }
    if (slice_find(word, SLICE("-"), 1) != SIZE_MAX || word.bytes[0] == '^' || word.length > KEY_SEQUENCE_MAXIMUM) {
        return false;
    }
    for (size_t offset = 0; offset < word.length;) {
        bool is_valid;
        uint32_t character = utf8_next(word, &offset, &is_valid);
        if (!is_valid || !add_key(sequence, key_make(character, 0), text, error)) {
            return false;
        }
    }
    return true;
}

bool key_sequence_parse(Slice text, KeySequence *sequence, Error *error)
{
    *sequence = (KeySequence){0};
    Slice rest = slice_trim(text);
    while (rest.length) {
        size_t end = slice_find(rest, SLICE(" "), 0);
        Slice word = slice_part(rest, 0, end);
        if (!add_word(sequence, word, text, error)) {
            return false;
        }
        rest = slice_trim(slice_part(rest, word.length, rest.length));
    }
    return sequence->count > 0 || error_set(error, ERROR_FORMAT, NULL, "the key is missing");
}

bool key_run_parse(Slice text, KeySequence *sequence, unsigned *first, unsigned *last, Error *error)
{
    Slice run = slice_trim(text), end = slice_part(run, run.length < 3 ? run.length : run.length - 3, run.length);
    bool is_run = end.length == 3 && end.bytes[0] >= '1' && end.bytes[1] == '-' && end.bytes[2] > end.bytes[0] &&
                  end.bytes[2] <= '9';
    *first = is_run ? (unsigned)(end.bytes[0] - '0') : 0;
    *last = is_run ? (unsigned)(end.bytes[2] - '0') : 0;
    return key_sequence_parse(is_run ? slice_part(run, 0, run.length - 2) : run, sequence, error);
}

void key_print(Key key, Text *text)
{
    bool is_plain_ctrl = key.modifiers == KEY_CTRL && key.code < KEYCODE_FIRST && key.code > ' ';
    if (is_plain_ctrl) {
        text_append_byte(text, '^');
        utf8_append(text, key.code >= 'a' && key.code <= 'z' ? key.code - 'a' + 'A' : key.code);
        return;
    }
    for (size_t i = 0; i < MODIFIER_NAME_COUNT; i++) {
        if (key.modifiers & modifier_names[i].bit) {
            text_append(text, slice_from(modifier_names[i].name));
        }
    }
    for (size_t i = 0; i < KEY_NAME_COUNT; i++) {
        if (key_names[i].code == key.code) {
            text_append(text, slice_from(key_names[i].name));
            return;
        }
    }
    utf8_append(text, key.code);
}

void key_sequence_print(const KeySequence *sequence, Text *text)
{
    bool is_together = true;
    for (size_t i = 0; i < sequence->count; i++) {
        Key key = sequence->keys[i];
        is_together = is_together && key_is_text(key) && key.code != ' ' && key.code != ',';
    }
    for (size_t i = 0; i < sequence->count; i++) {
        if (i > 0 && !is_together) {
            text_append_byte(text, ' ');
        }
        key_print(sequence->keys[i], text);
    }
}

bool key_sequences_equal(const KeySequence *a, const KeySequence *b)
{
    return a->count == b->count && key_sequence_starts_with(a, b);
}

bool key_sequence_starts_with(const KeySequence *sequence, const KeySequence *prefix)
{
    if (prefix->count > sequence->count) {
        return false;
    }
    for (size_t i = 0; i < prefix->count; i++) {
        if (!keys_equal(sequence->keys[i], prefix->keys[i])) {
            return false;
        }
    }
    return true;
}
