/*
 * Families: the groups of checks, one file each, as the walk calls them.
 *
 * A family is a row of a table in its group: those that look at every value, at objects, at resources. Adding a family
 * is one file and one line in src/check/families.c.
 */
#ifndef IPSE_CHECK_FAMILIES_H
#define IPSE_CHECK_FAMILIES_H

#include "src/check/walk.h"

/* One member of an object, its value and its `_x` sibling joined. */
typedef struct Member {
    const Element *child; /* by the first facet that knows it */
    Slice name;           /* JSON name without underscore, as written */
    Slice choice;         /* type of a choice element, e.g. "Quantity"; else empty */
    NodeId value;         /* NODE_NONE where only the sibling is there */
    NodeId sibling;
} Member;

enum { MEMBERS_MAXIMUM = 128 };

typedef struct Members {
    Member items[MEMBERS_MAXIMUM];
    uint32_t count;
} Members;

/* ---- objects: called before their members are visited ---- */
void members_collect(Walk *walk, NodeId object, const Facets *facets, bool is_resource, Members *members);
void cardinality_check_absent(Walk *walk, NodeId object, const Facets *facets, const Members *members);

/* Counts the items of a member against every facet of the holder; `count` items that are not null. */
void cardinality_check_count(Walk *walk, NodeId object, const Facets *facets, const Member *member, uint32_t count);

/* ---- slices ---- */

/* For the items of one sliced member: adds to facets[i] the slices that item i belongs to, and judges order, closedness
   and the count of each slice. `items` are the value nodes. */
void slicing_check(Walk *walk, NodeId object, const Facets *holder, const Member *member, const NodeId *items,
                   uint32_t count, Facets *facets);

/* ---- values ---- */
typedef void ValueCheck(Walk *walk, const Value *value);

/* The checks of every value with a known type, in the order in which they are made. */
extern ValueCheck *const value_checks[];
extern const unsigned value_check_count;

ValueCheck primitive_check; /* formats of primitive types */
ValueCheck fixed_check;     /* fixed and pattern values, least and greatest values, lengths */
ValueCheck coded_check;     /* codes and bindings */
ValueCheck reference_check; /* References */
ValueCheck extension_check; /* Extensions: known, in place, of the right type */
ValueCheck datatype_check;  /* Identifier, Attachment, Narrative … */
ValueCheck invariant_check; /* FHIRPath constraints */

/* ---- values of single datatypes, called by datatype_check ---- */
ValueCheck narrative_value_check; /* the XHTML of a narrative */

/* ---- resources ---- */
void resource_check(Walk *walk, NodeId node, const Structure *type);
void contained_check(Walk *walk, NodeId node);
void bundle_check(Walk *walk, NodeId node);
void imaging_study_check(Walk *walk, NodeId node); /* what DICOM demands of a study */

/* ---- documents ---- */
void syntax_check(Walk *walk);

#endif
