/*
 * ScriptStatement: one row of the tables of statements; for the files of the script driver only.
 */
#ifndef IPSE_KIT_SCRIPT_STATEMENT_H
#define IPSE_KIT_SCRIPT_STATEMENT_H

#include "ui/kit/script/script.h"

enum { SCRIPT_SIZE_MAXIMUM = 1000, SCRIPT_FILE_MAXIMUM = 1 << 30 };

/* A script on its way. */
typedef struct ScriptRun {
    Stage *stage;
    ScriptHost *host;
    Text *output;
    Text text; /* scratch of the statement at hand */
} ScriptRun;

/* A statement reads the rest of its line, of which it takes off what it needs. */
typedef bool ScriptHandler(ScriptRun *run, Slice *rest, Error *error);

typedef struct ScriptStatement {
    const char *name;
    ScriptHandler *handler;
    const char *form; /* what follows the name */
    const char *help; /* one sentence without a full stop */
} ScriptStatement;

/* Tables that end with a row without a name: statements that a person could do, and those that look at the result. */
extern const ScriptStatement script_inputs[];
extern const ScriptStatement script_checks[];

/* random COUNT SEED */
ScriptHandler script_random;

/* Hands an event to the stage; false when the program has ended. */
bool script_feed(ScriptRun *run, Event event, Error *error);

/* Lets happen what is due now, and draws. */
void script_settle(ScriptRun *run);

#endif
