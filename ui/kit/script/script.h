/*
 * Script: keys and commands from a file in place of a person; screens as text.
 *
 * A script needs no terminal and no time: it runs on a stage of a given size with a fixed clock, so the same file is a
 * test and a demonstration. After every statement the stage has handled and drawn all that there was to do. Lines:
 *
 *     # a comment
 *     size 80x24                 the screen, from here on (80x24 at first)
 *     keys Down 3j ]d F2 ^S      keys by name; words that are no name are typed as characters
 *     type "text with blanks"    characters, as typed one by one; \" \\ \n \t \e \u00e9 are understood
 *     paste "text"               one bracketed paste; `paste FILE PATH` pastes a file
 *     command :w out.json        keys `:`, the text, and Enter (the colon may be left out)
 *     mouse click 10 5           also double, right, middle, press, drag, release, wheel-up, wheel-down; column, row
 * from 1 wait 2000                  moves the clock by milliseconds; what is due then happens set-clock -3600 sets the
 * clock of the machine forwards, or back, by seconds screen                     prints the screen screen 3..7 prints
 * these rows (from 1) screen styles              prints the screen's styles in place of its text (the table of letters
 * follows) expect "text"              fails unless the screen shows it; `expect 3 "text"`: in row 3 expect-not "text"
 * fails when the screen shows it expect-style "text" NAME   fails unless the text's first character is drawn by this
 * style or ground expect-selected "text"     fails unless a selected row (drawn on the ground `selected`) shows it
 *     expect-cursor 10 5         fails unless the cursor rests there (column, row from 1)
 *     expect-clipboard "text"    fails unless this was copied last
 *     expect-file PATH "text"    fails unless the file holds the text
 *     expect-theme NAME          fails unless the screen is painted by this theme
 *     expect-over                fails unless the program has ended; `expect-over 1`: with this status
 *     expect-same PATH PATH      fails unless two files are alike
 *     random 1000 7              presses random keys, clicks, pastes and resizes, as many as told, from this seed, but
 *                                none of those that end programs
 *     repeat 10 keys Down        does a statement several times
 *     say "text"                 shows a sentence in a band below the views; `say ""` takes it away
 *     await                      played on a terminal: waits for a key
 *
 * and what only a workbench can do (ScriptScene):
 *
 *     open PATH                  opens the file, by its path from the folder of the script, unless another file was
 * given point PATH                 goes to an element, and shows it open-row PATH, close-row PATH   opens or closes a
 * row of the tree set NAME VALUE             sets rule-width, issues-height or wrap of the settings break PATH [JSON]
 * gives an element a value, or removes it; fails unless that makes an issue or a gap more fix [PATH [JSON]] the same,
 * without a path takes back what the last `break` did; fails unless all issues and gaps are gone that it made
 *     expect-issue KEY [PATH]    fails unless there is an issue with the key, at the element or within
 *
 * Other paths are relative to the working folder.
 */
#ifndef IPSE_KIT_SCRIPT_H
#define IPSE_KIT_SCRIPT_H

#include "src/base/clock.h"
#include "src/base/error.h"
#include "src/base/text.h"
#include "ui/kit/stage/stage.h"

/* What a script can do with the files that are shown. All give false with a sentence where it cannot be done. */
typedef struct ScriptScene {
    void *context;
    bool (*open)(void *context, Slice path, Error *error);
    bool (*point)(void *context, Slice element, Error *error);
    bool (*fold)(void *context, Slice element, bool is_open, Error *error);
    bool (*set)(void *context, Slice name, Slice value, Error *error);

    /* Gives an element a value, or removes it where `json` is empty. */
    bool (*change)(void *context, Slice element, Slice json, Error *error);

    /* Takes the last change back. */
    bool (*undo)(void *context, Error *error);

    /* The number of errors, warnings and gaps. */
    size_t (*issues)(void *context);

    /* True where an issue has the key; `element` empty: anywhere. */
    bool (*has_issue)(void *context, Slice key, Slice element);
} ScriptScene;

/* What a script runs on; all must outlive the run. The clock is the one that the stage was made with; NULL: that runs
   by itself. */
typedef struct ScriptHost {
    ClockFixed *clock;
    Text clipboard;     /* what was copied last; owned by the caller, text_free */
    ScriptScene *scene; /* NULL: there are no files */
    size_t issues;      /* before the last `break` */
} ScriptHost;

/* Lets the stage's clipboard and other requests end in the host. */
void script_host(Stage *stage, ScriptHost *host);

/* Runs all statements of `script` (named `name` in errors) and appends what it prints to `output`. False at the first
   statement that is wrong or whose expectation is not met: `error` names "NAME:LINE", what was expected, and `output`
   ends with the screen as it is then. */
bool script_run(Slice script, const char *name, Stage *stage, ScriptHost *host, Text *output, Error *error);

/* True where a file holds a script, not JSON: its first line that is no comment is a statement. */
bool script_is_file(const char *path);

/* The path that the first `open` of a script names, empty where it has none; a part of the script. */
Slice script_opened(Slice script);

/* The first size that a script gives its screen; nothing is written where it gives none. */
void script_size(Slice script, int *width, int *height);

/* Calls `visit` for each statement: its name, what follows it, and one sentence without a full stop. */
void script_visit_statements(void (*visit)(void *context, const char *name, const char *form, const char *help),
                             void *context);

#endif
