/*
 * Filling: going from field to field of what is filled in (fields.h).
 *
 * It begins with an element that was added, with a new file, or with Tab while a value is typed. Each field is typed in
 * its row or chosen from a list; Tab, Shift-Tab and Enter go on, and absent elements that are objects are added as they
 * are reached. It ends after the last field, and by Esc: what is still empty is removed again, and all of it is one
 * change of the history.
 */
#ifndef IPSE_SCREENS_FILLING_H
#define IPSE_SCREENS_FILLING_H

#include "ui/screens/bench/bench.h"

typedef struct Trails {
    Text *items;
    size_t count;
    size_t capacity;
} Trails;

/* Starts all zero. */
typedef struct Filling {
    bool is_on;
    const char *what;      /* was done: "Added" */
    uint32_t from;         /* position in the history before it */
    NodeId holder;         /* of what was added, as numbered before */
    const Element *absent; /* the absent row that it began at; NULL: the cursor was at `holder` */
    bool is_new;           /* the file is new: `root` is all of it */
    bool is_added;         /* `root` was added; else its fields are filled in where they are missing */
    Text root;             /* trail of the value whose fields are filled in */
    Trails kept;           /* of the fields that were reached */
    Trails begun;          /* of what was added on the way */
    Trails filled;         /* of the fields that got a value */
    Text unfinished;       /* what would be removed by Esc, as it was told last */
} Filling;

void filling_free(Filling *filling);

bool filling_is_on(const Workbench *bench);

/* Adds an element to an object and begins with its first field. `is_absent`: it fills the absent row under the cursor.
 */
void filling_add(Workbench *bench, NodeId holder, const Element *element, bool is_absent);

/* Fills in the fields of a value of a new file that are still empty or absent, and those at the trails of `kept`, which
   are taken over; begins at the first of these. */
void filling_begin(Workbench *bench, NodeId root, Trails *kept);

/* Begins with the field after (or before) the one under the cursor, in the resource around it. */
void filling_begin_here(Workbench *bench, bool is_backward);

/* Goes on from the field under the cursor. `is_filled`: it got a value. */
void filling_go_on(Workbench *bench, bool is_backward, bool is_filled);

/* Ends it; what is still empty becomes a gap again. */
void filling_end(Workbench *bench);

/* Appends what Esc would remove, for work that is kept (unfinished.h); nothing where nothing is filled in. */
void filling_append_unfinished(Workbench *bench, Text *list);

void trails_add(Trails *trails, const Document *document, NodeId node);

#endif
