/*
 * Found: what a walk that adds no issues finds, and what is known of a resource that matches no slice of what holds it.
 */
#ifndef IPSE_CHECK_FOUND_H
#define IPSE_CHECK_FOUND_H

#include "src/check/state/walk_state.h"

/* Points of a resource for a profile, from which the distance is made (src/check/walk/nearest.h). */
enum {
    POINTS_CONTRADICTED = 16, /* what is there is not what the profile prescribes */
    POINTS_UNSTATED = 8,      /* what it prescribes is missing */
    POINTS_UNEXPECTED = 10,   /* the section that refers to the resource expects another profile */
    POINTS_OTHER = 2,
    POINTS_STATED = 10, /* in favour: a required element has what the profile prescribes */
    POINTS_OUTSIDE = 1,
    POINTS_MET = 1
};

/* What a walk found that adds no issues. */
typedef struct FoundError {
    Severity severity;
    NodeId node;
    KeyId key;
    const char *invariant; /* as IssueText */
    Slice missing;
    const Element *element; /* that says so; may be NULL */
} FoundError;

/* All that such a walk found, with the points of it; the walk ends when these reach the limit. `items` is freed by the
   owner. */
typedef struct FoundErrors {
    FoundError *items;
    size_t count;
    size_t capacity;
    int points;
    int limit;
} FoundErrors;

/* The slice that comes nearest to an item. */
typedef struct NearestSlice {
    const Element *slice; /* NULL: no slice is for the type of its resource */
    const Structure *profile;
    NodeId resource;
} NearestSlice;

/* A resource that matches no slice (src/check/walk/unmatched.h). */
typedef struct Unmatched {
    uint32_t number; /* from 1 on, in the order in which the resources were met */
    NodeId holder;   /* that the entry is in: the Bundle */
    NodeId entry;
    NearestSlice nearest;
    const Scope *scope; /* of the resource; NULL: the walk did not come to it */
    /* of a vital sign whose code does not tell the profile: what does; NULL: it matches no slice */
    const char *told_by;
    bool is_declared;     /* the resource is checked by that profile anyway, since it declares it */
    bool is_required;     /* some reference in the document requires the profile, or the Bundle requires the slice */
    uint32_t references;  /* those that require the profile */
    const Element *slice; /* that the Bundle requires, and this is its only candidate; NULL: none */
    FoundErrors errors;   /* by what the resource is checked by anyway */
    uint32_t found[3];    /* findings by severity */
} Unmatched;

/* True for an element that has a fixed value or a pattern, or requires a part that has one. */
bool found_is_prescribed(const Element *element);

/* Tells whether an error is about what there is, where a profile prescribes something else: that tells kinds of
   resources apart, as the codes of an Observation do. */
bool found_is_contradiction(const Walk *walk, const FoundError *error);

/* Adds what was found to the list of the walk. */
void found_add(const Walk *walk, const FoundError *error);

/* True when a conformance test that goes on after errors found as many as it was asked for. */
bool walk_is_enough(const Walk *walk);

#endif
