/*
 * The inside of a Checker, for the files of this folder.
 */
#ifndef IPSE_CHECK_CHECKER_H
#define IPSE_CHECK_CHECKER_H

#include "src/base/pointer_cache.h"
#include "src/base/slice_map.h"
#include "src/check/coded.h"
#include "src/check/dicom_check.h"
#include "src/check/walk.h"

#define PROFILE_IMAGING_STUDY "http://hl7.org/fhir/uv/ips/StructureDefinition/ImagingStudy-uv-ips"

struct Checker {
    const Rules *rules;
    Clock clock;
    PointerCache types;      /* Element to the base definition of its only type */
    PointerCache contents;   /* Element of one type to the element whose children hold for its values */
    PointerCache primitives; /* Structure of a primitive type to its row in src/check/primitive.c */
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
