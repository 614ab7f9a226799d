/*
 * Outline: the rows that a tree shows.
 *
 * A flat array of visible rows in the order of the document: values, and between them *absent rows*: elements that are
 * absent but required or obligated. Which containers are open is kept by node and survives edits. Rows are described
 * (label, summary, marks) only when they are asked for, so that what a screen costs does not depend on the size of the
 * document.
 *
 * At the start resources that stand alone are open, entries of Bundles are closed but for ImagingStudies (the first
 * fifty), lists of instances are closed, and what holds an error is revealed (up to a limit), but in resources of a
 * list that are no studies: there the list is what tells most.
 */
#ifndef IPSE_OUTLINE_OUTLINE_H
#define IPSE_OUTLINE_OUTLINE_H

#include "src/check/check.h"
#include "src/json/document.h"
#include "src/outline/filter.h"
#include "src/outline/names.h"

typedef struct Outline Outline;

#define ROW_NONE 0xFFFFFFFFu

typedef enum Mark {
    MARK_NONE,
    MARK_FILLED,  /* obligated and present */
    MARK_HOLLOW,  /* obligated and absent */
    MARK_REQUIRED /* required and absent, without an obligation */
} Mark;

/* How a row's summary is to be drawn. */
typedef enum RowText { ROW_STRING, ROW_NUMBER, ROW_LITERAL, ROW_WORDS, ROW_GHOST, ROW_BROKEN, ROW_NARRATIVE } RowText;

/* A row as it is shown; valid until the outline or its document changes, or 128 other rows were asked for. */
typedef struct RowView {
    NodeId node; /* the value; of a absent row: its holder */
    bool is_absent;
    Slice name; /* of a absent row: JSON name of the absent member */
    unsigned depth;
    bool is_container; /* can be opened */
    bool is_open;
    Slice label; /* name ("status", "Observation 9", "series 3"), or position */
    Slice summary;
    Slice words; /* the value in a reader's words; empty where the summary says it */
    RowText text;
    Mark mark;
    Slice obligation; /* "SHALL populate if known · SHALL handle · SHOULD display"; empty if there is none */
    bool has_issue;
    Severity worst;         /* of the row and what lies in it; of the missing element for absent rows */
    const Element *element; /* NULL where no rule knows it */
} RowView;

/* Rows of a document that was judged. All are borrowed; the report must be the current one whenever rows are asked for.
   Free with outline_free. */
Outline *outline_new(Checker *checker, const Document *document, const Report *report);
void outline_free(Outline *outline);

/* Asks another checker for the rules from now on; outline_refresh must follow. */
void outline_set_checker(Outline *outline, Checker *checker);

/* What the actor filter shows: "Creator", "Consumer", or empty for both. */
void outline_set_actor(Outline *outline, Slice actor);

/* Shows narratives as they are written, or as the text that they say (at first). */
void outline_set_markup(Outline *outline, bool is_shown);
bool outline_shows_markup(const Outline *outline);

/* Shows only what a filter keeps, with what holds it, which is opened. `text` is copied. */
void outline_set_filter(Outline *outline, FilterKind kind, Slice text);

/* The same with a filter of which all is known (filter_gather), which is taken over: it is all zero afterwards. */
void outline_take_filter(Outline *outline, Filter *made);
const Filter *outline_filter(const Outline *outline);

uint32_t outline_count(const Outline *outline);
const RowView *outline_row(Outline *outline, uint32_t row);

/* A value described as its row would be, whether that is shown or not; valid until another row is asked for. */
const RowView *outline_describe(Outline *outline, NodeId node);

/* The row's node alone, without describing it. */
NodeId outline_node(const Outline *outline, uint32_t row, Slice *absent);

/* The row of a node, or of its nearest shown ancestor; `name` non-empty: of the absent row of that name, if it is
 * shown. */
uint32_t outline_row_of(const Outline *outline, NodeId node, Slice name);

/* The names of the document's resources, series and instances; borrowed. */
Names *outline_names(const Outline *outline);

/* Shows only a value and what is in it, the value as the first row; 0: the whole document. A filter shows the whole
 * document. */
void outline_hoist(Outline *outline, NodeId node);

/* Hoists the first study of a Bundle, and gives the first study of the document, NODE_NONE where it has none. Only for
   an outline of a document that has not changed since. */
NodeId outline_hoist_study(Outline *outline);

/* The value of the first row. */
NodeId outline_hoisted(const Outline *outline);

/* Opens the ancestors of a node so that it is shown, and gives its row. Where it lies elsewhere than in the hoisted
   value, the whole document is shown again. */
uint32_t outline_reveal(Outline *outline, NodeId node, Slice name);

/* Opens what leads to the first errors, as at the start. */
void outline_reveal_errors(Outline *outline);

/* The report says more than before: rows are described anew, and stay the rows that they are. */
void outline_redescribe(Outline *outline);

/* Opens or closes the container of a row; with `is_deep` all in it (at most OUTLINE_DEEP_MAXIMUM nodes). */
#define OUTLINE_DEEP_MAXIMUM 2000000u
void outline_set_open(Outline *outline, uint32_t row, bool is_open, bool is_deep);

/* Opens everything down to a level, 1 being the root's members; closes what lies deeper. */
void outline_set_level(Outline *outline, unsigned level);

/* Follows a splice: nodes moved. Call for each patch, then outline_refresh once the report is current. */
void outline_patch(Outline *outline, const Patch *patch);
void outline_refresh(Outline *outline, const Report *report);

/* How many of the rows were made when they were last made; the others were taken over, because no patch changed them.
 */
uint32_t outline_made_count(const Outline *outline);

#endif
