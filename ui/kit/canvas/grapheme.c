/*
 * Grapheme: extended grapheme clusters, read forward.
 *
 * Reading backward finds a place that surely begins a grapheme (a printable ASCII character does) and goes forward from
 * there. Standard: UAX #29, rules GB3 to GB13, by Unicode 14.0.0.
 */
#include "ui/kit/canvas/grapheme.h"

#include "src/base/utf8.h"

enum { LOOK_BACK_MAXIMUM = 1024, JOINER = 0x200D };

typedef struct BreakRange {
    uint32_t first;
    uint32_t last;
} BreakRange;

/* Marks that take room: general category Mc. Those that take none have the width 0. */
static const BreakRange spacing_marks[] = {
    {0x0903, 0x0903},   {0x093B, 0x093B},   {0x093E, 0x094F},   {0x0982, 0x0983},   {0x09BE, 0x09CC},
    {0x09D7, 0x09D7},   {0x0A03, 0x0A03},   {0x0A3E, 0x0A40},   {0x0A83, 0x0A83},   {0x0ABE, 0x0ACC},
    {0x0B02, 0x0B03},   {0x0B3E, 0x0B57},   {0x0BBE, 0x0BCC},   {0x0BD7, 0x0BD7},   {0x0C01, 0x0C03},
    {0x0C41, 0x0C44},   {0x0C82, 0x0C83},   {0x0CBE, 0x0CD6},   {0x0D02, 0x0D03},   {0x0D3E, 0x0D4C},
    {0x0D57, 0x0D57},   {0x0D82, 0x0D83},   {0x0DCF, 0x0DDF},   {0x0DF2, 0x0DF3},   {0x0F3E, 0x0F3F},
    {0x0F7F, 0x0F7F},   {0x102B, 0x103C},   {0x1056, 0x1057},   {0x1062, 0x1064},   {0x1067, 0x106D},
    {0x1083, 0x108C},   {0x108F, 0x108F},   {0x109A, 0x109C},   {0x1715, 0x1715},   {0x1734, 0x1734},
    {0x17B6, 0x17C8},   {0x1923, 0x1938},   {0x1A19, 0x1A1A},   {0x1A55, 0x1A72},   {0x1B04, 0x1B04},
    {0x1B35, 0x1B44},   {0x1B82, 0x1B82},   {0x1BA1, 0x1BAA},   {0x1BE7, 0x1BF3},   {0x1C24, 0x1C35},
    {0x1CE1, 0x1CE1},   {0x1CF7, 0x1CF7},   {0x302E, 0x302F},   {0xA823, 0xA827},   {0xA880, 0xA881},
    {0xA8B4, 0xA8C3},   {0xA952, 0xA953},   {0xA983, 0xA983},   {0xA9B4, 0xA9C0},   {0xAA2F, 0xAA34},
    {0xAA4D, 0xAA4D},   {0xAA7B, 0xAA7D},   {0xAAEB, 0xAAEF},   {0xAAF5, 0xAAF5},   {0xABE3, 0xABEA},
    {0xABEC, 0xABEC},   {0x11000, 0x11002}, {0x11082, 0x11082}, {0x110B0, 0x110B8}, {0x1112C, 0x1112C},
    {0x11145, 0x11146}, {0x11182, 0x11182}, {0x111B3, 0x111C0}, {0x111CE, 0x111CE}, {0x1122C, 0x11235},
    {0x112E0, 0x112E2}, {0x11302, 0x11303}, {0x1133E, 0x1134D}, {0x11357, 0x11357}, {0x11362, 0x11363},
    {0x11435, 0x11445}, {0x114B0, 0x114C1}, {0x115AF, 0x115BE}, {0x11630, 0x1163E}, {0x116AC, 0x116B6},
    {0x11720, 0x11726}, {0x1182C, 0x11838}, {0x11930, 0x1193D}, {0x11940, 0x11940}, {0x11942, 0x11942},
    {0x119D1, 0x119DF}, {0x119E4, 0x119E4}, {0x11A39, 0x11A39}, {0x11A57, 0x11A58}, {0x11A97, 0x11A97},
    {0x11C2F, 0x11C3E}, {0x11CA9, 0x11CB4}, {0x11D8A, 0x11D96}, {0x11EF5, 0x11EF6}, {0x16F51, 0x16F87},
    {0x16FF0, 0x16FF1}, {0x1D165, 0x1D166}, {0x1D16D, 0x1D172},
};

/* Extended_Pictographic. */
static const BreakRange pictures[] = {
    {0x00A9, 0x00A9},   {0x00AE, 0x00AE},   {0x203C, 0x203C},   {0x2049, 0x2049},   {0x2122, 0x2122},
    {0x2139, 0x2139},   {0x2194, 0x2199},   {0x21A9, 0x21AA},   {0x231A, 0x231B},   {0x2328, 0x2328},
    {0x2388, 0x2388},   {0x23CF, 0x23CF},   {0x23E9, 0x23F3},   {0x23F8, 0x23FA},   {0x24C2, 0x24C2},
    {0x25AA, 0x25AB},   {0x25B6, 0x25B6},   {0x25C0, 0x25C0},   {0x25FB, 0x25FE},   {0x2600, 0x2605},
    {0x2607, 0x2612},   {0x2614, 0x2685},   {0x2690, 0x2705},   {0x2708, 0x2712},   {0x2714, 0x2714},
    {0x2716, 0x2716},   {0x271D, 0x271D},   {0x2721, 0x2721},   {0x2728, 0x2728},   {0x2733, 0x2734},
    {0x2744, 0x2744},   {0x2747, 0x2747},   {0x274C, 0x274C},   {0x274E, 0x274E},   {0x2753, 0x2755},
    {0x2757, 0x2757},   {0x2763, 0x2767},   {0x2795, 0x2797},   {0x27A1, 0x27A1},   {0x27B0, 0x27B0},
    {0x27BF, 0x27BF},   {0x2934, 0x2935},   {0x2B05, 0x2B07},   {0x2B1B, 0x2B1C},   {0x2B50, 0x2B50},
    {0x2B55, 0x2B55},   {0x3030, 0x3030},   {0x303D, 0x303D},   {0x3297, 0x3297},   {0x3299, 0x3299},
    {0x1F000, 0x1F0FF}, {0x1F10D, 0x1F10F}, {0x1F12F, 0x1F12F}, {0x1F16C, 0x1F171}, {0x1F17E, 0x1F17F},
    {0x1F18E, 0x1F18E}, {0x1F191, 0x1F19A}, {0x1F1AD, 0x1F1E5}, {0x1F201, 0x1F20F}, {0x1F21A, 0x1F21A},
    {0x1F22F, 0x1F22F}, {0x1F232, 0x1F23A}, {0x1F23C, 0x1F23F}, {0x1F249, 0x1F3FA}, {0x1F400, 0x1F53D},
    {0x1F546, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F774, 0x1F77F}, {0x1F7D5, 0x1F7FF}, {0x1F80C, 0x1F80F},
    {0x1F848, 0x1F84F}, {0x1F85A, 0x1F85F}, {0x1F888, 0x1F88F}, {0x1F8AE, 0x1F8FF}, {0x1F90C, 0x1F93A},
    {0x1F93C, 0x1F945}, {0x1F947, 0x1FAFF}, {0x1FC00, 0x1FFFD},
};

/* Consonants of scripts whose virama joins two of them. */
static const BreakRange consonants[] = {
    {0x0915, 0x0939}, {0x0958, 0x095F}, {0x0978, 0x097F}, {0x0995, 0x09B9}, {0x09DC, 0x09DF},
    {0x09F0, 0x09F1}, {0x0A95, 0x0AB9}, {0x0AF9, 0x0AF9}, {0x0B15, 0x0B39}, {0x0B5C, 0x0B5F},
    {0x0B71, 0x0B71}, {0x0C15, 0x0C39}, {0x0C58, 0x0C5A}, {0x0D15, 0x0D3A},
};

/* The viramas that join. */
static const uint32_t linkers[] = {0x094D, 0x09CD, 0x0ACD, 0x0B4D, 0x0C4D, 0x0D4D};

typedef enum BreakKind {
    KIND_OTHER,
    KIND_CONTROL,
    KIND_EXTEND, /* marks, joiners, modifiers and tags: never begins a grapheme but after a control */
    KIND_LETTER, /* of a flag */
    KIND_PICTURE,
    KIND_CONSONANT,
    KIND_LEADING, /* Hangul */
    KIND_VOWEL,
    KIND_TRAILING,
    KIND_OPEN,  /* a syllable that a vowel or trailing consonant goes on with */
    KIND_CLOSED /* a syllable that only a trailing consonant goes on with */
} BreakKind;

static bool is_in(const BreakRange *ranges, size_t count, uint32_t character)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (character > ranges[middle].last) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < count && character >= ranges[low].first;
}

#define IS_IN(ranges, character) is_in(ranges, sizeof(ranges) / sizeof *(ranges), character)

static bool is_extending(uint32_t character)
{
    bool is_tag = character >= 0xE0020 && character <= 0xE007F, is_tone = character >= 0x1F3FB && character <= 0x1F3FF;
    return is_tag || is_tone || (utf8_width(character) == 0 && !utf8_is_hidden(character)) ||
           IS_IN(spacing_marks, character);
}

static BreakKind kind_of_hangul(uint32_t character)
{
    enum { SYLLABLES = 0xAC00, SYLLABLES_LAST = 0xD7A3, TRAILING_COUNT = 28 };
    if ((character >= 0x1100 && character <= 0x115F) || (character >= 0xA960 && character <= 0xA97C)) {
        return KIND_LEADING;
    }
    if ((character >= 0x1160 && character <= 0x11A7) || (character >= 0xD7B0 && character <= 0xD7C6)) {
        return KIND_VOWEL;
    }
    if ((character >= 0x11A8 && character <= 0x11FF) || (character >= 0xD7CB && character <= 0xD7FB)) {
        return KIND_TRAILING;
    }
    bool is_syllable = character >= SYLLABLES && character <= SYLLABLES_LAST;
    return !is_syllable ? KIND_OTHER : (character - SYLLABLES) % TRAILING_COUNT == 0 ? KIND_OPEN : KIND_CLOSED;
}

static BreakKind kind_of(uint32_t character)
{
    if (character < 0x20 || character == 0x7F) {
        return KIND_CONTROL;
    }
    if (character < 0x80) {
        return KIND_OTHER;
    }
    BreakKind hangul = kind_of_hangul(character);
    if (hangul != KIND_OTHER) {
        return hangul;
    }
    if (character >= 0x1F1E6 && character <= 0x1F1FF) {
        return KIND_LETTER;
    }
    if (is_extending(character)) {
        return KIND_EXTEND;
    }
    if (utf8_is_hidden(character)) {
        return KIND_CONTROL;
    }
    if (IS_IN(pictures, character)) {
        return KIND_PICTURE;
    }
    return IS_IN(consonants, character) ? KIND_CONSONANT : KIND_OTHER;
}

static bool is_linker(uint32_t character)
{
    for (size_t i = 0; i < sizeof linkers / sizeof *linkers; i++) {
        if (linkers[i] == character) {
            return true;
        }
    }
    return false;
}

/* What has been read of a grapheme. */
typedef struct GraphemeReading {
    BreakKind base; /* the last that is no mark */
    bool is_joined; /* a joiner ends what was read */
    bool is_linked; /* a virama stands after the consonant */
    bool is_even;   /* a flag has its two letters */
} GraphemeReading;

/* True when a kind that is no mark goes on with the grapheme. */
static bool goes_on(const GraphemeReading *reading, BreakKind next)
{
    switch (next) {
    case KIND_LETTER:
        return reading->base == KIND_LETTER && !reading->is_even;
    case KIND_PICTURE:
        return reading->base == KIND_PICTURE && reading->is_joined;
    case KIND_CONSONANT:
        return reading->base == KIND_CONSONANT && reading->is_linked;
    case KIND_LEADING:
    case KIND_OPEN:
    case KIND_CLOSED:
        return reading->base == KIND_LEADING;
    case KIND_VOWEL:
        return reading->base == KIND_LEADING || reading->base == KIND_OPEN || reading->base == KIND_VOWEL;
    case KIND_TRAILING:
        return reading->base == KIND_OPEN || reading->base == KIND_CLOSED || reading->base == KIND_VOWEL ||
               reading->base == KIND_TRAILING;
    default:
        return false;
    }
}

/* True when a character belongs to the grapheme that was read; then it is noted. A flag ends with what follows its
   letters, Hangul with a mark. */
static bool take(GraphemeReading *reading, uint32_t character)
{
    BreakKind kind = kind_of(character);
    if (kind == KIND_EXTEND) {
        reading->is_joined = character == JOINER;
        reading->is_linked = reading->is_linked || is_linker(character);
        bool is_closing = reading->base != KIND_PICTURE && reading->base != KIND_CONSONANT;
        reading->base = is_closing ? KIND_EXTEND : reading->base;
        return true;
    }
    if (!goes_on(reading, kind)) {
        return false;
    }
    *reading = (GraphemeReading){.base = kind, .is_even = kind == KIND_LETTER};
    return true;
}

size_t grapheme_next(Slice text, size_t offset)
{
    bool is_valid;
    uint32_t character = utf8_next(text, &offset, &is_valid);
    GraphemeReading reading = {.base = is_valid ? kind_of(character) : KIND_CONTROL};
    if (reading.base == KIND_CONTROL) {
        bool is_pair = character == '\r' && offset < text.length && text.bytes[offset] == '\n';
        return offset + is_pair;
    }
    while (offset < text.length) {
        size_t next = offset;
        character = utf8_next(text, &next, &is_valid);
        if (!is_valid || !take(&reading, character)) {
            break;
        }
        offset = next;
    }
    return offset;
}

/* A place before `offset` at which a grapheme surely begins. */
static size_t sure_start(Slice text, size_t offset)
{
    size_t start = offset;
    do {
        start = utf8_previous(text, start);
        unsigned char byte = (unsigned char)text.bytes[start];
        if (byte >= 0x20 && byte < 0x7F) {
            break;
        }
    } while (start > 0 && offset - start < LOOK_BACK_MAXIMUM);
    return start;
}

size_t grapheme_previous(Slice text, size_t offset)
{
    size_t start = sure_start(text, offset), end = grapheme_next(text, start);
    while (end < offset) {
        start = end;
        end = grapheme_next(text, start);
    }
    return start;
}

size_t grapheme_start(Slice text, size_t offset)
{
    if (offset == 0 || offset >= text.length) {
        return offset < text.length ? offset : text.length;
    }
    size_t start = grapheme_previous(text, offset);
    return grapheme_next(text, start) > offset ? start : offset;
}
