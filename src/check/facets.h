/*
 * Facets: the rules that hold for one value.
 *
 * A value is judged by every Element that applies to it: that of the profile's snapshot (or the base's), those of type
 * profiles, of slices that it belongs to, of profiles that a resource declares. Each is a Facet: the element that
 * describes the value in its place, and the element whose children describe the value's members (the element itself
 * where it has children of its own, else its content reference, else the root of its type).
 */
#ifndef IPSE_CHECK_FACETS_H
#define IPSE_CHECK_FACETS_H

#include "src/base/pointer_cache.h"
#include "src/profile/rules.h"

typedef struct Facet {
    const Element *element;
    const Element *content; /* NULL where the type is not known */
} Facet;

enum { FACETS_MAXIMUM = 16 };

typedef struct Facets {
    Facet items[FACETS_MAXIMUM];
    uint32_t count;
} Facets;

/* Adds a facet unless it is there or there is no room. */
void facets_add(Facets *facets, const Element *element, const Element *content);

/* Adds the root of a structure. */
void facets_add_structure(Facets *facets, const Structure *structure);

/* The facets of a member: what each facet's content says of `name`, a JSON name without underscore. `type` is that of
   the value; `contents` remembers what rules_content answered for elements of one type. */
void facets_of_member(const Rules *rules, PointerCache *contents, const Facets *holder, Slice name, Slice type,
                      Facets *member);

#endif
