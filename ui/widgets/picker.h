/*
 * Picker: a view that lets one row be chosen, filtering as one types.
 *
 * Rows have a code, a display, a note that tells similar ones apart, and a group. They come from the owner by position;
 * the picker keeps no copy of them. Without a filter rows stand in the owner's order under the headings of their
 * groups; with one, the best match comes first and groups are told in each row. When free text is allowed, what was
 * typed can be taken as it is.
 */
#ifndef IPSE_WIDGETS_PICKER_H
#define IPSE_WIDGETS_PICKER_H

#include "ui/kit/stage/stage.h"

typedef struct PickerRow {
    Slice code;
    Slice display;
    Slice note;
    Slice group;         /* empty: none; rows of one group follow each other */
    Slice search;        /* further words to find it by, which are not shown */
    bool is_named;       /* it is found by code and `search` alone: what display, note and group say is no name */
    Style code_style;    /* STYLE_PLAIN (0): STYLE_CODE */
    const char *refusal; /* NULL; else the row can't be chosen, and this sentence says why */
} PickerRow;

/* What the picker asks its owner. */
typedef struct PickerSource {
    void *context;
    size_t count;
    PickerRow (*row)(void *context, size_t position); /* slices are valid until the next call */

    /* The text changed: makes the rows for it and gives their number, and how many of its bytes no row is searched by.
     * NULL: the rows stay. */
    size_t (*refill)(void *context, Slice typed, size_t *start);

    /* The choice: position of the row, or SIZE_MAX and the typed text. Called once, before the picker closes. */
    Reaction (*chosen)(void *context, size_t position, Slice typed);

    /* True where Enter shall take what is typed rather than the selected row; NULL: never while a row matches. */
    bool (*takes_typed)(void *context, Slice typed);

    /* The row that the typed text names, which Enter takes (SIZE_MAX: none). Where this is set, other rows are taken
       only after an arrow or a click pointed at one; else Enter takes what is typed. NULL: Enter takes the selected
       row. */
    size_t (*named)(void *context, Slice typed);

    /* Tab after some text: writes what the typed text is completed to; NULL or false: Tab moves the selection, where
       `named` is set first to the row that is selected. */
    bool (*complete)(void *context, Slice typed, Text *completed);

    /* Tab (false) and Shift-Tab (true) with nothing typed and no row pointed at close the picker without a choice; with
       something typed, or at a row, Tab chooses as Enter does. NULL: they move the selection. */
    Reaction (*left)(void *context, bool is_backward);

    /* What is wrong with the typed text that Enter would take: a short sentence; NULL: nothing. May be NULL. */
    const char *(*judged)(void *context, Slice typed);

    /* Rows that come later: how many milliseconds until `renewed` is asked (negative: it is not), and whether there are
       other rows for the same text by now, which `refill` makes. Both or none. */
    int64_t (*wait)(void *context);
    bool (*renewed)(void *context);

    /* The selection moved to a row (SIZE_MAX: none), for previews; NULL: not wanted. */
    Reaction (*moved)(void *context, size_t position);

    /* Esc. May be NULL. */
    Reaction (*cancelled)(void *context);

    /* Frees the context; may be NULL. */
    void (*free)(void *context);
} PickerSource;

typedef struct PickerOptions {
    const char *title;       /* copied */
    const char *placeholder; /* shown while nothing is typed; copied; NULL: that typing filters */
    bool is_free_text;       /* Enter without a matching row, and Alt-Enter, take what was typed */
    size_t selected;         /* row to begin at */
    int code_share;          /* of a hundred parts of the width, those that the codes may have; 0: 45 */
    int note_cells;          /* kept for the note of a row, a third of the width at most; its display is cut for it */
    Slice filter;            /* typed text to begin with */
    bool is_anchored;        /* stands below (or above) the cell (x, y) rather than in the middle of the screen */
    int x;
    int y;
} PickerOptions;

/* A view for stage_push. */
View picker_new(PickerSource source, PickerOptions options);

#endif
