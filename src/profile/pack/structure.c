/* Rules: what a structure of a pack says of itself. */
#include "src/profile/pack/pack.h"

Slice structure_url(const Structure *structure)
{
    return pack_string(structure, structure->url);
}

Slice structure_version(const Structure *structure)
{
    return pack_string(structure, structure->version);
}

Slice structure_name(const Structure *structure)
{
    return pack_string(structure, structure->name);
}

Slice structure_title(const Structure *structure)
{
    return pack_string(structure, structure->title ? structure->title : structure->name);
}

Slice structure_type(const Structure *structure)
{
    return pack_string(structure, structure->type);
}

StructureKind structure_kind(const Structure *structure)
{
    return (StructureKind)structure->kind;
}

bool structure_is_abstract(const Structure *structure)
{
    return structure->flags & PACK_ABSTRACT;
}

bool structure_is_profile(const Structure *structure)
{
    return structure->flags & PACK_PROFILE;
}

Slice structure_base(const Structure *structure)
{
    return pack_string(structure, structure->base);
}

Slice structure_primitive_regex(const Structure *structure)
{
    return pack_string(structure, structure->regex);
}

const Element *structure_root(const Structure *structure)
{
    return pack_at(structure, structure->elements);
}

bool structure_is_canonical(const Structure *structure)
{
    return structure->kind == STRUCTURE_RESOURCE &&
           element_child_find(structure_root(structure), SLICE("useContext"), NULL) != NULL;
}

uint32_t structure_element_count(const Structure *structure)
{
    return structure->element_count;
}

const Element *structure_element_at(const Structure *structure, uint32_t position)
{
    return structure_root(structure) + position;
}

uint32_t structure_context_count(const Structure *structure)
{
    return pack_list_count(structure, structure->contexts) / 2;
}

ContextKind structure_context_kind(const Structure *structure, uint32_t position)
{
    return (ContextKind)pack_list_item(structure, structure->contexts, 2 * position);
}

Slice structure_context_expression(const Structure *structure, uint32_t position)
{
    return pack_list_string(structure, structure->contexts, 2 * position + 1);
}

uint32_t structure_context_invariant_count(const Structure *structure)
{
    return pack_list_count(structure, structure->context_invariants);
}

Slice structure_context_invariant(const Structure *structure, uint32_t position)
{
    return pack_list_string(structure, structure->context_invariants, position);
}

uint32_t structure_imposed_count(const Structure *structure)
{
    return pack_list_count(structure, structure->imposed);
}

Slice structure_imposed(const Structure *structure, uint32_t position)
{
    return pack_list_string(structure, structure->imposed, position);
}
