/* Wrapped: rows are broken at blanks; what is too long loses the middle of its longest words. */
#include "ui/widgets/wrapped.h"

#include "src/base/text.h"
#include "src/base/utf8.h"
#include "ui/widgets/text_rows.h"

#include <limits.h>

int wrapped_rows(Slice text, int width, int most, ClusterMode mode)
{
    int rows = 0;
    for (size_t at = 0; at < text.length && rows < most; rows++) {
        at = text_row_end(text, at, width > 1 ? width : 1, mode);
    }
    return rows > 0 ? rows : 1;
}

/* The longest run without a blank: a path, most often. */
static Slice longest_word(Slice text)
{
    Slice longest = {0};
    for (size_t at = 0; at < text.length; at++) {
        size_t start = at;
        while (at < text.length && text.bytes[at] != ' ') {
            at++;
        }
        Slice word = slice_part(text, start, at - start);
        longest = word.length > longest.length ? word : longest;
    }
    return longest;
}

/* Takes a little out of the middle of the longest word, or of the whole text where all are short. */
static void shorten(Text *text)
{
    enum { WORD_LEAST = 24, BEFORE = 4, AFTER = 8 };
    Slice word = longest_word(text_slice(text));
    word = word.length < WORD_LEAST ? text_slice(text) : word;
    size_t start = (size_t)(word.bytes - text->bytes), middle = word.length / 2;
    size_t from = utf8_beginning(word, middle - BEFORE).length, until = utf8_beginning(word, middle + AFTER).length;
    text_splice(text, start + from, until - from, SLICE("…"));
}

void wrapped_draw(Canvas *canvas, Rect area, Style style, Slice text)
{
    enum { SHORT = 32 };
    ClusterMode mode = canvas_mode(canvas);
    Text fitting = TEXT_EMPTY;
    text_append(&fitting, text);
    while (area.height > 0 && fitting.length > SHORT &&
           wrapped_rows(text_slice(&fitting), area.width, INT_MAX, mode) > area.height) {
        shorten(&fitting);
    }
    size_t at = 0;
    for (int row = 0; row < area.height && at < fitting.length; row++) {
        bool is_last = row + 1 == area.height;
        size_t end = is_last ? fitting.length : text_row_end(text_slice(&fitting), at, area.width, mode);
        canvas_label_slice(canvas, area.x, area.y + row, area.width, style,
                           slice_trim(slice_part(text_slice(&fitting), at, end - at)));
        at = end;
    }
    text_free(&fitting);
}

void hints_draw(Canvas *canvas, Rect line, const char *hints)
{
    Slice fitting = cluster_parts(slice_from(hints), line.width - 2, canvas_mode(canvas));
    canvas_fill(canvas, line, GROUND_FOOTER);
    canvas_label_slice(canvas, line.x + 1, line.y, line.width - 2, STYLE_HINT, fitting);
}
