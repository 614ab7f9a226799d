/* Found: what is found is noted, with its points. */
#include "src/check/state/found.h"

#include "src/check/state/choice.h"
#include "src/check/state/session.h"

enum { DEPTH_MAXIMUM = 3 }; /* of an element to the parts that are looked at */

/* Tells whether something that was found is about a value that a profile prescribes. */
static bool is_about_prescribed(const FoundError *found)
{
    static const KeyId prescribed[] = {KEY_FIXED_VALUE, KEY_PATTERN_VALUE, KEY_SLICE_REQUIRED, KEY_BINDING_REQUIRED,
                                       KEY_CHOICE_TYPE};
    for (size_t i = 0; i < sizeof prescribed / sizeof *prescribed; i++) {
        if (found->key == prescribed[i]) {
            return true;
        }
    }
    return false;
}

bool found_is_contradiction(const Walk *walk, const FoundError *error)
{
    return is_about_prescribed(error) &&
           (error->missing.length == 0 || choice_is_there(walk->document, error->node, error->missing));
}

static bool is_fixed(const Element *element)
{
    Slice type;
    return element_fixed(element, &type).length > 0 || element_pattern(element, &type).length > 0;
}

static bool is_fixed_or_bound(const Element *element)
{
    return is_fixed(element) || element_binding_strength(element) == BINDING_REQUIRED;
}

/* Tells whether a profile prescribes a value of an element, or of a part that it requires. Slices of the element itself
   count only where that is asked for: they are missing by themselves. */
static bool is_prescribed(const Element *element, bool (*is_one)(const Element *element), unsigned depth,
                          bool has_slices)
{
    bool is_here = is_one(element);
    for (uint32_t i = 0; !is_here && depth > 0 && i < element_child_count(element); i++) {
        const Element *child = element_child(element, i);
        is_here = element_minimum(child) > 0 && is_prescribed(child, is_one, depth - 1, true);
    }
    for (uint32_t i = 0; !is_here && has_slices && depth > 0 && i < element_slice_count(element); i++) {
        const Element *slice = element_slice(element, i);
        is_here = element_minimum(slice) > 0 && is_prescribed(slice, is_one, depth - 1, true);
    }
    return is_here;
}

bool found_is_prescribed(const Element *element)
{
    return is_prescribed(element, is_fixed, DEPTH_MAXIMUM, true);
}

/* Tells whether what is missing would have a value that the profile prescribes. */
static bool is_unstated(const FoundError *found)
{
    bool is_required = found->key == KEY_REQUIRED && found->element;
    return is_about_prescribed(found) ||
           (is_required && is_prescribed(found->element, is_fixed_or_bound, DEPTH_MAXIMUM, false));
}

/* The points of one thing that was found: a code outside of a value set that need not be used counts a little. */
static int points_of(const Walk *walk, const FoundError *found)
{
    if (found->severity != SEVERITY_ERROR) {
        bool is_outside = found->key == KEY_BINDING_EXTENSIBLE || found->key == KEY_BINDING_PREFERRED;
        return is_outside ? POINTS_OUTSIDE : 0;
    }
    return found_is_contradiction(walk, found) ? POINTS_CONTRADICTED
           : is_unstated(found)                ? POINTS_UNSTATED
                                               : POINTS_OTHER;
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
    return pace_is_stopped(walk->session->pace) ||
           (!walk->report && (walk->found ? walk_is_enough(walk) : walk->errors > 0));
}
