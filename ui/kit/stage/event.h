/*
 * Event: what comes from the terminal, or from a script in its place.
 */
#ifndef IPSE_KIT_EVENT_H
#define IPSE_KIT_EVENT_H

#include "ui/kit/stage/view.h"

typedef enum EventKind {
    EVENT_NONE, /* the time to wait is over */
    EVENT_KEY,
    EVENT_MOUSE,
    EVENT_PASTE,
    EVENT_RESIZE,
    EVENT_SUSPEND, /* the process is asked to stop by a signal */
    EVENT_RESUMED, /* the process was stopped and runs again, or another program had the terminal */
    EVENT_HANGUP   /* SIGHUP, SIGTERM, or the terminal is gone: rescue and end */
} EventKind;

typedef struct Event {
    EventKind kind;
    Key key;
    Mouse mouse;
    Slice paste; /* owned by the source of events, valid until the next event is asked for */
    int width;   /* of EVENT_RESIZE and EVENT_RESUMED */
    int height;
    int signal; /* of EVENT_HANGUP; SIGHUP where the terminal is gone */
} Event;

#endif
