/*
 * Search: values whose name or text holds what is searched for.
 *
 * It is a text, where capitals count only if it has some and the composition of letters with marks never does, or a regular
 * expression (PCRE2), for which the first holds.
 */
#ifndef IPSE_OUTLINE_SEARCH_H
#define IPSE_OUTLINE_SEARCH_H

#include "src/base/regex.h"
#include "src/json/document.h"

typedef enum SearchScope { SEARCH_ALL, SEARCH_VALUES, SEARCH_NAMES, SEARCH_SCOPE_COUNT } SearchScope;

/* Starts all zero: nothing is searched for. */
typedef struct Search {
    Text text;
    bool is_expression;
    SearchScope scope;
    Regex *regex; /* of an expression */
} Search;

/* Sets what is searched for (copied); an expression that is none fails with a sentence, and then nothing is found. */
bool search_set(Search *search, Slice text, bool is_expression, SearchScope scope, Error *error);
void search_free(Search *search);

/* The first place of a text where what is searched for stands, at or after `from`; false if there is none. */
bool search_find(const Search *search, Slice text, size_t from, size_t *start, size_t *length);

/* The next value that is found, searching from after (or before) a node and around the end; NODE_NONE where there is
   none. */
NodeId search_next(const Search *search, const Document *document, NodeId from, bool is_backward);

/* Number of values that are found, and in `position` that of those at or before a node. */
uint32_t search_count(const Search *search, const Document *document, NodeId at, uint32_t *position);

#endif
