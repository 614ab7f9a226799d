/* Discriminators: what an item has compared with what a slice requires. */
#include "src/check/walk/discriminator.h"

#include "src/check/plan/prescribed_value.h"
#include "src/check/state/session.h"
#include "src/check/walk/conformance.h"
#include "src/check/walk/discriminator_path.h"
#include "src/profile/terminology.h"

#include <stdint.h>
#include <stdlib.h>

/* An item that is compared with a slice. */
typedef struct Trail {
    Walk *walk;
    const Place *item;
    const Discriminator *by;
    Reach *reach; /* of the path */
} Trail;

/* ---- what slices require ---- */

/* Notes what is not known of a definition, so that it stays open whether the item belongs to the slice. */
static void note_unknown(const Trail *trail, UnknownKind kind, Slice url)
{
    trail->reach->unknown = kind;
    trail->reach->unknown_url = url;
}

/* True when a code, Coding or CodeableConcept has a code of a value set. A Coding without system is in none. */
static Membership has_code_of(Walk *walk, NodeId node, const ValueSet *set)
{
    const Rules *rules = walk->checker->rules;
    if (document_node(walk->document, node)->kind == NODE_STRING) {
        return value_set_contains(rules, set, SLICE(""), walk_text(walk, node), NULL, NULL);
    }
    NodeId codings = walk_member(walk, node, "coding");
    if (codings == NODE_NONE) {
        Slice system = walk_text(walk, walk_member(walk, node, "system"));
        if (system.length == 0) {
            return MEMBERSHIP_NO;
        }
        return value_set_contains(rules, set, system, walk_text(walk, walk_member(walk, node, "code")), NULL, NULL);
    }
    Membership best = MEMBERSHIP_NO;
    for (NodeId item = document_first_child(walk->document, codings); item != NODE_NONE && best != MEMBERSHIP_YES;
         item = document_next_sibling(walk->document, item)) {
        Membership own = walk_member(walk, item, "coding") == NODE_NONE ? has_code_of(walk, item, set) : MEMBERSHIP_NO;
        best = own == MEMBERSHIP_NO ? best : own;
    }
    return best;
}

/* Does a value have a code of the value set at a URL? */
static Match match_code(const Trail *trail, NodeId node, Slice url)
{
    static const Match matches[] = {
        [MEMBERSHIP_NO] = MATCH_NO, [MEMBERSHIP_YES] = MATCH_YES, [MEMBERSHIP_UNKNOWN] = MATCH_UNKNOWN};
    const ValueSet *set = rules_value_set(trail->walk->checker->rules, url);
    Match match = set ? matches[has_code_of(trail->walk, node, set)] : MATCH_UNKNOWN;
    if (match == MATCH_UNKNOWN) {
        note_unknown(trail, set ? UNKNOWN_CODES : UNKNOWN_VALUE_SET, url);
    }
    return match;
}

/* Does a value meet what elements of the definition prescribe below themselves? The recursion is as deep as
 * definitions. */
static Match match_nested(const Trail *trail, NodeId node, const Element *element)
{
    Walk *walk = trail->walk;
    if (prescribed_by(element)) {
        return prescribed_is_met(walk->checker->plans, element, walk->document, node) ? MATCH_YES : MATCH_NO;
    }
    if (element_binding_strength(element) == BINDING_REQUIRED) {
        return match_code(trail, node, element_binding_value_set(element));
    }
    Match match = MATCH_UNKNOWN;
    for (uint32_t i = 0; i < element_child_count(element) && match != MATCH_NO; i++) {
        const Element *child = element_child(element, i);
        if (!prescribed_by(child) && element_child_count(child) == 0) {
            continue;
        }
        Reach below;
        reach_members(walk->document, node, element_name(child), &below);
        Match own = MATCH_NO;
        for (uint32_t k = 0; k < below.count && own != MATCH_YES; k++) {
            Match here = match_nested(trail, reach_at(&below, k)->node, child);
            own = here == MATCH_NO ? own : here;
        }
        free(below.more);
        bool is_asked = prescribed_by(child) || below.count > 0;
        match = is_asked && own != MATCH_UNKNOWN ? own : match;
    }
    return match;
}

/* True when an element, or one below it, prescribes something that a value could fail to be. */
static bool decides(const Element *element)
{
    if (prescribed_by(element) || element_binding_strength(element) == BINDING_REQUIRED) {
        return true;
    }
    for (uint32_t i = 0; i < element_child_count(element); i++) {
        if (prescribed_by(element_child(element, i)) || decides(element_child(element, i))) {
            return true;
        }
    }
    return false;
}

/* True where a path leads to resources that are not in the file, or on from them. */
static bool is_unfollowed(const Trail *trail)
{
    bool is_outside = trail->reach->is_unfollowed;
    for (uint32_t i = 0; i < trail->reach->count; i++) {
        is_outside |= reach_at(trail->reach, i)->is_outside;
    }
    return is_outside;
}

/* Lists the codes in a value: itself, its code, those of its codings. */
static void list_codes(const Document *document, NodeId node, ReachedCodes *codes)
{
    const Node *nodes = document_nodes(document);
    bool is_plain = nodes[node].kind == NODE_STRING && !(nodes[node].flags & (NODE_HAS_ESCAPE | NODE_IS_BARE));
    if (is_plain && codes->count < sizeof codes->items / sizeof *codes->items) {
        codes->items[codes->count++] = document_raw(document, node);
        return;
    }
    if (nodes[node].kind != NODE_OBJECT && nodes[node].kind != NODE_ARRAY) {
        codes->may_be_any = true;
        return;
    }
    for (NodeId part = node + 1; part < nodes[node].end && !codes->may_be_any; part = nodes[part].end) {
        bool is_item = nodes[node].kind == NODE_ARRAY || (nodes[part].flags & NODE_KEY_HAS_ESCAPE);
        Slice key = document_raw_key(document, part);
        if (is_item || slice_equals(key, SLICE("code")) || slice_equals(key, SLICE("coding"))) {
            list_codes(document, part, codes);
        }
    }
}

/* False where the first of the values has certainly not the code that a slice requires. */
static bool may_have_code(const Trail *trail)
{
    ReachedCodes *codes = &trail->reach->codes;
    if (!codes->is_listed) {
        *codes = (ReachedCodes){.is_listed = true};
        list_codes(trail->walk->document, reach_at(trail->reach, 0)->node, codes);
    }
    bool may_have = codes->may_be_any;
    for (uint32_t i = 0; i < codes->count && !may_have; i++) {
        may_have = slice_equals(codes->items[i], trail->by->code);
    }
    return may_have;
}

/* Some value must meet every element that prescribes something. */
static Match match_value(const Trail *trail)
{
    Match match = MATCH_UNKNOWN;
    if (is_unfollowed(trail)) {
        return MATCH_UNKNOWN;
    }
    if (trail->by->code.length > 0 && trail->reach->count == 1 && !may_have_code(trail)) {
        return MATCH_NO;
    }
    for (uint32_t i = 0; i < trail->by->requirement_count && match != MATCH_NO; i++) {
        const Element *requirement = trail->by->requirements[i];
        Match own = trail->reach->count == 0 && !decides(requirement) ? MATCH_UNKNOWN : MATCH_NO;
        for (uint32_t k = 0; k < trail->reach->count && own != MATCH_YES; k++) {
            Match here = match_nested(trail, reach_at(trail->reach, k)->node, requirement);
            own = here == MATCH_NO ? own : here;
        }
        match = own == MATCH_UNKNOWN ? match : own;
    }
    return match;
}

static Match match_exists(const Trail *trail)
{
    if (is_unfollowed(trail)) {
        return MATCH_UNKNOWN;
    }
    for (uint32_t i = 0; i < trail->by->requirement_count; i++) {
        if (element_maximum(trail->by->requirements[i]) == 0) {
            return trail->reach->count == 0 ? MATCH_YES : MATCH_NO;
        }
        if (element_minimum(trail->by->requirements[i]) > 0) {
            return trail->reach->count > 0 ? MATCH_YES : MATCH_NO;
        }
    }
    return MATCH_UNKNOWN;
}

/* A type that is looked for: of a resource with its definition, else by its name alone. */
typedef struct Wanted {
    const Structure *resource; /* NULL: none */
    Slice name;
} Wanted;

static bool is_wanted(const Rules *rules, const Wanted *wanted, Slice type)
{
    return wanted->resource ? rules_is_subtype(rules, wanted->resource, type) : is_type_of(rules, wanted->name, type);
}

/* Does an element allow values of a type, or references to resources of it? */
static Match allows_type(const Trail *trail, const Element *element, const Wanted *wanted)
{
    const Rules *rules = trail->walk->checker->rules;
    Match match = MATCH_NO;
    for (uint32_t i = 0; i < element_type_count(element); i++) {
        const ElementType *type = element_type(element, i);
        for (uint32_t k = 0; trail->by->is_resolved && k < type_target_count(type); k++) {
            const Structure *profile = rules_structure(rules, type_target(type, k));
            if (profile && is_wanted(rules, wanted, structure_type(profile))) {
                return MATCH_YES;
            }
            if (!profile) {
                note_unknown(trail, UNKNOWN_PROFILE, type_target(type, k));
                match = MATCH_UNKNOWN;
            }
        }
        if (!trail->by->is_resolved && is_wanted(rules, wanted, type_fhir_code(type))) {
            return MATCH_YES;
        }
    }
    return match;
}

/* Does what a slice requires allow a type? */
static Match require_type(const Trail *trail, const Wanted *type)
{
    Match match = MATCH_NO;
    for (uint32_t k = 0; k < trail->by->requirement_count && match != MATCH_YES; k++) {
        Match own = allows_type(trail, trail->by->requirements[k], type);
        match = own == MATCH_NO ? match : own;
    }
    return match;
}

/* The same for the type of a resource, remembered unless a definition is not known: that is noted each time. */
static Match require_resource(const Trail *trail, const Structure *type)
{
    TypeFits *fits = trail->by->fits;
    const uint32_t room = sizeof fits->types / sizeof *fits->types;
    for (uint32_t i = 0; i < fits->count && i < room; i++) {
        if (fits->types[i] == type) {
            return fits->are_fitting[i] ? MATCH_YES : MATCH_NO;
        }
    }
    Match match = require_type(trail, &(Wanted){type, structure_type(type)});
    if (trail->reach->unknown == UNKNOWN_NOTHING) {
        uint32_t place = fits->count++ % room;
        fits->types[place] = type;
        fits->are_fitting[place] = match == MATCH_YES;
    }
    return match;
}

static Match match_type(const Trail *trail)
{
    Match match = trail->reach->is_unfollowed ? MATCH_UNKNOWN : MATCH_NO;
    for (uint32_t i = 0; i < trail->reach->count && match != MATCH_YES; i++) {
        Reached *found = reach_at(trail->reach, i);
        const Structure *resource = reached_resource(trail->walk, found);
        Slice type = resource ? structure_type(resource) : reached_type(trail->walk, found);
        if (type.length == 0 && trail->by->requirement_count > 0) {
            return MATCH_UNKNOWN;
        }
        Match own = resource ? require_resource(trail, resource) : require_type(trail, &(Wanted){NULL, type});
        match = own == MATCH_NO ? match : own;
    }
    return match;
}

/* True when a value conforms to a profile. */
static bool conforms(const Trail *trail, Reached *found, const Structure *profile)
{
    Walk *walk = trail->walk;
    if (found->is_resource) {
        return conformance_resource(walk, trail->item->scope, &found->target, profile);
    }
    if (found->plan) {
        return conformance_value(walk, trail->item, profile);
    }
    NodeId entry = place_node(trail->item);
    return reached_resource(walk, found) &&
           conformance_below(walk, trail->item->scope, found->node, entry, false, profile);
}

/* True when a resource that is not in the file may conform to a profile, by its type. */
static bool may_conform(const Trail *trail, const Reached *found, const Structure *profile)
{
    const Rules *rules = trail->walk->checker->rules;
    return !found->type || rules_is_subtype(rules, found->type, structure_type(profile));
}

/* True when a value conforms to one of the profiles that an element names. `may_meet` gets whether one that is not in
   the file may conform, or any to a profile that is not known. */
static bool meets_profile(const Trail *trail, Reached *found, const Element *element, bool *is_asked, bool *may_meet)
{
    for (uint32_t i = 0; i < element_type_count(element); i++) {
        const ElementType *type = element_type(element, i);
        uint32_t count = trail->by->is_resolved ? type_target_count(type) : type_profile_count(type);
        for (uint32_t k = 0; k < count; k++) {
            Slice url = trail->by->is_resolved ? type_target(type, k) : type_profile(type, k);
            const Structure *profile = plans_structure(trail->walk->checker->plans, url);
            *is_asked = true;
            *may_meet |= !profile || (found->is_outside && may_conform(trail, found, profile));
            if (!profile) {
                note_unknown(trail, UNKNOWN_PROFILE, url);
            } else if (!found->is_outside && conforms(trail, found, profile)) {
                return true;
            }
        }
    }
    return false;
}

static Match match_profile(const Trail *trail)
{
    bool is_asked = false, may_meet = trail->reach->is_unfollowed;
    for (uint32_t i = 0; i < trail->reach->count; i++) {
        for (uint32_t k = 0; k < trail->by->requirement_count; k++) {
            if (meets_profile(trail, reach_at(trail->reach, i), trail->by->requirements[k], &is_asked, &may_meet)) {
                return MATCH_YES;
            }
        }
    }
    bool is_refused = !may_meet && (is_asked || trail->reach->count == 0);
    return is_refused ? MATCH_NO : MATCH_UNKNOWN;
}

const Structure *discriminator_resource(Walk *walk, const Place *item, Slice path, Reach *reach)
{
    reach_follow(walk, item, path, reach);
    bool is_one = reach->count == 1 && !reach->is_unfollowed && !reach->has_outside;
    return is_one ? reached_resource(walk, reach_at(reach, 0)) : NULL;
}

bool discriminator_refuses(Walk *walk, const Place *item, const Discriminator *discriminator, const Structure *type,
                           Reach *reach)
{
    const Trail trail = {walk, item, discriminator, reach};
    reach->unknown = UNKNOWN_NOTHING;
    return require_resource(&trail, type) == MATCH_NO && reach->unknown == UNKNOWN_NOTHING;
}

Match discriminator_match(Walk *walk, const Place *item, const Discriminator *discriminator, Reach *reach)
{
    static Match (*const matches[])(const Trail *trail) = {[DISCRIMINATOR_VALUE] = match_value,
                                                           [DISCRIMINATOR_EXISTS] = match_exists,
                                                           [DISCRIMINATOR_PATTERN] = match_value,
                                                           [DISCRIMINATOR_TYPE] = match_type,
                                                           [DISCRIMINATOR_PROFILE] = match_profile};
    reach_follow(walk, item, discriminator->path, reach);
    return matches[discriminator->kind](&(Trail){walk, item, discriminator, reach});
}

/* The code, with its quotes, that a pattern or fixed value has as its only one: {"coding":[{"code":X}]}, {"code":X},
   "X". Empty where it asks otherwise. */
static Slice code_in(const Document *wanted)
{
    NodeId node = document_member(wanted, 0, SLICE("coding"));
    bool has_list = node != NODE_NONE && document_node(wanted, node)->kind == NODE_ARRAY;
    bool is_one = has_list && document_child_count(wanted, node) == 1;
    node = has_list ? (is_one ? document_first_child(wanted, node) : NODE_NONE) : 0;
    bool is_object = node != NODE_NONE && document_node(wanted, node)->kind == NODE_OBJECT;
    node = is_object ? document_member(wanted, node, SLICE("code")) : node;
    bool is_plain = node != NODE_NONE && document_node(wanted, node)->kind == NODE_STRING &&
                    !(document_node(wanted, node)->flags & NODE_HAS_ESCAPE);
    return is_plain ? document_raw(wanted, node) : SLICE("");
}

/* Reads a string without escapes, with its quotes, at the start of a text, which begins after it; empty if none is
 * there. */
static Slice take_string(Slice *text)
{
    size_t end = slice_starts_with(*text, SLICE("\"")) ? slice_find(*text, SLICE("\""), 1) : SIZE_MAX;
    Slice string = end < text->length ? slice_part(*text, 0, end + 1) : SLICE("");
    bool is_plain = string.length > 0 && !memchr(string.bytes, '\\', string.length);
    *text = is_plain ? slice_part(*text, string.length, text->length) : *text;
    return is_plain ? string : SLICE("");
}

/* As code_in, of the text of a pattern, {"coding":[{…}]} with nothing but strings in the one coding: most are such.
 * Empty for others. */
static Slice code_in_text(Slice json)
{
    static const Slice start = SLICE("{\"coding\":[{"), end = SLICE("}]}");
    Slice rest = slice_part(json, start.length, json.length), code = SLICE("");
    bool is_such = slice_starts_with(json, start) && slice_ends_with(json, end);
    while (is_such && !slice_equals(rest, end)) {
        Slice name = take_string(&rest);
        is_such = name.length > 0 && slice_starts_with(rest, SLICE(":"));
        rest = slice_part(rest, 1, rest.length);
        Slice value = is_such ? take_string(&rest) : SLICE("");
        is_such = value.length > 0 && (code.length == 0 || !slice_equals(name, SLICE("\"code\"")));
        code = slice_equals(name, SLICE("\"code\"")) ? value : code;
        rest = slice_starts_with(rest, SLICE(",")) ? slice_part(rest, 1, rest.length) : rest;
    }
    return is_such ? code : SLICE("");
}

/* The code without which a value meets none of the elements; empty where that is not so simple. */
static Slice code_of(Plans *plans, const Discriminator *own)
{
    const Element *only = own->requirement_count == 1 ? own->requirements[0] : NULL;
    Slice fixed = only ? element_fixed(only, NULL) : SLICE(""),
          pattern = only ? element_pattern(only, NULL) : SLICE("");
    Slice code = fixed.length > 0 ? SLICE("") : code_in_text(pattern);
    const Document *wanted = code.length > 0 ? NULL : prescribed_read(plans, fixed.length > 0 ? fixed : pattern);
    if (code.length > 0) {
        return code;
    }
    return wanted && (fixed.length == 0 || pattern.length == 0) ? code_in(wanted) : SLICE("");
}

const Discriminator *discriminator_new(Plans *plans, const Element *sliced, uint32_t position, const Element *slice)
{
    ElementList requirements = {0};
    Discriminator *own = arena_allocate(plans->arena, sizeof *own);
    *own = (Discriminator){.kind = element_discriminator_kind(sliced, position),
                           .path = element_discriminator_path(sliced, position)};
    own->fits = arena_allocate(plans->arena, sizeof *own->fits);
    own->fits->count = 0;
    requirements_follow(plans, slice, own->path, &requirements, &own->is_resolved);
    own->requirements = arena_allocate(plans->arena, requirements.count * sizeof *own->requirements);
    if (requirements.count > 0) {
        memcpy(own->requirements, requirements.items, requirements.count * sizeof *own->requirements);
    }
    own->requirement_count = requirements.count;
    own->code =
        own->kind == DISCRIMINATOR_VALUE || own->kind == DISCRIMINATOR_PATTERN ? code_of(plans, own) : SLICE("");
    element_list_free(&requirements);
    return own;
}
