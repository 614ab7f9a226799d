/*
 * Walk state: what a walk through a document holds while it is under way. For the engine's own files; groups of checks
 * see src/check/state/group.h.
 */
#ifndef IPSE_CHECK_WALK_STATE_H
#define IPSE_CHECK_WALK_STATE_H

#include "src/check/follow/edit_impact.h"
#include "src/check/report/finding.h"
#include "src/check/state/checker.h"
#include "src/check/state/first_error.h"

typedef struct CheckSession CheckSession;

/* A value that document groups judge after the walk. */
typedef struct GroupPlace {
    NodeId node;
    NodeId sibling;
    const Plan *plan;
    const Member *member;
    const Scope *scope;
    uint32_t silent;    /* a bit for each document group of the plan: it found nothing in a conformance test */
    uint32_t faultless; /* the same: it found no error when it was asked last */
    uint8_t looks;      /* bits of Look: what else they looked at */
} GroupPlace;

typedef struct GroupPlaces {
    GroupPlace *items;
    size_t count;
    size_t capacity;
    size_t sorted;  /* so many at the start are in the order of their nodes */
    bool has_pairs; /* some have a node and a sibling */
} GroupPlaces;

/* Room that a walk needs on its way. Walks come and go with every conformance test: a session keeps it for the next
 * one. */
typedef struct WalkRoom {
    Part *parts; /* a stack: the parts of the objects on the way down */
    size_t part_capacity;
    uint32_t *counts; /* a stack: how often slices were met */
    size_t count_capacity;
    Text message;
} WalkRoom;

struct Walk {
    CheckSession *session;
    Checker *checker;
    const Document *document;
    Report *report;              /* NULL in a conformance test */
    GroupPlaces *far;            /* where places of document groups are noted down */
    NodeId origin;               /* of the value that is being judged */
    const Group *document_group; /* the document group that is judging; NULL: near ones */
    EditImpact *impact;          /* after an edit: what it changed; NULL: everything is judged */
    bool needs_full_check;       /* the edit changed what a resource is judged by: everything must be judged */
    /* a conformance test that looks only at the value and the members in it, as far as these stand alone */
    bool is_shallow;
    unsigned depth;            /* 0: the check itself; a conformance test's is one more than its caller's */
    struct FoundErrors *found; /* a conformance test that goes on after errors, and where it notes them; mostly NULL */
    struct Unmatched *unmatched; /* the resource that findings belong to; NULL: they are weighed as they are */
    bool is_claim;               /* what a resource claims to be is being judged */
    uint32_t errors;             /* found so far, but for those of the JSON form */
    uint32_t said;               /* what was found, errors or not, and what could not be checked */
    uint32_t noted;              /* of that, what could not be checked */
    struct Waiting *
        *waiting; /* a conformance test: references whose targets fail, for when it is accepted; NULL: nobody asks */
    FirstError *first; /* where the first error is noted; mostly NULL */
    Part *parts;       /* as in WalkRoom */
    size_t part_count;
    size_t part_capacity;
    uint32_t *counts;
    size_t count_count;
    size_t count_capacity;
    Text message;
    ArenaMark mark; /* of the checker's scratch, when the walk began */
};

Walk walk_new(CheckSession *session, Report *report, GroupPlaces *far, unsigned depth);
void walk_free(Walk *walk);

/* Frees the room that a session keeps. */
void walk_free_rooms(CheckSession *session);

/* The type that a member of an object names; NULL where it names none. */
const Structure *walk_type(Walk *walk, NodeId object, const char *member);

#endif
