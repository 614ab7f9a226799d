/*
 * Shape: how the JSON of an object becomes elements.
 *
 * FHIR's elements are not JSON's members: a primitive may be spread over two (`status` and `_status`), repetitions are
 * arrays, a choice carries its type in its name. Reading an object finds its elements and names what has not got the
 * shape that JSON representation requires (http://hl7.org/fhir/R4/json.html): unknown, doubled and misspelt members,
 * arrays too many or too few, objects and values mistaken, nulls and empty things. What is of no use is left out of the
 * parts.
 */
#ifndef IPSE_CHECK_SHAPE_H
#define IPSE_CHECK_SHAPE_H

#include "src/check/state/group.h"

/* Pushes the parts of an object on the walk's stack; returns their number. `has_unknown` of the place is set. */
uint32_t shape_read(Walk *walk, Place *place, NodeId object);

/* True when a value of a plan is of the right JSON kind; adds the issue where it is not. A conformance test does not
   ask for the form of the JSON: there a value of the wrong kind counts as an error where what it says is none of the
   type either. */
bool shape_check_primitive(Walk *walk, const Place *place);

/* Occurrences of a part, one after the other; arrays give their items. False at the end. What is null or of the wrong
   kind is passed over. */
typedef struct Occurrences {
    NodeId node, node_end;
    NodeId sibling, sibling_end;
    bool is_array;
} Occurrences;

/* The occurrences of a part, before the first. */
Occurrences shape_occurrences(const Document *document, const Part *part);
bool shape_next(const Document *document, Occurrences *occurrences, const Member *member, NodeId *node,
                NodeId *sibling);

/* True when a value that is no item can be judged as the one occurrence of a member. */
bool shape_is_usable(const Document *document, const Member *member, NodeId node);

/* How often the element is there. */
uint32_t shape_count(const Document *document, const Part *part);

#endif
