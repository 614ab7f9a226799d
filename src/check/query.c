/* Query: which rules hold for a node, found by following the path to it; for what shows and offers them. */
#include "src/check/extension.h"
#include "src/check/resource.h"
#include "src/check/scope.h"
#include "src/check/session.h"
#include "src/check/shape.h"

/* A walk that only looks, with what it needs around it. */
typedef struct Look {
    Session session;
    Walk walk;
    FarList far;
} Look;

static void look_begin(Look *look, Checker *checker, const Document *document)
{
    *look = (Look){.session = {.checker = checker, .document = document}};
    look->session.arena = arena_new();
    look->walk = walk_new(&look->session, NULL, &look->far, 0);
}

static void look_end(Look *look)
{
    walk_free(&look->walk);
    walk_free_rooms(&look->session);
    arena_free(look->session.arena);
}

/* What was last asked; nothing where that was another document, or before an edit. */
static Memo *memo_of(Checker *checker, const Document *document)
{
    Memo *memo = &checker->memo;
    if (memo->document != document || memo->revision != document_revision(document)) {
        memo->document = document;
        memo->revision = document_revision(document);
        memo->resource = memo->object = NODE_NONE;
    }
    return memo;
}

/* The profiles that a resource is judged by, the most specific first. */
static uint32_t profiles_of(Walk *walk, NodeId resource, const Structure **profiles)
{
    Memo *memo = memo_of(walk->checker, walk->document);
    if (memo->resource != resource) {
        ScopeChain chain;
        memo->resource = resource;
        memo->count =
            resource_profiles(walk, scope_around(walk, resource, &chain), memo->profiles, CHECKER_PROFILES_MAXIMUM);
    }
    memcpy(profiles, memo->profiles, memo->count * sizeof *profiles);
    return memo->count;
}

/* The plan of a member of an object; NULL where the plan knows none of the name. */
static const Plan *plan_below(Walk *walk, const Plan *plan, Slice name)
{
    bool is_beside = name.length > 1 && name.bytes[0] == '_';
    const Member *member = plan_member(walk->checker->plans, plan, is_beside ? slice_part(name, 1, name.length) : name);
    return member ? member->plan : NULL;
}

/* The plan of a node, found from its resource down; NULL where the rules do not know it. */
static const Plan *plan_at(Walk *walk, NodeId id)
{
    const Structure *profiles[CHECKER_PROFILES_MAXIMUM];
    NodeId chain[DOCUMENT_DEPTH_MAXIMUM + 2];
    uint32_t depth = 0;
    NodeId resource = scope_resource(walk, id);
    if (resource == NODE_NONE) {
        return NULL;
    }
    for (NodeId up = id; up != resource; up = document_node(walk->document, up)->parent) {
        chain[depth++] = up;
    }
    uint32_t count = profiles_of(walk, resource, profiles);
    const Plan *plan = plan_of_structures(walk->checker->plans, profiles, count);
    while (depth-- > 0 && plan) {
        const Node *node = document_node(walk->document, chain[depth]);
        if (node->key) {
            plan = plan_below(walk, plan, document_key(walk->document, chain[depth], &walk->scratch[2]));
        }
        if (plan && plan->is_extension && node->kind == NODE_OBJECT) {
            plan = extension_choose(walk, plan, chain[depth]);
        }
    }
    return plan;
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
    Look look;
    look_begin(&look, checker, document);
    const Plan *plan = plan_at(&look.walk, id);
    look_end(&look);
    return write_elements(plan, elements, capacity);
}

uint32_t check_member_elements(Checker *checker, const Document *document, NodeId id, Slice name,
                               const Element **elements, uint32_t capacity)
{
    Look look;
    look_begin(&look, checker, document);
    const Plan *plan = plan_at(&look.walk, id);
    plan = plan ? plan_below(&look.walk, plan, name) : NULL;
    look_end(&look);
    return write_elements(plan, elements, capacity);
}

const Structure *check_profile(Checker *checker, const Document *document, NodeId id)
{
    const Structure *profiles[CHECKER_PROFILES_MAXIMUM];
    Look look;
    look_begin(&look, checker, document);
    NodeId resource = scope_resource(&look.walk, id);
    uint32_t count = resource != NODE_NONE ? profiles_of(&look.walk, resource, profiles) : 0;
    look_end(&look);
    return count > 0 ? profiles[0] : NULL;
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
static Present present_in(Walk *walk, NodeId object, const Plan *plan)
{
    const Document *document = walk->document;
    uint32_t room = document_child_count(document, object);
    Present present = {.members = arena_allocate(walk->session->arena, (room + 1) * sizeof *present.members),
                       .nodes = arena_allocate(walk->session->arena, (room + 1) * sizeof *present.nodes)};
    for (NodeId id = document_first_child(document, object); id != NODE_NONE;
         id = document_next_sibling(document, id)) {
        Slice key = document_key(document, id, &walk->scratch[2]);
        bool is_beside = key.length > 1 && key.bytes[0] == '_';
        const Member *member =
            plan_member(walk->checker->plans, plan, is_beside ? slice_part(key, 1, key.length) : key);
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

/* Takes in what one more definition says of a child; true where it prohibits it. */
static bool strengthen(ChildRule *rule, const Element *child)
{
    bool is_required = element_minimum(child) > 0, is_obligated = element_obligation_count(child) > 0;
    if (is_required || (is_obligated && !rule->is_obligated)) {
        rule->element = child;
    }
    rule->is_required |= is_required;
    rule->is_obligated |= is_obligated;
    return element_maximum(child) == 0;
}

/* What all contents of a plan say of a child of the first; false where it is prohibited and absent. */
static bool child_rule(const Plan *plan, const Present *present, const Element *child, ChildRule *rule)
{
    bool is_prohibited = false;
    *rule = (ChildRule){.element = child,
                        .name = name_of(child),
                        .member = find_member(present, child),
                        .is_repeating = element_base_maximum(child) > 1};
    for (uint32_t i = 0; i < plan->content_count; i++) {
        const Element *same = i == 0 ? child : child_named(plan->contents[i], element_name(child));
        is_prohibited |= same && strengthen(rule, same);
    }
    return !is_prohibited || rule->member != NODE_NONE;
}

/* Lists the children of an object in the memo. */
static void list_children(Memo *memo, Checker *checker, const Document *document, NodeId object)
{
    Look look;
    look_begin(&look, checker, document);
    const Plan *plan = plan_at(&look.walk, object);
    const Element *content = plan && plan->content_count > 0 ? plan->contents[0] : NULL;
    Present present = {0};
    memo->child_count = 0;
    if (content) {
        present = present_in(&look.walk, object, plan);
    }
    for (uint32_t i = 0; content && i < element_child_count(content); i++) {
        ARRAY_RESERVE(memo->children, memo->child_capacity, memo->child_count + 1);
        memo->child_count += child_rule(plan, &present, element_child(content, i), &memo->children[memo->child_count]);
    }
    look_end(&look);
}

uint32_t check_children(Checker *checker, const Document *document, NodeId id, ChildRule *children, uint32_t capacity)
{
    if (document_node(document, id)->kind != NODE_OBJECT) {
        return 0;
    }
    Memo *memo = memo_of(checker, document);
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
