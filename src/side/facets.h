/*
 * Facets: what a profile says of an element, one kind of rule at a time, in words, so that profiles can be compared.
 */
#ifndef IPSE_SIDE_FACETS_H
#define IPSE_SIDE_FACETS_H

#include "src/base/text.h"
#include "src/profile/rules.h"

typedef enum Facet {
    FACET_CARDINALITY, /* "0..*" */
    FACET_TYPES,       /* "Reference(Patient | Group)" */
    FACET_VALUE,       /* fixed value or pattern */
    FACET_BINDING,     /* "required imaging-study-status-uv-ips" */
    FACET_SUPPORT,     /* "must be supported" */
    FACET_OBLIGATIONS, /* "Creator SHALL:populate-if-known" */
    FACET_INVARIANTS,  /* keys of those that the profile adds to the base definition */
    FACET_SLICES,      /* "Patient, Other (closed)" */
    FACET_COUNT
} Facet;

/* "cardinality", "types" … */
const char *facet_name(Facet facet);

/* Appends what a profile says; nothing where it says nothing, or the element is NULL. */
void facet_append(Facet facet, const Element *element, Text *text);

#endif
