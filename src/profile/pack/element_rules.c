/* Rules: the values, bindings, invariants, slicing and obligations of an element of a pack. */
#include "src/base/systems.h"
#include "src/profile/pack/pack.h"

/* ---- values ---- */

/* One of the values of an element, with its type. */
static Slice value_of(const Element *element, size_t member, Slice *type)
{
    const char *values = pack_at(element, pack_extras(element)->values);
    const PackValue *value = values ? (const void *)(values + member) : NULL;
    if (type) {
        *type = pack_string(element, value ? value->type : 0);
    }
    return pack_string(element, value ? value->json : 0);
}

Slice element_fixed(const Element *element, Slice *type)
{
    return value_of(element, offsetof(PackValues, fixed), type);
}

Slice element_pattern(const Element *element, Slice *type)
{
    return value_of(element, offsetof(PackValues, pattern), type);
}

Slice element_minimum_value(const Element *element, Slice *type)
{
    return value_of(element, offsetof(PackValues, minimum), type);
}

Slice element_maximum_value(const Element *element, Slice *type)
{
    return value_of(element, offsetof(PackValues, maximum), type);
}

uint32_t element_maximum_length(const Element *element)
{
    return pack_values(element)->maximum_length;
}

bool element_has_values(const Element *element)
{
    return pack_extras(element)->values != 0;
}

Slice element_limit(const Element *element, Slice name)
{
    PackList limits = pack_values(element)->limits;
    for (uint32_t i = 0; i + 1 < pack_list_count(element, limits); i += 2) {
        if (slice_equals(pack_list_string(element, limits, i), name)) {
            return pack_list_string(element, limits, i + 1);
        }
    }
    return SLICE("");
}

/* ---- bindings ---- */

static const PackBinding *binding_of(const Element *element)
{
    return pack_at(element, element->binding);
}

BindingStrength element_binding_strength(const Element *element)
{
    const PackBinding *binding = binding_of(element);
    return binding ? (BindingStrength)binding->strength : BINDING_NONE;
}

Slice element_binding_value_set(const Element *element)
{
    const PackBinding *binding = binding_of(element);
    return pack_string(element, binding ? binding->value_set : 0);
}

uint32_t element_additional_binding_count(const Element *element)
{
    const PackBinding *binding = binding_of(element);
    return binding ? pack_list_count(element, binding->additional) / 2 : 0;
}

Slice element_additional_binding_purpose(const Element *element, uint32_t position)
{
    return pack_list_string(element, binding_of(element)->additional, 2 * position);
}

Slice element_additional_binding_value_set(const Element *element, uint32_t position)
{
    return pack_list_string(element, binding_of(element)->additional, 2 * position + 1);
}

/* ---- invariants ---- */

uint32_t element_constraint_count(const Element *element)
{
    return pack_list_count(element, element->constraints);
}

const void *element_constraint_list(const Element *element)
{
    return pack_at(element, element->constraints);
}

const Constraint *element_constraint(const Element *element, uint32_t position)
{
    return pack_at(element, pack_list_item(element, element->constraints, position));
}

Slice constraint_key(const Constraint *constraint)
{
    return pack_string(constraint, constraint->key);
}

Slice constraint_expression(const Constraint *constraint)
{
    return pack_string(constraint, constraint->expression);
}

Slice constraint_human(const Constraint *constraint)
{
    return pack_string(constraint, constraint->human);
}

Slice constraint_source(const Constraint *constraint)
{
    return pack_string(constraint, constraint->source);
}

bool constraint_is_core(const Constraint *constraint)
{
    return slice_starts_with(constraint_source(constraint), SLICE(FHIR_STRUCTURES));
}

bool constraint_is_error(const Constraint *constraint)
{
    return constraint->is_error;
}

bool constraint_is_best_practice(const Constraint *constraint)
{
    return constraint->is_best_practice;
}

/* ---- slicing ---- */

static const PackSlicing *slicing_of(const Element *element)
{
    return pack_at(element, pack_extras(element)->slicing);
}

bool element_is_sliced(const Element *element)
{
    return pack_extras(element)->slicing != 0;
}

SlicingRules element_slicing_rules(const Element *element)
{
    const PackSlicing *slicing = slicing_of(element);
    return slicing ? (SlicingRules)slicing->rules : SLICING_OPEN;
}

bool element_slicing_is_ordered(const Element *element)
{
    const PackSlicing *slicing = slicing_of(element);
    return slicing && slicing->is_ordered;
}

uint32_t element_discriminator_count(const Element *element)
{
    const PackSlicing *slicing = slicing_of(element);
    return slicing ? pack_list_count(element, slicing->discriminators) / 2 : 0;
}

DiscriminatorKind element_discriminator_kind(const Element *element, uint32_t position)
{
    return (DiscriminatorKind)pack_list_item(element, slicing_of(element)->discriminators, 2 * position);
}

Slice element_discriminator_path(const Element *element, uint32_t position)
{
    return pack_list_string(element, slicing_of(element)->discriminators, 2 * position + 1);
}

/* ---- obligations ---- */

uint32_t element_obligation_count(const Element *element)
{
    return pack_list_count(element, pack_extras(element)->obligations) / 2;
}

const void *element_obligation_list(const Element *element)
{
    return pack_at(element, pack_extras(element)->obligations);
}

/* The part of a text after the last `mark`; all of it if there is none. */
static Slice behind_last(Slice text, char mark)
{
    size_t start = text.length;
    while (start > 0 && text.bytes[start - 1] != mark) {
        start--;
    }
    return slice_part(text, start, text.length);
}

/* What a code such as "SHALL:populate-if-known" begins with; without strength it says MAY. */
static Strength strength_of(Slice code)
{
    static const struct {
        const char *prefix;
        Strength strength;
    } prefixes[] = {{"SHALL:", STRENGTH_SHALL},
                    {"SHOULD:", STRENGTH_SHOULD},
                    {"MAY:", STRENGTH_MAY},
                    {"SHALL NOT:", STRENGTH_SHALL_NOT},
                    {"SHOULD NOT:", STRENGTH_SHOULD_NOT}};
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        if (slice_starts_with(code, slice_from(prefixes[i].prefix))) {
            return prefixes[i].strength;
        }
    }
    return STRENGTH_MAY;
}

Obligation element_obligation(const Element *element, uint32_t position)
{
    Slice actor = pack_list_string(element, pack_extras(element)->obligations, 2 * position);
    Slice code = pack_list_string(element, pack_extras(element)->obligations, 2 * position + 1);
    actor = slice_part(actor, 0, slice_find(actor, SLICE("|"), 0));
    return (Obligation){.actor = actor,
                        .actor_name = behind_last(actor, '/'),
                        .strength = strength_of(code),
                        .verb = behind_last(code, ':'),
                        .code = code};
}
