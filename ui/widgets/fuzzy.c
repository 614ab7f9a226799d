/*
 * Fuzzy: every word of the pattern must be found: best as it stands, at the beginning of a word; else its characters in
 * order and near each other. Letters are those of ASCII; other characters must be equal.
 */
#include "ui/widgets/fuzzy.h"

#include "src/base/ascii.h"

enum {
    SCORE_WHOLE = 400,      /* the text is the word */
    SCORE_RUN = 1000,       /* the word stands in the text as it is */
    SCORE_START = 300,      /* at its very beginning */
    SCORE_WORD_START = 200, /* at the beginning of a word */
    SCORE_CHARACTER = 10,   /* each character of a scattered match */
    SCORE_FOLLOWING = 15,   /* right after the one before */
    LATE_MAXIMUM = 100,     /* what a late place may cost */
    SPREAD = 3,             /* scattered characters lie within so many times the length of the word */
    SCATTERED_MAXIMUM = 40  /* longer words are found as they stand, or not at all */
};

static bool is_word_byte(char c)
{
    return ascii_is_letter_or_digit(c) || (unsigned char)c >= 0x80;
}

/* True where a word begins: after what belongs to none, or at a capital after a small letter. */
static bool starts_word(Slice text, size_t at)
{
    if (at == 0) {
        return true;
    }
    bool is_capital = ascii_is_upper(text.bytes[at]);
    bool is_after_small = ascii_is_lower(text.bytes[at - 1]);
    return (!is_word_byte(text.bytes[at - 1]) && is_word_byte(text.bytes[at])) || (is_capital && is_after_small);
}

static bool same(char text, char pattern, bool is_exact)
{
    return is_exact ? text == pattern : ascii_lower(text) == ascii_lower(pattern);
}

static bool stands_at(Slice text, size_t at, Slice word, bool is_exact)
{
    for (size_t i = 0; i < word.length; i++) {
        if (at + i >= text.length || !same(text.bytes[at + i], word.bytes[i], is_exact)) {
            return false;
        }
    }
    return true;
}

static uint32_t late(size_t at)
{
    return at < LATE_MAXIMUM ? (uint32_t)at : LATE_MAXIMUM;
}

/* The best place where the word stands as it is; SIZE_MAX if there is none. */
static size_t find_run(Slice text, Slice word, bool is_exact, uint32_t *score)
{
    size_t best = SIZE_MAX;
    *score = 0;
    for (size_t at = 0; at + word.length <= text.length; at++) {
        if (!stands_at(text, at, word, is_exact)) {
            continue;
        }
        uint32_t here = SCORE_RUN - late(at);
        here += at == 0 ? SCORE_START : 0;
        here += starts_word(text, at) ? SCORE_WORD_START : 0;
        here += word.length == text.length ? SCORE_WHOLE : 0;
        if (here > *score) {
            *score = here;
            best = at;
        }
    }
    return best;
}

/* The score of the characters of the word in order from `start` on, each as early as possible; 0 where they are not all
   there, or so distant that nobody would think of the word. `places` takes where they are. */
static uint32_t score_from(Slice text, size_t start, Slice word, bool is_exact, size_t *places)
{
    uint32_t score = 0;
    size_t found = 0;
    size_t end = start + word.length * SPREAD;
    for (size_t at = start; at < text.length && at < end && found < word.length; at++) {
        if (same(text.bytes[at], word.bytes[found], is_exact)) {
            score += SCORE_CHARACTER;
            score += found && places[found - 1] + 1 == at ? SCORE_FOLLOWING : 0;
            score += starts_word(text, at) ? SCORE_FOLLOWING : 0;
            places[found++] = at;
        }
    }
    return found == word.length ? score : 0;
}

/* Finds the characters of the word in order, where they score best; 0 where they are nowhere together. */
static uint32_t find_scattered(Slice text, Slice word, bool is_exact, bool *marks)
{
    size_t places[SCATTERED_MAXIMUM], best_places[SCATTERED_MAXIMUM];
    uint32_t best = 0;
    for (size_t at = 0; at < text.length && word.length <= SCATTERED_MAXIMUM; at++) {
        uint32_t score =
            same(text.bytes[at], word.bytes[0], is_exact) ? score_from(text, at, word, is_exact, places) : 0;
        if (score > best) {
            best = score;
            memcpy(best_places, places, word.length * sizeof *places);
        }
    }
    for (size_t i = 0; marks && best && i < word.length; i++) {
        marks[best_places[i]] = true;
    }
    return best;
}

/* True where a word counts capitals: it has any. */
static bool has_capital(Slice word)
{
    bool has = false;
    for (size_t i = 0; i < word.length && !has; i++) {
        has = ascii_is_upper(word.bytes[i]);
    }
    return has;
}

static uint32_t score_word(Slice text, Slice word, bool *marks)
{
    bool is_exact = has_capital(word);
    uint32_t score;
    size_t at = find_run(text, word, is_exact, &score);
    if (at == SIZE_MAX) {
        return find_scattered(text, word, is_exact, marks);
    }
    for (size_t i = 0; marks && i < word.length; i++) {
        marks[at + i] = true;
    }
    return score;
}

/* Takes the first word off a pattern. */
static Slice take_word(Slice *rest)
{
    Slice word = slice_part(*rest, 0, slice_find(*rest, SLICE(" "), 0));
    *rest = slice_trim(slice_part(*rest, word.length, rest->length));
    return word;
}

bool fuzzy_stands(Slice text, Slice pattern)
{
    bool stands = true;
    for (Slice rest = slice_trim(pattern); rest.length && stands;) {
        Slice word = take_word(&rest);
        uint32_t score;
        stands = find_run(text, word, has_capital(word), &score) != SIZE_MAX;
    }
    return stands;
}

uint32_t fuzzy_score(Slice text, Slice pattern, bool *marks)
{
    uint32_t total = 1;
    Slice rest = slice_trim(pattern);
    if (marks) {
        memset(marks, 0, text.length * sizeof *marks);
    }
    while (rest.length) {
        Slice word = take_word(&rest);
        uint32_t score = score_word(text, word, marks);
        if (score == 0) {
            return 0;
        }
        total += score;
    }
    return total;
}
