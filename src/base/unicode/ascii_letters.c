/* ASCII letters: a short table, and the decomposition of Unicode. */
#include "src/base/unicode/ascii_letters.h"

#include "src/base/ascii.h"
#include "src/base/unicode/unicode_fold.h"

#include <string.h>

enum { DIAERESIS = 0x308, ASCII_END = 0x80 };

static const struct {
    uint32_t character;
    const char *spelling;
} spellings[] = {
    {0xC6, "AE"}, {0xD0, "D"},  {0xD8, "O"},   {0xDE, "Th"},  {0xDF, "ss"},   {0xE6, "ae"}, {0xF0, "d"},
    {0xF8, "o"},  {0xFE, "th"}, {0x110, "D"},  {0x111, "d"},  {0x126, "H"},   {0x127, "h"}, {0x131, "i"},
    {0x141, "L"}, {0x142, "l"}, {0x152, "OE"}, {0x153, "oe"}, {0x1E9E, "SS"},
};

/* True for two dots over a vowel that German has with them. */
static bool is_umlaut(const Text *text, uint32_t mark)
{
    return mark == DIAERESIS && text->length > 0 && strchr("aouAOU", text->bytes[text->length - 1]);
}

bool ascii_letters_append(uint32_t character, Text *text)
{
    uint32_t mark = 0, base = character;
    if (unicode_is_mark(character)) {
        text_append(text, is_umlaut(text, character) ? SLICE("e") : SLICE(""));
        return text->length > 0 && ascii_is_letter(text->bytes[text->length - 1]);
    }
    for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++) {
        if (spellings[i].character == character) {
            text_append(text, slice_from(spellings[i].spelling));
            return true;
        }
    }
    bool is_umlauted = false;
    for (uint32_t next = unicode_decompose(base, &mark); mark != 0; next = unicode_decompose(base, &mark)) {
        is_umlauted = is_umlauted || mark == DIAERESIS;
        base = next;
    }
    if (base >= ASCII_END || !ascii_is_letter_or_digit((char)base)) {
        return false;
    }
    text_append_byte(text, (char)base);
    text_append(text, is_umlauted && is_umlaut(text, DIAERESIS) ? SLICE("e") : SLICE(""));
    return true;
}
