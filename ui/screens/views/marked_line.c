/* Marked line: what is common at both ends is left as it is. */
#include "ui/screens/views/marked_line.h"

#include "src/base/utf8.h"
#include "ui/widgets/cut_text.h"

#include <stdint.h>

enum { LEAD = 20 };

void line_marks(Slice one, Slice other, LineMark *one_mark, LineMark *other_mark)
{
    size_t least = one.length < other.length ? one.length : other.length, start = 0, end = 0;
    while (start < least && one.bytes[start] == other.bytes[start]) {
        start++;
    }
    start = utf8_beginning(one, start).length;
    while (end < least - start && one.bytes[one.length - 1 - end] == other.bytes[other.length - 1 - end]) {
        end++;
    }
    while (end > 0 && ((unsigned char)one.bytes[one.length - end] & 0xC0u) == 0x80u) {
        end--;
    }
    *one_mark = (LineMark){.start = start, .length = one.length - end - start};
    *other_mark = (LineMark){.start = start, .length = other.length - end - start};
}

/* A word that does not fit, such as a UID, keeps its end, which is what tells it from others. */
static void draw_word(Canvas *canvas, Rect field, Style style, Slice text, LineMark mark)
{
    int used = cut_text_middle(canvas, field, style, text), beginning = field.width / 3;
    if (mark.length > 0) {
        canvas_restyle(canvas, rect_make(field.x + beginning, field.y, used - beginning, 1), STYLE_MATCH);
    }
}

void marked_line_draw(Canvas *canvas, Rect field, Style style, Slice text, LineMark mark)
{
    bool is_long_word = text.length > (size_t)field.width && slice_find(text, SLICE(" "), 0) == SIZE_MAX;
    bool differs_at_end = mark.start < LEAD && mark.start + mark.length >= text.length;
    if (is_long_word && (mark.length == 0 || differs_at_end)) {
        draw_word(canvas, field, style, text, mark);
        return;
    }
    size_t cut =
        text.length > (size_t)field.width && mark.start > LEAD ? utf8_beginning(text, mark.start - LEAD).length : 0;
    if (cut > 0) {
        field.x += canvas_label(canvas, field.x, field.y, 1, STYLE_DIM, "…");
        field.width--;
    }
    Slice shown = slice_part(text, cut, text.length);
    ClusterMode mode = canvas_is_ascii(canvas) && mark.has_signs ? CLUSTER_LABEL : canvas_mode(canvas);
    int used = mark.has_signs ? canvas_label_slice(canvas, field.x, field.y, field.width, style, shown)
                              : canvas_text(canvas, field.x, field.y, field.width, style, shown);
    int start = (int)cluster_width(slice_part(shown, 0, mark.start - cut), mode);
    int width = (int)cluster_width(slice_part(shown, mark.start - cut, mark.length), mode);
    if (width > 0 && start < used) {
        canvas_restyle(canvas, rect_make(field.x + start, field.y, width < used - start ? width : used - start, 1),
                       STYLE_MATCH);
    }
}
