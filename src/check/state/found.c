/* Found: what is found is noted, with its points. */
#include "src/check/state/found.h"

#include "src/check/state/choice.h"

bool found_is_contradiction(const Walk *walk, const FoundError *error)
{
    static const KeyId prescribed[] = {KEY_FIXED_VALUE, KEY_PATTERN_VALUE, KEY_SLICE_REQUIRED, KEY_BINDING_REQUIRED,
                                       KEY_CHOICE_TYPE};
    for (size_t i = 0; i < sizeof prescribed / sizeof *prescribed; i++) {
        if (error->key == prescribed[i]) {
            return error->missing.length == 0 || choice_is_there(walk->document, error->node, error->missing);
        }
    }
    return false;
}

/* The points of one thing that was found: a code outside of a value set that need not be used counts a little. */
static int points_of(const Walk *walk, const FoundError *found)
{
    if (found->severity != SEVERITY_ERROR) {
        bool is_outside = found->key == KEY_BINDING_EXTENSIBLE || found->key == KEY_BINDING_PREFERRED;
        return is_outside ? POINTS_OUTSIDE : 0;
    }
    return found_is_contradiction(walk, found) ? POINTS_CONTRADICTED : POINTS_MISSING;
}

void found_add(const Walk *walk, const FoundError *error)
{
    FoundErrors *found = walk->found;
    ARRAY_RESERVE(found->items, found->capacity, found->count + 1);
    found->items[found->count++] = *error;
    found->points += points_of(walk, error);
}

bool walk_is_enough(const Walk *walk)
{
    return walk->found->points >= walk->found->limit;
}

bool walk_is_over(const Walk *walk)
{
    return !walk->report && (walk->found ? walk_is_enough(walk) : walk->errors > 0);
}
