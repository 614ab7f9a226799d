/* Known keys: gathering them, and what comes near to a misspelled one. */
#include "src/check/report/known_keys.h"

#include "src/check/report/issue_keys.h"

KnownKeys known_keys_of(const Rules *rules)
{
    KnownKeys known = {.keys = SLICE_MAP_EMPTY};
    for (KeyId id = 0; id < KEY_COUNT; id++) {
        slice_map_add(&known.keys, slice_from(key_name(id, NULL)), NULL);
    }
    for (uint32_t i = 0; i < rules_structure_count(rules); i++) {
        const Structure *structure = rules_structure_at(rules, i);
        for (uint32_t k = 0; k < structure_element_count(structure); k++) {
            const Element *element = structure_element_at(structure, k);
            for (uint32_t n = 0; n < element_constraint_count(element); n++) {
                slice_map_add(&known.keys, constraint_key(element_constraint(element, n)), NULL);
            }
        }
    }
    return known;
}

void known_keys_free(KnownKeys *known)
{
    slice_map_free(&known->keys);
}

bool known_keys_have(const KnownKeys *known, Slice key, Error *error)
{
    if (slice_map_find(&known->keys, key)) {
        return true;
    }
    unsigned least = (unsigned)((key.length + 2) / 3) + 1; /* a third of the letters may be wrong */
    Slice nearest = SLICE("");
    for (size_t i = 0; i < known->keys.count && key.length > 0 && key.length <= 64; i++) {
        Slice name = known->keys.entries[i].key;
        unsigned distance = name.length <= 64 ? slice_distance(name, key, least) : least;
        if (distance < least) {
            least = distance;
            nearest = name;
        }
    }
    return nearest.length > 0 ? error_set(error, ERROR_NOT_FOUND, NULL, "unknown key '%.*s'; similar: %.*s",
                                          SLICE_ARGS(key), SLICE_ARGS(nearest))
                              : error_set(error, ERROR_NOT_FOUND, NULL,
                                          "unknown key '%.*s'; `ipse explain` lists all keys", SLICE_ARGS(key));
}

bool known_keys_read(const KnownKeys *known, Slice list, SliceMap *set, Error *error)
{
    for (size_t from = 0; from <= list.length;) {
        size_t comma = slice_find(list, SLICE(","), from);
        Slice key = slice_trim(slice_part(list, from, (comma == SIZE_MAX ? list.length : comma) - from));
        if (!known_keys_have(known, key, error)) {
            return false;
        }
        slice_map_add(set, key, NULL);
        from = comma == SIZE_MAX ? list.length + 1 : comma + 1;
    }
    return true;
}
