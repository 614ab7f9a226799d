/* Sets of items by equality: open addressing over positions of the stack. */
#include "src/fhirpath/machine/compare.h"

enum { CAPACITY_MINIMUM = 16 };

ItemSet set_new(Machine *machine, size_t first, size_t expected)
{
    ItemSet set = {.capacity = CAPACITY_MINIMUM, .first = first, .seed = hash_seed_of_process()};
    while (set.capacity < expected * 2) {
        set.capacity *= 2;
    }
    set.slots = arena_allocate(machine->arena, set.capacity * sizeof *set.slots);
    memset(set.slots, 0, set.capacity * sizeof *set.slots);
    return set;
}

/* The slot that holds an item equal to this one, or the free one where it belongs. */
static size_t find_slot(Machine *machine, const ItemSet *set, const Item *item)
{
    size_t slot = compare_hash(machine, item, set->seed) & (set->capacity - 1);
    while (set->slots[slot]) {
        Item other = *machine_item(machine, set->first + set->slots[slot] - 1);
        if (compare_items(machine, item, &other) == TRUTH_TRUE) {
            break;
        }
        slot = (slot + 1) & (set->capacity - 1);
    }
    return slot;
}

/* Doubles the set. */
static void grow(Machine *machine, ItemSet *set)
{
    ItemSet larger = set_new(machine, set->first, set->capacity);
    for (size_t i = 0; i < set->capacity; i++) {
        if (set->slots[i]) {
            Item item = *machine_item(machine, set->first + set->slots[i] - 1);
            larger.slots[find_slot(machine, &larger, &item)] = set->slots[i];
        }
    }
    larger.count = set->count;
    *set = larger;
}

bool set_add(Machine *machine, ItemSet *set, size_t position)
{
    if ((set->count + 1) * 2 > set->capacity) {
        grow(machine, set);
    }
    Item item = *machine_item(machine, position);
    size_t slot = find_slot(machine, set, &item);
    if (set->slots[slot]) {
        return false;
    }
    set->slots[slot] = (uint32_t)(position - set->first + 1);
    set->count++;
    return true;
}

bool set_contains(Machine *machine, const ItemSet *set, const Item *item)
{
    return set->slots[find_slot(machine, set, item)] != 0;
}

ItemSet set_of(Machine *machine, Range range)
{
    ItemSet set = set_new(machine, range.first, range.count);
    for (size_t i = 0; i < range.count; i++) {
        set_add(machine, &set, range.first + i);
    }
    return set;
}

void set_push_distinct(Machine *machine, Range range)
{
    ItemSet set = set_new(machine, range.first, range.count);
    for (size_t i = 0; i < range.count; i++) {
        if (set_add(machine, &set, range.first + i)) {
            machine_push_item(machine, *machine_item(machine, range.first + i));
        }
    }
}
