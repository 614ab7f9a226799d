/*
 * Walk: how a document is judged. For the files of this folder.
 *
 * A walk goes through the values of a document from a resource downwards. Each value is met with its Facets (the rules
 * that hold for it); the families of checks, one file each, are called with it and add issues. While a walk is muted
 * (to find out whether a resource conforms to a profile), issues are counted and not kept.
 */
#ifndef IPSE_CHECK_WALK_H
#define IPSE_CHECK_WALK_H

#include "src/check/check.h"
#include "src/check/facets.h"
#include "src/check/report_builder.h"

/* Where a resource stands. */
typedef enum ResourceRole { ROLE_ROOT, ROLE_CONTAINED, ROLE_ENTRY } ResourceRole;

/* The resource around a value. */
typedef struct Scope {
    NodeId node;
    ResourceRole role;
    const Structure *type;         /* its base definition */
    const struct Scope *container; /* the resource that holds it: of a contained one, of an entry; NULL for roots */
    Slice language;                /* its `language`; empty where it states none */
    const void *fhirpath_type;     /* of the resource, as invariants see it */
} Scope;

typedef struct Walk {
    Checker *checker;
    const Rules *rules;
    const Document *document;
    Report *report;
    uint32_t muted;            /* more than 0: issues are not kept */
    uint32_t errors;           /* errors found, muted ones included */
    const Scope *scope;        /* innermost resource */
    NodeId root;               /* the root resource: of the file, or of the line */
    struct Resolver *resolver; /* where references of the root lead (src/check/resolver.h) */
    struct Anchors *anchors; /* ids in the root that links may lead to (src/check/anchors.h); NULL: not asked for yet */
} Walk;

/* A value that is judged. `node` may be NODE_NONE where a primitive has only its `_x` sibling. */
typedef struct Value {
    NodeId node;
    NodeId sibling; /* the `_x` of a primitive; else NODE_NONE */
    NodeId holder;  /* the object that has it as a member, directly or in an array */
    const Facets *facets;
    const Facets *holder_facets;
    const Structure *type; /* of the value; NULL where not known */
    Slice type_name;
    bool is_modifier_extension;
} Value;

/* What an issue is about. Fields left zero mean none; `node` must be set. */
typedef struct Finding {
    Severity severity;
    const char *key;
    NodeId node;
    Slice missing;
    bool is_about_key;
    Span span; /* length 0 and start 0: by node, missing and is_about_key */
    const Element *element;
    Slice detail;
} Finding;

/* Adds an issue; the format gives its message. */
void walk_add(Walk *walk, const Finding *finding, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Short forms: an error, or an issue of any severity, about a node. */
void walk_error(Walk *walk, const char *key, NodeId node, const Element *element, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
void walk_issue(Walk *walk, Severity severity, const char *key, NodeId node, const Element *element, const char *format,
                ...) __attribute__((format(printf, 6, 7)));

/* The node that issues of a value are about: the value, or its sibling where it has none. */
static inline NodeId value_node(const Value *value)
{
    return value->node != NODE_NONE ? value->node : value->sibling;
}

/* At most the first 60 characters of a document's text, for messages; the slice lies in `scratch` where it was cut. */
Slice walk_shown(Slice text, Text *scratch);

/* ---- the walk's own steps, for families that start a walk of their own ---- */

/* Judges a resource by the profiles of `inherited` (facets of the place that it stands in; may be NULL), those that it
   declares and those that were asked for, or by the base definition. */
void walk_resource(Walk *walk, NodeId node, ResourceRole role, const Facets *inherited);

/* Judges the members of an object. */
void walk_object(Walk *walk, NodeId node, const Facets *facets, bool is_resource);

/* Judges one value. */
void walk_value(Walk *walk, const Value *value);

/* True when a resource conforms to a structure: no errors in a muted walk. Answers are kept for the document; a question
   that comes up while it is being answered is answered yes. */
bool walk_conforms(Walk *walk, NodeId resource, const Structure *structure);

/* The profiles by which a resource is judged, those asked for before those declared; the base where there is none. */
void walk_resource_facets(Walk *walk, NodeId node, const Structure *type, const Facets *inherited, Facets *facets);

/* The value of a member that is a string; empty where it is absent or none. */
Slice walk_member_string(const Document *document, NodeId object, Slice name, Text *scratch);

#endif
