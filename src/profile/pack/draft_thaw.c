/* Draft: a structure of a pack, made a draft again so that others can be derived from it. */
#include "src/profile/pack/draft.h"
#include "src/profile/pack/pack.h"

/* The strings of a list. */
static Slices thaw_strings(Arena *arena, const void *record, PackList list)
{
    uint32_t count = pack_list_count(record, list);
    Slice *items = arena_allocate(arena, count * sizeof *items);
    for (uint32_t i = 0; i < count; i++) {
        items[i] = pack_list_string(record, list, i);
    }
    return (Slices){items, count};
}

static DraftPairs thaw_pairs(Arena *arena, const void *record, PackList list)
{
    uint32_t count = pack_list_count(record, list) / 2;
    DraftPair *items = arena_allocate(arena, count * sizeof *items);
    for (uint32_t i = 0; i < count; i++) {
        items[i] = (DraftPair){pack_list_string(record, list, 2 * i), pack_list_string(record, list, 2 * i + 1)};
    }
    return (DraftPairs){items, count};
}

static DraftTypes thaw_types(Arena *arena, const Element *element)
{
    uint32_t count = pack_list_count(element, element->types);
    DraftType *items = arena_allocate(arena, count * sizeof *items);
    for (uint32_t i = 0; i < count; i++) {
        const ElementType *type = element_type(element, i);
        items[i] = (DraftType){.code = pack_string(type, type->code),
                               .fhir_code = pack_string(type, type->fhir_code),
                               .aggregation = type->aggregation,
                               .profiles = thaw_strings(arena, type, type->profiles),
                               .targets = thaw_strings(arena, type, type->targets)};
    }
    return (DraftTypes){items, count};
}

static DraftConstraints thaw_constraints(Arena *arena, const Element *element)
{
    uint32_t count = pack_list_count(element, element->constraints);
    DraftConstraint *items = arena_allocate(arena, count * sizeof *items);
    for (uint32_t i = 0; i < count; i++) {
        const Constraint *constraint = element_constraint(element, i);
        items[i] = (DraftConstraint){.key = constraint_key(constraint),
                                     .expression = constraint_expression(constraint),
                                     .human = constraint_human(constraint),
                                     .source = constraint_source(constraint),
                                     .is_error = constraint_is_error(constraint),
                                     .is_best_practice = constraint_is_best_practice(constraint)};
    }
    return (DraftConstraints){items, count};
}

static const DraftBinding *thaw_binding(Arena *arena, const Element *element)
{
    const PackBinding *stored = pack_at(element, element->binding);
    if (!stored) {
        return NULL;
    }
    DraftBinding *binding = arena_allocate(arena, sizeof *binding);
    *binding = (DraftBinding){.strength = (BindingStrength)stored->strength,
                              .value_set = pack_string(element, stored->value_set),
                              .additional = thaw_pairs(arena, element, stored->additional)};
    return binding;
}

static const DraftSlicing *thaw_slicing(Arena *arena, const Element *element)
{
    const PackSlicing *stored = pack_at(element, pack_extras(element)->slicing);
    if (!stored) {
        return NULL;
    }
    uint32_t count = element_discriminator_count(element);
    DraftDiscriminator *items = arena_allocate(arena, count * sizeof *items);
    for (uint32_t i = 0; i < count; i++) {
        items[i] = (DraftDiscriminator){element_discriminator_kind(element, i), element_discriminator_path(element, i)};
    }
    DraftSlicing *slicing = arena_allocate(arena, sizeof *slicing);
    *slicing = (DraftSlicing){.rules = (SlicingRules)stored->rules,
                              .is_ordered = stored->is_ordered,
                              .discriminators = items,
                              .discriminator_count = count};
    return slicing;
}

static void thaw_values(const Element *element, DraftElement *draft)
{
    draft->fixed.json = element_fixed(element, &draft->fixed.type);
    draft->pattern.json = element_pattern(element, &draft->pattern.type);
    draft->minimum_value.json = element_minimum_value(element, &draft->minimum_value.type);
    draft->maximum_value.json = element_maximum_value(element, &draft->maximum_value.type);
    draft->maximum_length = element_maximum_length(element);
}

/* The types of a choice that JSON members are known for. */
static DraftTypes thaw_choice_types(Arena *arena, const Element *element)
{
    const Element *parent = element_parent(element);
    const PackMembers *members = parent ? pack_at(parent, parent->members) : NULL;
    DraftType *items = members ? arena_allocate(arena, members->count * sizeof *items) : NULL;
    uint32_t count = 0;
    for (uint32_t i = 0; members && i < members->count; i++) {
        const PackMember *known = &members->items[i];
        if (known->choice > PACK_STEM &&
            slice_equals(element_name(element_child(parent, known->position)), element_name(element))) {
            items[count++] = (DraftType){.code = pack_string(parent, known->choice)};
        }
    }
    return (DraftTypes){items, count};
}

/* An element of a compiled definition as a draft, without its children. */
static DraftElement *thaw_element(Arena *arena, const Element *element)
{
    Slice path = element_path(element);
    size_t start = path.length;
    while (start > 0 && path.bytes[start - 1] != '.') {
        start--;
    }
    DraftElement *draft = draft_element_new(arena, slice_part(path, start, path.length));
    draft->slice_name = element_slice_name(element);
    draft->minimum = element->minimum;
    draft->maximum = element->maximum;
    draft->base_maximum = element->base_maximum;
    draft->is_modifier = element_is_modifier(element);
    draft->is_must_support = element_is_must_support(element);
    draft->is_summary = element_is_summary(element);
    draft->is_attribute = element_is_attribute(element);
    draft->is_translatable = element_is_translatable(element);
    draft->content = pack_string(element, pack_extras(element)->content);
    draft->types = thaw_types(arena, element);
    draft->choice_types = draft_is_choice(draft) ? thaw_choice_types(arena, element) : (DraftTypes){0};
    draft->constraints = thaw_constraints(arena, element);
    draft->obligations = thaw_pairs(arena, element, pack_extras(element)->obligations);
    draft->limits = thaw_pairs(arena, element, pack_values(element)->limits);
    draft->binding = thaw_binding(arena, element);
    draft->slicing = thaw_slicing(arena, element);
    thaw_values(element, draft);
    return draft;
}

/* Hangs an element where it hangs in the pack: its draft is at the same position as it is. */
static void hang(const Structure *structure, DraftElement *const *drafts, uint32_t position)
{
    const Element *first = structure_element_at(structure, 0);
    const Element *element = &first[position];
    for (uint32_t i = 0; i < pack_list_count(element, element->children); i++) {
        draft_add_child(drafts[position], drafts[element_child(element, i) - first]);
    }
    for (uint32_t i = 0; i < pack_list_count(element, pack_extras(element)->slices); i++) {
        draft_add_slice(drafts[position], drafts[element_slice(element, i) - first]);
    }
}

DraftStructure *draft_thaw(Arena *arena, const Structure *structure)
{
    DraftElement **drafts = arena_allocate(arena, structure->element_count * sizeof(DraftElement *));
    for (uint32_t i = 0; i < structure->element_count; i++) {
        drafts[i] = thaw_element(arena, structure_element_at(structure, i));
    }
    for (uint32_t i = 0; i < structure->element_count; i++) {
        hang(structure, drafts, i);
    }
    DraftStructure *draft = arena_allocate(arena, sizeof *draft);
    *draft = (DraftStructure){.url = structure_url(structure),
                              .version = structure_version(structure),
                              .type = structure_type(structure),
                              .base = structure_base(structure),
                              .kind = structure_kind(structure),
                              .is_profile = structure_is_profile(structure),
                              .snapshot = drafts[0],
                              .state = DRAFT_READY};
    return draft;
}
