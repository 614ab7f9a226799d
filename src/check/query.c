/* Query: which rules hold for a node, found by following the path to it; for what shows and offers them. */
#include "src/check/checker.h"
#include "src/check/resolver.h"

/* The innermost resource at or around a node whose resourceType is known; NODE_NONE where there is none. */
static NodeId resource_around(const Checker *checker, const Document *document, NodeId id, const Structure **type)
{
    Text scratch = TEXT_EMPTY;
    NodeId found = NODE_NONE;
    for (NodeId up = id; up != NODE_NONE && found == NODE_NONE; up = document_node(document, up)->parent) {
        Slice name = walk_member_string(document, up, SLICE("resourceType"), &scratch);
        *type = name.length ? rules_type(checker->rules, name) : NULL;
        found = *type && structure_kind(*type) == STRUCTURE_RESOURCE ? up : NODE_NONE;
    }
    text_free(&scratch);
    return found;
}

/* The facets of a resource, as a walk from its root would have them but for slices of Bundles. */
static void facets_of_resource(Checker *checker, const Document *document, NodeId resource, const Structure *type,
                               Facets *facets)
{
    Walk walk = {.checker = checker, .rules = checker->rules, .document = document};
    walk.root = resource;
    facets->count = 0;
    walk_resource_facets(&walk, resource, type, NULL, facets);
}

/* From the facets of a holder to those of its member `name`. */
static void step(Checker *checker, const Facets *holder, Slice name, Facets *member)
{
    Slice choice = {0}, plain = slice_starts_with(name, SLICE("_")) ? slice_part(name, 1, name.length) : name;
    const Element *child = NULL;
    for (uint32_t i = 0; i < holder->count && !child; i++) {
        child = holder->items[i].content ? element_child_find(holder->items[i].content, plain, &choice) : NULL;
    }
    Slice type = choice.length                        ? choice
                 : child && element_type_count(child) ? type_code(element_type(child, 0))
                                                      : (Slice){0};
    facets_of_member(checker->rules, &checker->contents, holder, plain, type, member);
    for (uint32_t i = 0, count = member->count; i < count; i++) {
        const Element *element = member->items[i].element;
        for (uint32_t j = 0; j < element_type_count(element); j++) {
            const ElementType *own = element_type(element, j);
            const Structure *profile = slice_equals(type_code(own), type) && type_profile_count(own) == 1
                                           ? rules_structure(checker->rules, type_profile(own, 0))
                                           : NULL;
            if (profile) {
                facets_add_structure(member, profile);
            }
        }
    }
}

/* The facets of a node below its resource. */
static void facets_of_node(Checker *checker, const Document *document, NodeId id, Facets *facets)
{
    const Structure *type;
    NodeId resource = resource_around(checker, document, id, &type);
    facets->count = 0;
    if (resource == NODE_NONE) {
        return;
    }
    NodeId chain[DOCUMENT_DEPTH_MAXIMUM + 2];
    uint32_t depth = 0;
    for (NodeId up = id; up != resource; up = document_node(document, up)->parent) {
        chain[depth++] = up;
    }
    facets_of_resource(checker, document, resource, type, facets);
    Text scratch = TEXT_EMPTY;
    while (depth-- > 0) {
        if (document_node(document, chain[depth])->key) {
            Facets member;
            step(checker, facets, document_key(document, chain[depth], &scratch), &member);
            *facets = member;
        }
    }
    text_free(&scratch);
}

/* Writes the elements, those of profiles (which came last for type profiles) after those of the place. */
static uint32_t write_elements(const Facets *facets, const Element **elements, uint32_t capacity)
{
    for (uint32_t i = 0; i < facets->count && i < capacity; i++) {
        elements[i] = facets->items[i].element;
    }
    return facets->count;
}

uint32_t check_elements(Checker *checker, const Document *document, NodeId id, const Element **elements,
                        uint32_t capacity)
{
    Facets facets;
    facets_of_node(checker, document, id, &facets);
    return write_elements(&facets, elements, capacity);
}

uint32_t check_member_elements(Checker *checker, const Document *document, NodeId id, Slice name,
                               const Element **elements, uint32_t capacity)
{
    Facets facets, member;
    facets_of_node(checker, document, id, &facets);
    step(checker, &facets, name, &member);
    return write_elements(&member, elements, capacity);
}

/* The JSON name of a child that stands in messages and lists; kept by the definitions, but for choices. */
static Slice name_of(Checker *checker, const Element *child)
{
    Slice name = element_name(child);
    return element_is_choice(child) ? arena_format(checker->names, "%.*s[x]", SLICE_ARGS(name)) : name;
}

/* The member of an object that a child element is; a choice by any of its types. */
static NodeId find_member(const Document *document, NodeId id, const Element *content, const Element *child)
{
    Text scratch = TEXT_EMPTY;
    NodeId found = NODE_NONE;
    for (NodeId member = document_first_child(document, id); member != NODE_NONE && found == NODE_NONE;
         member = document_next_sibling(document, member)) {
        Slice key = document_key(document, member, &scratch);
        key = slice_starts_with(key, SLICE("_")) ? slice_part(key, 1, key.length) : key;
        bool is_it = element_is_choice(child) ? element_child_find(content, key, NULL) == child
                                              : slice_equals(key, element_name(child));
        found = is_it ? member : NODE_NONE;
    }
    text_free(&scratch);
    return found;
}

/* Adds what another facet says of a child. */
static void strengthen(ChildRule *rule, const Element *child)
{
    if (element_minimum(child) > 0 || (element_obligation_count(child) > 0 && !rule->is_obligated)) {
        rule->element = child;
    }
    rule->is_required = rule->is_required || element_minimum(child) > 0;
    rule->is_obligated = rule->is_obligated || element_obligation_count(child) > 0;
}

uint32_t check_children(Checker *checker, const Document *document, NodeId id, ChildRule *children, uint32_t capacity)
{
    if (document_node(document, id)->kind != NODE_OBJECT) {
        return 0;
    }
    Facets facets;
    facets_of_node(checker, document, id, &facets);
    const Element *content = facets.count ? facets.items[0].content : NULL;
    uint32_t count = 0;
    for (uint32_t i = 0; content && i < element_child_count(content); i++) {
        const Element *child = element_child(content, i);
        ChildRule rule = {
            .element = child, .name = name_of(checker, child), .is_repeating = element_base_maximum(child) > 1};
        bool is_prohibited = element_maximum(child) == 0;
        strengthen(&rule, child);
        for (uint32_t j = 1; j < facets.count; j++) {
            const Element *other = facets.items[j].content;
            const Element *same = NULL;
            for (uint32_t k = 0; other && k < element_child_count(other) && !same; k++) {
                same = slice_equals(element_name(element_child(other, k)), element_name(child))
                           ? element_child(other, k)
                           : NULL;
            }
            if (same) {
                strengthen(&rule, same);
                is_prohibited = is_prohibited || element_maximum(same) == 0;
            }
        }
        rule.member = find_member(document, id, content, child);
        if (is_prohibited && rule.member == NODE_NONE) {
            continue;
        }
        if (count < capacity) {
            children[count] = rule;
        }
        count++;
    }
    return count;
}

const Structure *check_profile(Checker *checker, const Document *document, NodeId id)
{
    const Structure *type;
    NodeId resource = resource_around(checker, document, id, &type);
    if (resource == NODE_NONE) {
        return NULL;
    }
    Facets facets;
    facets_of_resource(checker, document, resource, type, &facets);
    return facets.count ? element_structure(facets.items[0].element) : type;
}
