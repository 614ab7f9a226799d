/*
 * Search: values whose name or text holds what is searched for.
 *
 * It is a text, where neither case nor the composition of letters with marks counts, or a regular expression (PCRE2),
 * where capitals count if it has some.
 */
#ifndef IPSE_OUTLINE_SEARCH_H
#define IPSE_OUTLINE_SEARCH_H

#include "src/base/regex.h"
#include "src/json/document.h"

typedef enum SearchScope { SEARCH_ALL, SEARCH_VALUES, SEARCH_NAMES, SEARCH_SCOPE_COUNT } SearchScope;

/* Starts all zero: nothing is searched for. */
typedef struct Search {
    Text text;   /* as it was typed */
    Text sought; /* the same in small letters; an expression as it is */
    bool is_expression;
    SearchScope scope;
    Regex *regex; /* of an expression */
} Search;

/* Sets what is searched for (copied); an expression that is none fails with a sentence, and then nothing is found. */
bool search_set(Search *search, Slice text, bool is_expression, SearchScope scope, Error *error);
void search_free(Search *search);

/* The first place of a text where what is searched for stands, at or after `from`; false if there is none. */
bool search_find(const Search *search, Slice text, size_t from, size_t *start, size_t *length);

/* True when a value is found by its name or its text; `scratch` is used on the way. */
bool search_is_found(const Search *search, const Document *document, NodeId id, Text *scratch);

/* ---- hits ----
 *
 * All values of a document that a search finds, gathered piece by piece and remembered. What has no escapes is looked
 * for in the bytes of the document: only values with a place that may be one are looked at.
 */

/* Starts all zero: of no document. */
typedef struct SearchHits {
    const Document *document;
    uint64_t revision; /* of the document, when they were begun */
    NodeId *nodes;     /* that are found, in order */
    size_t count;
    size_t capacity;
    NodeId next; /* the values before it were looked at */
} SearchHits;

void search_hits_free(SearchHits *hits);

/* Begins anew, for a document, which is borrowed. */
void search_hits_begin(SearchHits *hits, const Document *document);

/* True while they are of this document as it is now. */
bool search_hits_are_of(const SearchHits *hits, const Document *document);

/* Looks at so many further values of the document; true when all were looked at. The search must be the same from the
   beginning to the end. */
bool search_hits_gather(SearchHits *hits, const Search *search, uint32_t values);
bool search_hits_are_all(const SearchHits *hits);

/* The next hit after (or before) a node among those gathered, around the end; NODE_NONE if there is none. */
NodeId search_hits_next(const SearchHits *hits, NodeId from, bool is_backward);

/* How many hits are at or before a node. */
size_t search_hits_position(const SearchHits *hits, NodeId at);

#endif
