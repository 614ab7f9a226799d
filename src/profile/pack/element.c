/* Rules: what an element of a pack says, and the child that a JSON member name means. */
#include "src/profile/pack/pack.h"

/* ---- place ---- */

Slice element_id(const Element *element)
{
    return pack_string(element, element->id);
}

Slice element_path(const Element *element)
{
    return pack_string(element, element->path);
}

Slice element_name(const Element *element)
{
    return pack_string(element, element->name);
}

Slice element_slice_name(const Element *element)
{
    return pack_string(element, pack_extras(element)->slice_name);
}

const Structure *element_structure(const Element *element)
{
    return pack_at(element, element->structure);
}

const Element *element_parent(const Element *element)
{
    return pack_at(element, element->parent);
}

uint32_t element_child_count(const Element *element)
{
    return pack_list_count(element, element->children);
}

const Element *element_child(const Element *element, uint32_t position)
{
    return pack_at(element, pack_list_item(element, element->children, position));
}

bool element_is_plain(const Element *element)
{
    return !element->extras;
}

uint32_t element_slice_count(const Element *element)
{
    return pack_list_count(element, pack_extras(element)->slices);
}

const Element *element_slice(const Element *element, uint32_t position)
{
    return pack_at(element, pack_list_item(element, pack_extras(element)->slices, position));
}

/* What a name stands for among the children; NULL where it is not known. */
static const PackMember *find_member(const Element *parent, Slice name)
{
    const PackMembers *members = pack_at(parent, parent->members);
    if (!members) {
        return NULL;
    }
    const HashIndex *index = (const void *)&members->items[members->count];
    for (HashProbe probe = hash_index_probe(index, name); hash_probe_next(&probe);) {
        if (slice_equals(pack_string(parent, members->items[probe.number].name), name)) {
            return &members->items[probe.number];
        }
    }
    return NULL;
}

const Element *element_child_find(const Element *parent, Slice member, Slice *choice_type)
{
    bool is_sibling = member.length && member.bytes[0] == '_';
    const PackMember *known = find_member(parent, slice_part(member, is_sibling, member.length));
    bool is_known = known && known->choice != PACK_STEM;
    if (choice_type) {
        *choice_type = pack_string(parent, is_known ? known->choice : 0);
    }
    return is_known ? element_child(parent, known->position) : NULL;
}

const Element *element_choice_find(const Element *parent, Slice stem)
{
    const PackMember *known = find_member(parent, stem);
    return known && known->choice == PACK_STEM ? element_child(parent, known->position) : NULL;
}

/* ---- numbers and marks ---- */

uint32_t element_minimum(const Element *element)
{
    return element->minimum;
}

uint32_t element_maximum(const Element *element)
{
    return element->maximum;
}

uint32_t element_base_maximum(const Element *element)
{
    return element->base_maximum;
}

bool element_is_choice(const Element *element)
{
    return element->flags & PACK_CHOICE;
}

bool element_is_modifier(const Element *element)
{
    return element->flags & PACK_MODIFIER;
}

bool element_is_must_support(const Element *element)
{
    return element->flags & PACK_MUST_SUPPORT;
}

bool element_is_summary(const Element *element)
{
    return element->flags & PACK_SUMMARY;
}

bool element_is_attribute(const Element *element)
{
    return element->flags & PACK_ATTRIBUTE;
}

bool element_is_translatable(const Element *element)
{
    return element->flags & PACK_TRANSLATABLE;
}

/* ---- types ---- */

uint32_t element_type_count(const Element *element)
{
    return pack_list_count(element, element->types);
}

const ElementType *element_type(const Element *element, uint32_t position)
{
    return pack_at(element, pack_list_item(element, element->types, position));
}

Slice type_code(const ElementType *type)
{
    return pack_string(type, type->code);
}

Slice type_fhir_code(const ElementType *type)
{
    return pack_string(type, type->fhir_code);
}

uint32_t type_profile_count(const ElementType *type)
{
    return pack_list_count(type, type->profiles);
}

Slice type_profile(const ElementType *type, uint32_t position)
{
    return pack_list_string(type, type->profiles, position);
}

uint32_t type_target_count(const ElementType *type)
{
    return pack_list_count(type, type->targets);
}

Slice type_target(const ElementType *type, uint32_t position)
{
    return pack_list_string(type, type->targets, position);
}

unsigned type_aggregation(const ElementType *type)
{
    return type->aggregation;
}
