/*
 * Splices: the changes of bytes that carry out an edit of the tree.
 *
 * Functions here plan, they do not change the document: each appends splices to a list that, applied in order, do what
 * was asked. What is inserted follows the habits of the text around it (indentation, newline, spaces after colon and
 * comma, one line or many: src/json/layout.h); no byte outside the place is changed. Values are given as JSON text,
 * written compactly or not: they are laid out again by the habits of the place, numbers and escapes as given.
 */
#ifndef IPSE_JSON_SPLICE_H
#define IPSE_JSON_SPLICE_H

#include "src/json/document.h"

/* Replace `removed` bytes at `offset` by `inserted`. Offsets are those after the splices before it in the list. */
typedef struct Splice {
    uint32_t offset;
    uint32_t removed;
    Slice inserted; /* owned by the list */
} Splice;

typedef struct SpliceList {
    Splice *splices;
    size_t count;
    size_t capacity;
    bool is_partial;     /* a change could not be planned: the list is only a part of what was to be done */
    struct Arena *arena; /* made on first use */
} SpliceList;

#define SPLICE_LIST_EMPTY ((SpliceList){0})
void splice_list_free(SpliceList *list);
void splice_list_add(SpliceList *list, uint32_t offset, uint32_t removed, Slice inserted);

/* Where to insert among the children of an array or object. */
typedef enum SplicePlace {
    PLACE_BEFORE, /* before the child `anchor` */
    PLACE_AFTER,  /* after the child `anchor` */
    PLACE_FIRST,  /* as first child of `anchor` */
    PLACE_LAST    /* as last child of `anchor` */
} SplicePlace;

/* All fail with a sentence, and leave the splices as they were but mark the list as partial, when the nodes do not fit
   the request (a key in an array, no key in an object, the root deleted) or `value` is no JSON value. */
bool splice_set_value(const Document *document, NodeId id, Slice value, SpliceList *list, Error *error);
bool splice_rename(const Document *document, NodeId id, Slice key, SpliceList *list, Error *error);

/* The same, with the key as it is to be written, quotes included. */
bool splice_rename_raw(const Document *document, NodeId id, Slice quoted, SpliceList *list, Error *error);

/* `key` is unescaped text; empty for items of arrays. */
bool splice_insert(const Document *document, NodeId anchor, SplicePlace place, Slice key, Slice value, SpliceList *list,
                   Error *error);
bool splice_delete(const Document *document, NodeId id, SpliceList *list, Error *error);

/* Swaps a node with its next (down) or previous sibling. */
bool splice_move(const Document *document, NodeId id, bool is_down, SpliceList *list, Error *error);

/* Appends `text` as a JSON string with quotes, escaping what must be escaped and nothing else; invalid UTF-8 becomes
   U+FFFD. */
void splice_quote(Slice text, Text *json);

#endif
