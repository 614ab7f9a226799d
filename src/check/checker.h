/*
 * The inside of a Checker, for the files of this folder.
 */
#ifndef IPSE_CHECK_CHECKER_H
#define IPSE_CHECK_CHECKER_H

#include "src/base/slice_map.h"
#include "src/check/coded.h"
#include "src/check/dicom_check.h"
#include "src/check/walk.h"

#define PROFILE_IMAGING_STUDY "http://hl7.org/fhir/uv/ips/StructureDefinition/ImagingStudy-uv-ips"

struct Checker {
    const Rules *rules;
    Clock clock;
    char *profile;
    char *actor;
    bool is_declared;
    CodeJudge *codes;
    DicomChecker *dicom;
    struct Invariants *invariants; /* src/check/invariant.h */
    SliceMap unchecked;            /* code systems and value sets that the document at hand named and nobody knows */
    Arena *names;                  /* of the keys of `unchecked` */
};

#endif
