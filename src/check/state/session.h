/*
 * Session: one document under check, with all that is found out about it as a whole. For this folder only.
 */
#ifndef IPSE_CHECK_SESSION_H
#define IPSE_CHECK_SESSION_H

#include "src/base/slice_map.h"
#include "src/check/narrative/anchors.h"
#include "src/check/plan/plan_private.h"
#include "src/check/state/reference_resolver.h"
#include "src/check/state/walk_state.h"

/* A place where something could not be checked. */
typedef struct Unchecked {
    NodeId node;
    NodeId origin;
    uint32_t subject; /* position in Session.subject_names */
    bool is_far;      /* noted by a document group */
} Unchecked;

/* How far a resource has been judged by its plan, with all in it. */
typedef enum Judgement {
    JUDGED_NOT,
    JUDGED_OPEN,  /* that is under way */
    JUDGED_NEAR,  /* by the local groups */
    JUDGED_RIGHT, /* by all; without error, as a conformance test counts */
    JUDGED_WRONG
} Judgement;

/* A resource of the document with the plan that it is judged by, and what came of it (src/check/walk/precheck.h). */
typedef struct ScopeOf {
    Scope scope;
    const Plan *plan;
    bool is_listed; /* among the scopes of the session */
    Judgement judgement;
    bool is_ahead;   /* judged before the walk came to it: what was found is set aside here */
    uint32_t errors; /* found by the local groups, as a conformance test counts */
    FarPlace *far;   /* set aside; else they are in the session's list, from `document_first` on */
    size_t document_first;
    size_t document_count;
    Finding *findings;
    size_t finding_count;
    Unchecked *unchecked;
    size_t unchecked_count;
} ScopeOf;

/* The text that the gaps of an element share. */
typedef struct GapText {
    const Element *element;
    uint32_t text;
} GapText;

struct CheckSession {
    Checker *checker;
    const Document *document;
    Report *report;
    Arena *arena; /* scopes, subjects */
    Resolver *resolver;
    struct ConformanceResults *results;
    FarList far;
    WalkRoom *rooms; /* of walks that have ended */
    size_t room_count;
    size_t room_capacity;
    uint32_t nesting; /* values that walks are in at present, one conformance test within the other */
    ScopeOf **scopes; /* all of the document */
    size_t scope_count;
    size_t scope_capacity;
    PairMap resources;            /* node of a resource to its ScopeOf, in a check from the beginning */
    struct Unmatched **unmatched; /* resources that match no slice of what holds them */
    size_t unmatched_count;
    size_t unmatched_capacity;
    PairMap unmatched_map;          /* entry to its Unmatched */
    PairMap sections;               /* of documents (src/check/walk/section.h) */
    struct Dependents **dependents; /* targets that do not conform, with the references that require it */
    size_t dependents_count;
    size_t dependents_capacity;
    Arena *dependents_arena; /* what holds them; NULL: there are none */
    PairMap dependents_map;  /* target and profile to its Dependents */
    PairMap dependents_seen; /* reference and profile to the same */
    PairMap around;          /* node of a resource to its scope, for questions (src/check/walk/scope.h) */
    PairMap silent;          /* nodes of narratives of which nothing has to be said */
    NodeId front;            /* the last resource that the walk came to */
    bool is_walking;         /* the walk through the document is under way, in a check from the beginning */
    bool had_faults;         /* the JSON was broken */
    bool
        has_far_slices; /* which slices, profiles or contexts some values are judged by, or which gaps they have, depends on other places */
    size_t text_limit; /* more texts than these are too many that no issue has any more */
    Unchecked *unchecked;
    size_t unchecked_count;
    size_t unchecked_capacity;
    GapText *gaps;
    size_t gap_count;
    size_t gap_capacity;
    SliceMap subjects; /* what could not be checked, with its kind in front, to its position */
    Text subject_key;
    Slice *subject_names;
    size_t subject_capacity;
    Anchors *anchors; /* what links in narratives may lead to; gathered when they are first asked for, NULL before */
    NodeId anchors_root;
};

/* Notes that a value is not tried by a profile, because too many conformance tests wait for it; also from within results. */
void unchecked_note_trial(Walk *walk, NodeId node, Slice profile);

/* Adds a note for everything that could not be checked, at the first place of each. */
void unchecked_report(Walk *walk);

#endif
