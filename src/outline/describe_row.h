/*
 * Describe: one row of the outline in words. With the inside of an Outline, for the files of this folder.
 */
#ifndef IPSE_OUTLINE_DESCRIBE_ROW_H
#define IPSE_OUTLINE_DESCRIBE_ROW_H

#include "src/base/pair_map.h"
#include "src/outline/names.h"
#include "src/outline/outline.h"

/* There may be as many as values: a row is small. */
typedef struct Row {
    NodeId node;          /* of an absent row: its holder */
    uint32_t depth : 10;  /* at most DOCUMENT_DEPTH_MAXIMUM and one */
    uint32_t absent : 22; /* 0: a value; else the number of the absent element (outline_absent) */
} Row;
_Static_assert(sizeof(Row) == 8, "two million rows are to need 16 MB");

enum { ABSENT_MAXIMUM = (1 << 22) - 1 };

/* The elements that were absent somewhere, each once, numbered from 1 on. */
typedef struct AbsentElements {
    const Element **items;
    size_t count;
    size_t capacity;
    PairMap numbers; /* the elements in the same order */
} AbsentElements;

/* Nodes [first, end). */
typedef struct ChangedNodes {
    NodeId first;
    NodeId end;
} ChangedNodes;

/* The rows of before, where edits are followed (outline_rows.c). */
typedef struct OldRows {
    Row *rows; /* while the new ones are made; with the nodes of after the patches, NODE_NONE where one is gone */
    size_t count;
    size_t capacity;
    size_t at;            /* those before it were taken over or are gone */
    unsigned patches;     /* since the rows were made */
    ChangedNodes changed; /* what these read again, with all between, by the numbers of now */
    bool is_useless;      /* all rows must be made anew */
} OldRows;

/* How many rows stay described: more than screens have lines. */
enum { DESCRIBED_COUNT = 128 };

/* A row that was described, with its texts. */
typedef struct Described {
    uint32_t row;
    uint64_t generation; /* of the outline when it was; 0: never */
    RowView view;
    Text label;
    Text summary;
    Text obligation;
    Text words;
} Described;

struct Outline {
    Checker *checker;
    Filter filter;
    const Document *document;
    const Report *report;
    Names *names;
    NodeId hoisted; /* the value of the first row, where no filter is on */
    char *actor;    /* NULL: both */
    NodeId *open;   /* sorted */
    size_t open_count;
    size_t open_capacity;
    Row *rows;
    size_t row_count;
    size_t row_capacity;
    AbsentElements absent;
    uint32_t made_count; /* of the rows, those that were not taken over from before */
    OldRows old;
    RowView view; /* the row that is being described, with its texts */
    Text label;
    Text summary;
    Text obligation;
    Text words;
    bool shows_markup;   /* of narratives */
    uint64_t generation; /* another one whenever rows may look different */
    Described described[DESCRIBED_COUNT];
};

/* The element that is absent in a row; NULL for values. */
const Element *outline_absent(const Outline *outline, const Row *row);

/* Opens a node, or all that hold it. The rows are made by the caller. */
void outline_open_node(Outline *outline, NodeId id);
void outline_open_ancestors(Outline *outline, NodeId id);

/* Position among the open nodes of the first that is `id` or after it; and whether a node is open. */
size_t outline_open_position(const Outline *outline, NodeId id);
bool outline_is_open(const Outline *outline, NodeId id);

bool outline_is_container(const Document *document, NodeId id);

/* The value of the first row: a filter looks at the whole document. */
NodeId outline_top(const Outline *outline);

/* Makes the rows from what is open (outline_rows.c). */
void outline_make_rows(Outline *outline);

/* The same after patches that the rows followed: those that are as before are taken over. */
void outline_renew_rows(Outline *outline);
void outline_patch_rows(Outline *outline, const Patch *patch);

/* False where the rows must be made before they are asked for: after patches, and where they are asked from another
 * checker. */
bool outline_rows_are_current(const Outline *outline);

/* Opens what is worth seeing at the start: the study, or the entries of a Bundle with the studies in them, and what
   leads to the first errors. */
void outline_open_start(Outline *outline);

/* Opens what leads to the first errors. */
void outline_open_errors(Outline *outline);

/* Fills outline->view. */
void describe_row(Outline *outline, const Row *row, bool is_container, bool is_open);

/* Appends the obligations of elements for an actor (NULL: all) in words; returns whether there are any. */
bool describe_obligations(const Element *const *elements, uint32_t count, const char *actor, Text *text);

#endif
