/*
 * Discriminator: by what an item is told to belong to a slice.
 *
 * Its path (http://hl7.org/fhir/R4/profiling.html#discriminator) is a small part of FHIRPath: names with dots, $this,
 * resolve(), extension(url), ofType(type). It is followed through the item, where it may lead to several values, and
 * through the definition of the slice, where it leads to what the slice requires. The latter is done once for each
 * slice, the former once for all slices that an item is compared with.
 */
#ifndef IPSE_CHECK_DISCRIMINATOR_H
#define IPSE_CHECK_DISCRIMINATOR_H

#include "src/check/state/reference_resolver.h"
#include "src/check/walk/slicing.h"

#include <stdlib.h>

/* What a discriminator says of types of resources, as far as it was asked: the last ones of them. */
typedef struct TypeFits {
    const Structure *types[16];
    bool are_fitting[16];
    uint32_t count; /* also of those whose places others took */
} TypeFits;

typedef struct Discriminator {
    DiscriminatorKind kind;
    Slice path;
    bool is_resolved;             /* the last step of the path is resolve() */
    const Element **requirements; /* elements of the definition */
    uint32_t requirement_count;
    Slice code; /* with its quotes: a value without it is none of the slice; empty: not known */
    TypeFits *fits;
} Discriminator;

/* That of a slice, at one position of the discriminators of the sliced element; lives as long as the plans. */
const Discriminator *discriminator_new(Plans *plans, const Element *sliced, uint32_t position, const Element *slice);

enum { REACHED_AT_FIRST = 16 };

/* A value that a path leads to. */
typedef struct Reached {
    NodeId node;
    const Plan *plan;      /* of the item itself; NULL after the first step */
    Slice suffix;          /* of a choice: "Quantity" of valueQuantity, "String" of valueString; else empty */
    bool is_resource;      /* reached by resolve() */
    bool is_outside;       /* stands for a resource that is not in the file; `node` is the reference to it */
    bool is_typed;         /* `type` was looked up */
    const Structure *type; /* of a resource, of one outside by the reference; NULL for others */
    Target target;         /* of a resource reached by resolve() */
} Reached;

/* Why a definition leaves it open whether an item belongs to a slice. */
typedef enum UnknownKind { UNKNOWN_NOTHING, UNKNOWN_PROFILE, UNKNOWN_VALUE_SET, UNKNOWN_CODES } UnknownKind;

/* The codes, with their quotes, that a value has as the code of a slice may be written. */
typedef struct ReachedCodes {
    bool is_listed;
    bool may_be_any; /* there are others, or ones that only a closer look tells */
    uint32_t count;
    Slice items[4];
} ReachedCodes;

/* Where a path leads from an item; reach_begin begins it, reach_end frees what it holds. */
typedef struct Reach {
    bool is_known;
    bool has_outside;    /* the path leads along a reference out of the file */
    bool is_unfollowed;  /* and goes on after it */
    UnknownKind unknown; /* of a definition at unknown_url; set by discriminator_match, never cleared by it */
    Slice unknown_url;
    Slice path;
    uint32_t count;
    Reached first[REACHED_AT_FIRST]; /* all values, as long as they find room here */
    Reached *more;                   /* all values, once they did not; else NULL */
    size_t capacity;                 /* of `more` */
    ReachedCodes codes;              /* of the first value */
} Reach;

/* Nothing is known yet. The values are left as they are: there is one for every item that is told apart. */
static inline void reach_begin(Reach *reach)
{
    reach->is_known = reach->has_outside = reach->is_unfollowed = false;
    reach->unknown = UNKNOWN_NOTHING;
    reach->path = (Slice){NULL, 0};
    reach->count = 0;
    reach->more = NULL;
    reach->capacity = 0;
    reach->codes.is_listed = false;
}

static inline void reach_end(Reach *reach)
{
    free(reach->more);
}

/* The value at a position. */
static inline Reached *reach_at(Reach *reach, uint32_t position)
{
    return reach->more ? &reach->more[position] : &reach->first[position];
}

/* The type of the resource that a path leads to from an item, if it leads to just one value and that is a resource;
 * else NULL. */
const Structure *discriminator_resource(Walk *walk, const Place *item, Slice path, Reach *reach);

/* True where a discriminator by type certainly refuses resources of a type. */
bool discriminator_refuses(Walk *walk, const Place *item, const Discriminator *discriminator, const Structure *type,
                           Reach *reach);

/* Does the item meet what a slice requires at one discriminator? MATCH_UNKNOWN: it requires nothing there that could be
   decided here. `reach` is of this item, and shared by all slices that it is compared with. */
Match discriminator_match(Walk *walk, const Place *item, const Discriminator *discriminator, Reach *reach);

#endif
