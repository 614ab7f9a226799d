/* Cardinality: how often an element may and must be there; and gaps, the elements that a Creator is obliged to fill. */
#include "src/check/checker.h"
#include "src/check/families.h"

/* The JSON name by which a missing element is known: that of its only type where it is a choice. */
static Slice json_name(const Element *element, Text *scratch)
{
    if (!element_is_choice(element)) {
        return element_name(element);
    }
    text_clear(scratch);
    text_append(scratch, element_name(element));
    text_append(scratch, SLICE("[x]"));
    return text_slice(scratch);
}

static void add_minimum(Walk *walk, NodeId object, const Element *child, uint32_t count)
{
    Text name = TEXT_EMPTY, detail = TEXT_EMPTY;
    Slice missing = json_name(child, &name);
    text_format(&detail, "%.*s: minimum %u (%.*s)", SLICE_ARGS(element_id(child)), element_minimum(child),
                SLICE_ARGS(structure_url(element_structure(child))));
    Finding finding = {.severity = SEVERITY_ERROR,
                       .key = "required",
                       .node = object,
                       .missing = missing,
                       .element = child,
                       .detail = text_slice(&detail)};
    if (count == 0) {
        walk_add(walk, &finding, "'%.*s' is missing; it is required here", SLICE_ARGS(missing));
    } else {
        walk_add(walk, &finding, "'%.*s' is here %u times; it must be here at least %u times", SLICE_ARGS(missing),
                 count, element_minimum(child));
    }
    text_free(&name);
    text_free(&detail);
}

/* The obligation of a Creator to fill the element; false where it has none. */
static bool find_creator_obligation(const Element *element, Obligation *found)
{
    for (uint32_t i = 0; i < element_obligation_count(element); i++) {
        *found = element_obligation(element, i);
        if (slice_starts_with(found->verb, SLICE("populate")) && slice_equals(found->actor_name, SLICE("Creator"))) {
            return true;
        }
    }
    return false;
}

static void add_gap(Walk *walk, NodeId object, const Element *child)
{
    static const char *const strengths[] = {"MAY", "SHOULD", "SHALL", "SHOULD NOT", "SHALL NOT"};
    Obligation obligation;
    const char *actor = walk->checker->actor;
    if (walk->muted || (actor[0] && strcmp(actor, "Creator") != 0) || !find_creator_obligation(child, &obligation)) {
        return;
    }
    Text name = TEXT_EMPTY, detail = TEXT_EMPTY;
    Slice missing = json_name(child, &name);
    text_format(&detail, "%.*s: %.*s (%.*s)", SLICE_ARGS(element_id(child)), SLICE_ARGS(obligation.code),
                SLICE_ARGS(obligation.actor));
    Finding finding = {.severity = SEVERITY_NOTE,
                       .key = "gap",
                       .node = object,
                       .missing = missing,
                       .element = child,
                       .detail = text_slice(&detail)};
    bool is_if_known = slice_equals(obligation.verb, SLICE("populate-if-known"));
    walk_add(walk, &finding, "'%.*s' is not here; whoever creates this %s fill it in%s", SLICE_ARGS(missing),
             strengths[obligation.strength], is_if_known ? " if it is known" : "");
    text_free(&name);
    text_free(&detail);
}

/* True when a member of the object is this child, under whichever facet's element. */
static bool is_present(const Members *members, const Element *child)
{
    for (uint32_t i = 0; i < members->count; i++) {
        const Element *other = members->items[i].child;
        if (other == child || slice_equals(element_name(other), element_name(child))) {
            return true;
        }
    }
    return false;
}

void cardinality_check_absent(Walk *walk, NodeId object, const Facets *facets, const Members *members)
{
    for (uint32_t i = 0; i < facets->count; i++) {
        const Element *content = facets->items[i].content;
        uint32_t count = content ? element_child_count(content) : 0;
        for (uint32_t j = 0; j < count; j++) {
            const Element *child = element_child(content, j);
            bool is_wanted = element_minimum(child) > 0 || element_obligation_count(child) > 0;
            if (!is_wanted || is_present(members, child)) {
                continue;
            }
            /* The value of a primitive is what stands in front of its `_x`, not a member. */
            if (slice_equals(element_name(child), SLICE("value")) &&
                structure_kind(element_structure(child)) == STRUCTURE_PRIMITIVE) {
                continue;
            }
            if (element_minimum(child) > 0) {
                add_minimum(walk, object, child, 0);
            } else {
                add_gap(walk, object, child);
            }
        }
    }
}

void cardinality_check_count(Walk *walk, NodeId object, const Facets *facets, const Member *member, uint32_t count)
{
    for (uint32_t i = 0; i < facets->count; i++) {
        const Element *content = facets->items[i].content;
        const Element *child = content ? element_child_find(content, member->name, NULL) : NULL;
        if (!child) {
            continue;
        }
        if (count < element_minimum(child)) {
            add_minimum(walk, object, child, count);
        }
        if (element_maximum(child) != MAXIMUM_UNBOUNDED && count > element_maximum(child)) {
            Finding finding = {.severity = SEVERITY_ERROR, .key = "too-many", .node = object, .element = child};
            if (element_maximum(child) == 0) {
                walk_add(walk, &finding, "'%.*s' is not allowed here by %.*s", SLICE_ARGS(member->name),
                         SLICE_ARGS(structure_title(element_structure(child))));
            } else {
                walk_add(walk, &finding, "'%.*s' is here %u times; at most %u are allowed", SLICE_ARGS(member->name),
                         count, element_maximum(child));
            }
        }
    }
}
