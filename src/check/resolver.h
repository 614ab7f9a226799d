/*
 * Resolver: where the references of a document lead, inside of it.
 *
 * Contained resources by `#id`; entries of a Bundle by the rules of http://hl7.org/fhir/R4/bundle.html#references: an
 * absolute URL or urn by the entries' fullUrl, a relative one by the base of the fullUrl of the entry that it stands in.
 */
#ifndef IPSE_CHECK_RESOLVER_H
#define IPSE_CHECK_RESOLVER_H

#include "src/check/walk.h"

typedef struct Resolver Resolver;

/* A resolver for the resource at `root` (a Bundle's entries are read once). Free with resolver_free. */
Resolver *resolver_new(const Document *document, NodeId root);
void resolver_free(Resolver *resolver);

/* True where the root is a Bundle. */
bool resolver_has_bundle(const Resolver *resolver);

/* The resource that a reference leads to, seen from a scope; NODE_NONE where it is not in this document. Versions
   (`/_history/1`) are passed over; a fragment behind a URL is that resource's contained one. */
NodeId resolver_find(const Resolver *resolver, const Scope *scope, Slice reference);

/* The contained resource with this id in the resource at `container`; NODE_NONE where there is none. */
NodeId resolver_find_contained(const Document *document, NodeId container, Slice id);

/* The container of contained resources that `#id` means in a scope: the resource, or the one that contains it. */
NodeId resolver_container(const Scope *scope);

/* Remembered answers of walk_conforms: 1 yes, 2 no, 3 being answered; 0 not asked yet. The place may be written. */
uint32_t *resolver_answer(Resolver *resolver, NodeId resource, const Structure *structure);

#endif
