/*
 * Plan: all that is judged of one kind of value.
 *
 * Several rules may hold for a value at once: those of the element in the base type or in a profile, of slices that it
 * matches, of profiles of its type, of its extension's definition. Their Elements together, with the type of the value,
 * are a plan. A plan is made once and shared by all values that the same elements apply to: what a walk over a document
 * needs of the rules (members, cardinalities, invariants, the groups that have something to say) is looked up then, and
 * not again at every node.
 *
 * Plans live as long as their Plans and never change, except that they remember what was looked up.
 */
#ifndef IPSE_CHECK_PLAN_H
#define IPSE_CHECK_PLAN_H

#include "src/base/memory.h"
#include "src/fhirpath/fhirpath.h"
#include "src/profile/rules.h"

typedef struct Plans Plans;
typedef struct Plan Plan;
typedef struct Member Member;
typedef struct Format Format;
typedef struct Slicing Slicing;
typedef struct Group Group;
typedef struct PlanTables PlanTables;
struct Regex;

/* An invariant that holds for values of a plan. */
typedef struct Invariant {
    const Constraint *constraint;
    const Element *element;
    struct Expression *expression; /* of the constraint */
    bool is_far;                   /* it looks beyond the value */
    bool asks_presence;            /* it is QUICK_PRESENCE (src/fhirpath/machine/quick.h) */
} Invariant;

/* How often a child may be there, where that is less than the base allows, and whether it should be. */
typedef struct Slot {
    Slice name; /* "uid", "value" */
    uint32_t minimum;
    uint32_t maximum;
    const Element *minimum_element; /* whose minimum it is */
    const Element *maximum_element;
    const Element *obligated; /* the element with a populate obligation, or its mark; NULL where none */
    bool needs_slice;         /* in some content a slice of it must be there */
    bool owes_slice;          /* in some content a slice of it has a populate obligation, or its mark */
} Slot;

enum { SLOT_NONE = 0xFFFF };

typedef enum PlanKind { PLAN_PRIMITIVE, PLAN_COMPLEX, PLAN_RESOURCE } PlanKind;

struct Plan {
    const Element **elements; /* the most specific first */
    uint32_t element_count;
    const Element **contents; /* whose children hold for the value */
    uint32_t content_count;
    Slice type; /* FHIR type: "Coding", "code", "BackboneElement"; of resources that may be any: "Resource" */
    const Structure *type_structure; /* NULL where the type is not known */
    PlanKind kind;
    bool is_extension;
    bool is_lean; /* only what the elements add to the base type's is judged */
    bool is_idle; /* they add nothing: neither a value nor anything in it is judged */
    /* what is found in a value depends on its bytes and its resource alone (src/check/state/repeat.h) */
    bool is_repeatable;
    const Format *format; /* of primitives */
    FhirpathType fhirpath_type;
    const Invariant *invariants;
    uint32_t invariant_count;
    const Slot *slots;
    uint32_t slot_count;
    const Slicing **slicings; /* of the elements that are sliced */
    uint32_t slicing_count;
    const Element *
        *alternatives; /* elements with several profiles of this type, one of which must be met, or an unknown one */
    uint32_t alternative_count;
    const Group **near; /* the groups that judge values of this plan, in order */
    uint32_t near_count;
    const Group **far;
    uint32_t document_count;
    struct PlanIndex *index; /* members and other plans that were looked up */
};

/* What a JSON member name means in objects of a plan. */
struct Member {
    Slice name;             /* as in JSON, without underscore: "uid", "valueQuantity" */
    const Element *element; /* the most specific one */
    const Plan *plan;       /* of its values, before slices and definitions of extensions are chosen */
    uint16_t slot;          /* SLOT_NONE where nothing is asked of it */
    uint16_t ordinal;       /* a number of its own among the members that were looked up */
    bool is_array;
    bool is_choice;
    bool is_foreign;         /* the base type has it, but a profile does not allow it */
    const Member **follower; /* remembered: the member that mostly comes next in documents; NULL: none yet */
};

/* The tables are borrowed. `actor` is whose obligations count, by name or URL, or empty for all; it is borrowed.
   `shows_must_support`: elements that are marked mustSupport count as well. */
Plans *plans_new(const Rules *rules, const PlanTables *tables, Slice actor, bool shows_must_support);
void plans_free(Plans *plans);

/* The plan that has one more element than another one, put before or after its own; the plan itself where it has it. */
const Plan *plan_with(Plans *plans, const Plan *plan, const Element *more, bool is_before);

/* The plan of a resource, or of any value as a whole, by structures; the type is the first one's. */
const Plan *plan_of_structures(Plans *plans, const Structure *const *structures, uint32_t count);

/* The plan of what a profile adds to the base definition of its type: values that are without error by that are without
   error by this plan where they are so by the plan of the profile. */
const Plan *plan_of_addition(Plans *plans, const Structure *profile);

/* The structure at a URL that a definition names, as rules_structure, remembered; NULL where the rules have none. The
   URL must be a slice of the rules, so that its address stands for it. */
const Structure *plans_structure(Plans *plans, Slice url);

/* True when an element has an obligation to fill it, or is marked where marks are asked for. */
bool plans_owe(Plans *plans, const Element *element);

/* What a member name (without underscore) means; NULL where it is unknown. */
const Member *plan_member(Plans *plans, const Plan *plan, Slice name);

/* As plan_member, trying first what followed `previous` (may be NULL) the last time. */
const Member *plan_next_member(Plans *plans, const Plan *plan, const Member *previous, Slice name);

/* The program of an invariant, which is parsed when it is first asked for; NULL where its expression cannot be read. */
const FhirpathProgram *invariant_program(const Invariant *invariant);

/* True where an object lacks a member without which an invariant holds: then it need not be evaluated. */
bool invariant_is_pointless(const Invariant *invariant, const Document *document, NodeId object);

/* Why an expression that was asked for has no program; empty where it has one. */
const char *invariant_fault(const Invariant *invariant);

/* The regular expression of a primitive type; NULL where it has none. */
const struct Regex *plans_regex(Plans *plans, const Structure *type);

/* The regular expression that an element, which has one, limits its values to; NULL with a sentence where it is
 * invalid. */
const struct Regex *plans_limit(Plans *plans, const Element *element, Error *error);

const Rules *plans_rules(const Plans *plans);

/* A document that holds a resource of a type, and nothing in it; lives as long as the plans. */
const Document *plans_empty_resource(Plans *plans, const Structure *type);

/* True when an element with this name's content, of whatever type, has a child of the name: for FHIRPath. */
FhirpathType plans_member_type(Plans *plans, FhirpathType parent, Slice name);

#endif
