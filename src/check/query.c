/* Query: which rules hold for a node, found by following the path to it; for what shows and offers them. */
#include "src/check/query.h"

#include "src/check/walk/extension_definition.h"
#include "src/check/walk/nearest.h"
#include "src/check/walk/resource_profiles.h"
#include "src/check/walk/scope.h"
#include "src/check/walk/session_open.h"
#include "src/check/walk/shape.h"
#include "src/check/walk/slicing.h"
#include "src/check/walk/unmatched.h"
#include "src/profile/pack/actors.h"

#include <stdlib.h>

/* A walk that only looks, with what it needs around it. */
typedef struct QueryLook {
    Walk walk;
    GroupPlaces far;
    Arena *arena;
} QueryLook;

/* The session in which questions about a node are answered: that of the last check, which knows what the resources are
   judged by and which of them conform to what; where that was another document, or before an edit, one of the memo's
   own. What was asked before is forgotten then. */
static CheckSession *session_for(Checker *checker, const Document *document, NodeId id)
{
    QueryMemo *memo = &checker->memo;
    CheckSession *session = session_of(checker, document, id);
    bool is_same = memo->document == document && memo->revision == document_revision(document);
    if (!is_same || (!memo->session && !session)) {
        memo_forget(memo);
        memo->document = document;
        memo->revision = document_revision(document);
        memo->session = session ? NULL : check_session_new(checker, document);
    }
    return session ? session : memo->session;
}

void memo_forget(QueryMemo *memo)
{
    if (memo->session) {
        check_session_free(memo->session);
    }
    pair_map_free(&memo->resources);
    pair_map_free(&memo->profiles);
    memo->session = NULL;
    memo->document = NULL;
    memo->object = NODE_NONE;
}

static void look_begin(QueryLook *look, Checker *checker, const Document *document, NodeId id)
{
    *look = (QueryLook){.arena = arena_new()};
    look->walk = walk_new(session_for(checker, document, id), NULL, &look->far, 0);
}

static void look_end(QueryLook *look)
{
    walk_free(&look->walk);
    arena_free(look->arena);
}

/* ---- plans ---- */

/* What a node is checked by: its plan, and the slicing of which it matches no slice (NULL: none). */
typedef struct FoundPlan {
    const Plan *plan;
    const Slicing *unmatched;
} FoundPlan;

static FoundPlan find_plan(Walk *walk, NodeId id);

/* Remembers the plan of a resource, and the first of its profiles. */
static const Plan *remember(Walk *walk, NodeId resource, const Scope *scope, const Plan *plan)
{
    QueryMemo *memo = &walk->checker->memo;
    ProfileList list;
    resource_profiles(walk, scope, &list);
    pair_map_add_const(&memo->resources, pair_number(resource), NULL, plan);
    pair_map_add_const(&memo->profiles, pair_number(resource), NULL, list.items[0]);
    profile_list_free(&list);
    return plan;
}

/* Finds what a resource is checked by, as the last check did; or, where there was none, with what the element that
   holds it requires, as a check does; the plan and the first profile are remembered. */
static const Plan *plan_of_resource(Walk *walk, NodeId resource)
{
    QueryMemo *memo = &walk->checker->memo;
    const PairEntry *known = pair_map_entry(&memo->resources, pair_number(resource), NULL);
    if (known) {
        return known->value.borrowed;
    }
    CheckSession *session = session_of(walk->checker, walk->document, resource);
    const ScopeOf *checked = session ? session_scope_at(session, resource) : NULL;
    if (checked) {
        return remember(walk, resource, &checked->scope, checked->plan);
    }
    Scope scope = *scope_around(walk, resource);
    Unmatched unmatched = {0};
    Plans *plans = walk->checker->plans;
    if (scope.entry != NODE_NONE) {
        FoundPlan found = find_plan(walk, scope.entry);
        Slice name = document_key_text(walk->document, resource, walk->checker->scratch);
        const Member *member = found.plan ? plan_member(plans, found.plan, name) : NULL;
        scope.requirement = member ? member->plan : NULL;
        Place entry = {.plan = found.plan, .node = scope.entry, .sibling = NODE_NONE, .scope = scope.container};
        if (found.unmatched && !walk->checker->is_declared) {
            unmatched.nearest = nearest_slice(walk, &entry, found.unmatched);
            scope.unmatched = unmatched.nearest.slice ? &unmatched : NULL;
        }
    }
    return remember(walk, resource, &scope, resource_plan(walk, &scope, NULL));
}

/* The plan of a member of an object; NULL where the plan knows none of the name. */
static const Plan *plan_below(Walk *walk, const Plan *plan, Slice name)
{
    bool is_sibling = name.length > 1 && name.bytes[0] == '_';
    const Member *member =
        plan_member(walk->checker->plans, plan, is_sibling ? slice_part(name, 1, name.length) : name);
    return member ? member->plan : NULL;
}

/* The plan of an occurrence, with the slices that it matches. */
static FoundPlan choose_slices(Walk *walk, const Scope *scope, NodeId holder, NodeId id, const Plan *plan)
{
    SliceTally tally;
    Place outer = {.node = holder, .sibling = NODE_NONE, .scope = scope};
    Place item = {.holder = &outer, .plan = plan, .node = id, .sibling = NODE_NONE, .scope = scope};
    tally_begin(walk, plan, &tally);
    FoundPlan found = {.plan = tally_choose(walk, &tally, &item)};
    found.unmatched = tally.unmatched && tally.unmatched->is_far ? tally.unmatched : NULL;
    walk->count_count = tally.base;
    return found;
}

/* Goes from the plan of what holds a node to that of the node. */
static FoundPlan step_down(Walk *walk, const Scope *scope, const Plan *plan, NodeId id)
{
    const Node *node = document_node(walk->document, id);
    bool is_sibling = false;
    FoundPlan found = {.plan = plan};
    if (node->key) {
        Slice key = document_key_text(walk->document, id, walk->checker->scratch);
        is_sibling = key.length > 0 && key.bytes[0] == '_';
        found.plan = plan_below(walk, plan, key);
    }
    if (found.plan && found.plan->slicing_count > 0 && node->kind != NODE_ARRAY && !is_sibling) {
        found = choose_slices(walk, scope, node->parent, id, found.plan);
    }
    if (found.plan && found.plan->is_extension && node->kind == NODE_OBJECT) {
        found.plan = extension_choose(walk, found.plan, id);
    }
    return found;
}

/* Finds the plan of a node from its resource down; NULL where the rules do not know it. */
static FoundPlan find_plan(Walk *walk, NodeId id)
{
    NodeId path[DOCUMENT_DEPTH_MAXIMUM + 2];
    uint32_t depth = 0;
    NodeId resource = scope_resource(walk, id);
    if (resource == NODE_NONE) {
        return (FoundPlan){0};
    }
    for (NodeId up = id; up != resource; up = document_node(walk->document, up)->parent) {
        path[depth++] = up;
    }
    FoundPlan found = {.plan = plan_of_resource(walk, resource)};
    const Scope *scope = scope_around(walk, resource);
    while (depth-- > 0 && found.plan) {
        found = step_down(walk, scope, found.plan, path[depth]);
    }
    return found;
}

static const Plan *plan_at(Walk *walk, NodeId id)
{
    return find_plan(walk, id).plan;
}

static uint32_t write_elements(const Plan *plan, const Element **elements, uint32_t capacity)
{
    for (uint32_t i = 0; plan && i < plan->element_count && i < capacity; i++) {
        elements[i] = plan->elements[i];
    }
    return plan ? plan->element_count : 0;
}

uint32_t check_elements(Checker *checker, const Document *document, NodeId id, const Element **elements,
                        uint32_t capacity)
{
    QueryLook look;
    look_begin(&look, checker, document, id);
    const Plan *plan = plan_at(&look.walk, id);
    look_end(&look);
    return write_elements(plan, elements, capacity);
}

uint32_t check_member_elements(Checker *checker, const Document *document, NodeId id, Slice name,
                               const Element **elements, uint32_t capacity)
{
    QueryLook look;
    look_begin(&look, checker, document, id);
    const Plan *plan = plan_at(&look.walk, id);
    plan = plan ? plan_below(&look.walk, plan, name) : NULL;
    look_end(&look);
    return write_elements(plan, elements, capacity);
}

const Structure *check_profile(Checker *checker, const Document *document, NodeId id)
{
    QueryLook look;
    look_begin(&look, checker, document, id);
    NodeId resource = scope_resource(&look.walk, id);
    if (resource != NODE_NONE) {
        plan_of_resource(&look.walk, resource);
    }
    look_end(&look);
    const PairEntry *known =
        resource != NODE_NONE ? pair_map_entry(&checker->memo.profiles, pair_number(resource), NULL) : NULL;
    return known ? known->value.borrowed : NULL;
}

/* ---- children ---- */

/* The JSON name of a child as it stands in lists: of a choice with [x], as it ends its path. */
static Slice name_of(const Element *child)
{
    Slice name = element_name(child), path = element_path(child);
    size_t length = name.length + strlen("[x]");
    return element_is_choice(child) && path.length > length ? slice_part(path, path.length - length, length) : name;
}

/* The members of an object that the plan knows. */
typedef struct Present {
    const Member **members;
    NodeId *nodes;
    uint32_t count;
} Present;

/* The members of an object that its plan knows, in the order in which they stand. */
static Present present_in(Walk *walk, Arena *arena, NodeId object, const Plan *plan)
{
    const Document *document = walk->document;
    uint32_t room = document_child_count(document, object);
    Present present = {.members = arena_allocate(arena, (room + 1) * sizeof *present.members),
                       .nodes = arena_allocate(arena, (room + 1) * sizeof *present.nodes)};
    for (NodeId id = document_first_child(document, object); id != NODE_NONE;
         id = document_next_sibling(document, id)) {
        Slice key = document_key_text(document, id, walk->checker->scratch);
        bool is_sibling = key.length > 1 && key.bytes[0] == '_';
        const Member *member =
            plan_member(walk->checker->plans, plan, is_sibling ? slice_part(key, 1, key.length) : key);
        if (member) {
            present.members[present.count] = member;
            present.nodes[present.count++] = id;
        }
    }
    return present;
}

/* The member of an object that a child is; a choice by any of its types. */
static NodeId find_member(const Present *present, const Element *child)
{
    for (uint32_t i = 0; i < present->count; i++) {
        const Member *member = present->members[i];
        if (slice_equals(element_name(member->element), element_name(child)) &&
            member->is_choice == element_is_choice(child)) {
            return present->nodes[i];
        }
    }
    return NODE_NONE;
}

/* The child of a content with a name; NULL where it has none. */
static const Element *child_named(const Element *content, Slice name)
{
    for (uint32_t i = 0; i < element_child_count(content); i++) {
        if (slice_equals(element_name(element_child(content, i)), name)) {
            return element_child(content, i);
        }
    }
    return NULL;
}

/* True when an obligation of the actor asks for something in an element, or the element is marked where marks count. */
static bool is_wanted(const Checker *checker, const Element *element)
{
    bool is_asked = checker->shows_must_support && element_is_must_support(element);
    for (uint32_t i = 0; !is_asked && i < element_obligation_count(element); i++) {
        Obligation obligation = element_obligation(element, i);
        is_asked = obligation_is_positive(&obligation) && obligation_is_of(&obligation, checker->actor);
    }
    return is_asked;
}

/* True when a slice of an element is wanted. */
static bool has_wanted_slice(const Checker *checker, const Element *element)
{
    for (uint32_t i = 0; i < element_slice_count(element); i++) {
        if (is_wanted(checker, element_slice(element, i))) {
            return true;
        }
    }
    return false;
}

/* Takes in what one more definition says of a child; true where it prohibits it. */
static bool strengthen(const Checker *checker, ChildRule *rule, const Element *child)
{
    bool is_required = element_minimum(child) > 0;
    bool is_obligated =
        element_obligation_count(child) > 0 || (checker->shows_must_support && element_is_must_support(child));
    bool is_asked = is_wanted(checker, child) || has_wanted_slice(checker, child);
    if (is_required || (is_asked && !rule->is_wanted)) {
        rule->element = child;
    }
    rule->is_required |= is_required;
    rule->is_obligated |= is_obligated;
    rule->is_wanted |= is_asked;
    return element_maximum(child) == 0;
}

/* What all contents of a plan say of a child of the first; false where it is prohibited and absent. */
static bool child_rule(const Checker *checker, const Plan *plan, const Present *present, const Element *child,
                       ChildRule *rule)
{
    bool is_prohibited = false;
    *rule = (ChildRule){.element = child,
                        .name = name_of(child),
                        .member = find_member(present, child),
                        .is_repeating = element_base_maximum(child) > 1};
    for (uint32_t i = 0; i < plan->content_count; i++) {
        const Element *same = i == 0 ? child : child_named(plan->contents[i], element_name(child));
        is_prohibited |= same && strengthen(checker, rule, same);
    }
    return !is_prohibited || rule->member != NODE_NONE;
}

/* Lists the children of an object in the memo. */
static void list_children(QueryMemo *memo, Checker *checker, const Document *document, NodeId object)
{
    QueryLook look;
    look_begin(&look, checker, document, object);
    const Plan *plan = plan_at(&look.walk, object);
    const Element *content = plan && plan->content_count > 0 ? plan->contents[0] : NULL;
    Present present = {0};
    memo->child_count = 0;
    if (content) {
        present = present_in(&look.walk, look.arena, object, plan);
    }
    for (uint32_t i = 0; content && i < element_child_count(content); i++) {
        ARRAY_RESERVE(memo->children, memo->child_capacity, memo->child_count + 1);
        memo->child_count +=
            child_rule(checker, plan, &present, element_child(content, i), &memo->children[memo->child_count]);
    }
    look_end(&look);
}

uint32_t check_children(Checker *checker, const Document *document, NodeId id, ChildRule *children, uint32_t capacity)
{
    if (document_node(document, id)->kind != NODE_OBJECT) {
        return 0;
    }
    session_for(checker, document, id);
    QueryMemo *memo = &checker->memo;
    if (memo->object != id) {
        list_children(memo, checker, document, id);
        memo->object = id;
    }
    uint32_t count = memo->child_count < capacity ? memo->child_count : capacity;
    if (count > 0) {
        memcpy(children, memo->children, count * sizeof *children);
    }
    return memo->child_count;
}
