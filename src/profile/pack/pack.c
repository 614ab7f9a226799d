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
    const Structure *found = NULL;
    for (HashProbe probe = hash_index_probe(pack_at(pack, pack->urls), url); !found && hash_probe_next(&probe);) {
        const Structure *structure = pack_at(pack, probe.number);
        found = slice_equals(structure_url(structure), url) ? structure : NULL;
    }
    while (found && version.length && !pack_version_fits(structure_version(found), version)) {
        found = pack_at(pack, found->earlier);
    }
    return found;
}

const Structure *pack_type(const PackHeader *pack, Slice name)
{
    for (HashProbe probe = hash_index_probe(pack_at(pack, pack->types), name); hash_probe_next(&probe);) {
        const Structure *structure = pack_at(pack, probe.number);
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
