/*
 * Input mouse: reports of xterm's mouse as events.
 *
 * curses' own mouse is not used: it delays presses, changes their order, and knows no column beyond 223 in some
 * terminals.
 */
#ifndef IPSE_KIT_INPUT_MOUSE_H
#define IPSE_KIT_INPUT_MOUSE_H

#include "ui/kit/stage/event.h"

/* The next byte after the mark of a report; negative if none arrives in time. */
typedef int (*MouseByte)(void *context);

/* Reads the rest of ESC [ < BUTTON ; X ; Y M (SGR 1006; `m`: a release). EVENT_NONE for what is not a report. */
Event input_mouse_read(MouseByte next, void *context);

/* Reads the rest of ESC [ M and three bytes (X10). */
Event input_mouse_read_x10(MouseByte next, void *context);

#endif
