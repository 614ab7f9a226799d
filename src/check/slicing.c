/*
 * Slicing: which items of a repeating element belong to which slice, and whether there are as many as each slice asks.
 *
 * An item belongs to a slice when every discriminator agrees: the values at its path in the document are as the slice's
 * element at that path demands (a fixed or pattern value, a required binding, presence, a type, a profile). Standard:
 * http://hl7.org/fhir/R4/profiling.html#slicing. Where an answer is not to be had here (a value set that is not shipped)
 * the item counts as belonging to no slice, and the slice's minimum is not asked for.
 */
#include "src/check/families.h"
#include "src/check/fixed.h"
#include "src/check/resolver.h"
#include "src/profile/terminology.h"

#include <stdlib.h>

enum { PLACES_MAXIMUM = 64 };

typedef enum Fit { FIT_NO, FIT_YES, FIT_UNKNOWN } Fit;

/* The values that a path leads to from an item. */
typedef struct Places {
    NodeId nodes[PLACES_MAXIMUM];
    uint32_t count;
} Places;

static void add_place(const Document *document, NodeId node, Places *places)
{
    if (document_node(document, node)->kind == NODE_ARRAY) {
        for (NodeId item = document_first_child(document, node); item != NODE_NONE;
             item = document_next_sibling(document, item)) {
            if (places->count < PLACES_MAXIMUM) {
                places->nodes[places->count++] = item;
            }
        }
    } else if (places->count < PLACES_MAXIMUM) {
        places->nodes[places->count++] = node;
    }
}

/* The first step of a discriminator's path; the rest goes to `rest`. Steps are parted by dots outside of parentheses. */
static Slice first_step(Slice path, Slice *rest)
{
    size_t at = 0;
    for (int depth = 0; at < path.length && (depth > 0 || path.bytes[at] != '.'); at++) {
        depth += (path.bytes[at] == '(') - (path.bytes[at] == ')');
    }
    *rest = slice_part(path, at + 1, path.length);
    return slice_part(path, 0, at);
}

/* What stands between the quotes, or the parentheses, of a step such as extension('url') or ofType(Reference). */
static Slice argument_of(Slice step)
{
    size_t open = slice_find(step, SLICE("("), 0);
    Slice inside = slice_part(step, open + 1, step.length - open - 2);
    return inside.length >= 2 && inside.bytes[0] == '\'' ? slice_part(inside, 1, inside.length - 2) : inside;
}

/* Members of `node` that a name means, a choice element's by its base name. */
static void enter_member(const Document *document, NodeId node, Slice name, Places *next)
{
    for (NodeId child = document_first_child(document, node); child != NODE_NONE;
         child = document_next_sibling(document, child)) {
        Slice key = document_raw_key(document, child);
        bool is_choice = key.length > name.length && slice_starts_with(key, name) && key.bytes[name.length] >= 'A' &&
                         key.bytes[name.length] <= 'Z';
        if (slice_equals(key, name) || (is_choice && slice_equals(name, SLICE("value")))) {
            add_place(document, child, next);
        }
    }
}

static void enter_extension(const Document *document, NodeId node, Slice url, Places *next)
{
    NodeId list = document_member(document, node, SLICE("extension"));
    if (list == NODE_NONE) {
        return;
    }
    for (NodeId item = document_first_child(document, list); item != NODE_NONE;
         item = document_next_sibling(document, item)) {
        NodeId own = document_member(document, item, SLICE("url"));
        if (own != NODE_NONE && document_string_equals(document, own, url)) {
            add_place(document, item, next);
        }
    }
}

static void enter_target(Walk *walk, NodeId node, Places *next)
{
    Text scratch = TEXT_EMPTY;
    Slice reference = walk_member_string(walk->document, node, SLICE("reference"), &scratch);
    NodeId target = reference.length ? resolver_find(walk->resolver, walk->scope, reference) : NODE_NONE;
    if (target != NODE_NONE) {
        add_place(walk->document, target, next);
    }
    text_free(&scratch);
}

/* Follows a path in the document. */
static void follow(Walk *walk, NodeId item, Slice path, Places *places)
{
    *places = (Places){.nodes = {item}, .count = 1};
    while (path.length) {
        Slice step = first_step(path, &path);
        Places next = {.count = 0};
        if (slice_equals(step, SLICE("$this")) || slice_starts_with(step, SLICE("ofType("))) {
            continue;
        }
        for (uint32_t i = 0; i < places->count; i++) {
            if (slice_equals(step, SLICE("resolve()"))) {
                enter_target(walk, places->nodes[i], &next);
            } else if (slice_starts_with(step, SLICE("extension("))) {
                enter_extension(walk->document, places->nodes[i], argument_of(step), &next);
            } else {
                enter_member(walk->document, places->nodes[i], step, &next);
            }
        }
        *places = next;
    }
}

/* The element of a slice at a path; NULL where the slice says nothing of it. `targets` gets the element whose types name
   the targets when the path ends in resolve(). */
static const Element *element_at(const Rules *rules, const Element *element, Slice path, bool *is_target)
{
    *is_target = false;
    while (path.length && element) {
        Slice step = first_step(path, &path);
        if (slice_equals(step, SLICE("$this")) || slice_starts_with(step, SLICE("ofType("))) {
            continue;
        }
        if (slice_equals(step, SLICE("resolve()"))) {
            *is_target = true;
            continue;
        }
        const Element *content = element_child_count(element) ? element : rules_content(rules, element, (Slice){0});
        bool is_extension = slice_starts_with(step, SLICE("extension("));
        const Element *child =
            content ? element_child_find(content, is_extension ? SLICE("extension") : step, NULL) : NULL;
        element = child;
        for (uint32_t i = 0; child && is_extension && i < element_slice_count(child); i++) {
            const Element *slice = element_slice(child, i);
            if (element_type_count(slice) && type_profile_count(element_type(slice, 0)) &&
                slice_equals(type_profile(element_type(slice, 0), 0), argument_of(step))) {
                element = slice;
            }
        }
    }
    return element;
}

/* ---- one discriminator ---- */

/* Is the code at a place in the element's value set? */
static Fit fit_binding(Walk *walk, const Element *element, NodeId node)
{
    const Document *document = walk->document;
    const ValueSet *set = rules_value_set(walk->rules, element_binding_value_set(element));
    if (!set) {
        return FIT_UNKNOWN;
    }
    Text scratch[2] = {{0}};
    Places codings = {.nodes = {node}, .count = 1};
    if (document_member(document, node, SLICE("coding")) != NODE_NONE) {
        codings.count = 0;
        add_place(document, document_member(document, node, SLICE("coding")), &codings);
    }
    Fit fit = FIT_NO;
    for (uint32_t i = 0; i < codings.count && fit != FIT_YES; i++) {
        bool is_object = document_node(document, codings.nodes[i])->kind == NODE_OBJECT;
        Slice system =
            is_object ? walk_member_string(document, codings.nodes[i], SLICE("system"), &scratch[0]) : (Slice){0};
        Slice code = is_object ? walk_member_string(document, codings.nodes[i], SLICE("code"), &scratch[1])
                               : document_string(document, codings.nodes[i], &scratch[1]);
        Membership answer = value_set_contains(walk->rules, set, system, code, NULL, NULL);
        fit = answer == MEMBERSHIP_YES ? FIT_YES : answer == MEMBERSHIP_UNKNOWN ? FIT_UNKNOWN : fit;
    }
    text_free(&scratch[0]);
    text_free(&scratch[1]);
    return fit;
}

/* True when the children of an element carry fixed or pattern values or none contradicts the value: a slice may state its
   discriminating value by its parts (coding.code). */
static Fit fit_parts(Walk *walk, const Element *element, NodeId node)
{
    Fit fit = FIT_UNKNOWN;
    for (uint32_t i = 0; i < element_child_count(element); i++) {
        const Element *child = element_child(element, i);
        Slice type;
        bool has_rule = element_fixed(child, &type).length || element_pattern(child, &type).length;
        if (!has_rule) {
            continue;
        }
        Places places = {.count = 0};
        enter_member(walk->document, node, element_name(child), &places);
        Fit own = FIT_NO;
        for (uint32_t j = 0; j < places.count; j++) {
            bool is_ruled;
            own = fixed_matches(child, walk->document, places.nodes[j], &is_ruled) ? FIT_YES : own;
        }
        if (own == FIT_NO) {
            return FIT_NO;
        }
        fit = FIT_YES;
    }
    return fit;
}

static Fit fit_value(Walk *walk, const Element *element, const Places *places)
{
    bool has_rule;
    fixed_matches(element, walk->document, NODE_NONE, &has_rule);
    Fit best = FIT_NO;
    for (uint32_t i = 0; i < places->count; i++) {
        Fit fit;
        if (has_rule) {
            bool is_ruled;
            fit = fixed_matches(element, walk->document, places->nodes[i], &is_ruled) ? FIT_YES : FIT_NO;
        } else {
            fit = fit_parts(walk, element, places->nodes[i]);
            if (fit == FIT_UNKNOWN && element_binding_strength(element) == BINDING_REQUIRED) {
                fit = fit_binding(walk, element, places->nodes[i]);
            }
        }
        best = fit == FIT_YES || best == FIT_NO ? fit : best;
        if (best == FIT_YES) {
            break;
        }
    }
    return best;
}

/* The resource type or datatype of a place: by resourceType, or by the choice in its key. */
static bool is_of_type(Walk *walk, NodeId node, Slice type)
{
    const Document *document = walk->document;
    NodeId stated = document_node(document, node)->kind == NODE_OBJECT
                        ? document_member(document, node, SLICE("resourceType"))
                        : NODE_NONE;
    if (stated != NODE_NONE) {
        return document_string_equals(document, stated, type);
    }
    Slice key = document_raw_key(document, node);
    return key.length > type.length &&
           slice_equals_ignoring_case(slice_part(key, key.length - type.length, type.length), type);
}

/* Do the places have a type of the element, or lead to one of its targets? With `needs_profile` they must conform too. */
static Fit fit_type(Walk *walk, const Element *element, bool is_target, bool needs_profile, const Places *places)
{
    for (uint32_t i = 0; i < places->count; i++) {
        for (uint32_t j = 0; j < element_type_count(element); j++) {
            const ElementType *type = element_type(element, j);
            uint32_t count = is_target ? type_target_count(type) : type_profile_count(type);
            if (count == 0 && !is_target && is_of_type(walk, places->nodes[i], type_code(type))) {
                return FIT_YES;
            }
            for (uint32_t k = 0; k < count; k++) {
                const Structure *structure =
                    rules_structure(walk->rules, is_target ? type_target(type, k) : type_profile(type, k));
                if (structure && is_of_type(walk, places->nodes[i], structure_type(structure)) &&
                    (!needs_profile || walk_conforms(walk, places->nodes[i], structure))) {
                    return FIT_YES;
                }
            }
        }
    }
    return FIT_NO;
}

static Fit fit_discriminator(Walk *walk, const Element *sliced, const Element *slice, uint32_t position, NodeId item)
{
    Slice path = element_discriminator_path(sliced, position);
    Places places;
    bool is_target;
    follow(walk, item, path, &places);
    const Element *element = element_at(walk->rules, slice, path, &is_target);
    if (!element) {
        return FIT_UNKNOWN;
    }
    switch (element_discriminator_kind(sliced, position)) {
    case DISCRIMINATOR_EXISTS:
        return (places.count > 0) == (element_maximum(element) > 0) ? FIT_YES : FIT_NO;
    case DISCRIMINATOR_TYPE:
        return fit_type(walk, element, is_target, false, &places);
    case DISCRIMINATOR_PROFILE:
        return fit_type(walk, element, is_target, true, &places);
    case DISCRIMINATOR_VALUE:
    case DISCRIMINATOR_PATTERN:
    default:
        return fit_value(walk, element, &places);
    }
}

/* Slices of extensions are told apart by the URL of the profile that their type names. */
static Fit fit_extension(Walk *walk, const Element *slice, NodeId item)
{
    if (element_type_count(slice) == 0 || type_profile_count(element_type(slice, 0)) == 0) {
        return FIT_UNKNOWN;
    }
    Slice profile = type_profile(element_type(slice, 0), 0);
    size_t version = slice_find(profile, SLICE("|"), 0);
    NodeId url = document_node(walk->document, item)->kind == NODE_OBJECT
                     ? document_member(walk->document, item, SLICE("url"))
                     : NODE_NONE;
    bool is_same = url != NODE_NONE &&
                   document_string_equals(walk->document, url,
                                          slice_part(profile, 0, version == SIZE_MAX ? profile.length : version));
    return is_same ? FIT_YES : FIT_NO;
}

static Fit fit_slice(Walk *walk, const Element *sliced, const Element *slice, NodeId item)
{
    bool is_extension = slice_equals(element_name(sliced), SLICE("extension")) ||
                        slice_equals(element_name(sliced), SLICE("modifierExtension"));
    if (is_extension) {
        Fit fit = fit_extension(walk, slice, item);
        if (fit != FIT_UNKNOWN) {
            return fit;
        }
    }
    uint32_t count = element_discriminator_count(sliced);
    Fit all = count ? FIT_YES : FIT_UNKNOWN;
    for (uint32_t i = 0; i < count && all != FIT_NO; i++) {
        Fit fit = fit_discriminator(walk, sliced, slice, i, item);
        all = fit == FIT_YES ? all : fit;
    }
    return all;
}

/* ---- a sliced element ---- */

static void say_minimum(Walk *walk, NodeId object, const Element *slice, const Member *member, uint32_t count)
{
    Finding finding = {.severity = SEVERITY_ERROR,
                       .key = "slice-required",
                       .node = object,
                       .missing = member->name,
                       .element = slice,
                       .detail = element_id(slice)};
    walk_add(walk, &finding, "'%.*s' must have at least %u of the kind '%.*s' (%.*s); there %s %u",
             SLICE_ARGS(member->name), element_minimum(slice), SLICE_ARGS(element_slice_name(slice)),
             SLICE_ARGS(structure_title(element_structure(slice))), count == 1 ? "is" : "are", count);
}

static void judge_counts(Walk *walk, NodeId object, const Element *sliced, const Member *member, const uint32_t *counts,
                         const bool *is_unsure)
{
    for (uint32_t i = 0; i < element_slice_count(sliced); i++) {
        const Element *slice = element_slice(sliced, i);
        if (counts[i] < element_minimum(slice) && !is_unsure[i]) {
            say_minimum(walk, object, slice, member, counts[i]);
        }
        if (element_maximum(slice) != MAXIMUM_UNBOUNDED && counts[i] > element_maximum(slice)) {
            walk_error(walk, "slice-too-many", object, slice,
                       "'%.*s' has %u of the kind '%.*s'; at most %u are allowed", SLICE_ARGS(member->name), counts[i],
                       SLICE_ARGS(element_slice_name(slice)), element_maximum(slice));
        }
    }
}

static void say_unsliced(Walk *walk, const Element *sliced, const Member *member, NodeId item)
{
    if (element_slicing_rules(sliced) == SLICING_CLOSED) {
        walk_error(walk, "slice-closed", item, sliced, "this item of '%.*s' is of none of the kinds that %.*s allows",
                   SLICE_ARGS(member->name), SLICE_ARGS(structure_title(element_structure(sliced))));
    }
}

/* The slices of one sliced element over all items. */
static void slice_items(Walk *walk, NodeId object, const Element *sliced, const Member *member, const NodeId *items,
                        uint32_t count, Facets *facets)
{
    uint32_t slices = element_slice_count(sliced);
    uint32_t *counts = memory_allocate_zeroed(slices + 1, sizeof *counts);
    bool *is_unsure = memory_allocate_zeroed(slices + 1, sizeof *is_unsure);
    for (uint32_t i = 0; i < count; i++) {
        bool is_matched = false, is_doubtful = false;
        for (uint32_t j = 0; j < slices; j++) {
            const Element *slice = element_slice(sliced, j);
            Fit fit = fit_slice(walk, sliced, slice, items[i]);
            is_unsure[j] = is_unsure[j] || fit == FIT_UNKNOWN;
            is_doubtful = is_doubtful || fit == FIT_UNKNOWN;
            if (fit == FIT_YES) {
                is_matched = true;
                counts[j]++;
                facets_add(&facets[i], slice, rules_content(walk->rules, slice, member->choice));
            }
        }
        if (!is_matched && !is_doubtful && slices) {
            say_unsliced(walk, sliced, member, items[i]);
        }
    }
    judge_counts(walk, object, sliced, member, counts, is_unsure);
    free(counts);
    free(is_unsure);
}

void slicing_check(Walk *walk, NodeId object, const Facets *holder, const Member *member, const NodeId *items,
                   uint32_t count, Facets *facets)
{
    for (uint32_t i = 0; i < holder->count; i++) {
        const Element *content = holder->items[i].content;
        const Element *child = content ? element_child_find(content, member->name, NULL) : NULL;
        if (child && element_is_sliced(child)) {
            slice_items(walk, object, child, member, items, count, facets);
        }
    }
}
