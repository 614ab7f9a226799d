/*
 * Known values: values to choose from at a place, where DICOM, the table of units or the file itself says so, and
 * better than a value set does.
 */
#ifndef IPSE_OUTLINE_KNOWN_VALUES_H
#define IPSE_OUTLINE_KNOWN_VALUES_H

#include "src/base/memory.h"
#include "src/check/check.h"
#include "src/profile/terminology.h"

/* A value, or one that is not there yet; all is borrowed. */
typedef struct ValuePlace {
    Checker *checker;
    const Document *document;
    NodeId node; /* of a value that is absent: its holder */
    bool is_absent;
    const Element *element; /* its rule; NULL where none is known */
    Clock clock;            /* for dates of today and fresh UIDs; all zero: such are not visited */
} ValuePlace;

/* What a choice becomes. */
typedef enum ValueShape {
    SHAPE_TEXT,    /* the code as a string */
    SHAPE_CODING,  /* a Coding */
    SHAPE_CONCEPT, /* a CodeableConcept with one Coding */
    SHAPE_UNIT     /* unit, system and code of the Quantity that holds the place */
} ValueShape;

typedef struct KnownValue {
    Concept concept;
    Slice group; /* the heading that it stands under; empty: none */
    Slice note;  /* what tells it from similar ones */
} KnownValue;

typedef struct KnownVisit {
    bool (*visit)(void *context, const KnownValue *value); /* until it returns false */
    void *context;
    Arena *arena;      /* where texts may lie */
    ValueShape shape;  /* given back */
    const char *title; /* given back: what the values are; a constant */
    bool is_cut;       /* given back: there are more than were visited */
    bool is_typed;     /* given back: such values are mostly typed; what is visited saves that */
} KnownVisit;

/* Visits the values for a place: modalities, SOP classes for an instance (those of the series' modality first), units,
   the resources of the file for a reference (those of a type that it may lead to first), dates of today and of the
   file, fresh UIDs, code systems. False where the place takes nothing of the kind. */
bool known_values_visit(const ValuePlace *place, KnownVisit *visit);

#endif
