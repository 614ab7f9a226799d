/*
 * Fix: repairs that are offered for an issue.
 *
 * A fix is a plan of splices, with a title that says what it does. A certain fix asks nothing of a person: what was meant
 * is plain, and no information is lost. The others are choices that somebody must make. Offering changes nothing;
 * history_apply carries a fix out as one change.
 */
#ifndef IPSE_EDIT_FIX_H
#define IPSE_EDIT_FIX_H

#include "src/base/memory.h"
#include "src/edit/operation.h"

/* What may be found wrong once a fix is made, because what it mends kept it from being judged. */
typedef enum Opening {
    OPENS_NOTHING,
    OPENS_VALUE, /* something about the value itself */
    OPENS_ALL    /* anything */
} Opening;

typedef struct Fix {
    Slice title; /* "Write '2020-01-31'"; owned by the list */
    SpliceList splices;
    bool is_certain;
    bool is_removal; /* a value with content goes; it is not moved, renamed or rewritten. Never with is_certain */
    Slice removed;   /* of a removal: the JSON text that goes, as written; owned by the list */
    Opening opening;
} Fix;

typedef struct FixList {
    Fix *fixes;
    size_t count;
    size_t capacity;
    Arena *arena;         /* made on first use */
    bool is_certain_only; /* set before offering: choices for a person are not looked for */
} FixList;

#define FIX_LIST_EMPTY ((FixList){0})
void fix_list_free(FixList *list);

/* Appends the fixes for an issue of the operation's document, the best one first; none where nothing is known. The
   splices hold for the document as it is now. */
void fix_offer(const Operation *operation, const Issue *issue, FixList *list);

/* Appends what a fix does to the text in one line: BEFORE → AFTER, both shortened. */
void fix_preview(const Document *document, const Fix *fix, Text *text);

/* The first certain fix; NULL where there is none. */
const Fix *fix_certain(const FixList *list);

#endif
