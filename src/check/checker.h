/*
 * The inside of a Checker: what is the same for all documents that it checks. For this folder only.
 */
#ifndef IPSE_CHECK_CHECKER_H
#define IPSE_CHECK_CHECKER_H

#include "src/check/check.h"
#include "src/check/coded.h"
#include "src/check/dicom_check.h"
#include "src/check/model.h"

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
};

#endif
