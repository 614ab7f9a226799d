/* AttributeNames: the first names in an array, the others in a map. */
#include "src/check/narrative/attribute_names.h"

void attribute_names_free(AttributeNames *names)
{
    slice_map_free(&names->more);
}

void attribute_names_clear(AttributeNames *names)
{
    if (names->more.count > 0) {
        slice_map_clear(&names->more);
    }
    names->count = 0;
}

bool attribute_names_add(AttributeNames *names, Slice name)
{
    bool is_new = true;
    for (size_t i = 0; i < names->count && i < ATTRIBUTE_NAMES_FEW && is_new; i++) {
        is_new = !slice_equals(names->few[i], name);
    }
    if (is_new && names->count >= ATTRIBUTE_NAMES_FEW) {
        slice_map_add(&names->more, name, &is_new);
    }
    if (is_new && names->count++ < ATTRIBUTE_NAMES_FEW) {
        names->few[names->count - 1] = name;
    }
    return is_new;
}
