/* Record: events as statements of a script. */
#include "ui/kit/stage/record.h"

#include "src/base/utf8.h"

#include <stdint.h>

enum { LINE_LENGTH_MAXIMUM = 100 };

/* Appends text in double quotes with the escapes that scripts understand. */
static void record_quoted(Slice text, Text *record)
{
    text_append_byte(record, '"');
    for (size_t i = 0; i < text.length; i++) {
        unsigned char byte = (unsigned char)text.bytes[i];
        if (byte == '"' || byte == '\\') {
            text_format(record, "\\%c", byte);
        } else if (byte == '\n') {
            text_append(record, SLICE("\\n"));
        } else if (byte < ' ' || byte == 0x7F) {
            text_format(record, "\\u%04x", byte);
        } else {
            text_append_byte(record, (char)byte);
        }
    }
    text_append(record, SLICE("\"\n"));
}

/* True when the last line holds keys and has room for more. */
static bool is_key_line(const Text *record)
{
    size_t start = record->length;
    while (start > 0 && (start == record->length || record->bytes[start - 1] != '\n')) {
        start--;
    }
    Slice line = slice_part(text_slice(record), start, record->length);
    return slice_starts_with(line, SLICE("keys ")) && line.length < LINE_LENGTH_MAXIMUM;
}

/* A key, on the line of the keys before it where there is room. */
static void record_key(Key key, Text *record)
{
    if (is_key_line(record)) {
        record->length--;
        text_append_byte(record, ' ');
    } else {
        text_append(record, SLICE("keys "));
    }
    key_print(key, record);
    text_append_byte(record, '\n');
}

/* What a mouse event is called; NULL for those that scripts do not have. */
static const char *mouse_word(const Mouse *mouse)
{
    if (mouse->button == MOUSE_WHEEL_UP || mouse->button == MOUSE_WHEEL_DOWN) {
        return mouse->button == MOUSE_WHEEL_UP ? "wheel-up" : "wheel-down";
    }
    if (mouse->action == MOUSE_PRESS && mouse->button != MOUSE_LEFT) {
        return mouse->button == MOUSE_RIGHT ? "right" : "middle";
    }
    static const char *const actions[] = {[MOUSE_PRESS] = "press", [MOUSE_RELEASE] = "release", [MOUSE_DRAG] = "drag"};
    return mouse->button == MOUSE_LEFT || mouse->action != MOUSE_PRESS ? actions[mouse->action] : NULL;
}

void record_event(const Event *event, Text *record)
{
    if (event->kind == EVENT_KEY) {
        record_key(event->key, record);
    } else if (event->kind == EVENT_PASTE) {
        text_append(record, SLICE("paste "));
        record_quoted(event->paste, record);
    } else if (event->kind == EVENT_RESIZE) {
        text_format(record, "size %dx%d\n", event->width, event->height);
    } else if (event->kind == EVENT_MOUSE && mouse_word(&event->mouse)) {
        text_format(record, "mouse %s %d %d\n", mouse_word(&event->mouse), event->mouse.x + 1, event->mouse.y + 1);
    }
}
