/* Unicode fold: characters are decomposed as they are read. */
#include "src/base/unicode/unicode_fold.h"

#include "src/base/utf8.h"

bool unicode_is_mark(uint32_t character)
{
    return (character >= 0x0300 && character <= 0x036F) || (character >= 0x1AB0 && character <= 0x1AFF) ||
           (character >= 0x1DC0 && character <= 0x1DFF) || (character >= 0x20D0 && character <= 0x20FF) ||
           (character >= 0xFE20 && character <= 0xFE2F);
}

/* Small letters that fold to another small one (the long s, the final sigma, …) are none; nor are those of Cherokee,
   which fold to capitals. */
bool unicode_is_capital(uint32_t character)
{
    static const uint16_t small[] = {0x00B5, 0x017F, 0x0345, 0x03C2, 0x03D0, 0x03D1, 0x03D5,
                                     0x03D6, 0x03F0, 0x03F1, 0x03F5, 0x1E9B, 0x1FBE};
    bool is_small = (character >= 0x13F8 && character <= 0x13FD) || (character >= 0x1C80 && character <= 0x1C88) ||
                    (character >= 0xAB70 && character <= 0xABBF);
    for (size_t i = 0; i < sizeof small / sizeof *small; i++) {
        is_small = is_small || small[i] == character;
    }
    return !is_small && unicode_fold(character) != character;
}

/* The further characters that one folds to where it folds to several (CaseFolding.txt, status F, but for those that
   decompose): after the first, which is given back. */
static uint32_t fold_to_several(uint32_t character, const uint16_t **rest)
{
    static const struct {
        uint16_t character, first, rest[2];
    } table[] = {{0x00DF, 's', {'s'}},       {0x0149, 0x02BC, {'n'}},    {0x0587, 0x0565, {0x0582}},
                 {0x1E9A, 'a', {0x02BE}},    {0x1E9E, 's', {'s'}},       {0xFB00, 'f', {'f'}},
                 {0xFB01, 'f', {'i'}},       {0xFB02, 'f', {'l'}},       {0xFB03, 'f', {'f', 'i'}},
                 {0xFB04, 'f', {'f', 'l'}},  {0xFB05, 's', {'t'}},       {0xFB06, 's', {'t'}},
                 {0xFB13, 0x0574, {0x0576}}, {0xFB14, 0x0574, {0x0565}}, {0xFB15, 0x0574, {0x056B}},
                 {0xFB16, 0x057E, {0x0576}}, {0xFB17, 0x0574, {0x056D}}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        if (table[i].character == character) {
            *rest = table[i].rest;
            return table[i].first;
        }
    }
    return unicode_fold(character);
}

/* Puts the parts of a character into the reader, the last first. */
static void take(FoldReader *reader, uint32_t character)
{
    uint32_t mark = 0;
    reader->pending_count = 0;
    for (character = unicode_decompose(character, &mark); mark && reader->pending_count < FOLDED_MAXIMUM - 1;
         character = unicode_decompose(character, &mark)) {
        reader->pending[reader->pending_count++] = mark;
    }
    const uint16_t *rest = NULL;
    character = reader->folds ? fold_to_several(character, &rest) : character;
    for (int i = 1; rest && i >= 0; i--) {
        if (rest[i] && reader->pending_count < FOLDED_MAXIMUM - 1) {
            reader->pending[reader->pending_count++] = rest[i];
        }
    }
    reader->pending[reader->pending_count++] = character;
}

bool fold_next(FoldReader *reader, uint32_t *character)
{
    if (reader->pending_count == 0) {
        if (reader->offset >= reader->text.length) {
            return false;
        }
        bool is_valid;
        unsigned char byte = (unsigned char)reader->text.bytes[reader->offset];
        if (byte < 0x80) {
            reader->offset++;
            *character = reader->folds && byte >= 'A' && byte <= 'Z' ? byte + 0x20u : byte;
            return true;
        }
        take(reader, utf8_next(reader->text, &reader->offset, &is_valid));
    }
    *character = reader->pending[--reader->pending_count];
    return true;
}

size_t fold_match(Slice text, size_t offset, Slice wanted, bool folds)
{
    FoldReader here = {.text = text, .offset = offset, .folds = folds}, there = {.text = wanted, .folds = folds};
    uint32_t own, other;
    while (fold_next(&there, &other)) {
        if (!fold_next(&here, &own) || own != other) {
            return SIZE_MAX;
        }
    }
    size_t end = here.offset;
    return here.pending_count > 0 || (fold_next(&here, &own) && unicode_is_mark(own)) ? SIZE_MAX : end;
}
