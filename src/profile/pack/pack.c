/* Pack: looking structures up in the hash indexes of a pack. */
#include "src/profile/pack/pack.h"

bool pack_version_fits(Slice version, Slice wanted)
{
    if (!slice_starts_with(version, wanted)) {
        return false;
    }
    return version.length == wanted.length || version.bytes[wanted.length] == '.';
}

const Structure *pack_structure(const PackHeader *pack, Slice url, Slice version)
{
    const PackIndex *index = pack_at(pack, pack->urls);
    const Structure *found = NULL;
    for (uint32_t slot = slice_hash(url) & index->mask; index->slots[slot]; slot = (slot + 1) & index->mask) {
        const Structure *structure = pack_at(pack, index->slots[slot]);
        if (slice_equals(structure_url(structure), url)) {
            found = structure;
            break;
        }
    }
    while (found && version.length && !pack_version_fits(structure_version(found), version)) {
        found = pack_at(pack, found->earlier);
    }
    return found;
}

const Structure *pack_type(const PackHeader *pack, Slice name)
{
    const PackIndex *index = pack_at(pack, pack->types);
    for (uint32_t slot = slice_hash(name) & index->mask; index->slots[slot]; slot = (slot + 1) & index->mask) {
        const Structure *structure = pack_at(pack, index->slots[slot]);
        if (slice_equals(structure_type(structure), name)) {
            return structure;
        }
    }
    return NULL;
}

const Element *pack_element(const Structure *structure, Slice id)
{
    const Element *elements = pack_at(structure, structure->elements);
    for (uint32_t i = 0; i < structure->element_count; i++) {
        if (slice_equals(pack_string(&elements[i], elements[i].id), id)) {
            return &elements[i];
        }
    }
    return NULL;
}
