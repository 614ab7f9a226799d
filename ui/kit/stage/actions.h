/*
 * Actions: the one table of what the program can do.
 *
 * Each action is a row. Dispatch, footer, which-key line, help, palette, manual page and configuration all read the
 * same rows. What an action needs (a node, a writable file, something to undo) is data in the row: the dispatcher
 * refuses with the sentence of the first need that is not met, and no action tests its needs again. Where an action is
 * at home (the tree, the issues pane, …) is a set of places; the same key may mean different things in different ones.
 *
 * The tables themselves, needs and places belong to the screens; `context` is theirs.
 */
#ifndef IPSE_KIT_ACTIONS_H
#define IPSE_KIT_ACTIONS_H

#include "src/base/error.h"
#include "src/base/slice.h"
#include "src/base/text.h"
#include "ui/kit/stage/candidates.h"
#include "ui/kit/stage/view.h"

#include <stdint.h>

/* How an action was asked for. */
typedef struct ActionCall {
    uint32_t count;              /* typed before the keys (5j); 0: none */
    unsigned digit;              /* the last of the keys, where they are a run of digits (z1-9); 0: none */
    Slice argument;              /* typed after the command (:w FILE); empty: none */
    bool is_forced;              /* the command was followed by an exclamation mark (:q!) */
    const struct Action *action; /* the row, for handlers that serve several */
} ActionCall;

typedef Reaction ActionHandler(void *context, const ActionCall *call);

typedef struct Action {
    const char *name;  /* in the configuration, the palette and scripts: "save-as"; unique */
    const char *help;  /* one line, no full stop: "Save under another name" */
    const char *label; /* one word for the footer: "Save"; NULL: not in the footer */
    const char *keys;  /* the keys it has unless configured, in the language of the configuration: "^S, F2", "z1-9" */
    const char *commands; /* command names, separated by blanks: "w write"; NULL: only its name */
    const char *argument; /* what may be typed after the command, for help: "FILE"; NULL: nothing */
    uint8_t group;        /* position in ActionTable.groups */
    uint32_t places;      /* where its keys work: bits of the screens' own; 0: everywhere */
    uint32_t needs;       /* bits of ActionTable.needs */
    ActionHandler *run;
    int parameter;   /* for handlers that serve several rows */
    bool takes_text; /* text is typed next: where it is refused, letters that follow are no commands */
    /* what the argument may be; NULL: files where it is a FILE or FOLDER, else nothing is known */
    CandidateSource *offers;
} Action;

/* A need: a bit and the sentence that is said when it is not met. */
typedef struct ActionNeed {
    uint32_t bit;
    const char *refusal; /* "There is nothing to undo." */
} ActionNeed;

/* Some rows of the table: those that stand beside their handlers in one file. */
typedef struct ActionRows {
    const Action *rows;
    size_t count;
} ActionRows;

/* The ActionRows of an array. */
#define ACTION_ROWS(array)                                                                                             \
    {                                                                                                                  \
        (array), sizeof(array) / sizeof *(array)                                                                       \
    }

/* The table lists the rows of all files. The position of an action counts through them. */
typedef struct ActionTable {
    const ActionRows *const *parts;
    size_t part_count;
    const char *const *groups; /* names for help and palette; as many as the rows use */
    size_t group_count;
    const char *const
        *footer; /* names of the actions with labels, in the order of the footer; the last is always shown */
    size_t footer_count;
    const ActionNeed *needs; /* asked in this order */
    size_t need_count;
    uint32_t whole_name;            /* the need of what throws work away: no beginning of its name and no row of a list
                                         runs it; 0: nothing has it */
    uint32_t (*met)(void *context); /* the needs that are met now */
    uint32_t (*place)(void *context); /* where the keys go now: one or more bits */
} ActionTable;

size_t action_count(const ActionTable *table);
const Action *action_at(const ActionTable *table, size_t position);
size_t action_position(const ActionTable *table, const Action *action);

/* True where the keys of the action work in one of `places`; 0: anywhere. */
bool action_works_in(const Action *action, uint32_t places);

/* The row with this name, or one of whose commands it is; NULL if there is none. */
const Action *action_find(const ActionTable *table, Slice name);

/* True for what no beginning of its name and no row of a list runs. */
bool action_needs_whole_name(const ActionTable *table, const Action *action);

/* NULL when the action is possible now, else the sentence that says why it is not. */
const char *action_refusal(const ActionTable *table, const Action *action, void *context);

/* Runs the action, or returns REACT_REDRAW with `*refusal` set to the sentence; else `*refusal` is NULL. */
Reaction action_run(const ActionTable *table, const Action *action, ActionCall call, void *context,
                    const char **refusal);

/* The digit of the keys (z3) or that is the argument (:level 3), 1 to 9; 0: neither. */
unsigned action_digit(const ActionCall *call);

/* Takes a command line apart ("w! notes.json"): finds the action, its argument (trimmed) and force mark. The first word
   is a name, a command, or a beginning of the names and commands of one action alone; what is guarded or forced needs
   the whole word. False with a sentence, which names what comes near, when there is no such command. */
bool action_parse_command(const ActionTable *table, Slice line, const Action **action, ActionCall *call, Error *error);

/* Appends what the beginning of a name or command is completed to: what all have in common that begin so, of one action
   its whole name, with a blank where it takes an argument. What is guarded does not count. False where that is no more
   than what was typed. */
bool action_complete_command(const ActionTable *table, Slice typed, Text *completed);

#endif
