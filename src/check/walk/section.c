/* Section: the sections of a Composition are told apart, and their references are followed. */
#include "src/check/walk/section.h"

#include "src/check/walk/recursion.h"
#include "src/check/walk/resource_profiles.h"
#include "src/check/walk/slicing.h"

#include <limits.h>
#include <stdlib.h>

enum { DEPTH_MAXIMUM = 8 }; /* of panels in panels */

/* What the references of one section lead to. */
typedef struct Reading {
    Walk *walk;
    const Scope *bundle;
    const Plan *entries;
} Reading;

static const void *key_of(NodeId node)
{
    return (const void *)((uintptr_t)node + 1);
}

static void read_references(const Reading *reading, const Scope *scope, NodeId list, unsigned depth);

/* Notes what a reference leads to, with what that consists of. */
static void read_reference(const Reading *reading, const Scope *scope, NodeId reference, unsigned depth)
{
    static const char *const parts[] = {"hasMember", "result"};
    Walk *walk = reading->walk;
    Slice text = walk_text(walk, walk_member(walk, reference, "reference"));
    Target target = {.resource = NODE_NONE};
    if (text.length > 0) {
        target = resolver_find(walk->session->resolver, scope, text);
    }
    PairMap *map = &walk->session->sections;
    if (target.resource == NODE_NONE || target.is_contained || pair_map_find(map, key_of(target.resource), NULL)) {
        return;
    }
    pair_map_add(map, key_of(target.resource), NULL, (void *)(uintptr_t)reading->entries);
    Scope own = {.container = reading->bundle, .resource = target.resource, .entry = target.entry};
    for (size_t i = 0; i < sizeof parts / sizeof *parts && depth < DEPTH_MAXIMUM; i++) {
        read_references(reading, &own, walk_member(walk, target.resource, parts[i]), depth + 1);
    }
}

/* Notes what the references of a list lead to. */
static void read_references(const Reading *reading, const Scope *scope, NodeId list, unsigned depth)
{
    const Document *document = walk_document(reading->walk);
    bool is_list = list != NODE_NONE && document_node(document, list)->kind == NODE_ARRAY;
    for (NodeId item = is_list ? document_first_child(document, list) : NODE_NONE; item != NODE_NONE;
         item = document_next_sibling(document, item)) {
        read_reference(reading, scope, item, depth);
    }
}

/* Tells the sections of a Composition apart, and follows their references. */
static void read_sections(Walk *walk, const Scope *bundle, const Scope *scope, const Structure *profile)
{
    static const Slice name = SLICE("section");
    const Document *document = walk_document(walk);
    Plans *plans = walk->checker->plans;
    const Plan *plan = plan_of_structures(plans, &profile, 1);
    const Member *member = plan_member(plans, plan, name);
    NodeId list = walk_member(walk, scope->resource, "section");
    if (!member || list == NODE_NONE || document_node(document, list)->kind != NODE_ARRAY) {
        return;
    }
    GroupPlaces far = {0};
    FoundErrors found = {.limit = INT_MAX};
    Walk silent = walk_weighing(walk, &far, &found); /* telling apart finds things as well */
    Place holder = {.plan = plan, .node = scope->resource, .sibling = NODE_NONE, .scope = scope};
    SliceTally tally;
    tally_begin(&silent, member->plan, &tally);
    for (NodeId id = document_first_child(document, list); id != NODE_NONE; id = document_next_sibling(document, id)) {
        Place item = {.holder = &holder, .plan = member->plan, .node = id, .sibling = NODE_NONE, .scope = scope};
        const Plan *section = tally_choose(&silent, &tally, &item);
        const Member *entry = section != member->plan ? plan_member(plans, section, SLICE("entry")) : NULL;
        if (entry) {
            Reading reading = {walk, bundle, entry->plan};
            read_references(&reading, scope, walk_member(walk, id, "entry"), 0);
        }
    }
    silent.count_count = tally.base;
    walk_end(&silent);
    free(found.items);
}

const Plan *section_of(Walk *walk, const Scope *bundle, const Structure *profile, NodeId resource)
{
    CheckSession *session = walk->session;
    if (!pair_map_find(&session->sections, key_of(bundle->resource), profile)) {
        pair_map_add(&session->sections, key_of(bundle->resource), profile, session);
        BundleEntry entry;
        for (uint32_t i = 0; resolver_entry(session->resolver, bundle->resource, i, &entry); i++) {
            if (slice_equals(entry.type, structure_type(profile))) {
                Scope scope = {.container = bundle, .resource = entry.resource, .entry = entry.entry};
                scope.type = resource_type(walk, scope.resource);
                read_sections(walk, bundle, &scope, profile);
            }
        }
    }
    return pair_map_find(&session->sections, key_of(resource), NULL);
}

bool section_expects(const Walk *walk, const Plan *entries, const Structure *profile)
{
    const Rules *rules = walk->checker->rules;
    for (uint32_t i = 0; i < entries->element_count; i++) {
        const Element *element = entries->elements[i];
        bool is_expected = rules_refers_to(rules, element, profile);
        for (uint32_t k = 0; k < element_slice_count(element) && !is_expected; k++) {
            is_expected = rules_refers_to(rules, element_slice(element, k), profile);
        }
        if (is_expected) {
            return true;
        }
    }
    return false;
}

void section_forget(CheckSession *session)
{
    pair_map_free(&session->sections);
}
