/* Cardinality: elements that must be there, or not so often; and gaps, those that a Creator is obliged to fill. */
#include "src/check/groups/groups.h"
#include "src/check/groups/suppose.h"
#include "src/check/walk/shape.h"
#include "src/check/walk/slicing.h"
#include "src/profile/pack/actors.h"

/* The slots of which a set of bits remembers that a part is there; further ones are looked for. */
enum { PRESENT_BITS = 64 };

static bool concerns(const Plan *plan)
{
    return plan->slot_count > 0;
}

/* "1..*" of an element, with where it says so. */
static Slice detail_of(Walk *walk, const Element *element)
{
    Arena *arena = walk_arena(walk);
    Slice path = element_id(element), url = structure_url(element_structure(element));
    uint32_t least = element_minimum(element), most = element_maximum(element);
    return most == MAXIMUM_UNBOUNDED
               ? arena_format(arena, "%.*s %u..*, %.*s", SLICE_ARGS(path), least, SLICE_ARGS(url))
               : arena_format(arena, "%.*s %u..%u, %.*s", SLICE_ARGS(path), least, most, SLICE_ARGS(url));
}

static void say_missing(Walk *walk, const Place *place, const Slot *slot, uint32_t count)
{
    Slice name = slot->name;
    IssueForm form = {.key = KEY_REQUIRED,
                      .node = place_node(place),
                      .element = slot->minimum_element,
                      .missing = name,
                      .detail = detail_of(walk, slot->minimum_element)};
    if (count == 0) {
        issue_form(walk, &form, "Required element '%.*s' is missing.", SLICE_ARGS(name));
    } else {
        issue_form(walk, &form, "'%.*s' has %u item%s. Expected: at least %u.", SLICE_ARGS(name), count,
                   count == 1 ? "" : "s", slot->minimum);
    }
}

/* Reports a child that is there too often, or at all where it may not be. */
static void say_too_many(Walk *walk, const Part *part, const Slot *slot, uint32_t count)
{
    Slice name = slot->name;
    bool is_banned = slot->maximum == 0;
    IssueForm form = {.key = KEY_TOO_MANY,
                      .node = part->node != NODE_NONE ? part->node : part->sibling,
                      .is_about_key = true,
                      .element = slot->maximum_element,
                      .detail = detail_of(walk, slot->maximum_element)};
    if (is_banned) {
        issue_form(walk, &form, "'%.*s' is not allowed by the profile. Remove '%.*s'.", SLICE_ARGS(name),
                   SLICE_ARGS(name));
    } else {
        issue_form(walk, &form, "'%.*s' has %u items. Allowed: at most %u.", SLICE_ARGS(name), count, slot->maximum);
    }
}

/* Judges how often one part is there. */
static void judge_part(Walk *walk, const Place *place, const Part *part, const Slot *slot)
{
    bool is_limited = slot->maximum != MAXIMUM_UNBOUNDED;
    if (!is_limited && slot->minimum <= 1) {
        return;
    }
    uint32_t count = shape_count(walk_document(walk), part);
    if (count < slot->minimum) {
        say_missing(walk, place, slot, count);
    } else if (count > slot->maximum) {
        say_too_many(walk, part, slot, count);
    }
}

/* Reports a gap with the strongest of the obligations to fill it. */
static void say_gap(Walk *walk, const Place *place, const Slot *slot)
{
    const Obligation none = {.code = SLICE(""), .strength = STRENGTH_MAY};
    Obligation strongest = none;
    for (uint32_t i = 0; i < element_obligation_count(slot->obligated); i++) {
        Obligation obligation = element_obligation(slot->obligated, i);
        bool is_theirs = obligation_is_to_populate(&obligation, walk_actor(walk));
        bool is_stronger = strongest.code.length == 0 || obligation.strength > strongest.strength;
        strongest = is_theirs && is_stronger ? obligation : strongest;
    }
    issue_gap(walk, place_node(place), slot->obligated, slot->name, &strongest);
}

/* True for a value that says something, whatever kind of JSON value it is. */
static bool has_content(const Document *document, NodeId node)
{
    NodeKind kind = node == NODE_NONE ? NODE_NULL : (NodeKind)document_node(document, node)->kind;
    bool is_container = kind == NODE_OBJECT || kind == NODE_ARRAY;
    return is_container ? document_child_count(document, node) > 0 : kind != NODE_NULL;
}

/* True where a child is there, but as another kind of JSON value, or with an underscore too many: that is what is said of
   it. A trial, which does not count what is wrong with the JSON, must count it as missing. */
static bool is_spoiled(Walk *walk, const Place *place, const Slot *slot)
{
    const Document *document = walk_document(walk);
    if (!walk_adds_issues(walk) || place->node == NODE_NONE ||
        document_node(document, place->node)->kind != NODE_OBJECT) {
        return false;
    }
    Slice beside = arena_format(walk_arena(walk), "_%.*s", SLICE_ARGS(slot->name));
    NodeId child = document_member(document, place->node, slot->name);
    NodeId other = child == NODE_NONE ? document_member(document, place->node, beside) : NODE_NONE;
    bool is_value = other != NODE_NONE && document_node(document, other)->kind < NODE_ARRAY;
    return has_content(document, child) || (is_value && has_content(document, other));
}

/* True for the url of an extension, of which the checks of extensions say that it is missing. */
static bool is_said_elsewhere(const Walk *walk, const Plan *plan, const Slot *slot)
{
    return walk_adds_issues(walk) && plan->is_extension && slice_equals(slot->name, SLICE("url"));
}

/* True when a part with the slot is there; `present` has a bit for each of the first slots. */
static bool is_present(const Place *place, uint32_t slot, uint64_t present)
{
    if (slot < PRESENT_BITS) {
        return present >> slot & 1u;
    }
    for (uint32_t i = 0; i < place->part_count; i++) {
        if (place->parts[i].member->slot == slot) {
            return true;
        }
    }
    return false;
}

/* Names what is not there although it must be, or the actor is obliged to fill it. */
static void judge_absent(Walk *walk, const Place *place, uint64_t present)
{
    const Plan *plan = place->plan;
    for (uint32_t i = 0; i < plan->slot_count; i++) {
        const Slot *slot = &plan->slots[i];
        if (is_present(place, i, present)) {
            continue;
        }
        if (slot->minimum > 0 && !is_spoiled(walk, place, slot) && !is_said_elsewhere(walk, plan, slot)) {
            say_missing(walk, place, slot, 0);
        } else if (slot->minimum == 0 && slot->obligated && walk_adds_issues(walk) &&
                   !suppose_breaks(walk, place, slot)) {
            say_gap(walk, place, slot);
        }
        if (slot->sliced) {
            slicing_say_missing(walk, place, slot->sliced);
        }
    }
}

static void judge(Walk *walk, const Place *place)
{
    const Plan *plan = place->plan;
    uint64_t present = 0;
    for (uint32_t i = 0; i < place->part_count; i++) {
        uint16_t slot = place->parts[i].member->slot;
        if (slot != SLOT_NONE) {
            present |= slot < PRESENT_BITS ? (uint64_t)1 << slot : 0;
            judge_part(walk, place, &place->parts[i], &plan->slots[slot]);
        }
    }
    uint64_t asked = plan->slot_count < PRESENT_BITS ? ((uint64_t)1 << plan->slot_count) - 1 : UINT64_MAX;
    if (present != asked || plan->slot_count > PRESENT_BITS) {
        judge_absent(walk, place, present);
    }
}

const Group group_cardinality = {.name = "cardinality", .concerns = concerns, .judge = judge};
