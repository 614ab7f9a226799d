/*
 * Reference: what a Reference leads to, and whether it may lead there.
 *
 * Standard: http://hl7.org/fhir/R4/references.html. References to places outside of the document are not followed; what
 * lies inside it (contained, or in the same Bundle) is looked at. Severities are those of the reference validator.
 */
#include "src/check/families.h"
#include "src/check/resolver.h"

enum { TARGETS_MAXIMUM = 64 };

/* The types and profiles that an element's references may lead to. */
typedef struct Targets {
    const Structure *structures[TARGETS_MAXIMUM];
    uint32_t count;
    bool is_open; /* any resource, or one that is not known here */
} Targets;

static void collect_targets(Walk *walk, const Element *element, Targets *targets)
{
    targets->count = 0;
    targets->is_open = true;
    for (uint32_t i = 0; i < element_type_count(element); i++) {
        const ElementType *type = element_type(element, i);
        for (uint32_t j = 0; slice_equals(type_code(type), SLICE("Reference")) && j < type_target_count(type); j++) {
            const Structure *structure = rules_structure(walk->rules, type_target(type, j));
            bool is_any = !structure || slice_equals(structure_type(structure), SLICE("Resource"));
            if (is_any) {
                targets->is_open = true;
                return;
            }
            targets->is_open = false;
            if (targets->count < TARGETS_MAXIMUM) {
                targets->structures[targets->count++] = structure;
            }
        }
    }
}

static bool allows_type(const Targets *targets, Slice type)
{
    for (uint32_t i = 0; i < targets->count; i++) {
        if (slice_equals(structure_type(targets->structures[i]), type)) {
            return true;
        }
    }
    return targets->is_open;
}

/* "Patient, Group" of the targets. */
static void append_names(const Targets *targets, Text *names)
{
    for (uint32_t i = 0; i < targets->count; i++) {
        if (i) {
            text_append(names, SLICE(", "));
        }
        text_append(names, structure_title(targets->structures[i]));
    }
}

/* The resource type that a URL `…Type/id` names; empty where it names none. */
static Slice type_in_url(const Walk *walk, Slice reference)
{
    size_t history = slice_find(reference, SLICE("/_history/"), 0);
    Slice url = slice_part(reference, 0, history == SIZE_MAX ? reference.length : history);
    size_t end = url.length;
    while (end > 0 && url.bytes[end - 1] != '/') {
        end--;
    }
    if (end == 0) {
        return (Slice){0};
    }
    size_t start = --end;
    while (start > 0 && url.bytes[start - 1] != '/') {
        start--;
    }
    Slice name = slice_part(url, start, end - start);
    const Structure *type = rules_type(walk->rules, name);
    return type && structure_kind(type) == STRUCTURE_RESOURCE ? name : (Slice){0};
}

static void say_wrong_type(Walk *walk, const Value *value, const Element *element, Slice type, const Targets *targets)
{
    Text names = TEXT_EMPTY;
    append_names(targets, &names);
    walk_error(walk, "reference-target", value->node, element, "this reference leads to a %.*s; allowed here are: %s",
               SLICE_ARGS(type), names.bytes);
    text_free(&names);
}

/* A resolved target must conform to one of the profiles of its type that the element names, unless the base is named. */
static void check_profiles(Walk *walk, const Value *value, const Element *element, NodeId target, Slice type,
                           const Targets *targets)
{
    bool has_profile = false;
    for (uint32_t i = 0; i < targets->count; i++) {
        const Structure *structure = targets->structures[i];
        if (!slice_equals(structure_type(structure), type)) {
            continue;
        }
        has_profile = true;
        if (!structure_is_profile(structure) || walk_conforms(walk, target, structure)) {
            return;
        }
    }
    if (has_profile) {
        Text names = TEXT_EMPTY, path = TEXT_EMPTY;
        append_names(targets, &names);
        walk_error(
            walk, "reference-profile", value->node, element,
            "the %.*s that this leads to is in this file, but does not conform to what is demanded of it here: %s",
            SLICE_ARGS(type), names.bytes);
        text_free(&names);
        text_free(&path);
    }
}

static void check_target(Walk *walk, const Value *value, Slice reference, Slice stated)
{
    NodeId target = resolver_find(walk->resolver, walk->scope, reference);
    Text scratch = TEXT_EMPTY;
    Slice actual = target != NODE_NONE ? walk_member_string(walk->document, target, SLICE("resourceType"), &scratch)
                                       : type_in_url(walk, reference);
    if (stated.length && actual.length && !slice_equals(stated, actual)) {
        walk_error(walk, "reference-type", value->node, value->facets->items[0].element,
                   "type says %.*s, but the reference leads to a %.*s", SLICE_ARGS(stated), SLICE_ARGS(actual));
    }
    for (uint32_t i = 0; i < value->facets->count; i++) {
        const Element *element = value->facets->items[i].element;
        Targets targets;
        collect_targets(walk, element, &targets);
        if (stated.length && !allows_type(&targets, stated)) {
            say_wrong_type(walk, value, element, stated, &targets);
        }
        if (target == NODE_NONE || !actual.length) {
            continue;
        }
        if (!allows_type(&targets, actual)) {
            say_wrong_type(walk, value, element, actual, &targets);
        } else {
            check_profiles(walk, value, element, target, actual, &targets);
        }
    }
    text_free(&scratch);
}

/* What a Bundle demands of the form of references in its entries. */
static void check_in_bundle(Walk *walk, const Value *value, Slice reference, Slice shown)
{
    if (!resolver_has_bundle(walk->resolver) || slice_find(reference, SLICE(":"), 0) != SIZE_MAX ||
        slice_find(reference, SLICE("?"), 0) != SIZE_MAX || slice_starts_with(reference, SLICE("#"))) {
        return;
    }
    unsigned slashes = 0;
    for (size_t i = 0; i < reference.length; i++) {
        slashes += reference.bytes[i] == '/';
    }
    if (slashes != 1 && slashes != 3) {
        walk_error(walk, "reference-form", value->node, value->facets->items[0].element,
                   "'%.*s' is no reference within a Bundle; it is written Type/id, or is a full URL",
                   SLICE_ARGS(shown));
    }
}

/* Judges the text of Reference.reference; false where it leads nowhere. */
static bool check_text(Walk *walk, const Value *value, Slice reference)
{
    Text scratch = TEXT_EMPTY;
    Slice shown = walk_shown(reference, &scratch);
    const Element *element = value->facets->items[0].element;
    bool is_sound = true;
    for (size_t i = 0; i < reference.length; i++) {
        if (reference.bytes[i] == ' ' || (reference.bytes[i] >= '\t' && reference.bytes[i] <= '\r')) {
            is_sound = false;
        }
    }
    if (!is_sound) {
        walk_error(walk, "reference-form", value->node, element, "'%.*s' is no reference: it contains white space",
                   SLICE_ARGS(shown));
    } else if (slice_starts_with(reference, SLICE("#")) && reference.length > 1 &&
               resolver_find(walk->resolver, walk->scope, reference) == NODE_NONE) {
        walk_error(walk, "reference-contained", value->node, element,
                   "'%.*s' leads to a contained resource, but there is none with this id in contained",
                   SLICE_ARGS(shown));
        is_sound = false;
    } else if (slice_starts_with(reference, SLICE("urn:")) && resolver_has_bundle(walk->resolver) &&
               resolver_find(walk->resolver, walk->scope, reference) == NODE_NONE) {
        walk_issue(walk, SEVERITY_WARNING, "reference-bundle", value->node, element,
                   "there is no entry with the fullUrl '%.*s' in this Bundle", SLICE_ARGS(shown));
    } else {
        check_in_bundle(walk, value, reference, shown);
    }
    text_free(&scratch);
    return is_sound;
}

static bool has_identifier(const Walk *walk, NodeId node)
{
    NodeId identifier = document_member(walk->document, node, SLICE("identifier"));
    return identifier != NODE_NONE && (document_member(walk->document, identifier, SLICE("system")) != NODE_NONE ||
                                       document_member(walk->document, identifier, SLICE("value")) != NODE_NONE);
}

void reference_check(Walk *walk, const Value *value)
{
    if (value->node == NODE_NONE || !slice_equals(structure_type(value->type), SLICE("Reference"))) {
        return;
    }
    Text scratch = TEXT_EMPTY, type_scratch = TEXT_EMPTY;
    Slice reference = walk_member_string(walk->document, value->node, SLICE("reference"), &scratch);
    Slice stated = walk_member_string(walk->document, value->node, SLICE("type"), &type_scratch);
    if (reference.length) {
        if (check_text(walk, value, reference)) {
            check_target(walk, value, reference, stated);
        }
    } else if (!has_identifier(walk, value->node) &&
               document_member(walk->document, value->node, SLICE("display")) == NODE_NONE) {
        walk_issue(walk, SEVERITY_WARNING, "reference-empty", value->node, value->facets->items[0].element,
                   "a reference without a target and without an identifier should at least have a display text");
    }
    text_free(&scratch);
    text_free(&type_scratch);
}
