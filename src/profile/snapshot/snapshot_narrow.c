/*
 * Snapshot: one element narrowed by what a differential states of it.
 *
 * Numbers, types, values and slicing are replaced where they are stated; constraints, obligations and additional
 * bindings add up.
 */
#include "src/profile/snapshot/snapshot.h"

/* True where a constraint is there: one with its key that says the same, or any with its key where it comes from
   another definition than the one with this URL, which only repeats it. An own one with a key that is taken is another
   one. */
static bool has_constraint(DraftConstraints constraints, const DraftConstraint *wanted, Slice url)
{
    bool is_own = wanted->source.length == 0 || slice_equals(wanted->source, url);
    for (uint32_t i = 0; i < constraints.count; i++) {
        const DraftConstraint *known = &constraints.items[i];
        if (slice_equals(known->key, wanted->key) && (!is_own || slice_equals(known->expression, wanted->expression))) {
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
        if (has_constraint((DraftConstraints){items, count}, &more.items[i], url)) {
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

/* The additional bindings of a base that hold beside a binding which a profile states anew: its outermost and innermost
   value sets limited the old one, and go with it. */
static DraftPairs keep_additional(Arena *arena, DraftPairs old)
{
    DraftPair *items = arena_allocate(arena, old.count * sizeof *items);
    uint32_t count = 0;
    for (uint32_t i = 0; i < old.count; i++) {
        Slice purpose = old.items[i].first;
        if (!slice_equals(purpose, SLICE("maximum")) && !slice_equals(purpose, SLICE("minimum"))) {
            items[count++] = old.items[i];
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
        .additional = join_pairs(arena, keep_additional(arena, old->additional), stated->additional),
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
