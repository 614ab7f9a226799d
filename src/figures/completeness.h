/*
 * Completeness: how often what is obligated is present, by element and actor.
 *
 * An element counts once for each object that the rules want it in, for each actor with a positive obligation on it
 * (http://hl7.org/fhir/StructureDefinition/obligation): whether the object has it or not. Elements of definitions
 * without obligations do not count. The rows are in the order in which they were met; their texts are owned by the
 * figures, so that figures of several documents, rules and threads can be joined.
 */
#ifndef IPSE_FIGURES_COMPLETENESS_H
#define IPSE_FIGURES_COMPLETENESS_H

#include "src/base/slice_map.h"
#include "src/check/check.h"

typedef struct CompletenessCount {
    uint64_t obligated; /* how often the element could be there */
    uint64_t present;   /* how often it is */
} CompletenessCount;

typedef struct CompletenessRow {
    Slice path;          /* of the element: "ImagingStudy.series.uid" */
    Slice actor;         /* last segment of the actor's URL; empty: any actor */
    Slice code;          /* the strongest obligation: "SHALL:populate-if-known" */
    Strength strength;   /* of it */
    bool is_to_populate; /* the actor must fill the element in */
    CompletenessCount count;
} CompletenessRow;

typedef struct Completeness {
    CompletenessRow *rows;
    size_t count;
    size_t capacity;
    SliceMap map; /* path and actor to the row */
    Arena *arena; /* made on first use */
    Text key;     /* scratch */
} Completeness;

#define COMPLETENESS_EMPTY ((Completeness){0})
void completeness_free(Completeness *figures);

/* Counts the value `id` of a document and all in it. */
void completeness_add(Completeness *figures, Checker *checker, const Document *document, NodeId id);

/* The places of a row in the value `id` and all in it: the objects that have not got the element, or with `is_present`
   those that have, in the order of the text, at most `capacity`. Returns how many there are. */
size_t completeness_places(const CompletenessRow *row, Checker *checker, const Document *document, NodeId id,
                           bool is_present, NodeId *places, size_t capacity);

/* Adds the counts of other figures. */
void completeness_join(Completeness *figures, const Completeness *other);

/* The sum over the elements that some actor must fill in. An element with several such actors counts for each. */
CompletenessCount completeness_creator(const Completeness *figures);

#endif
