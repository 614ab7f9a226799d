/*
 * The inside of a Checker: what is the same for all documents that it checks. For this folder only.
 */
#ifndef IPSE_CHECK_CHECKER_H
#define IPSE_CHECK_CHECKER_H

#include "src/check/check.h"
#include "src/check/coded.h"
#include "src/check/dicom_check.h"
#include "src/check/model.h"
#include "src/check/plan_private.h"

/* More profiles than these are never looked up for one resource; those beyond are noted as not checked. */
enum { RESOURCE_PROFILES_MAXIMUM = 256 };

/* What was last asked of a document (src/check/query.c): those who ask about a place mostly ask about it again, or about the
   next one. A check forgets it. */
typedef struct Memo {
    const Document *document;
    uint64_t revision;
    struct Session *session; /* with trials of resources that slices ask about; NULL: nothing was asked */
    PairMap resources;       /* resource to its plan */
    PairMap profiles;        /* resource to the profile that it is checked by first */
    NodeId object;           /* whose children these are; NODE_NONE: none */
    uint32_t child_count;
    ChildRule *children;
    size_t child_capacity;
} Memo;

/* Forgets what was asked. */
void memo_forget(Memo *memo);

struct Checker {
    const Rules *rules;
    Arena *arena;   /* copies of the options */
    Arena *scratch; /* for the value that is being judged */
    Slice actor;    /* as CheckOptions */
    bool shows_must_support;
    const Structure *asked; /* by which resources of its type are judged, whatever they declare; NULL: none */
    bool is_demanded;       /* the profile was given, and is not the one that holds for ImagingStudies otherwise */
    bool is_declared;       /* as CheckOptions */
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
