/*
 * Unmatched: resources that match no slice of what holds them, although some slice is for their type.
 *
 * A Bundle may tell its entries apart by the profiles of their resources. Where that slicing is open, a resource that
 * conforms to none of them is allowed, and nothing would be said of what it lacks. So it is checked by the profile of the
 * slice that comes nearest as well (of several: the one with the fewest errors). What fails by that profile alone is a
 * warning; it is an error where the Bundle requires the slice and the resource is the only candidate, or where references
 * in the document require the profile. With the option "declared" the resource is checked by what it declares, and a note
 * says so.
 *
 * Whether a finding is an error is decided at the end of a check (unmatched_settle): slices are counted and references are
 * followed after the resources were checked.
 */
#ifndef IPSE_CHECK_UNMATCHED_H
#define IPSE_CHECK_UNMATCHED_H

#include "src/check/slicing.h"

/* What a walk found that adds no issues. */
typedef struct FoundError {
    Severity severity;
    NodeId node;
    const char *key;
    Slice missing;
} FoundError;

/* All errors that such a walk found; zeroed at first, `items` is freed by the owner. */
typedef struct FoundErrors {
    FoundError *items;
    size_t count;
    size_t capacity;
} FoundErrors;

/* The slice that comes nearest to a resource. */
typedef struct Nearest {
    const Element *slice; /* NULL: no slice is for its type */
    const Structure *profile;
    NodeId resource;
    uint32_t candidates; /* slices and profiles that are for its type */
} Nearest;

typedef struct Unmatched {
    uint32_t number; /* from 1 on, in the order in which the resources were met */
    NodeId entry;
    Nearest nearest;
    bool is_declared;     /* the resource is checked by that profile already, since it declares it */
    bool is_required;     /* some reference in the document requires the profile, or the Bundle requires the slice */
    uint32_t references;  /* those that require the profile */
    const Element *slice; /* that the Bundle requires, and this is its only candidate; NULL: none */
    NodeId holder;        /* what the slice is missing in */
    FoundErrors errors;   /* by what the resource is checked by anyway */
    FarList far;          /* what far families are still to be asked of, for these */
    uint32_t found[3];    /* findings by severity */
} Unmatched;

/* Adds an error to those that were found. */
void found_add(FoundErrors *found, const FoundError *error);

/* The slice that is nearest to an item that matches none of a slicing. */
Nearest unmatched_nearest(Walk *walk, const Place *item, const Slicing *slicing);

/* Notes that an item matches no slice, where some slice is for the type of its resource. */
void unmatched_note(Walk *walk, const Place *item, const Slicing *slicing);

/* The unmatched resource of an entry, or the one that a scope is in; NULL where there is none. */
Unmatched *unmatched_of_entry(const Session *session, NodeId entry);
Unmatched *unmatched_of_scope(const Scope *scope);

/* Finds the errors of an unmatched resource by what it is checked by anyway; `scope` is of the resource. */
void unmatched_collect(Walk *walk, const Scope *scope, Unmatched *own);

/* True where a missing slice of a holder has one candidate, to which the finding is left. */
bool unmatched_takes_slice(Walk *walk, const Place *holder, const Element *slice);

/* Decides what is an error, and says at each entry which profile is missed. */
void unmatched_settle(Walk *walk);

/* Forgets all. */
void unmatched_forget(Session *session);

#endif
