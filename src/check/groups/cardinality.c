/* Cardinality: elements that must be there, or not so often; and gaps, those that a Creator is obliged to fill. */
#include "src/check/groups/groups.h"
#include "src/check/groups/suppose.h"
#include "src/check/walk/gap.h"
#include "src/check/walk/shape.h"
#include "src/check/walk/slicing.h"

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

static void report_missing(Walk *walk, const Place *place, const Slot *slot, uint32_t count)
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
static void report_too_many(Walk *walk, const Part *part, const Slot *slot, uint32_t count)
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
        issue_form(walk, &form, "'%.*s' has %u item%s. Allowed: at most %u.", SLICE_ARGS(name), count,
                   count == 1 ? "" : "s", slot->maximum);
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
        report_missing(walk, place, slot, count);
    } else if (count > slot->maximum) {
        report_too_many(walk, part, slot, count);
    }
}

/* Reports the gap of an element that is absent, unless its presence would break an invariant. */
static void report_absent(Walk *walk, const Place *place, const Slot *slot, const Element *element)
{
    Slot asked = *slot;
    asked.obligated = element;
    if (!suppose_breaks(walk, place, &asked)) {
        gap_report(walk, place, element);
    }
}

/* Reports the slices of an element that are owed; of a choice one: a single slice, or the element for several. */
static void report_slices(Walk *walk, const Place *place, const Slot *slot, const Element *sliced)
{
    const Element *only = NULL;
    uint32_t count = 0;
    for (uint32_t i = 0; i < element_slice_count(sliced); i++) {
        const Element *slice = element_slice(sliced, i);
        if (!gap_is_owed(walk, slice) || element_minimum(slice) > 0) {
            continue;
        }
        only = slice;
        count++;
        if (!element_is_choice(sliced)) {
            report_absent(walk, place, slot, slice);
        }
    }
    if (element_is_choice(sliced) && count > 0 && slot->minimum == 0) {
        report_absent(walk, place, slot, count == 1 ? only : sliced);
    }
}

/* Reports the gaps at a child that is absent: the child itself or, where only slices of it are owed, or the child is
   required, these. */
static void report_gaps(Walk *walk, const Place *place, const Slot *slot)
{
    if (!walk_adds_issues(walk)) {
        return;
    }
    if (slot->obligated && slot->minimum == 0) {
        report_absent(walk, place, slot, slot->obligated);
        return;
    }
    for (uint32_t i = 0; i < place->plan->content_count; i++) {
        for (uint32_t k = 0; k < element_child_count(place->plan->contents[i]); k++) {
            const Element *child = element_child(place->plan->contents[i], k);
            if (slice_equals(element_name(child), slot->name)) {
                report_slices(walk, place, slot, child);
            }
        }
    }
}

/* True for a value that says something, whatever kind of JSON value it is. */
static bool has_content(const Document *document, NodeId node)
{
    NodeKind kind = node == NODE_NONE ? NODE_NULL : (NodeKind)document_node(document, node)->kind;
    bool is_container = kind == NODE_OBJECT || kind == NODE_ARRAY;
    return is_container ? document_child_count(document, node) > 0 : kind != NODE_NULL;
}

/* True where a child is there, but as another kind of JSON value, or with an underscore too many: that is what is said
   of it. A conformance test, which does not count what is wrong with the JSON, must count it as missing. */
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
            report_missing(walk, place, slot, 0);
        }
        if (slot->obligated || slot->owes_slice) {
            report_gaps(walk, place, slot);
        }
        if (slot->needs_slice) {
            slicing_report_missing(walk, place, slot->name);
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
