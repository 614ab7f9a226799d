/*
 * The inside of a Checker: what is the same for all documents that it checks. For this folder only.
 */
#ifndef IPSE_CHECK_CHECKER_H
#define IPSE_CHECK_CHECKER_H

#include "src/check/check.h"
#include "src/check/codes/coded.h"
#include "src/check/plan/plan_private.h"
#include "src/check/state/group.h"
#include "src/profile/compile/model.h"

/* What was last asked of a document (src/check/query.c): those who ask about a place mostly ask about it again, or
   about the next one. A check forgets it. */
typedef struct QueryMemo {
    const Document *document;
    uint64_t revision;
    /* with conformance tests of resources that slices ask about; NULL: nothing was asked that the session of the last
     * check did not know */
    struct CheckSession *session;
    PairMap resources; /* resource to its plan */
    PairMap profiles;  /* resource to the profile that it is checked by first */
    NodeId object;     /* whose children these are; NODE_NONE: none */
    uint32_t child_count;
    ChildRule *children;
    size_t child_capacity;
} QueryMemo;

/* What invariants want to know of FHIR (src/check/walk/model.h). */
typedef struct CheckModel {
    ModelBase base;                                                            /* must be first */
    int (*conforms_to)(void *self, const FhirpathItem *item, Slice structure); /* of the base */
    Plans *plans;
    Walk *walk;         /* the walk that evaluates an expression right now; NULL: none does */
    const Scope *scope; /* the resource that it evaluates it in; NULL: not known */
    /* Of the expression that is evaluated: resolve() met a reference that leads out of the file, and one of these whose
       target's type is not told either. */
    bool is_unfollowed, is_untyped;
} CheckModel;

struct Checker {
    const Rules *rules;
    Arena *arena;   /* copies of the options */
    Arena *scratch; /* texts of the values that are being judged: each releases its own */
    Slice actor;    /* as CheckOptions */
    bool shows_must_support;
    const Structure *asked; /* by which resources of its type are judged, whatever they declare; NULL: none */
    bool is_profile_given;  /* the profile was given, and is not the one that holds for ImagingStudies otherwise */
    bool is_declared;       /* as CheckOptions */
    bool ignores_declared;
    int year;            /* of the clock, when the checker was made */
    int64_t now;         /* the same in milliseconds since 1970 */
    UidNotes *uid_notes; /* as checker_set_uids */
    const UidNotes *known_uids;
    Plans *plans;
    CodeJudge *codes;
    const TermService *terms; /* as CheckOptions */
    FhirpathContext *fhirpath;
    PairMap gap_words;       /* element to what is said where it is missing (src/check/walk/gap.c) */
    CheckModel model;        /* what the engine of FHIRPath asks */
    struct Repeats *repeats; /* values in which nothing was found (src/check/state/repeat.h) */
    QueryMemo memo;
    void **helpers; /* other checkers, for lines (src/check/line_jobs.h) */
    size_t helper_count;
    struct CheckSession *current; /* of the document that was checked last; NULL: none */
    uint64_t current_revision;
};

#endif
