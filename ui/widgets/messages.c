/* Messages: a ring of sentences, the newest of which may stand on the status line. */
#include "ui/widgets/messages.h"

#include "src/base/memory.h"
#include "ui/widgets/wrapped.h"

#include <stdlib.h>

enum { MESSAGES_MAXIMUM = 500, MILLISECONDS_OF_DAY = 24 * 60 * 60 * 1000 };

typedef struct Message {
    Text text;
    Style style;
    int64_t milliseconds;
    bool is_repeated; /* it stands elsewhere on the screen, too */
} Message;

struct Messages {
    Clock clock;
    Message ring[MESSAGES_MAXIMUM];
    size_t first; /* the oldest */
    size_t count;
    size_t dropped; /* that made room for later ones */
    bool is_showing;
};

Messages *messages_new(Clock clock)
{
    Messages *messages = memory_allocate_zeroed(1, sizeof *messages);
    messages->clock = clock;
    return messages;
}

void messages_free(Messages *messages)
{
    for (size_t i = 0; messages && i < MESSAGES_MAXIMUM; i++) {
        text_free(&messages->ring[i].text);
    }
    free(messages);
}

static const Message *message_at(const Messages *messages, size_t position)
{
    return &messages->ring[(messages->first + position) % MESSAGES_MAXIMUM];
}

/* The place for a new message; the oldest makes room. */
static Message *take_place(Messages *messages, Style style)
{
    if (messages->count == MESSAGES_MAXIMUM) {
        messages->first = (messages->first + 1) % MESSAGES_MAXIMUM;
        messages->count--;
        messages->dropped++;
    }
    Message *message = &messages->ring[(messages->first + messages->count++) % MESSAGES_MAXIMUM];
    text_clear(&message->text);
    text_append(&message->text, SLICE(""));
    message->style = style;
    message->is_repeated = false;
    message->milliseconds = messages->clock.milliseconds(messages->clock.context);
    messages->is_showing = true;
    return message;
}

void messages_add(Messages *messages, Style style, const char *format, ...)
{
    Message *message = take_place(messages, style);
    va_list arguments;
    va_start(arguments, format);
    text_format_list(&message->text, format, arguments);
    va_end(arguments);
}

void messages_add_error(Messages *messages, const char *what, const Error *error)
{
    Message *message = take_place(messages, STYLE_ISSUE_ERROR);
    text_format(&message->text, "%s: ", what);
    if (*error->where) {
        text_format(&message->text, "%s: ", error->where);
    }
    text_format(&message->text, "%s.", error->message);
}

void messages_mark_repeated(Messages *messages)
{
    if (messages->count > 0) {
        messages->ring[(messages->first + messages->count - 1) % MESSAGES_MAXIMUM].is_repeated = true;
    }
}

bool messages_is_repeated(const Messages *messages)
{
    return messages->count > 0 && message_at(messages, messages->count - 1)->is_repeated;
}

void messages_dismiss(Messages *messages)
{
    messages->is_showing = false;
}

bool messages_is_showing(const Messages *messages)
{
    return messages->is_showing;
}

/* The sign that stands before a message, so that its kind does not rest on colour. */
static Glyph sign_of(Style style)
{
    return style == STYLE_ISSUE_ERROR     ? GLYPH_ERROR
           : style == STYLE_ISSUE_WARNING ? GLYPH_WARNING
           : style == STYLE_GOOD          ? GLYPH_GOOD
                                          : GLYPH_NOTE;
}

/* Cells before the text, and how many rows a message may take of a screen, as a divisor. */
enum { SIGN_CELLS = 3, ROWS_SHARE = 2 };

int messages_draw(const Messages *messages, Canvas *canvas, Rect area)
{
    if (!messages->is_showing || !messages->count || area.height < 1) {
        return 0;
    }
    const Message *message = message_at(messages, messages->count - 1);
    Slice text = text_slice(&message->text);
    int width = area.width - SIGN_CELLS, most = area.height > ROWS_SHARE ? area.height / ROWS_SHARE : 1;
    int rows = wrapped_rows(text, width, most, canvas_mode(canvas)), y = area.y + area.height - rows;
    canvas_fill(canvas, rect_make(area.x, y, area.width, rows), GROUND_FOOTER);
    canvas_glyph(canvas, area.x + 1, y, message->style, sign_of(message->style));
    if (area.height == 1) {
        canvas_label_slice(canvas, area.x + SIGN_CELLS, y, width, message->style, text);
    } else {
        wrapped_draw(canvas, rect_make(area.x + SIGN_CELLS, y, width, rows), message->style, text);
    }
    return rows;
}

Rect messages_rest(const Messages *messages, Rect line)
{
    enum { LEAST = 30, GAP = 2 };
    const Message *message = messages->count ? message_at(messages, messages->count - 1) : NULL;
    if (!messages->is_showing || !message || message->style != STYLE_PLAIN) {
        return rect_make(line.x, line.y, 0, 0);
    }
    int used = SIGN_CELLS + GAP + (int)cluster_width(text_slice(&message->text), CLUSTER_UNICODE);
    bool is_enough = used + LEAST <= line.width;
    return rect_make(line.x + used, line.y, is_enough ? line.width - used : 0, is_enough ? line.height : 0);
}

void messages_print(const Messages *messages, Text *text)
{
    if (messages->dropped > 0) {
        text_format(text, "%zu earlier message%s not kept\n", messages->dropped,
                    messages->dropped == 1 ? " is" : "s are");
    }
    for (size_t i = 0; i < messages->count; i++) {
        const Message *message = message_at(messages, i);
        int seconds = (int)(message->milliseconds % MILLISECONDS_OF_DAY / 1000);
        text_format(text, "%02d:%02d:%02d  %.*s\n", seconds / 3600, seconds / 60 % 60, seconds % 60,
                    SLICE_ARGS(text_slice(&message->text)));
    }
}
