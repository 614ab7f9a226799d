/*
 * Snapshot: one element narrowed by what a differential states of it.
 *
 * Numbers, types, values and slicing are replaced where they are stated; constraints, obligations and additional bindings
 * add up.
 */
#include "src/profile/snapshot.h"

static bool has_constraint(DraftConstraints constraints, Slice key)
{
    for (uint32_t i = 0; i < constraints.count; i++) {
        if (slice_equals(constraints.items[i].key, key)) {
            return true;
        }
    }
    return false;
}

void snapshot_add_constraints(Arena *arena, DraftConstraints more, Slice url, DraftElement *target)
{
    if (!more.count) {
        return;
    }
    DraftConstraints old = target->constraints;
    DraftConstraint *items = arena_allocate(arena, (old.count + more.count) * sizeof *items);
    for (uint32_t i = 0; i < old.count; i++) {
        items[i] = old.items[i];
    }
    uint32_t count = old.count;
    for (uint32_t i = 0; i < more.count; i++) {
        if (has_constraint((DraftConstraints){items, count}, more.items[i].key)) {
            continue;
        }
        items[count] = more.items[i];
        if (!items[count].source.length) {
            items[count].source = url;
        }
        count++;
    }
    target->constraints = (DraftConstraints){items, count};
}

/* The pairs of both lists, each once. */
static DraftPairs join_pairs(Arena *arena, DraftPairs old, DraftPairs more)
{
    if (!more.count) {
        return old;
    }
    DraftPair *items = arena_allocate(arena, (old.count + more.count) * sizeof *items);
    uint32_t count = 0;
    for (uint32_t i = 0; i < old.count + more.count; i++) {
        DraftPair pair = i < old.count ? old.items[i] : more.items[i - old.count];
        uint32_t same = 0;
        while (same < count &&
               !(slice_equals(items[same].first, pair.first) && slice_equals(items[same].second, pair.second))) {
            same++;
        }
        if (same == count) {
            items[count++] = pair;
        }
    }
    return (DraftPairs){items, count};
}

static const DraftBinding *narrow_binding(Arena *arena, const DraftBinding *old, const DraftBinding *stated)
{
    if (!old || !stated) {
        return stated ? stated : old;
    }
    DraftBinding *binding = arena_allocate(arena, sizeof *binding);
    *binding = (DraftBinding){
        .strength = stated->strength != BINDING_NONE ? stated->strength : old->strength,
        .value_set = stated->value_set.length ? stated->value_set : old->value_set,
        .additional = join_pairs(arena, old->additional, stated->additional),
    };
    return binding;
}

/* Adds the obligations that are not there yet. */
static void add_obligations(Arena *arena, DraftPairs more, DraftElement *target)
{
    target->obligations = join_pairs(arena, target->obligations, more);
}

/* Takes over the marks that a differential states. */
static void narrow_marks(const DraftElement *stated, DraftElement *target)
{
    if (stated->given & GIVEN_MODIFIER) {
        target->is_modifier = stated->is_modifier;
    }
    if (stated->given & GIVEN_MUST_SUPPORT) {
        target->is_must_support = stated->is_must_support;
    }
    if (stated->given & GIVEN_SUMMARY) {
        target->is_summary = stated->is_summary;
    }
    if (stated->given & GIVEN_ATTRIBUTE) {
        target->is_attribute = stated->is_attribute;
    }
    if (stated->given & GIVEN_TRANSLATABLE) {
        target->is_translatable = stated->is_translatable;
    }
}

static void narrow_value(DraftValue stated, DraftValue *target)
{
    if (stated.json.length) {
        *target = stated;
    }
}

void snapshot_narrow(Arena *arena, const DraftElement *stated, Slice url, DraftElement *target)
{
    if (stated->given & GIVEN_MINIMUM) {
        target->minimum = stated->minimum;
    }
    if (stated->given & GIVEN_MAXIMUM) {
        target->maximum = stated->maximum;
    }
    if (stated->maximum_length) {
        target->maximum_length = stated->maximum_length;
    }
    if (stated->limits.count) {
        target->limits = stated->limits;
    }
    if (stated->types.count) {
        target->types = stated->types;
    }
    if (stated->content.length) {
        target->content = stated->content;
    }
    if (stated->slicing) {
        target->slicing = stated->slicing;
    }
    narrow_marks(stated, target);
    narrow_value(stated->fixed, &target->fixed);
    narrow_value(stated->pattern, &target->pattern);
    narrow_value(stated->minimum_value, &target->minimum_value);
    narrow_value(stated->maximum_value, &target->maximum_value);
    target->binding = narrow_binding(arena, target->binding, stated->binding);
    add_obligations(arena, stated->obligations, target);
    snapshot_add_constraints(arena, stated->constraints, url, target);
}
