/*
 * The inside of a comparison, for the files that implement src/archive/compare.h.
 */
#ifndef IPSE_ARCHIVE_COMPARE_PRIVATE_H
#define IPSE_ARCHIVE_COMPARE_PRIVATE_H

#include "src/archive/compare.h"
#include "src/base/shown.h"
#include "src/outline/names.h"

/* A comparison of one study while it is made. */
typedef struct Comparing {
    const Document *document;
    Names *names;
    NodeId study;
    const ImageStudy *there;
    const SliceMap *instances; /* SOP Instance UIDs of all series there */
    ArchiveComparison *result;
    Arena *arena; /* of the result */
} Comparing;

/* A value that both sides may have. */
typedef struct ComparedValue {
    KeyId key;
    KeyCase in_case;
    NodeId holder;
    const char *member;
    const char *words; /* its name at the beginning of a sentence */
    Slice here;        /* empty: missing */
    Slice there;
    Slice json; /* the archive's value as JSON; empty: its text as a string */
} ComparedValue;

/* The text of a member that is a string or a number; empty if there is none. In the arena or in the document. */
Slice comparing_text(const Comparing *comparing, NodeId holder, const char *member);

/* The same of a member of a member: `modality.code`. */
Slice comparing_inner_text(const Comparing *comparing, NodeId holder, const char *outer, const char *member);

/* The member; NODE_NONE where the holder is none or has none. */
NodeId comparing_member(const Comparing *comparing, NodeId holder, const char *member);

/* Adds a finding about a node, or with `missing` about a member that it has not got. Returns it, for its fix, until the
 * next one. */
ArchiveFinding *comparing_add(Comparing *comparing, KeyId key, KeyCase in_case, NodeId node, const char *missing,
                              const char *format, ...) __attribute__((format(printf, 6, 7)));

/* Adds a finding where two values differ, or one is missing; true where they differ. */
bool comparing_value(Comparing *comparing, const ComparedValue *value);

/* What was said already when something began, so that one can ask whether it said more (but notes). */
size_t comparing_differences(const Comparing *comparing);

/* The parts; each says where it is implemented. */
void compare_all_series(Comparing *comparing);                                             /* compare_series.c */
void compare_instances(Comparing *comparing, NodeId series, const ImageSeries *there);     /* compare_instances.c */
void compare_series_values(Comparing *comparing, NodeId series, const ImageSeries *there); /* compare_values.c */
void compare_study_values(Comparing *comparing);                                           /* compare_values.c */
void compare_patient(Comparing *comparing);                                                /* compare_patient.c */

/* The number of a count (numberOfSeries, numberOfInstances) beside that of the archive; nothing where the list explains
   it: where it agrees with what is listed here, and the list was found to differ. */
void compare_count(Comparing *comparing, NodeId holder, const char *member, const char *words, size_t listed,
                   size_t there, bool has_differences);

#endif
