/*
 * ActionHelp: the action table as people read it: a table of help, and the palette.
 */
#ifndef IPSE_WIDGETS_ACTION_HELP_H
#define IPSE_WIDGETS_ACTION_HELP_H

#include "ui/kit/stage/actions.h"
#include "ui/kit/stage/keymap.h"
#include "ui/kit/stage/stage.h"
#include "ui/widgets/line_editor.h"
#include "ui/widgets/text_view.h"

/* Appends group headings and rows "keys  help  command"; `places` 0: all actions, else those that work there. */
void action_help_fill(TextView *view, const ActionTable *table, const Keymap *keymap, uint32_t places);

/* The same as plain text in columns "keys  command  help", each action in a row, for `ipse keys`. */
void action_help_print(const ActionTable *table, const Keymap *keymap, Text *text);

/* The palette: actions to pick from (fuzzy), with keys, and why one is not possible now. What is typed after a command
   name is its argument: Enter on ":w notes.json" runs it. While it is typed, the rows are what it may be, what was
   typed before first; Tab completes it. `run` is called with the choice, and the palette closes. */
typedef struct PaletteOptions {
    const ActionTable *table;
    const Keymap *keymap;
    Slice text;    /* typed to begin with */
    void *context; /* the actions' */
    Reaction (*run)(void *context, const Action *action, const ActionCall *call);
    void (*said)(void *context, const char *sentence); /* a command that does not exist */
    CandidateSource *offers_files; /* for arguments that are a FILE or FOLDER; NULL: nothing is offered */
    LineHistory *history;          /* lines with arguments that were run before; NULL: none */
} PaletteOptions;
View palette_new(Stage *stage, PaletteOptions options);

#endif
