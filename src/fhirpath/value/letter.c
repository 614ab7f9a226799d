/* Case of letters as ranges: those with a fixed distance between the cases, and those where the cases alternate. */
#include "src/fhirpath/value/letter.h"

#include "src/base/utf8.h"

/* Upper case letters from `first` to `last`; lower case lies `distance` above. 0: the cases alternate, upper first. */
typedef struct CaseRange {
    uint32_t first;
    uint32_t last;
    uint32_t distance;
} CaseRange;

static const CaseRange ranges[] = {
    {'A', 'Z', 32},      {0xC0, 0xD6, 32},    {0xD8, 0xDE, 32},   {0x100, 0x12E, 0},  {0x132, 0x136, 0},
    {0x139, 0x147, 0},   {0x14A, 0x176, 0},   {0x179, 0x17D, 0},  {0x386, 0x386, 38}, {0x388, 0x38A, 37},
    {0x38C, 0x38C, 64},  {0x38E, 0x38F, 63},  {0x391, 0x3A1, 32}, {0x3A3, 0x3AB, 32}, {0x400, 0x40F, 80},
    {0x410, 0x42F, 32},  {0x460, 0x480, 0},   {0x48A, 0x4BE, 0},  {0x4D0, 0x52E, 0},  {0x531, 0x556, 48},
    {0x1E00, 0x1E94, 0}, {0x1EA0, 0x1EFE, 0},
};

/* The range that has the character as an upper case (or lower case) letter; NULL where it is none. */
static const CaseRange *find_range(uint32_t character, bool is_upper)
{
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
        const CaseRange *range = &ranges[i];
        uint32_t distance = range->distance ? range->distance : 1;
        uint32_t upper = is_upper ? character : character - distance;
        if (upper >= range->first && upper <= range->last && (range->distance || (upper - range->first) % 2 == 0)) {
            return range;
        }
    }
    return NULL;
}

uint32_t letter_lower(uint32_t character)
{
    const CaseRange *range = find_range(character, true);
    return range ? character + (range->distance ? range->distance : 1) : character;
}

uint32_t letter_upper(uint32_t character)
{
    const CaseRange *range = find_range(character, false);
    return range ? character - (range->distance ? range->distance : 1) : character;
}

void letter_append_mapped(Slice slice, uint32_t (*map)(uint32_t character), Text *text)
{
    for (size_t at = 0; at < slice.length;) {
        utf8_append(text, map(utf8_next(slice, &at, NULL)));
    }
}

static bool is_space(uint32_t character)
{
    return character == ' ' || (character >= '\t' && character <= '\r') || character == 0xA0;
}

/* The next character in lower case, white space as one space; 0 at the end. */
static uint32_t next_folded(Slice slice, size_t *at)
{
    if (*at >= slice.length) {
        return 0;
    }
    uint32_t character = utf8_next(slice, at, NULL);
    if (!is_space(character)) {
        return letter_lower(character);
    }
    while (*at < slice.length) {
        size_t ahead = *at;
        if (!is_space(utf8_next(slice, &ahead, NULL))) {
            return ' ';
        }
        *at = ahead;
    }
    return 0;
}

bool letter_texts_match(Slice a, Slice b)
{
    size_t x = 0, y = 0;
    a = slice_trim(a);
    b = slice_trim(b);
    while (x < a.length || y < b.length) {
        if (next_folded(a, &x) != next_folded(b, &y)) {
            return false;
        }
    }
    return true;
}
