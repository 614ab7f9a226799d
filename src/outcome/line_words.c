/* Line words: numbers after the words for lines and columns. */
#include "src/outcome/line_words.h"

#include "src/base/ascii.h"

enum { LINE_MAXIMUM = 1000000000 };

/* Reads digits at an offset, which moves after them; 0 if there are none. */
static uint32_t read_number(Slice text, size_t *at)
{
    uint64_t number = 0;
    for (; *at < text.length && ascii_is_digit(text.bytes[*at]); ++*at) {
        number = number < LINE_MAXIMUM ? number * 10 + (uint64_t)(text.bytes[*at] - '0') : number;
    }
    return number < LINE_MAXIMUM ? (uint32_t)number : 0;
}

uint32_t line_words_number(Slice text)
{
    size_t at = 0;
    uint32_t number = read_number(text, &at);
    return at == text.length ? number : 0;
}

/* Passes over anything of these characters. */
static size_t pass(Slice text, size_t at, const char *characters)
{
    while (at < text.length && text.bytes[at] && strchr(characters, text.bytes[at])) {
        at++;
    }
    return at;
}

/* Passes over one of the words, in any case, longest first; the offset stays where none is there. */
static size_t pass_word(Slice text, size_t at, const char *const *words)
{
    for (; *words; words++) {
        Slice word = slice_from(*words);
        if (slice_equals_ignoring_case(slice_part(text, at, word.length), word)) {
            return at + word.length;
        }
    }
    return at;
}

/* Reads "Line[3] Col[12]" and the like at an offset; false where it is something else. */
static bool read_words(Slice place, size_t at, LineWords *words)
{
    static const char *const lines[] = {"line", "l", NULL};
    static const char *const columns[] = {"column", "col", "position", "pos", "c", NULL};
    size_t after = pass_word(place, at, lines);
    size_t digits = pass(place, after, " [:#=");
    size_t end = digits;
    if (after == at || (words->line = read_number(place, &end)) == 0) {
        return false;
    }
    size_t gap = pass(place, end, " ],;/:");
    size_t word = pass_word(place, gap, columns);
    size_t number = pass(place, word, " [:#=");
    words->column = word > gap ? read_number(place, &number) : 0;
    return true;
}

/* Reads "[3,12]" at an offset. */
static bool read_pair(Slice place, size_t at, LineWords *words)
{
    size_t end = at + 1;
    words->line = at < place.length && place.bytes[at] == '[' ? read_number(place, &end) : 0;
    if (words->line == 0 || end >= place.length || place.bytes[end] != ',') {
        return false;
    }
    end = pass(place, end, ", ");
    words->column = read_number(place, &end);
    return words->column > 0;
}

LineWords line_words_read(Slice place)
{
    LineWords words = {0};
    for (size_t at = 0; at < place.length; at++) {
        bool is_free = at == 0 || (place.bytes[at - 1] && strchr(" (@,", place.bytes[at - 1]));
        if (is_free && (read_words(place, at, &words) || read_pair(place, at, &words))) {
            words.start = at;
            while (words.start > 0 && place.bytes[words.start - 1] && strchr(" (@,", place.bytes[words.start - 1])) {
                words.start--;
            }
            return words;
        }
    }
    return (LineWords){.start = place.length};
}
