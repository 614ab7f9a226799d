/*
 * Value editor: a value, or the name of a property, as it is typed on its row.
 */
#ifndef IPSE_SCREENS_VALUE_EDITOR_H
#define IPSE_SCREENS_VALUE_EDITOR_H

#include "ui/screens/bench/bench.h"
#include "ui/widgets/line_editor.h"

/* Starts all zero. */
typedef struct Typing {
    LineEditor *editor; /* NULL: nothing is typed */
    NodeId node;        /* the value, or the holder of a absent row, as numbered before the typing */
    const Element *absent;
    bool is_rename;
    TypedPlace place;  /* of a value: what it is written by, as it was before the typing */
    uint32_t from;     /* position in the history before the typing */
    uint64_t revision; /* of the editor's text that was applied */
} Typing;

bool typing_is_on(const Workbench *bench);

/* Begins typing the value under the cursor, from nothing with `is_empty`, else all of it selected: the first letter
   replaces it, a move edits it. REACT_UNHANDLED where it is none that is typed. */
Reaction typing_begin(Workbench *bench, bool is_empty);

/* Begins typing the name of the property. */
Reaction typing_begin_rename(Workbench *bench);

/* Keys and pastes while something is typed. */
Reaction typing_key(Workbench *bench, Key key);
Reaction typing_paste(Workbench *bench, Slice text);
void typing_cancel(Workbench *bench);

#endif
