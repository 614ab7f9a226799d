/* Score rows: figures as rows, and their orders. */
#include "ui/screens/questions/score_rows.h"

#include "src/outline/studies.h"

#include <stdlib.h>

void score_rows_free(ScoreRows *rows)
{
    completeness_free(&rows->figures);
    free(rows->items);
    *rows = (ScoreRows){0};
}

static void add(ScoreRows *rows, ScoreRow row)
{
    ARRAY_RESERVE(rows->items, rows->capacity, rows->count + 1);
    rows->items[rows->count++] = row;
}

void score_rows_elements(ScoreRows *rows, Checker *checker, const Document *document, NodeId id)
{
    score_rows_free(rows);
    completeness_add(&rows->figures, checker, document, id);
    for (size_t i = 0; i < rows->figures.count; i++) {
        add(rows, (ScoreRow){.element = i, .node = id, .count = rows->figures.rows[i].count});
    }
}

void score_rows_resources(ScoreRows *rows, Checker *checker, const Document *document)
{
    score_rows_free(rows);
    rows->is_resources = true;
    NodeId after = NODE_NONE;
    for (NodeId id = resources_next(document, &after); id != NODE_NONE; id = resources_next(document, &after)) {
        Completeness own = COMPLETENESS_EMPTY;
        completeness_add(&own, checker, document, id);
        CompletenessCount count = completeness_creator(&own);
        if (count.obligated > 0) {
            add(rows, (ScoreRow){.node = id, .count = count});
        }
        completeness_free(&own);
    }
    completeness_add(&rows->figures, checker, document, 0);
}

/* ---- orders ---- */

static uint64_t missing_of(const ScoreRow *row)
{
    return row->count.obligated - row->count.present;
}

/* What rows are compared by: the order and the figures that they are rows of. */
typedef struct Comparison {
    const ScoreRows *rows;
    ScoreOrder order;
} Comparison;

static int compare_numbers(uint64_t a, uint64_t b)
{
    return (a > b) - (a < b);
}

/* By path and actor; resources by their place. */
static int compare_names(const Comparison *comparison, const ScoreRow *a, const ScoreRow *b)
{
    const CompletenessRow *rows = comparison->rows->figures.rows;
    if (comparison->rows->is_resources) {
        return compare_numbers(a->node, b->node);
    }
    int actors = slice_compare(rows[a->element].actor, rows[b->element].actor);
    int paths = slice_compare(rows[a->element].path, rows[b->element].path);
    return comparison->order == SCORE_BY_ACTOR && actors ? actors : paths ? paths : actors;
}

/* By what is missing, or where that is the same, or is not asked for, by share. */
static int compare(const Comparison *comparison, const ScoreRow *a, const ScoreRow *b)
{
    int order = 0;
    if (comparison->order == SCORE_BY_MISSING) {
        order = compare_numbers(missing_of(b), missing_of(a));
    }
    if (!order && comparison->order <= SCORE_BY_SHARE) {
        order = compare_numbers(a->count.present * b->count.obligated, b->count.present * a->count.obligated);
    }
    return order ? order : compare_names(comparison, a, b);
}

/* Sorts a part by merging, so that the comparison can have a context. */
static void sort(const Comparison *comparison, ScoreRow *items, ScoreRow *scratch, size_t count)
{
    size_t half = count / 2, left = 0, right = half;
    if (count < 2) {
        return;
    }
    sort(comparison, items, scratch, half);
    sort(comparison, items + half, scratch, count - half);
    for (size_t i = 0; i < count; i++) {
        bool takes_left = left < half && (right == count || compare(comparison, &items[left], &items[right]) <= 0);
        scratch[i] = items[takes_left ? left++ : right++];
    }
    memcpy(items, scratch, count * sizeof *items);
}

void score_rows_sort(ScoreRows *rows, ScoreOrder order)
{
    Comparison comparison = {.rows = rows, .order = order};
    ScoreRow *scratch = memory_allocate((rows->count + 1) * sizeof *scratch);
    sort(&comparison, rows->items, scratch, rows->count);
    free(scratch);
}
