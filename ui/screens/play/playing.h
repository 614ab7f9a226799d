/*
 * Playing: a script that is played in the workbench, for people who look on (ui/kit/script/player.h).
 */
#ifndef IPSE_SCREENS_PLAYING_H
#define IPSE_SCREENS_PLAYING_H

#include "ui/screens/bench/bench.h"

typedef struct Playing Playing;

typedef struct PlayingOptions PlayingOptions;
struct PlayingOptions {
    const char *path; /* of the script, a file; with `text` only its name */
    Slice text;       /* the script itself; empty: it is read from `path`. Must outlive the workbench */
    bool has_file;    /* the script opens no other file than the one that is shown */
    bool has_stops;   /* waits for a key after each sentence */
    bool is_undone;   /* at the end, all changes of the file that is shown are undone: nobody is asked to save them */
    bool is_alone;    /* nobody presses keys */
    void (*pictured)(void *context); /* at each statement `screen`; NULL: nothing happens */
    void *context;
};

/* Begins to play; false with a sentence where the script cannot be read or another one plays. */
bool playing_begin(Workbench *bench, const PlayingOptions *options, Error *error);

/* True until the script ended; afterwards with the error that ended it, if one did. */
bool playing_is_on(const Workbench *bench);
const Error *playing_error(const Workbench *bench);

void playing_free(Playing *playing);

#endif
