/* Discriminators: paths followed through an item and through the definition of a slice. */
#include "src/check/discriminator.h"

#include "src/check/plan_private.h"
#include "src/check/prescribed.h"
#include "src/check/resource.h"
#include "src/check/session.h"
#include "src/check/trial.h"
#include "src/profile/terminology.h"

enum { VALUES_MAXIMUM = 64, NESTED_MAXIMUM = 4 };

/* A value that a path leads to. */
typedef struct Found {
    NodeId node;
    const Plan *plan; /* of the item itself; NULL behind the first step */
    bool is_resource; /* reached by resolve() */
    Target target;    /* of a resource reached by resolve() */
} Found;

/* How far a path was followed. */
typedef struct Trail {
    Walk *walk;
    const Place *item;
    Found values[VALUES_MAXIMUM];
    uint32_t value_count;
    ElementList demands; /* elements of the definition */
    bool is_resolved;    /* the last step was resolve() */
} Trail;

static bool starts_with(Slice path, const char *word)
{
    return slice_starts_with(path, slice_from(word));
}

/* ---- through the document ---- */

static void add_value(Trail *trail, Found found)
{
    if (trail->value_count < VALUES_MAXIMUM) {
        trail->values[trail->value_count++] = found;
    }
}

/* Adds a node, or the items of an array. */
static void add_nodes(Trail *trail, NodeId node)
{
    const Document *document = trail->walk->document;
    if (document_node(document, node)->kind != NODE_ARRAY) {
        add_value(trail, (Found){.node = node});
        return;
    }
    for (NodeId item = document_first_child(document, node); item != NODE_NONE;
         item = document_next_sibling(document, item)) {
        add_value(trail, (Found){.node = item});
    }
}

/* True when a JSON member is the choice `name` with some type. */
static bool is_choice_of(Slice key, Slice name)
{
    return key.length > name.length && slice_starts_with(key, name) && key.bytes[name.length] >= 'A' &&
           key.bytes[name.length] <= 'Z';
}

/* Replaces the values by their members of a name, the types of a choice included. */
static void step_into(Trail *trail, Slice name)
{
    Trail before = *trail;
    const Document *document = trail->walk->document;
    trail->value_count = 0;
    for (uint32_t i = 0; i < before.value_count; i++) {
        NodeId child = document_first_child(document, before.values[i].node);
        bool is_object = document_node(document, before.values[i].node)->kind == NODE_OBJECT;
        for (; is_object && child != NODE_NONE; child = document_next_sibling(document, child)) {
            Slice key = document_raw_key(document, child);
            if (slice_equals(key, name) || is_choice_of(key, name)) {
                add_nodes(trail, child);
            }
        }
    }
}

/* Replaces references by the resources that they lead to. */
static void step_to_targets(Trail *trail)
{
    Trail before = *trail;
    Walk *walk = trail->walk;
    trail->value_count = 0;
    for (uint32_t i = 0; i < before.value_count; i++) {
        NodeId node = before.values[i].node;
        NodeId text =
            document_node(walk->document, node)->kind == NODE_STRING ? node : walk_member(walk, node, "reference");
        Target target = resolver_find(walk->session->resolver, trail->item->scope, walk_text(walk, text, 2));
        if (target.resource != NODE_NONE) {
            add_value(trail, (Found){.node = target.resource, .is_resource = true, .target = target});
        }
    }
}

/* Replaces values by their extensions of a url. */
static void step_to_extensions(Trail *trail, Slice url)
{
    step_into(trail, SLICE("extension"));
    uint32_t kept = 0;
    for (uint32_t i = 0; i < trail->value_count; i++) {
        NodeId own = walk_member(trail->walk, trail->values[i].node, "url");
        if (own != NODE_NONE && document_string_equals(trail->walk->document, own, url)) {
            trail->values[kept++] = trail->values[i];
        }
    }
    trail->value_count = kept;
}

/* ---- through the definition ---- */

/* Adds an element, with those of its slices that must be there: what they demand is demanded as well. */
static void add_demand(const Element *element, ElementList *list)
{
    element_list_add(list, element);
    for (uint32_t i = 0; element && i < element_slice_count(element); i++) {
        const Element *slice = element_slice(element, i);
        element_list_add(list, element_minimum(slice) > 0 ? slice : NULL);
    }
}

/* Adds the children of a name, of an element and of the profiles of its types. */
static void add_children(Plans *plans, const Element *element, Slice name, ElementList *list)
{
    const Element *content = plans_content(plans, element, plans_single_type(plans, element));
    add_demand(content ? element_child_find(content, name, NULL) : NULL, list);
    for (uint32_t i = 0; content && i < element_child_count(content); i++) {
        const Element *child = element_child(content, i);
        element_list_add(list, slice_equals(element_name(child), name) ? child : NULL);
    }
    for (uint32_t i = 0; i < element_type_count(element); i++) {
        const ElementType *type = element_type(element, i);
        const Structure *profile =
            type_profile_count(type) == 1 ? rules_structure(plans->rules, type_profile(type, 0)) : NULL;
        add_demand(profile ? element_child_find(structure_root(profile), name, NULL) : NULL, list);
    }
}

static void demand_children(Trail *trail, Slice name)
{
    ElementList before = trail->demands;
    trail->demands.count = 0;
    for (uint32_t i = 0; i < before.count; i++) {
        add_children(trail->walk->checker->plans, before.items[i], name, &trail->demands);
    }
}

/* The slices of the extensions of the elements whose definitions have a url. */
static void demand_extensions(Trail *trail, Slice url)
{
    demand_children(trail, SLICE("extension"));
    ElementList before = trail->demands;
    trail->demands.count = 0;
    for (uint32_t i = 0; i < before.count; i++) {
        for (uint32_t k = 0; k < element_slice_count(before.items[i]); k++) {
            const Element *slice = element_slice(before.items[i], k);
            bool has_profile = element_type_count(slice) > 0 && type_profile_count(element_type(slice, 0)) > 0;
            if (has_profile && slice_starts_with(type_profile(element_type(slice, 0), 0), url)) {
                element_list_add(&trail->demands, slice);
            }
        }
    }
}

/* ---- steps ---- */

/* The part of a path up to the next dot outside of parentheses; the path begins behind it afterwards. */
static Slice next_step(Slice *path)
{
    size_t end = 0, depth = 0;
    while (end < path->length && (path->bytes[end] != '.' || depth > 0)) {
        depth += path->bytes[end] == '(';
        depth -= path->bytes[end] == ')' && depth > 0;
        end++;
    }
    Slice step = slice_part(*path, 0, end);
    *path = slice_part(*path, end + 1 < path->length ? end + 1 : path->length, path->length);
    return step;
}

/* What stands between the parentheses of a step, without quotes. */
static Slice argument_of(Slice step)
{
    size_t open = slice_find(step, SLICE("("), 0) + 1;
    Slice argument = slice_part(step, open, step.length > open ? step.length - open - 1 : 0);
    bool is_quoted = argument.length >= 2 && (argument.bytes[0] == '\'' || argument.bytes[0] == '"');
    return is_quoted ? slice_part(argument, 1, argument.length - 2) : argument;
}

static void take_step(Trail *trail, Slice step)
{
    trail->is_resolved = false;
    if (slice_equals(step, SLICE("resolve()"))) {
        step_to_targets(trail);
        trail->is_resolved = true;
    } else if (starts_with(step, "extension(")) {
        step_to_extensions(trail, argument_of(step));
        demand_extensions(trail, argument_of(step));
    } else if (!slice_equals(step, SLICE("$this")) && !starts_with(step, "ofType(")) {
        step_into(trail, step);
        demand_children(trail, step);
    }
}

static void follow(Trail *trail, Slice path)
{
    while (path.length > 0) {
        take_step(trail, next_step(&path));
    }
}

/* ---- demands ---- */

/* True when a code, Coding or CodeableConcept has a code of a value set. */
static Membership has_code_of(Walk *walk, NodeId node, Slice url)
{
    const Rules *rules = walk->checker->rules;
    const ValueSet *set = rules_value_set(rules, url);
    if (!set) {
        return MEMBERSHIP_UNKNOWN;
    }
    if (document_node(walk->document, node)->kind == NODE_STRING) {
        return value_set_contains(rules, set, SLICE(""), walk_text(walk, node, 2), NULL, NULL);
    }
    NodeId codings = walk_member(walk, node, "coding");
    if (codings == NODE_NONE) {
        Slice system = walk_text(walk, walk_member(walk, node, "system"), 2);
        return value_set_contains(rules, set, system, walk_text(walk, walk_member(walk, node, "code"), 3), NULL, NULL);
    }
    Membership best = MEMBERSHIP_NO;
    for (NodeId item = document_first_child(walk->document, codings); item != NODE_NONE && best != MEMBERSHIP_YES;
         item = document_next_sibling(walk->document, item)) {
        Membership own = walk_member(walk, item, "coding") == NODE_NONE ? has_code_of(walk, item, url) : MEMBERSHIP_NO;
        best = own == MEMBERSHIP_NO ? best : own;
    }
    return best;
}

/* Does a value meet what elements of the definition prescribe below themselves? */
static Match match_nested(Walk *walk, NodeId node, const Element *element, unsigned depth)
{
    static const Match matches[] = {
        [MEMBERSHIP_NO] = MATCH_NO, [MEMBERSHIP_YES] = MATCH_YES, [MEMBERSHIP_UNKNOWN] = MATCH_UNKNOWN};
    if (prescribed_by(element)) {
        return prescribed_is_met(walk, element, node) ? MATCH_YES : MATCH_NO;
    }
    if (element_binding_strength(element) == BINDING_REQUIRED) {
        return matches[has_code_of(walk, node, element_binding_value_set(element))];
    }
    Match match = MATCH_UNKNOWN;
    for (uint32_t i = 0; i < element_child_count(element) && depth < NESTED_MAXIMUM && match != MATCH_NO; i++) {
        const Element *child = element_child(element, i);
        if (!prescribed_by(child) && element_child_count(child) == 0) {
            continue;
        }
        Trail trail = {.walk = walk, .values = {{.node = node}}, .value_count = 1};
        step_into(&trail, element_name(child));
        Match own = MATCH_NO;
        for (uint32_t k = 0; k < trail.value_count && own != MATCH_YES; k++) {
            Match here = match_nested(walk, trail.values[k].node, child, depth + 1);
            own = here == MATCH_NO ? own : here;
        }
        bool is_asked = prescribed_by(child) || trail.value_count > 0;
        match = is_asked && own != MATCH_UNKNOWN ? own : match;
    }
    return match;
}

/* True when an element, or one below it, prescribes something that a value could fail to be. */
static bool decides(const Element *element, unsigned depth)
{
    if (prescribed_by(element) || element_binding_strength(element) == BINDING_REQUIRED) {
        return true;
    }
    for (uint32_t i = 0; i < element_child_count(element) && depth < NESTED_MAXIMUM; i++) {
        if (prescribed_by(element_child(element, i)) || decides(element_child(element, i), depth + 1)) {
            return true;
        }
    }
    return false;
}

/* Some value must meet every element that prescribes something. */
static Match match_value(Trail *trail)
{
    Match match = MATCH_UNKNOWN;
    for (uint32_t i = 0; i < trail->demands.count && match != MATCH_NO; i++) {
        const Element *demand = trail->demands.items[i];
        Match own = trail->value_count == 0 && !decides(demand, 0) ? MATCH_UNKNOWN : MATCH_NO;
        for (uint32_t k = 0; k < trail->value_count && own != MATCH_YES; k++) {
            Match here = match_nested(trail->walk, trail->values[k].node, demand, 0);
            own = here == MATCH_NO ? own : here;
        }
        match = own == MATCH_UNKNOWN ? match : own;
    }
    return match;
}

static Match match_exists(const Trail *trail)
{
    for (uint32_t i = 0; i < trail->demands.count; i++) {
        if (element_maximum(trail->demands.items[i]) == 0) {
            return trail->value_count == 0 ? MATCH_YES : MATCH_NO;
        }
        if (element_minimum(trail->demands.items[i]) > 0) {
            return trail->value_count > 0 ? MATCH_YES : MATCH_NO;
        }
    }
    return MATCH_UNKNOWN;
}

/* The type of a value on the way: a resource's own, or that of the item. */
static Slice type_of(const Trail *trail, const Found *found)
{
    const Structure *resource = document_node(trail->walk->document, found->node)->kind == NODE_OBJECT
                                    ? resource_type(trail->walk, found->node)
                                    : NULL;
    if (resource) {
        return structure_type(resource);
    }
    return found->plan ? found->plan->type : SLICE("");
}

/* True when the definition of a profile is for a type. */
static bool is_profile_of(const Rules *rules, Slice url, Slice type)
{
    const Structure *profile = rules_structure(rules, url);
    return profile && slice_equals(structure_type(profile), type);
}

static bool allows_type(const Trail *trail, const Element *element, Slice name)
{
    const Rules *rules = trail->walk->checker->rules;
    for (uint32_t i = 0; i < element_type_count(element); i++) {
        const ElementType *type = element_type(element, i);
        for (uint32_t k = 0; trail->is_resolved && k < type_target_count(type); k++) {
            if (is_profile_of(rules, type_target(type, k), name)) {
                return true;
            }
        }
        if (!trail->is_resolved && slice_equals(type_fhir_code(type), name)) {
            return true;
        }
    }
    return false;
}

static Match match_type(const Trail *trail)
{
    for (uint32_t i = 0; i < trail->value_count; i++) {
        Slice type = type_of(trail, &trail->values[i]);
        for (uint32_t k = 0; k < trail->demands.count; k++) {
            if (type.length == 0) {
                return MATCH_UNKNOWN;
            }
            if (allows_type(trail, trail->demands.items[k], type)) {
                return MATCH_YES;
            }
        }
    }
    return MATCH_NO;
}

/* True when a value conforms to a profile. */
static bool conforms(const Trail *trail, const Found *found, Slice url)
{
    Walk *walk = trail->walk;
    const Structure *profile = rules_structure(walk->checker->rules, url);
    if (!profile) {
        return false;
    }
    if (found->is_resource) {
        return trial_resource(walk, trail->item->scope, &found->target, profile);
    }
    if (found->plan) {
        return trial_value(walk, trail->item, profile);
    }
    NodeId entry = place_node(trail->item);
    return resource_type(walk, found->node) &&
           trial_below(walk, trail->item->scope, found->node, entry, false, profile);
}

/* True when a value conforms to one of the profiles that an element names, or the element names none. */
static bool meets_profile(const Trail *trail, const Found *found, const Element *element, bool *is_asked)
{
    for (uint32_t i = 0; i < element_type_count(element); i++) {
        const ElementType *type = element_type(element, i);
        uint32_t count = trail->is_resolved ? type_target_count(type) : type_profile_count(type);
        for (uint32_t k = 0; k < count; k++) {
            *is_asked = true;
            if (conforms(trail, found, trail->is_resolved ? type_target(type, k) : type_profile(type, k))) {
                return true;
            }
        }
    }
    return false;
}

static Match match_profile(const Trail *trail)
{
    bool is_asked = false;
    for (uint32_t i = 0; i < trail->value_count; i++) {
        for (uint32_t k = 0; k < trail->demands.count; k++) {
            if (meets_profile(trail, &trail->values[i], trail->demands.items[k], &is_asked)) {
                return MATCH_YES;
            }
        }
    }
    return is_asked || trail->value_count == 0 ? MATCH_NO : MATCH_UNKNOWN;
}

Match discriminator_match(Walk *walk, const Place *item, const Element *sliced, uint32_t position, const Element *slice)
{
    Trail trail = {.walk = walk, .item = item, .value_count = 1, .demands = {.items = {slice}, .count = 1}};
    trail.values[0] = (Found){.node = place_node(item), .plan = item->plan};
    follow(&trail, element_discriminator_path(sliced, position));
    switch (element_discriminator_kind(sliced, position)) {
    case DISCRIMINATOR_VALUE:
    case DISCRIMINATOR_PATTERN:
        return match_value(&trail);
    case DISCRIMINATOR_EXISTS:
        return match_exists(&trail);
    case DISCRIMINATOR_TYPE:
        return match_type(&trail);
    case DISCRIMINATOR_PROFILE:
        return match_profile(&trail);
    }
    return MATCH_UNKNOWN;
}

bool discriminator_is_far(const Element *sliced, uint32_t position)
{
    Slice path = element_discriminator_path(sliced, position);
    return element_discriminator_kind(sliced, position) == DISCRIMINATOR_PROFILE ||
           slice_find(path, SLICE("resolve("), 0) < path.length;
}
