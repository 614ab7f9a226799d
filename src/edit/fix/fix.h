/*
 * Fix: repairs that are offered for an issue.
 *
 * Some fixes ask for a value first (`question`): programs that ask nobody leave them out. Some lead to another place,
 * where the fault is (`target`). All others are made as they are.
 *
 * A fix is a plan of splices, with a title that says what it does. A certain fix asks nothing of a person: what was
 * meant is plain, and no information is lost. The others are choices that somebody must make. Offering changes nothing;
 * history_apply carries a fix out as one change.
 */
#ifndef IPSE_EDIT_FIX_H
#define IPSE_EDIT_FIX_H

#include "src/base/memory.h"
#include "src/edit/operation.h"

typedef struct Fix {
    Slice title; /* "Write '2020-01-31'"; owned by the list */
    SpliceList splices;
    bool is_certain;
    bool is_removal; /* a value with content goes; it is not moved, renamed or rewritten. Never with is_certain */
    bool is_guess;   /* one of many values that are allowed, and nothing speaks for it: for a person to choose */
    /* writes a value that nothing in the document tells: a fresh UID, the likely code. Never with is_certain */
    bool is_made_up;
    Slice removed;  /* of a removal: the JSON text that goes, as written; owned by the list */
    Slice question; /* what a person has to give first, "Study Instance UID"; empty where nothing is asked. The splices
                               write an empty answer; fix_answer gives those with one */
    size_t question_splice; /* where the answer is inserted: in the text of this splice, */
    size_t question_offset; /* at this byte, within a JSON string */
    /* of a fix that asks: the value that the answer replaces, which may be chosen where a list of what is allowed is
     * known; else NODE_NONE */
    NodeId value;
    NodeId target; /* of a fix without splices: the place that has to be edited instead, to which a person is led; else
                      NODE_NONE */
} Fix;

/* What a person has to know of a fix that was made without a question. */
typedef enum FixSort {
    FIX_SAFE,    /* it is certain */
    FIX_CHOSEN,  /* another value could have been meant */
    FIX_MADE_UP, /* the value is new */
    FIX_REMOVED, /* content went */
    FIX_SORT_COUNT
} FixSort;

FixSort fix_sort(const Fix *fix);

typedef struct FixList {
    Fix *fixes;
    size_t count;
    size_t capacity;
    Arena *arena;         /* made on first use */
    bool is_certain_only; /* set before offering: choices for a person are not looked for */
    bool skips_removals;  /* likewise: no removal of content is planned */
    bool skips_targets;   /* likewise: no resource to go to is looked for */
    bool skips_repeats; /* likewise: items that are alike are fixed together, by the fix of the first in their array */
    bool is_repeat;     /* written: nothing was offered for the last issue, as the fix of another one does it */
} FixList;

#define FIX_LIST_EMPTY ((FixList){0})
void fix_list_free(FixList *list);

/* Appends the fixes for an issue of the operation's document, the best one first; none where nothing is known. The
   splices hold for the document as it is now. */
void fix_offer(const Operation *operation, const Issue *issue, FixList *list);

/* Appends the splices of a fix that asks a question, with the answer to it. */
void fix_answer(const Fix *fix, Slice answer, SpliceList *splices);

/* True for a fix that writes something: a removal that does keeps a part of the value. */
bool fix_is_writing(const Fix *fix);

/* Appends what a fix does to the text in one line: BEFORE → AFTER, both shortened. */
void fix_preview(const Document *document, const Fix *fix, Text *text);

#endif
