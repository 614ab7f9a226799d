/*
 * Snapshot: all elements of a StructureDefinition, made from its differential and the snapshot of its base.
 *
 * The tree of the base is copied and the tree of the differential laid over it: an element that is stated narrows the
 * one that is there; what lies below a data type, a content reference or a type profile is copied in where the
 * differential goes there; slices start as copies of what they slice. Element definitions of new types (derivation =
 * specialization) add elements. For this folder only.
 *
 * Standard: http://hl7.org/fhir/R4/profiling.html#snapshot, elementdefinition.html; where it leaves things open, as the
 * official publisher does (tests/unit/profile/snapshot/snapshot_test.c compares with its output).
 */
#ifndef IPSE_PROFILE_SNAPSHOT_H
#define IPSE_PROFILE_SNAPSHOT_H

#include "src/profile/pack/draft.h"

/* Where a snapshot finds others: drafts that are ready, or NULL; `unready_type` gives one in any state. */
typedef struct SnapshotSource {
    void *self;
    const DraftStructure *(*structure)(void *self, Slice url);
    const DraftStructure *(*type)(void *self, Slice name);
    const DraftStructure *(*unready_type)(void *self, Slice name);
} SnapshotSource;

/* Makes `structure->snapshot`. False with a sentence where the base is not known or the differential states what the
   base has no place for. */
bool snapshot_make(Arena *arena, const SnapshotSource *source, DraftStructure *structure, Error *error);

/* Narrows `target`, an element of a snapshot, by what `stated`, an element of the differential of the structure with
   this URL, says. */
void snapshot_narrow(Arena *arena, const DraftElement *stated, Slice url, DraftElement *target);

/* Adds the constraints that are not there yet. */
void snapshot_add_constraints(Arena *arena, DraftConstraints more, Slice url, DraftElement *target);

#endif
