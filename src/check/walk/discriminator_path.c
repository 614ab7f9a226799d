/* Discriminator paths: one walk through the document, one through the definition. */
#include "src/check/walk/discriminator_path.h"

#include "src/check/state/choice.h"
#include "src/check/state/session.h"
#include "src/check/walk/resource_profiles.h"

#include <stdlib.h>

/* ---- steps ---- */

/* The part of a path up to the next dot outside of parentheses; the path begins after it afterwards. */
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

typedef enum PathStep { STEP_MEMBER, STEP_RESOLVE, STEP_EXTENSION, STEP_TYPE, STEP_NOWHERE } PathStep;

static PathStep kind_of(Slice step)
{
    if (slice_equals(step, SLICE("resolve()"))) {
        return STEP_RESOLVE;
    }
    if (slice_starts_with(step, SLICE("extension("))) {
        return STEP_EXTENSION;
    }
    if (slice_starts_with(step, SLICE("ofType("))) {
        return STEP_TYPE;
    }
    return slice_equals(step, SLICE("$this")) ? STEP_NOWHERE : STEP_MEMBER;
}

/* ---- through the document ---- */

static void add_value(Reach *reach, const Reached *value)
{
    if (!reach->more && reach->count < REACHED_AT_FIRST) {
        reach->first[reach->count++] = *value;
        return;
    }
    bool is_moving = !reach->more;
    reach->capacity = is_moving ? 0 : reach->capacity;
    ARRAY_RESERVE(reach->more, reach->capacity, reach->count + 1u);
    if (is_moving) {
        memcpy(reach->more, reach->first, sizeof reach->first);
    }
    reach->more[reach->count++] = *value;
}

/* Adds a node, or the items of an array. */
static void add_nodes(const Document *document, Reach *reach, NodeId node, Slice suffix)
{
    if (document_node(document, node)->kind != NODE_ARRAY) {
        add_value(reach, &(Reached){.node = node, .suffix = suffix});
        return;
    }
    for (NodeId item = document_first_child(document, node); item != NODE_NONE;
         item = document_next_sibling(document, item)) {
        add_value(reach, &(Reached){.node = item});
    }
}

/* Adds the members of a node with a name. */
static void add_members(const Document *document, Reach *reach, NodeId node, Slice name)
{
    if (document_node(document, node)->kind != NODE_OBJECT) {
        return;
    }
    for (NodeId child = document_first_child(document, node); child != NODE_NONE;
         child = document_next_sibling(document, child)) {
        Slice key = document_raw_key(document, child);
        if (slice_equals(key, name) || choice_is_of(key, name)) {
            add_nodes(document, reach, child, slice_part(key, name.length, key.length));
        }
    }
}

void reach_members(const Document *document, NodeId node, Slice name, Reach *reach)
{
    reach->count = 0;
    reach->more = NULL;
    add_members(document, reach, node, name);
}

/* The values that were reached, which are to be replaced: `reach` is empty afterwards. The caller frees `more`. */
static Reach take_values(Reach *reach)
{
    Reach taken = *reach;
    reach->count = 0;
    reach->more = NULL;
    return taken;
}

/* Replaces the values by their members of a name. */
static void step_into(const Document *document, Reach *reach, Slice name)
{
    Reach before = take_values(reach);
    for (uint32_t i = 0; i < before.count; i++) {
        const Reached *value = reach_at(&before, i);
        reach->is_unfollowed |= value->is_outside;
        if (!value->is_outside) {
            add_members(document, reach, value->node, name);
        }
    }
    free(before.more);
}

/* The type that a reference which leads out of the file tells of its target; NULL where it tells none. */
static const Structure *told_type(Walk *walk, NodeId reference, const Target *target)
{
    const Rules *rules = walk->checker->rules;
    const Structure *type = target->type.length > 0 ? rules_type(rules, target->type) : NULL;
    return type ? type : walk_type(walk, reference, "type");
}

/* Replaces references by the resources that they lead to. */
static void step_to_targets(Walk *walk, const Place *item, Reach *reach)
{
    Reach before = take_values(reach);
    for (uint32_t i = 0; i < before.count; i++) {
        NodeId node = reach_at(&before, i)->node;
        bool is_text = document_node(walk->document, node)->kind == NODE_STRING;
        NodeId text = is_text ? node : walk_member(walk, node, "reference");
        Target target = resolver_find(walk->session->resolver, item->scope, walk_text(walk, text));
        if (target.resource != NODE_NONE) {
            add_value(reach, &(Reached){.node = target.resource, .is_resource = true, .target = target});
        } else if (text == NODE_NONE ? !is_text && resolver_is_logical(walk->document, node)
                                     : target.kind != REFERENCE_CONTAINED) {
            reach->has_outside = true;
            add_value(
                reach,
                &(Reached){.node = node, .is_outside = true, .is_typed = true, .type = told_type(walk, node, &target)});
        }
    }
    free(before.more);
}

/* Replaces values by their extensions of a url. */
static void step_to_extensions(const Walk *walk, Reach *reach, Slice url)
{
    step_into(walk->document, reach, SLICE("extension"));
    uint32_t kept = 0;
    for (uint32_t i = 0; i < reach->count; i++) {
        NodeId own = walk_member(walk, reach_at(reach, i)->node, "url");
        if (own != NODE_NONE && document_string_equals(walk->document, own, url)) {
            *reach_at(reach, kept++) = *reach_at(reach, i);
        }
    }
    reach->count = kept;
}

/* ---- types ---- */

const Structure *reached_resource(Walk *walk, Reached *value)
{
    if (!value->is_typed) {
        bool is_object = document_node(walk->document, value->node)->kind == NODE_OBJECT;
        value->type = is_object ? resource_type(walk, value->node) : NULL;
        value->is_typed = true;
    }
    return value->type;
}

Slice reached_type(Walk *walk, Reached *value)
{
    const Structure *resource = reached_resource(walk, value);
    return resource                   ? structure_type(resource)
           : value->suffix.length > 0 ? value->suffix
           : value->plan              ? value->plan->type
                                      : SLICE("");
}

bool is_type_of(const Rules *rules, Slice type, Slice wanted)
{
    if (slice_equals(type, wanted)) {
        return true;
    }
    const Structure *structure = rules_type(rules, type);
    bool is_capital = type.length > 0 && type.length == wanted.length && (type.bytes[0] | 0x20) == wanted.bytes[0];
    return (structure && rules_is_subtype(rules, structure, wanted)) ||
           (is_capital && slice_equals(slice_part(type, 1, type.length), slice_part(wanted, 1, wanted.length)));
}

/* Keeps the values of a type, and those of which the type is not told. */
static void step_to_type(Walk *walk, Reach *reach, Slice wanted)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < reach->count; i++) {
        Slice type = reached_type(walk, reach_at(reach, i));
        if (type.length == 0 || is_type_of(walk->checker->rules, type, wanted)) {
            *reach_at(reach, kept++) = *reach_at(reach, i);
        }
    }
    reach->count = kept;
}

void reach_follow(Walk *walk, const Place *item, Slice path, Reach *reach)
{
    if (reach->is_known && slice_equals(reach->path, path)) {
        return;
    }
    reach->is_known = true;
    reach->has_outside = reach->is_unfollowed = reach->codes.is_listed = false;
    reach->path = path;
    reach->count = 0;
    free(reach->more);
    reach->more = NULL;
    add_value(reach, &(Reached){.node = place_node(item), .plan = item->plan});
    while (path.length > 0) {
        Slice step = next_step(&path);
        PathStep kind = kind_of(step);
        if (kind == STEP_RESOLVE) {
            step_to_targets(walk, item, reach);
        } else if (kind == STEP_EXTENSION) {
            step_to_extensions(walk, reach, argument_of(step));
        } else if (kind == STEP_TYPE) {
            step_to_type(walk, reach, argument_of(step));
        } else if (kind == STEP_MEMBER) {
            step_into(walk->document, reach, step);
        }
    }
}

/* ---- through the definition ---- */

/* Adds an element, with those of its slices that must be there: what they require is required as well. */
static void add_requirement(const Element *element, ElementList *list)
{
    element_list_add(list, element);
    for (uint32_t i = 0; element && i < element_slice_count(element); i++) {
        const Element *slice = element_slice(element, i);
        element_list_add(list, element_minimum(slice) > 0 ? slice : NULL);
    }
}

/* Adds the children of a name, of an element and of the profiles of its types. `narrowed` is the one of its types that
   is meant; empty: the first. */
static void add_children(Plans *plans, const Element *element, Slice narrowed, Slice name, ElementList *list)
{
    const Element *content =
        plans_content(plans, element, narrowed.length > 0 ? narrowed : plans_single_type(plans, element));
    add_requirement(content ? element_child_find(content, name, NULL) : NULL, list);
    for (uint32_t i = 0; content && i < element_child_count(content); i++) {
        const Element *child = element_child(content, i);
        element_list_add(list, slice_equals(element_name(child), name) ? child : NULL);
    }
    for (uint32_t i = 0; i < element_type_count(element); i++) {
        const ElementType *type = element_type(element, i);
        const Structure *profile =
            type_profile_count(type) == 1 ? rules_structure(plans->rules, type_profile(type, 0)) : NULL;
        add_requirement(profile ? element_child_find(structure_root(profile), name, NULL) : NULL, list);
    }
}

static void require_children(Plans *plans, Slice narrowed, Slice name, ElementList *requirements)
{
    ElementList before = *requirements;
    *requirements = (ElementList){0};
    for (uint32_t i = 0; i < before.count; i++) {
        add_children(plans, before.items[i], narrowed, name, requirements);
    }
    element_list_free(&before);
}

/* The slices of the extensions of the elements whose definitions have a url. */
static void require_extensions(Plans *plans, Slice narrowed, Slice url, ElementList *requirements)
{
    require_children(plans, narrowed, SLICE("extension"), requirements);
    ElementList before = *requirements;
    *requirements = (ElementList){0};
    for (uint32_t i = 0; i < before.count; i++) {
        for (uint32_t k = 0; k < element_slice_count(before.items[i]); k++) {
            const Element *slice = element_slice(before.items[i], k);
            bool has_profile = element_type_count(slice) > 0 && type_profile_count(element_type(slice, 0)) > 0;
            Slice profile = has_profile ? type_profile(element_type(slice, 0), 0) : SLICE("");
            if (slice_equals(slice_part(profile, 0, slice_find(profile, SLICE("|"), 0)), url)) {
                element_list_add(requirements, slice);
            }
        }
    }
    element_list_free(&before);
}

void requirements_follow(Plans *plans, const Element *slice, Slice path, ElementList *requirements, bool *is_resolved)
{
    requirements->count = 0;
    element_list_add(requirements, slice);
    *is_resolved = false;
    Slice narrowed = SLICE("");
    while (path.length > 0) {
        Slice step = next_step(&path);
        PathStep kind = kind_of(step);
        *is_resolved = kind == STEP_RESOLVE;
        if (kind == STEP_EXTENSION) {
            require_extensions(plans, narrowed, argument_of(step), requirements);
        } else if (kind == STEP_MEMBER) {
            require_children(plans, narrowed, step, requirements);
        }
        const Structure *type = kind == STEP_TYPE ? rules_type(plans->rules, argument_of(step)) : NULL;
        narrowed = type ? structure_type(type) : SLICE("");
    }
}
