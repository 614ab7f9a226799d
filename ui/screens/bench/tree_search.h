/*
 * Tree search: what was searched for last, and whether it is marked in the tree.
 */
#ifndef IPSE_SCREENS_TREE_SEARCH_H
#define IPSE_SCREENS_TREE_SEARCH_H

#include "src/outline/search.h"

/* Starts all zero. */
typedef struct TreeSearch {
    Search search;
    bool is_shown;
} TreeSearch;

#endif
