/*
 * The inside of a Checker: what is the same for all documents that it checks. For this folder only.
 */
#ifndef IPSE_CHECK_CHECKER_H
#define IPSE_CHECK_CHECKER_H

#include "src/check/check.h"
#include "src/check/coded.h"
#include "src/check/dicom_check.h"
#include "src/check/model.h"

/* More profiles than these are never looked up for one resource; those beyond are noted as not checked. */
enum { RESOURCE_PROFILES_MAXIMUM = 256, CHECKER_PROFILES_MAXIMUM = RESOURCE_PROFILES_MAXIMUM };

/* What was last asked of a document (src/check/query.c): those who ask about a place mostly ask about it again, or about the
   next one. A check forgets it. */
typedef struct Memo {
    const Document *document; /* NULL: nothing was asked */
    uint64_t revision;
    NodeId resource; /* whose profiles these are; NODE_NONE: none */
    uint32_t count;
    const Structure *profiles[CHECKER_PROFILES_MAXIMUM];
    NodeId object; /* whose children these are; NODE_NONE: none */
    uint32_t child_count;
    ChildRule *children;
    size_t child_capacity;
} Memo;

struct Checker {
    const Rules *rules;
    Arena *arena;           /* copies of the options */
    Arena *scratch;         /* for the value that is being judged */
    Slice actor;            /* as CheckOptions */
    const Structure *asked; /* by which resources of its type are judged, whatever they declare; NULL: none */
    bool is_demanded;       /* the profile was given, and is not the one that holds for ImagingStudies otherwise */
    int year;               /* of the clock, when the checker was made */
    int64_t now;            /* the same in milliseconds since 1970 */
    Plans *plans;
    CodeJudge *codes;
    DicomChecker *dicom;
    FhirpathContext *fhirpath;
    CheckModel model; /* what the engine of FHIRPath asks */
    Memo memo;
};

#endif
