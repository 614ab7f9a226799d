/*
 * ScriptStatement: one row of the tables of statements; for the files of the script driver only.
 */
#ifndef IPSE_KIT_SCRIPT_STATEMENT_H
#define IPSE_KIT_SCRIPT_STATEMENT_H

#include "ui/kit/script/script.h"

enum { SCRIPT_SIZE_MAXIMUM = 1000, SCRIPT_FILE_MAXIMUM = 1 << 30 };

/* What a played script does next, after a pause in milliseconds. */
typedef struct ScriptBeat {
    Event event; /* EVENT_NONE: only the pause */
    int64_t pause;
} ScriptBeat;

/* Beats that wait to be played; those before `next` were. */
typedef struct ScriptBeats {
    ScriptBeat *items;
    size_t count;
    size_t capacity;
    size_t next;
    bool is_awaiting; /* a key is waited for when all are played */
} ScriptBeats;

/* A script on its way. */
typedef struct ScriptRun {
    Stage *stage;
    ScriptHost *host;
    Text *output;
    Text text;            /* scratch of the statement at hand */
    ScriptBeats *beats;   /* takes the events, to be played one by one; NULL: they happen at once */
    bool is_alone;        /* with `beats`: nobody looks on, so what is expected is tested */
    bool is_typing;       /* single characters are typed, which goes fast */
    StageCaption caption; /* in which `said` and `pressed` are */
    Text said;
    Text pressed;
} ScriptRun;

/* A statement reads the rest of its line, of which it takes off what it needs. */
typedef bool ScriptHandler(ScriptRun *run, Slice *rest, Error *error);

typedef enum ScriptKind {
    SCRIPT_ACTS,    /* happens wherever the script runs */
    SCRIPT_EXPECTS, /* where nobody looks on: in silence, and where a recording or a picture is made */
    SCRIPT_TESTS,   /* only where it runs in silence */
} ScriptKind;

typedef struct ScriptStatement {
    const char *name;
    ScriptHandler *handler;
    const char *form; /* what follows the name */
    const char *help; /* one sentence without a full stop */
    ScriptKind kind;
} ScriptStatement;

/* Tables that end with a row without a name: statements that a person could do, and those that look at the result. */
extern const ScriptStatement script_inputs[];
extern const ScriptStatement script_checks[];

/* Those that show something, and those that need a scene (script_show.c). */
extern const ScriptStatement script_shows[];

/* random COUNT SEED */
ScriptHandler script_random;

/* Hands an event to the stage; false when the program has ended. */
bool script_feed(ScriptRun *run, Event event, Error *error);

/* Does one line: nothing, a comment, a statement, or `repeat NUMBER STATEMENT`. */
bool script_run_line(ScriptRun *run, Slice line, Error *error);

/* Takes the first line off a script. */
Slice script_line(Slice *script);

/* Frees what a run holds. */
void script_run_free(ScriptRun *run);

/* Shows what is said and the key that was pressed. */
void script_show_caption(ScriptRun *run);

/* Adds a beat. */
void script_beat(ScriptBeats *beats, Event event, int64_t pause);

/* Lets happen what is due now, and draws. */
void script_settle(ScriptRun *run);

#endif
