/*
 * Operation: edits of the tree as a person means them, turned into splices.
 *
 * Operations plan and change nothing: they append to a SpliceList that history_apply carries out as one change. What a
 * person types becomes JSON by the rules of its element: a string is quoted and escaped, a number keeps its digits as
 * typed. Nothing is refused because it is wrong: "abc" for a number becomes a string, and is marked.
 */
#ifndef IPSE_EDIT_OPERATION_H
#define IPSE_EDIT_OPERATION_H

#include "src/base/clock.h"
#include "src/check/check.h"
#include "src/json/splice.h"

typedef struct Operation {
    Checker *checker;
    const Document *document;
    Clock clock; /* for fresh UIDs */
    /* what fixes found out about the document (src/edit/fix_memory.h); NULL: nothing is kept */
    struct FixMemory *memory;
} Operation;

/* The JSON of a typed text for a value of an element; `element` and `choice` (its type, of a choice) may be NULL and
   empty: then numbers, true, false and null become such, everything else a string. */
void operation_compose(const Element *element, Slice choice, Slice typed, Text *json);

/* What a typed text is written by: the rule of the value (element NULL: none knows it; `choice` is the type of a
   choice, else empty), and whether a string is there, whose writing is kept. */
typedef struct TypedPlace {
    const Element *element;
    Slice choice;
    bool is_string;
} TypedPlace;
TypedPlace operation_typed_place(const Operation *operation, NodeId id);

/* Appends the JSON of a typed text that is to take the place of a value, which is written as `raw`. */
void operation_compose_over(const TypedPlace *place, Slice raw, Slice typed, Text *json);

/* Sets a simple value to what was typed. Of a text, characters that stay keep their escapes as written. */
bool operation_type(const Operation *operation, NodeId id, Slice typed, SpliceList *list, Error *error);

/* Adds a member with a value given as JSON to an object, where the definition puts it. A repeating element becomes a
   list of the value, or is the value where that is a list; where the list is there, the value becomes its last item. */
bool operation_add(const Operation *operation, NodeId holder, const Element *element, Slice json, SpliceList *list,
                   Error *error);

/* The least that an element needs to begin with in an object: required and usual parts, with empty strings to fill in,
   fresh UIDs (2.25.…) for series and instances, and of a list the objects that all its items have alike (the SOP class
   of the other instances). Appended as JSON. */
void operation_skeleton(const Operation *operation, NodeId holder, const Element *element, Text *json);

/* The JSON name of a new member of an element; of a choice: of its first type. The text lies in `scratch`. */
Slice operation_member_name(const Element *element, Text *scratch);

/* True when the value of a new member would be typed (a simple type), not built. */
bool operation_is_simple(const Operation *operation, const Element *element);

/* What goes when a value is deleted: the value, or the list that it is alone in. */
NodeId operation_removed(const Document *document, NodeId id);

/* Deletes what operation_removed tells. */
bool operation_delete(const Operation *operation, NodeId id, SpliceList *list, Error *error);

#endif
