/* Slicing: items told apart, and how often each slice is met. */
#include "src/check/walk/slicing.h"

#include "src/check/plan/plan_private.h"
#include "src/check/state/choice.h"
#include "src/check/state/session.h"
#include "src/check/walk/conformance.h"
#include "src/check/walk/dependents.h"
#include "src/check/walk/discriminator.h"
#include "src/check/walk/gap.h"
#include "src/check/walk/nearest.h"
#include "src/check/walk/slice_sign.h"
#include "src/check/walk/unmatched.h"

#include <stdlib.h>

/* In a count: of some item it is not known whether it belongs to the slice. */
#define COUNT_UNKNOWN 0x80000000u

/* ---- telling apart ---- */

void tally_begin(Walk *walk, const Plan *plan, SliceTally *tally)
{
    uint32_t sum = 0, most = 0;
    for (uint32_t i = 0; i < plan->slicing_count; i++) {
        uint32_t count = plan->slicings[i]->count;
        sum += count;
        most = count > most ? count : most;
    }
    *tally = (SliceTally){.plan = plan, .base = walk->count_count, .open = walk->count_count + sum};
    tally->met = tally->open + plan->slicing_count;
    if (sum > 0) {
        ARRAY_RESERVE(walk->counts, walk->count_capacity, tally->met + most);
        memset(walk->counts + tally->base, 0, (tally->met - tally->base) * sizeof *walk->counts);
        walk->count_count = tally->met + most;
    }
}

const Discriminator *slicing_discriminator(Walk *walk, const SliceOf *slice, uint32_t position)
{
    if (!slice->by[position]) {
        slice->by[position] = discriminator_new(walk->checker->plans, slice->sliced, position, slice->element);
    }
    return slice->by[position];
}

/* Does an item belong to a slice? All discriminators must say so. */
static Match match_slice(Walk *walk, const Place *item, const SliceOf *slice, Reach *reach)
{
    Match match = slice->count > 0 ? MATCH_YES : MATCH_UNKNOWN;
    bool is_decided = false;
    for (uint32_t i = 0; i < slice->count && match != MATCH_NO; i++) {
        Match own = discriminator_match(walk, item, slicing_discriminator(walk, slice, i), reach);
        match = own == MATCH_NO ? MATCH_NO : match;
        is_decided |= own == MATCH_YES;
    }
    return match == MATCH_YES && !is_decided ? MATCH_UNKNOWN : match;
}

/* Appends what tells a slice apart between commas, if a message is needed. */
static void append_sign(Walk *walk, const Element *slice, Text *text)
{
    if (walk->report || walk->first) {
        slice_sign_append(walk->checker->plans, slice, text);
        text_append(text, text->length > 0 ? SLICE(",") : SLICE(""));
    }
}

/* Reports an item that matches none of the slices, where no others are allowed. */
static void judge_rest(Walk *walk, SliceTally *tally, const Place *item, const Slicing *slicing)
{
    if (element_slicing_rules(slicing->element) == SLICING_CLOSED) {
        Slice name = element_name(slicing->element);
        Text allowed = TEXT_EMPTY;
        if (walk->report || walk->first) {
            slice_sign_append_all(walk->checker->plans, slicing->element, &allowed);
        }
        walk->origin = place_node(item->holder);
        issue_add(walk, KEY_SLICE_CLOSED, place_node(item), slicing->element,
                  "Item of '%.*s' matches no slice; the slicing is closed. Allowed: %.*s.", SLICE_ARGS(name),
                  SLICE_ARGS(text_slice(&allowed)));
        text_free(&allowed);
    } else if (element_slicing_rules(slicing->element) == SLICING_OPEN_AT_END) {
        tally->last = UINT32_MAX;
    }
}

/* Reports an item that comes after one of a later slice, or after one of none. */
static void report_order(Walk *walk, const SliceTally *tally, const Place *item, const Slicing *slicing, uint32_t slice)
{
    const Element *own = slicing->slices[slice].element;
    const Element *before = tally->last != UINT32_MAX ? slicing->slices[tally->last - 1].element : NULL;
    Slice name = element_slice_name(own), element = element_name(own);
    Text sign = TEXT_EMPTY, expected = TEXT_EMPTY;
    append_sign(walk, own, &sign);
    if (before) {
        Slice other = element_slice_name(before);
        text_format(&expected, "slice '%.*s:%.*s'", SLICE_ARGS(element), SLICE_ARGS(other));
        slice_sign_append(walk->checker->plans, before, &expected);
    } else {
        text_append(&expected, SLICE("items that match no slice"));
    }
    walk->origin = place_node(item->holder);
    issue_add(walk, KEY_SLICE_ORDER, place_node(item), own,
              "Item of slice '%.*s:%.*s'%.*s is out of order. Expected: before %.*s.", SLICE_ARGS(element),
              SLICE_ARGS(name), SLICE_ARGS(text_slice(&sign)), SLICE_ARGS(text_slice(&expected)));
    text_free(&sign);
    text_free(&expected);
}

/* Judges the order of the items, where the slices are ordered. */
static void judge_order(Walk *walk, SliceTally *tally, const Place *item, const Slicing *slicing, uint32_t slice)
{
    bool is_ordered = element_slicing_is_ordered(slicing->element);
    bool is_at_end = element_slicing_rules(slicing->element) == SLICING_OPEN_AT_END;
    if ((is_ordered && slice + 1 < tally->last) || (is_at_end && tally->last == UINT32_MAX)) {
        report_order(walk, tally, item, slicing, slice);
    }
    tally->last = tally->last == UINT32_MAX ? tally->last : slice + 1;
}

/* The slices of one slicing that an item was found to belong to. */
typedef struct Chosen {
    const Plan *plan; /* of the item, with those slices */
    Reach reach;      /* of the item, along the paths of discriminators */
    bool is_unknown;
    bool is_unfollowed; /* for a reference leads out of the file */
    uint32_t first;     /* position of the first; UINT32_MAX if there is none */
    uint32_t *is_met;   /* for each slice */
} Chosen;

static void take_slice(Walk *walk, Chosen *chosen, const Slicing *slicing, uint32_t position, uint32_t *counts)
{
    chosen->is_met[position] = true;
    chosen->first = chosen->first == UINT32_MAX ? position : chosen->first;
    chosen->plan = plan_with(walk->checker->plans, chosen->plan, slicing->slices[position].element, true);
    counts[position]++;
}

/* Leaves it open whether an item belongs to a slice where only faults of an entry that it refers to keep it from that:
   they are said at the entry, and as errors where the slice must be there, or no other may. */
static bool is_left_open(Walk *walk, const Place *item, const Slicing *slicing, uint32_t position, Reach *reach,
                         uint32_t count)
{
    const SliceOf *slice = &slicing->slices[position];
    bool is_closed = element_slicing_rules(slicing->element) == SLICING_CLOSED;
    bool is_wanted = (count & ~COUNT_UNKNOWN) < element_minimum(slice->element);
    if (walk->checker->is_declared || !slicing->is_far || !(is_closed || is_wanted)) {
        return false;
    }
    Faulty faulty = nearest_faulty(walk, item, slice, reach);
    if (faulty.profile) {
        dependents_note(walk, item, &faulty.target, slice->element, faulty.profile, structure_title(faulty.profile));
    }
    return faulty.profile != NULL;
}

/* Notes that a definition which is not known, or not included whole, leaves it open whether an item belongs to a slice.
 */
static void note_open(Walk *walk, const Place *item, const Element *slice, const Reach *reach)
{
    Slice url = reach->unknown_url, fault = rules_unusable(walk->checker->rules, url);
    Slice why =
        reach->unknown == UNKNOWN_CODES
            ? arena_format(walk->checker->scratch, "ipse does not include the codes of value set %.*s", SLICE_ARGS(url))
        : fault.length > 0 ? arena_format(walk->checker->scratch, "%.*s", SLICE_ARGS(fault))
                           : arena_format(walk->checker->scratch, "unknown %s %.*s",
                                          reach->unknown == UNKNOWN_PROFILE ? "profile" : "value set", SLICE_ARGS(url));
    walk->origin = place_node(item->holder);
    issue_unchecked_because(walk, UNCHECKED_SLICE, place_node(item), element_id(slice), why.bytes);
}

/* Chooses a slice where the item belongs to it. */
static void choose_slice(Walk *walk, Chosen *chosen, const Place *item, const Slicing *slicing, uint32_t position,
                         uint32_t *counts)
{
    const SliceOf *slice = &slicing->slices[position];
    chosen->reach.unknown = UNKNOWN_NOTHING;
    Match match = match_slice(walk, item, slice, &chosen->reach);
    if (match == MATCH_UNKNOWN && chosen->reach.unknown != UNKNOWN_NOTHING) {
        note_open(walk, item, slice->element, &chosen->reach);
    }
    if (match == MATCH_UNKNOWN ||
        (match == MATCH_NO && is_left_open(walk, item, slicing, position, &chosen->reach, counts[position]))) {
        chosen->is_unknown = true;
        chosen->is_unfollowed |= chosen->reach.has_outside;
        counts[position] |= COUNT_UNKNOWN;
    } else if (match == MATCH_YES) {
        take_slice(walk, chosen, slicing, position, counts);
    }
}

/* Chooses a default slice where none beside it was chosen. */
static void choose_default(Walk *walk, Chosen *chosen, const Slicing *slicing, uint32_t position, uint32_t *counts)
{
    uint32_t parent = slicing->slices[position].parent;
    bool is_sibling = false;
    for (uint32_t i = 0; i < slicing->count; i++) {
        is_sibling |= slicing->slices[i].parent == parent && chosen->is_met[i] != 0;
    }
    if (!is_sibling && !chosen->is_unknown) {
        take_slice(walk, chosen, slicing, position, counts);
    }
}

/* True where an item that matches no slice lacks an element which it must have, and which tells the slices apart. */
static bool lacks_sign(Walk *walk, const Place *item, const Slicing *slicing)
{
    for (uint32_t i = 0; i < element_discriminator_count(slicing->element); i++) {
        Slice path = element_discriminator_path(slicing->element, i);
        Slice name = slice_part(path, 0, slice_find(path, SLICE("."), 0));
        for (uint32_t k = 0; k < item->plan->slot_count; k++) {
            const Slot *slot = &item->plan->slots[k];
            if (slot->minimum > 0 && slice_equals(slot->name, name) &&
                !choice_is_there(walk->document, place_node(item), name)) {
                return true;
            }
        }
    }
    return false;
}

/* The slices that an item may belong to by the type of the resource in it: a bit each, all where that tells nothing.
   One that must be there is always among them. */
static uint64_t possible_slices(Walk *walk, const Place *item, const Slicing *slicing, Reach *reach)
{
    SlicesOfTypes *known = slicing->of_types;
    Slice path = known ? slicing_discriminator(walk, &slicing->slices[0], 0)->path : SLICE("");
    const Structure *type = known ? discriminator_resource(walk, item, path, reach) : NULL;
    const uint32_t room = known ? sizeof known->types / sizeof *known->types : 0;
    for (uint32_t i = 0; type && i < known->count && i < room; i++) {
        if (known->types[i] == type) {
            return known->slices[i];
        }
    }
    uint64_t possible = UINT64_MAX;
    for (uint32_t i = 0; type && i < slicing->count; i++) {
        const SliceOf *slice = &slicing->slices[i];
        bool is_refused = element_minimum(slice->element) == 0 &&
                          discriminator_refuses(walk, item, slicing_discriminator(walk, slice, 0), type, reach);
        possible &= ~((uint64_t)is_refused << i);
    }
    if (type) {
        uint32_t place = known->count++ % room;
        known->types[place] = type;
        known->slices[place] = possible;
    }
    return possible;
}

/* Finds the slices of one slicing that an item belongs to. Re-slices come after their slices, default slices at last.
 */
static const Plan *choose_of(Walk *walk, SliceTally *tally, const Place *item, uint32_t position, uint32_t *counts,
                             const Plan *plan)
{
    const Slicing *slicing = tally->plan->slicings[position];
    Chosen chosen;
    reach_begin(&chosen.reach);
    chosen.plan = plan;
    chosen.is_unknown = chosen.is_unfollowed = false;
    chosen.first = UINT32_MAX;
    chosen.is_met = walk->counts + tally->met;
    memset(chosen.is_met, 0, slicing->count * sizeof *chosen.is_met);
    uint64_t possible = possible_slices(walk, item, slicing, &chosen.reach);
    for (int pass = 0; pass <= slicing->has_default; pass++) {
        for (uint32_t i = 0; i < slicing->count; i++) {
            if (i < SLICES_OF_TYPES && !(possible >> i & 1u)) {
                continue;
            }
            uint32_t parent = slicing->slices[i].parent;
            if ((parent != UINT32_MAX && !chosen.is_met[parent]) || slicing->slices[i].is_default != pass) {
                continue;
            }
            if (pass == 0) {
                choose_slice(walk, &chosen, item, slicing, i, counts);
            } else {
                choose_default(walk, &chosen, slicing, i, counts);
            }
        }
    }
    if (chosen.first != UINT32_MAX) {
        judge_order(walk, tally, item, slicing, chosen.first);
    } else if (!chosen.is_unknown) {
        tally->unmatched = slicing;
        walk->counts[tally->open + position] += lacks_sign(walk, item, slicing);
        judge_rest(walk, tally, item, slicing);
    }
    if (chosen.is_unfollowed) {
        Slice id = element_id(slicing->element);
        issue_unchecked(walk, UNCHECKED_REFERENCE, place_node(item),
                        arena_format(walk->checker->scratch, "slices of '%.*s'", SLICE_ARGS(id)));
    }
    reach_end(&chosen.reach);
    return chosen.plan;
}

const Plan *tally_choose(Walk *walk, SliceTally *tally, const Place *place)
{
    const Plan *plan = place->plan;
    size_t base = tally->base;
    tally->unmatched = NULL;
    for (uint32_t i = 0; i < tally->plan->slicing_count; i++) {
        plan = choose_of(walk, tally, place, i, walk->counts + base, plan);
        base += tally->plan->slicings[i]->count;
    }
    return plan;
}

/* ---- how often ---- */

/* The one profile that an element asks for in its value; NULL where it asks for none, or for one of several. */
static const Structure *only_profile(const Walk *walk, const Element *element)
{
    const ElementType *type = element_type_count(element) == 1 ? element_type(element, 0) : NULL;
    return type && type_profile_count(type) == 1 ? rules_structure(walk->checker->rules, type_profile(type, 0)) : NULL;
}

/* Finds the first item that was tried by the profile of a slice and is none of it: the value in it, and its first
   error. NODE_NONE if there is none. */
static NodeId find_nearest(Walk *walk, const Place *holder, const Element *slice, FirstError *first)
{
    const Node *nodes = document_nodes(walk->document);
    NodeId list = document_member(walk->document, place_node(holder), element_name(slice));
    bool is_array = list != NODE_NONE && nodes[list].kind == NODE_ARRAY;
    for (uint32_t i = 0; is_array && i < element_child_count(slice); i++) {
        const Element *child = element_child(slice, i);
        const Structure *profile = only_profile(walk, child);
        for (NodeId item = list + 1; profile && item < nodes[list].end; item = nodes[item].end) {
            bool is_object = nodes[item].kind == NODE_OBJECT;
            NodeId value = is_object ? document_member(walk->document, item, element_name(child)) : NODE_NONE;
            if (value != NODE_NONE &&
                conformance_first_error_below(walk, holder->scope, value, item, false, profile, first)) {
                return value;
            }
        }
    }
    return NODE_NONE;
}

/* Says at its own place why an item is none of a slice. */
static void report_why(Walk *walk, const Element *slice, const FirstError *first)
{
    IssueForm form = {.key = first->key,
                      .invariant = first->invariant,
                      .is_hint = true,
                      .node = first->node,
                      .element = first->element,
                      .missing = first->missing};
    Slice name = element_slice_name(slice), message = text_slice(&first->message);
    issue_form(walk, &form, "Slice '%.*s': %.*s", SLICE_ARGS(name), SLICE_ARGS(message));
}

/* Reports a slice of which too few are there, with the item that comes nearest and what keeps it from matching. */
static void report_missing(Walk *walk, const Place *holder, const Element *slice, uint32_t count)
{
    Slice element = element_name(slice), name = element_slice_name(slice);
    IssueForm form = {.key = KEY_SLICE_REQUIRED, .node = place_node(holder), .element = slice, .missing = element};
    Text why = TEXT_EMPTY, sign = TEXT_EMPTY;
    append_sign(walk, slice, &sign);
    FirstError first = {.node = NODE_NONE};
    NodeId nearest = find_nearest(walk, holder, slice, &first);
    if (nearest != NODE_NONE) {
        conformance_append_error(walk, nearest, &first, "Nearest item", &why);
    }
    issue_form(walk, &form, "Slice '%.*s:%.*s'%.*s has %u item%s. Expected: at least %u.%.*s", SLICE_ARGS(element),
               SLICE_ARGS(name), SLICE_ARGS(text_slice(&sign)), count, count == 1 ? "" : "s", element_minimum(slice),
               SLICE_ARGS(text_slice(&why)));
    text_free(&sign);
    if (nearest != NODE_NONE && walk->checker->is_declared) {
        report_why(walk, slice, &first);
    }
    text_free(&first.message);
    text_free(&why);
}

/* Judges how often values matched the slice at a position. */
static void judge_count(Walk *walk, const Place *holder, const Slicing *slicing, uint32_t position, uint32_t count)
{
    const Element *slice = slicing->slices[position].element;
    uint32_t known = count & ~COUNT_UNKNOWN;
    if (count != known && known <= element_maximum(slice)) {
        return;
    }
    if (known < element_minimum(slice)) {
        if (unmatched_takes_slice(walk, holder, slice)) {
            return;
        }
        report_missing(walk, holder, slice, known);
    } else if (known == 0) {
        gap_report_slice(walk, holder, &slicing->slices[position]);
    } else if (known > element_maximum(slice)) {
        Slice element = element_name(slice), name = element_slice_name(slice);
        Text sign = TEXT_EMPTY;
        append_sign(walk, slice, &sign);
        issue_add(walk, KEY_SLICE_TOO_MANY, place_node(holder), slice,
                  "Slice '%.*s:%.*s'%.*s has %u item%s. Allowed: at most %u.", SLICE_ARGS(element), SLICE_ARGS(name),
                  SLICE_ARGS(text_slice(&sign)), known, known == 1 ? "" : "s", element_maximum(slice));
        text_free(&sign);
    }
}

/* True where each required slice that is missing may be one of the items that lack what tells them apart: that is the
   cause, and it is said at the items. */
static bool is_explained(const Walk *walk, const Slicing *slicing, const uint32_t *counts, uint32_t open)
{
    uint32_t missing = 0;
    for (uint32_t i = 0; i < slicing->count; i++) {
        missing += counts[i] < element_minimum(slicing->slices[i].element);
    }
    return missing <= open && !walk->checker->is_declared;
}

void tally_end(Walk *walk, SliceTally *tally, const Place *holder, const Member *member)
{
    (void)member;
    size_t at = tally->base;
    for (uint32_t i = 0; i < tally->plan->slicing_count; i++) {
        const Slicing *slicing = tally->plan->slicings[i];
        bool is_open = is_explained(walk, slicing, walk->counts + at, walk->counts[tally->open + i]);
        for (uint32_t k = 0; k < slicing->count; k++, at++) {
            uint32_t parent = slicing->slices[k].parent;
            bool is_asked = parent == UINT32_MAX || walk->counts[at - k + parent] > 0;
            is_asked = is_asked && !(is_open && walk->counts[at] < element_minimum(slicing->slices[k].element));
            if (is_asked && !walk_is_over(walk)) {
                judge_count(walk, holder, slicing, k, walk->counts[at]);
            }
        }
    }
    walk->count_count = tally->base;
}

/* Names the slices of an element that must be there, and are not. */
static void report_all_missing(Walk *walk, const Place *holder, const Element *sliced)
{
    for (uint32_t i = 0; i < element_slice_count(sliced); i++) {
        if (element_minimum(element_slice(sliced, i)) > 0) {
            report_missing(walk, holder, element_slice(sliced, i), 0);
        }
    }
}

void slicing_report_missing(Walk *walk, const Place *holder, Slice name)
{
    for (uint32_t i = 0; i < holder->plan->content_count; i++) {
        for (uint32_t k = 0; k < element_child_count(holder->plan->contents[i]); k++) {
            const Element *child = element_child(holder->plan->contents[i], k);
            if (slice_equals(element_name(child), name)) {
                report_all_missing(walk, holder, child);
            }
        }
    }
}
