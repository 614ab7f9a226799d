/* Cut text: an ellipsis, and what comes after it. */
#include "ui/widgets/cut_text.h"

static ClusterMode label_mode(const Canvas *canvas)
{
    return canvas_is_ascii(canvas) ? CLUSTER_LABEL : CLUSTER_UNICODE;
}

int cut_text_start(Canvas *canvas, Rect line, Style style, Slice text)
{
    int width = (int)cluster_width(text, label_mode(canvas));
    if (width <= line.width) {
        return canvas_label_slice(canvas, line.x, line.y, line.width, style, text);
    }
    canvas_glyph(canvas, line.x, line.y, style, GLYPH_ELLIPSIS);
    size_t cut = (size_t)width - (size_t)line.width + 1;
    canvas_label_from(canvas, line.x + 1, line.y, line.width - 1, style, text, cut);
    return line.width;
}

int cut_text_middle(Canvas *canvas, Rect line, Style style, Slice text)
{
    int width = (int)cluster_width(text, label_mode(canvas));
    if (width <= line.width) {
        return canvas_label_slice(canvas, line.x, line.y, line.width, style, text);
    }
    int head = line.width / 3, tail = line.width - head - 1;
    canvas_label_slice(canvas, line.x, line.y, head + 1, style, text);
    canvas_label_from(canvas, line.x + head + 1, line.y, tail, style, text, (size_t)(width - tail));
    return line.width;
}
