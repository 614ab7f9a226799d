/*
 * Completion: how a FHIRPath expression can go on at the cursor: the elements that the rules know of what the word is a
 * step of, also those that are absent, then the functions; at the beginning of a chain also the type of the resource
 * and variables.
 */
#ifndef IPSE_PATHS_COMPLETION_H
#define IPSE_PATHS_COMPLETION_H

#include "src/check/evaluator.h"

typedef struct PathCandidate {
    Slice text;      /* with "(" of a function that takes arguments, with "()" of one that takes none */
    Slice help;      /* one line; may be empty */
    bool is_present; /* of elements: an item has it */
} PathCandidate;

/* Starts all zero; free with path_completion_free. The texts lie in the arena, or are constants. */
typedef struct PathCompletion {
    PathCandidate *items;
    size_t count;
    size_t capacity;
    size_t start; /* of the word in the expression */
    Arena *arena;
} PathCompletion;

void path_completion_free(PathCompletion *completion);

/* Fills the candidates that begin with the word, in any case. `resource` is what the expression is evaluated for. */
void path_completion_fill(PathCompletion *completion, Evaluator *evaluator, Checker *checker, const Document *document,
                          NodeId resource, Slice expression, size_t cursor);

/* The text that all candidates begin with. */
Slice path_completion_common(const PathCompletion *completion);

#endif
