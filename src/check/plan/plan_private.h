/*
 * The inside of Plans, for the files that implement src/check/plan/plan.h.
 */
#ifndef IPSE_CHECK_PLAN_PRIVATE_H
#define IPSE_CHECK_PLAN_PRIVATE_H

#include "src/base/pair_map.h"
#include "src/base/regex.h"
#include "src/check/plan/invariant_guard.h"
#include "src/check/plan/plan.h"
#include "src/check/plan/plan_tables.h"

/* A list of elements without repetitions, in the making. Starts as all zero, or with room on the stack for what it
   mostly holds. */
typedef struct ElementList {
    const Element **items;
    uint32_t count;
    size_t capacity;
    bool is_lent; /* `items` is the room that it was started with */
} ElementList;

enum { ELEMENTS_MOSTLY = 8 };
#define ELEMENT_LIST_IN(room) ((ElementList){.items = (room), .capacity = ELEMENTS_MOSTLY, .is_lent = true})

/* Adds an element that is not in the list yet; NULL is left out. */
void element_list_add(ElementList *list, const Element *element);
void element_list_free(ElementList *list);

/* The members of a plan that were looked up. */
typedef struct PlanIndex {
    HashTable table;     /* positions in Plans.members, by name; in the arena */
    const Member *first; /* what objects of the plan mostly begin with */
} PlanIndex;

/* What is evaluated for a constraint. */
typedef struct Expression {
    Slice text; /* with its correction; empty where nothing is evaluated */
    FhirpathProgram *program;
    bool is_parsed;
    bool is_far; /* it looks beyond the value that it is evaluated for */
    bool asks_presence;
    Guard guard;
    Error error; /* why it cannot be parsed */
} Expression;

/* Lists in the making, which are used for one plan after the other. */
typedef struct PlanLists {
    Invariant *rules;
    size_t rule_capacity;
    Slot *slots;
    size_t slot_capacity;
} PlanLists;

struct Plans {
    const Rules *rules;
    const PlanTables *tables;
    Slice actor;
    bool shows_must_support;
    Arena *arena;
    Plan **made; /* all plans */
    size_t count;
    size_t capacity;
    HashTable table;  /* their positions, by elements and type */
    Member **members; /* all that were looked up */
    size_t member_count;
    size_t member_capacity;
    PlanLists lists;
    PairMap expressions; /* constraint to its Expression */
    PairMap regexes;     /* structure of a primitive, or element with a limit, to its Regex */
    PairMap prescribed;  /* address of a JSON text, or structure and these plans, to the Document that was made of it */
    PairMap joined_before; /* plan and element to the plan that has both, the element first */
    PairMap joined_after;  /* the same with the element last */
    PairMap contents;      /* element and type name to the element whose children hold */
    PairMap structures;    /* URL in a definition to the structure that it names, or NULL */
    PairMap slicings;      /* element to its Slicing */
    PairMap bases;         /* element to the one of the base definition */
    PairMap guards; /* plan and element to the invariants that its presence could break (src/check/groups/suppose.c) */
    PairMap obliging;  /* list of obligations to an element with it where it obliges the actor, to NULL where not */
    PairMap models;    /* content and list of constraints to the first plan of one element with both */
    PairMap additions; /* element to itself where it adds something to that, to NULL where it does not */
};

/* The element whose children hold for values of a type, as rules_content, remembered. The type must be a slice of the
   rules, so that its address stands for it. NULL if there is none. */
const Element *plans_content(Plans *plans, const Element *element, Slice type);

/* The type of an element that has one, or where it is a content reference that of the element referred to. */
Slice plans_single_type(Plans *plans, const Element *element);

/* ---- lean plans (src/check/plan/plan_lean.c) ---- */

/* The element of the base definition of its type that an element constrains; NULL if there is none. */
const Element *plans_base(Plans *plans, const Element *element);

/* True when an element says something of its values that its base does not say. */
bool plans_adds(Plans *plans, const Element *element);

/* True when an invariant of an element holds for values of a plan by their base or type already. */
bool plan_is_base_invariant(Plans *plans, const Plan *plan, const Element *element, const Constraint *constraint);

/* The plan of a value of a type that the elements apply to, a lean one or a full one. */
const Plan *plan_of_kind(Plans *plans, const Element *const *elements, uint32_t count, Slice type, bool is_lean);

/* True for a choice of several types: the children that a profile writes under it are only those that all types have.
 */
static inline bool content_is_partial(const Element *content)
{
    return element_is_choice(content) && element_type_count(content) > 1;
}

/* ---- parts of a plan, filled in once ---- */

void plan_fill_rules(Plans *plans, Plan *plan);

/* Takes over the invariants, cardinalities and slices of a plan; both have one element, the same content, and elements
   with the same constraints and without slices. */
void plan_take_rules(Plans *plans, Plan *plan, const Plan *model);
void plan_fill_slots(Plans *plans, Plan *plan);
void plan_fill_slicings(Plans *plans, Plan *plan);
void plan_fill_groups(Plans *plans, Plan *plan);

#endif
