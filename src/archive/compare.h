/*
 * Compare: an ImagingStudy beside what an archive has of it (src/images/image_set.h).
 *
 * A finding is an issue at its place, with a key `archive-…`, and perhaps a fix that takes the archive's value. Errors
 * and warnings say where the two differ; notes (archive-less) where one says less. One cause is one finding: series
 * belong together that have the same UID, then those that have instances in common, so that a wrong UID of a series
 * says nothing about its instances; instances and series that are left on both sides belong together by their number; a
 * count that only follows from a list that differs is not a finding of its own.
 *
 * Something differs where the images contradict the study or say more than it does (ArchiveFinding.is_difference), not
 * where only the archive says less, or where the values cannot be compared.
 *
 * Standards: FHIR R4, ImagingStudy (imagingstudy.html, mapping to DICOM); DICOM PS3.3, sections C.7 and C.12.1.
 */
#ifndef IPSE_ARCHIVE_COMPARE_H
#define IPSE_ARCHIVE_COMPARE_H

#include "src/check/report.h"
#include "src/images/image_set.h"

typedef enum ArchiveAction {
    ARCHIVE_KEEP,   /* nothing can be taken over */
    ARCHIVE_SET,    /* the value of the node becomes the JSON */
    ARCHIVE_ADD,    /* the object gets a member with the JSON */
    ARCHIVE_APPEND, /* the array gets the items of the JSON, an array, as its last ones */
    ARCHIVE_REMOVE  /* the node goes */
} ArchiveAction;

/* How the archive's value is taken over. */
typedef struct ArchiveFix {
    ArchiveAction action;
    NodeId node;
    Slice member; /* of ARCHIVE_ADD */
    Slice json;
    Slice words; /* the value for people; empty: it has too many parts */
} ArchiveFix;

typedef struct ArchiveFinding {
    Issue issue; /* its texts live as long as the comparison */
    ArchiveFix fix;
    bool is_difference;
} ArchiveFinding;

/* Sorted by place, then by severity, the worst first. */
typedef struct ArchiveComparison {
    ArchiveFinding *findings;
    size_t count;
    size_t capacity;
    Arena *arena;
} ArchiveComparison;

/* Compares all studies of a document that the archive has, adding to the comparison, which starts as all zero. A study
   belongs to one of the archive by its UID, else by UIDs of series or instances that both have, but not to one that
   another study has by its UID. One that the archive does not have is a finding, unless there is no other: then false,
   with ERROR_NOT_FOUND and a sentence, and so where the document has no ImagingStudy. */
bool archive_compare(const Document *document, const ImageSet *set, ArchiveComparison *comparison, Error *error);

/* The Study Instance UID of a study, without its prefix; empty where it has none. In the document or in the arena. */
Slice archive_study_uid(const Document *document, NodeId study, Arena *arena);

/* True where something differs, of what is at least so severe. */
bool archive_comparison_differs(const ArchiveComparison *comparison, Severity least);

void archive_comparison_free(ArchiveComparison *comparison);

#endif
