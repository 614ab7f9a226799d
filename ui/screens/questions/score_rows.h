/*
 * Score rows: the completeness of a file or a resource, element by element, or resource by resource, in an order.
 */
#ifndef IPSE_SCREENS_SCORE_ROWS_H
#define IPSE_SCREENS_SCORE_ROWS_H

#include "src/figures/completeness.h"

typedef enum ScoreOrder {
    SCORE_BY_MISSING, /* what is missing most first */
    SCORE_BY_SHARE,   /* the least complete first */
    SCORE_BY_NAME,    /* elements by path, resources as they stand in the file */
    SCORE_BY_ACTOR,   /* elements of one actor together; resources as by name */
    SCORE_ORDER_COUNT
} ScoreOrder;

typedef struct ScoreRow {
    size_t element; /* of elements: row of the figures */
    NodeId node;    /* of resources: the resource */
    CompletenessCount count;
} ScoreRow;

/* Starts all zero; free with score_rows_free. */
typedef struct ScoreRows {
    Completeness figures; /* of all that is counted */
    ScoreRow *items;
    size_t count;
    size_t capacity;
    bool is_resources; /* a row for each resource */
} ScoreRows;

void score_rows_free(ScoreRows *rows);

/* Counts the value `id` of a document: a row for each element and actor. */
void score_rows_elements(ScoreRows *rows, Checker *checker, const Document *document, NodeId id);

/* Counts each resource by what its Creator must fill in; those that nothing is asked of are left out. */
void score_rows_resources(ScoreRows *rows, Checker *checker, const Document *document);

void score_rows_sort(ScoreRows *rows, ScoreOrder order);

#endif
