/*
 * Background: what goes on between keys. Another thread's job is looked after (side_job.h), hits of a search and rows
 * of a filter are gathered, and files are judged, what is seen of them first (in_view.h) and then in pieces, in this
 * order; the header shows how far that is. Esc stops it, and it goes on when asked. What is to wait for it is
 * remembered: an action that needs a verdict is run once it is there, and Esc forgets it.
 */
#ifndef IPSE_SCREENS_BACKGROUND_H
#define IPSE_SCREENS_BACKGROUND_H

#include "ui/kit/stage/actions.h"
#include "ui/screens/background/in_view.h"
#include "ui/screens/bench/bench.h"

/* Starts all zero. */
typedef struct Background {
    bool is_stopped;      /* by Esc */
    const Action *wanted; /* to be run when the shown file is judged; NULL: none */
    ActionCall call;      /* how; without an argument */
    int64_t drawn_at;     /* when the bar was shown last, in milliseconds of the clock */
    InView in_view;
} Background;

/* Milliseconds until there is something to do between keys; negative: there is not. */
int64_t background_wait(const Workbench *bench);

/* Does a piece of it; says what is to be drawn. */
Reaction background_go_on(Workbench *bench);

/* Stops it, and says how it goes on; NULL where nothing goes on. */
const char *background_stop(Workbench *bench);

/* Lets it go on; false where nothing was stopped. */
bool background_resume(Workbench *bench);

/* True while the verdict on the file that is shown is not complete. */
bool background_is_judging(const Workbench *bench);

/* True where the verdict on the file that is shown is complete. Else the action is run once it is, and what was stopped
   goes on. */
bool background_await(Workbench *bench, const ActionCall *call);

/* What the header shows of it; false: nothing. */
typedef struct BackgroundBar {
    const char *what;     /* "checked" */
    Slice name;           /* of the file that it is about, where that is not the one that is shown */
    uint32_t step;        /* of work in several steps, each with its share; 0: there is only one */
    unsigned thousandths; /* of all */
    uint64_t rate;        /* bytes a second; 0: not known */
    bool is_stopped;
    bool is_final; /* Esc does not stop it */
} BackgroundBar;
bool background_bar(const Workbench *bench, BackgroundBar *bar);

#endif
