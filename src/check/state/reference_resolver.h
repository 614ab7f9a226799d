/*
 * Resolver: where references lead within a document.
 *
 * Inside a resource, "#id" leads to what it contains. Inside a Bundle, an address leads to the entry that has it as its
 * fullUrl, and a relative reference ("Patient/1") to the entry whose fullUrl is that of the referring entry with the
 * end replaced (http://hl7.org/fhir/R4/bundle.html#references). Elsewhere nothing is followed.
 *
 * Strictly, only a fullUrl with the type and the id of the resource at its end says where relative references start.
 * Beside any other it is still plain what is meant (by "Patient/1" the entry urn:uuid:1), and such a target is
 * followed, but it is marked as loose: documents do not allow it.
 *
 * The entries of a Bundle are listed when they are first asked for.
 */
#ifndef IPSE_CHECK_REFERENCE_RESOLVER_H
#define IPSE_CHECK_REFERENCE_RESOLVER_H

#include "src/check/state/group.h"

typedef struct Resolver Resolver;

/* A resolver for a document, which is borrowed, and whose edits it must follow; free it with resolver_free. */
Resolver *resolver_new(const Document *document);
void resolver_free(Resolver *resolver);

/* Follows an edit. True where it left all that was ever asked of entries as it was: which there are, their fullUrls,
   types, ids and versions, addresses and search modes, and the type of the Bundle. */
bool resolver_follow(Resolver *resolver, const Patch *patch);

typedef enum ReferenceKind {
    REFERENCE_CONTAINED, /* "#id", or "#" for the container itself */
    REFERENCE_ABSOLUTE,  /* with a scheme */
    REFERENCE_RELATIVE
} ReferenceKind;

typedef enum Resolution {
    RESOLUTION_NONE,    /* there is no such resource */
    RESOLUTION_ONE,     /* there is one */
    RESOLUTION_SEVERAL, /* several entries have this fullUrl; the first is given */
    RESOLUTION_BY_ID,   /* no fullUrl fits, but one entry has the type and the id */
    RESOLUTION_OUTSIDE  /* it leads out of the document: there is no Bundle around */
} Resolution;

typedef struct Target {
    ReferenceKind kind;
    Resolution resolution;
    NodeId resource; /* NODE_NONE if there is none */
    NodeId entry;    /* of a resource in a Bundle; else NODE_NONE */
    bool is_contained;
    bool has_no_base; /* relative, from an entry without fullUrl */
    bool is_loose;    /* relative, from an entry whose fullUrl strictly does not say where it starts */
    bool is_known;    /* an entry has the type and the id that a relative reference names */
    Slice type;       /* that the reference itself names ("Patient" of "Patient/1"); empty where it names none */
} Target;

/* Where a reference leads that stands in a resource. */
Target resolver_find(Resolver *resolver, const Scope *scope, Slice reference);

/* The language of a resource: its own, or that of what holds it; no bytes where none states one. */
Slice scope_language(const Scope *scope);

/* The innermost Bundle that a resource is an entry of; NULL where it is in none. */
const Scope *scope_bundle(const Scope *scope);

/* The resource that "#id" is searched in: of a contained resource its container. */
const Scope *scope_container(const Scope *scope);

/* ---- the entries of a Bundle ---- */

typedef struct BundleEntry {
    NodeId entry;
    NodeId resource; /* NODE_NONE if there is none */
    NodeId full_url_node;
    Slice full_url; /* empty if there is none */
    Slice type;
    Slice id;
    uint32_t same;    /* of the first entry with a fullUrl: position of the last one that has it; UINT32_MAX for none */
    uint32_t earlier; /* of further ones: position of the first one; UINT32_MAX for none */
} BundleEntry;

/* Valid until the next edit, or until the entries of another Bundle are asked for. */
const BundleEntry *resolver_entries(Resolver *resolver, NodeId bundle, uint32_t *count);

/* The entry at a position; false if none exists. */
bool resolver_entry(Resolver *resolver, NodeId bundle, uint32_t position, BundleEntry *entry);

/* The entry of a Bundle that a node is in; NODE_NONE where it is in none. */
NodeId resolver_entry_around(Resolver *resolver, NodeId bundle, NodeId node);

/* The position of an entry; UINT32_MAX where it is none of the Bundle. */
uint32_t resolver_position(Resolver *resolver, NodeId bundle, NodeId entry);

/* The type of the resource that a Bundle must begin with and that the rest hangs on: of a document the Composition, of
   a message the MessageHeader; empty for other Bundles. */
Slice resolver_head(Resolver *resolver, NodeId bundle);

/* True for the answer to a batch or transaction, whose entries need no fullUrl. */
bool resolver_is_answer(Resolver *resolver, NodeId bundle);

/* The part of a RESTful address up to and with the slash before "Type/id"; empty where it is none. */
Slice url_base(Slice url);

/* True for a Reference that names its target by identifier or type alone: the target is not in the file. */
bool resolver_is_logical(const Document *document, NodeId reference);

#endif
