/*
 * Tree search: what was searched for last, whether it is marked in the tree, and all that is found. Of large files that
 * is gathered between keys (background.h): after a pause while the text is typed, at once when a place is to be gone
 * to.
 */
#ifndef IPSE_SCREENS_TREE_SEARCH_H
#define IPSE_SCREENS_TREE_SEARCH_H

#include "src/outline/search.h"
#include "ui/screens/bench/bench.h"

/* Starts all zero. */
typedef struct TreeSearch {
    Search search;
    bool is_shown;
    bool is_nodes; /* the hits are values that were found otherwise (tree_search_show_nodes), not by the text */
    SearchHits hits;
    int wanted;        /* where to go when it is known: to the next hit (1), the previous one (-1); 0: nowhere */
    NodeId from;       /* from where */
    int64_t gather_at; /* milliseconds of the clock from when on hits are gathered; 0: nobody asks for them */
} TreeSearch;

void tree_search_free(TreeSearch *search);

/* Sets what is searched for, as it is typed; false with a sentence where it is no expression. */
bool tree_search_set(Workbench *bench, Slice text, Error *error);

/* Has the hits gathered of what was set, and appends what is known of it yet. */
void tree_search_typed(Workbench *bench, Text *verdict, Style *style);

/* Takes values as hits, to be marked and gone to by n and N: `name` is how they were found. They hold for the document
 * as it is. */
void tree_search_show_nodes(Workbench *bench, Slice name, const NodeId *nodes, size_t count);

/* True for a value that is a hit of tree_search_show_nodes, or with `is_shut` has one in it. */
bool tree_search_is_hit(const Workbench *bench, NodeId node, bool is_shut);

/* Forgets the hits: before their file is closed. What is searched for stays. */
void tree_search_forget(Workbench *bench);

/* Goes to the next hit or the one before, or has it gone to once it is known. */
void tree_search_go(Workbench *bench, bool is_backward);

/* ---- between keys ---- */

/* Milliseconds until there is something to gather; negative: there is not. */
int64_t tree_search_wait(const Workbench *bench);

/* Gathers for so many milliseconds; says what is to be drawn. */
Reaction tree_search_gather(Workbench *bench, int milliseconds);

/* Stops gathering; false where nothing was gathered. */
bool tree_search_stop(Workbench *bench);

#endif
