/* Plans: the slices of their elements, with those of slices. */
#include "src/check/plan/plan_private.h"
#include "src/check/plan/slices.h"

#include <stdlib.h>

typedef struct SliceList {
    SliceOf *items;
    uint32_t count;
    size_t capacity;
} SliceList;

/* True for a slice of all that belongs to none of the slices beside it: "@default", of a re-slice "name/@default". */
static bool is_default(const Element *slice)
{
    Slice name = element_slice_name(slice);
    return slice_equals(name, SLICE("@default")) || slice_ends_with(name, SLICE("/@default"));
}

/* Adds the slices of an element. Re-slices without discriminators of their own are told apart by those of the element
   that is sliced first. */
static void add_slices(const Element *element, const Element *sliced, uint32_t parent, SliceList *list)
{
    const Element *by = element_discriminator_count(element) > 0 ? element : sliced;
    for (uint32_t i = 0; i < element_slice_count(element); i++) {
        const Element *slice = element_slice(element, i);
        ARRAY_RESERVE(list->items, list->capacity, list->count + 1u);
        list->items[list->count++] =
            (SliceOf){.element = slice, .sliced = by, .parent = parent, .is_default = is_default(slice)};
    }
}

static void list_slices(const Element *element, SliceList *list)
{
    add_slices(element, element, UINT32_MAX, list);
    for (uint32_t i = 0; i < list->count; i++) {
        add_slices(list->items[i].element, list->items[i].sliced, i, list);
    }
}

/* True when the path leads out of the item, or the answer depends on what others say. */
static bool is_far_discriminator(const Element *sliced, uint32_t position)
{
    Slice path = element_discriminator_path(sliced, position);
    return element_discriminator_kind(sliced, position) == DISCRIMINATOR_PROFILE ||
           slice_find(path, SLICE("resolve("), 0) < path.length;
}

/* True where an actor is obliged to fill a slice. Of those that are told apart by conformance to a profile that is not
   said: a fault of a resource would empty them. */
static bool is_owed(Plans *plans, const SliceOf *slice)
{
    bool is_by_profile = false;
    for (uint32_t i = 0; i < slice->count; i++) {
        is_by_profile |= element_discriminator_kind(slice->sliced, i) == DISCRIMINATOR_PROFILE;
    }
    return !is_by_profile && !element_is_choice(slice->element) && plans_owe(plans, slice->element);
}

/* Makes room for the discriminators of a slice; true when one of them is far. */
static bool prepare(Plans *plans, SliceOf *slice)
{
    bool is_far = false;
    slice->count = element_discriminator_count(slice->sliced);
    size_t size = slice->count * sizeof *slice->by;
    slice->by = memset(arena_allocate(plans->arena, size), 0, size);
    for (uint32_t i = 0; i < slice->count; i++) {
        is_far |= is_far_discriminator(slice->sliced, i);
    }
    slice->is_owed = is_owed(plans, slice);
    return is_far;
}

/* True where the type at one path is looked at first for every slice, and none needs more than that it does not fit. */
static bool is_told_by_type(const Slicing *slicing)
{
    bool is_told = slicing->count > 1 && slicing->count <= SLICES_OF_TYPES && !slicing->has_default &&
                   element_slicing_rules(slicing->element) != SLICING_CLOSED;
    Slice path =
        is_told && slicing->slices[0].count > 0 ? element_discriminator_path(slicing->slices[0].sliced, 0) : SLICE("");
    for (uint32_t i = 0; is_told && i < slicing->count; i++) {
        const SliceOf *slice = &slicing->slices[i];
        is_told = slice->count > 0 && element_discriminator_kind(slice->sliced, 0) == DISCRIMINATOR_TYPE &&
                  slice->parent == UINT32_MAX && slice->sliced == slicing->element &&
                  slice_equals(element_discriminator_path(slice->sliced, 0), path);
    }
    return is_told;
}

static const Slicing *make_slicing(Plans *plans, const Element *element)
{
    SliceList list = {0};
    list_slices(element, &list);
    SliceOf *slices = arena_allocate(plans->arena, list.count * sizeof *slices);
    if (list.count > 0) {
        memcpy(slices, list.items, list.count * sizeof *slices);
    }
    Slicing *slicing = arena_allocate(plans->arena, sizeof *slicing);
    *slicing = (Slicing){.element = element, .slices = slices, .count = list.count};
    for (uint32_t i = 0; i < list.count; i++) {
        slicing->is_far |= prepare(plans, &slices[i]);
        slicing->has_default |= slices[i].is_default;
    }
    free(list.items);
    if (is_told_by_type(slicing)) {
        slicing->of_types = arena_allocate(plans->arena, sizeof *slicing->of_types);
        slicing->of_types->count = 0;
    }
    return slicing;
}

/* The slicing of an element, which several plans may share. */
static const Slicing *slicing_of(Plans *plans, const Element *element)
{
    const PairEntry *known = pair_map_entry(&plans->slicings, element, NULL);
    if (known) {
        return known->value.borrowed;
    }
    const Slicing *slicing = make_slicing(plans, element);
    pair_map_add_const(&plans->slicings, element, NULL, slicing);
    return slicing;
}

void plan_fill_slicings(Plans *plans, Plan *plan)
{
    plan->slicings = arena_allocate(plans->arena, plan->element_count * sizeof *plan->slicings);
    for (uint32_t i = 0; i < plan->element_count; i++) {
        if (element_slice_count(plan->elements[i]) > 0) {
            plan->slicings[plan->slicing_count++] = slicing_of(plans, plan->elements[i]);
        }
    }
}
