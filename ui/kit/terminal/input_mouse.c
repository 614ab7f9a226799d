/* Input mouse: two forms of the same report. Cells count from 1 in reports and from 0 in events. */
#include "ui/kit/terminal/input_mouse.h"

/* Bits of xterm's button number. */
enum { BUTTON_BITS = 3, SHIFT_BIT = 4, ALT_BIT = 8, CTRL_BIT = 16, MOTION_BIT = 32, WHEEL_BIT = 64, BITS_END = 128 };

/* False for wheels that move sideways, motion without a button, and numbers out of range. */
static bool is_supported(int bits, int x, int y)
{
    bool is_sideways = bits & WHEEL_BIT && bits & 2;
    bool is_hover = bits & MOTION_BIT && (bits & BUTTON_BITS) == BUTTON_BITS;
    bool is_in_range = x > 0 && y > 0 && bits >= 0 && bits < BITS_END;
    return is_in_range && !is_sideways && !is_hover;
}

static Event mouse_event(int bits, int x, int y, bool is_release)
{
    static const MouseButton buttons[] = {MOUSE_LEFT, MOUSE_MIDDLE, MOUSE_RIGHT, MOUSE_NO_BUTTON};
    if (!is_supported(bits, x, y)) {
        return (Event){.kind = EVENT_NONE};
    }
    Mouse mouse = {.x = x - 1, .y = y - 1, .button = buttons[bits & BUTTON_BITS], .clicks = 1};
    mouse.action = bits & MOTION_BIT ? MOUSE_DRAG : is_release ? MOUSE_RELEASE : MOUSE_PRESS;
    mouse.modifiers |= bits & SHIFT_BIT ? KEY_SHIFT : 0u;
    mouse.modifiers |= bits & ALT_BIT ? KEY_ALT : 0u;
    mouse.modifiers |= bits & CTRL_BIT ? KEY_CTRL : 0u;
    if (bits & WHEEL_BIT) {
        mouse.button = bits & 1 ? MOUSE_WHEEL_DOWN : MOUSE_WHEEL_UP;
        mouse.action = MOUSE_PRESS;
    }
    return (Event){.kind = EVENT_MOUSE, .mouse = mouse};
}

Event input_mouse_read(MouseByte next, void *context)
{
    enum { NUMBER_MAXIMUM = 100000 };
    int numbers[3] = {0};
    size_t at = 0;
    int byte = next(context);
    for (; (byte >= '0' && byte <= '9') || byte == ';'; byte = next(context)) {
        if (byte == ';') {
            at++;
        } else if (at < 3 && numbers[at] < NUMBER_MAXIMUM) {
            numbers[at] = numbers[at] * 10 + byte - '0';
        }
    }
    bool is_report = (byte == 'M' || byte == 'm') && at == 2;
    return is_report ? mouse_event(numbers[0], numbers[1], numbers[2], byte == 'm') : (Event){.kind = EVENT_NONE};
}

Event input_mouse_read_x10(MouseByte next, void *context)
{
    enum { BASE = 32 };
    int bits = next(context) - BASE;
    int x = next(context) - BASE;
    int y = next(context) - BASE;
    bool is_release = bits >= 0 && (bits & BUTTON_BITS) == BUTTON_BITS && !(bits & (WHEEL_BIT | MOTION_BIT));
    return mouse_event(is_release ? bits & ~BUTTON_BITS : bits, x, y, is_release);
}
