/*
 * Lines: what is remembered of the lines of a file of lines (NDJSON).
 *
 * A line is a record of its own: what is found in it depends on nothing else but the UIDs in other lines. So a session
 * knows one line at a time, the one that was edited last, and of every line only its UIDs and what could not be checked
 * in it: the notes about that tell the numbers of the whole file. An edit of the line that the session knows is
 * followed; another line is judged as a whole when it is first edited.
 */
#ifndef IPSE_CHECK_LINES_H
#define IPSE_CHECK_LINES_H

#include "src/base/memory.h"
#include "src/check/uid_set.h"
#include "src/json/document.h"

/* How often something could not be checked in a line. */
typedef struct LineNote {
    uint32_t subject; /* position in Session.subject_names */
    uint32_t count;
    NodeId first; /* the first place, counted from the line's value */
} LineNote;

typedef struct Line {
    NodeId node;
    uint32_t count;
    LineNote *notes; /* in the arena of the session */
    UidNotes uids;   /* sorted (src/check/judge_lines.h) */
} Line;

/* All lines, in order. Starts as all zero; free with line_list_free. */
typedef struct LineList {
    Line *items;
    size_t count;
    size_t capacity;
} LineList;

void line_list_free(LineList *list);

/* The line of a node; it must be there. */
Line *line_list_at(const LineList *list, NodeId node);

/* Adds a line, of which nothing is known, at the end. */
void line_list_add(LineList *list, NodeId node);

/* Follows an edit: lines that were read again are there anew, and nothing is known of them; `gone` gets the UIDs of
 * those before. */
void line_list_move(LineList *list, const Document *document, const Patch *patch, UidNotes *gone);

#endif
