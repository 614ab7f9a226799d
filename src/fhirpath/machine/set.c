/* Sets of items by equality: a hash table over positions of the stack. */
#include "src/fhirpath/machine/compare.h"

ItemSet set_new(Machine *machine, size_t first, size_t expected)
{
    ItemSet set = {.table = {.arena = machine->arena}, .first = first, .seed = hash_seed_of_process()};
    hash_table_reserve(&set.table, (uint32_t)expected);
    return set;
}

static bool has_item(Machine *machine, const ItemSet *set, const Item *item, uint32_t hash)
{
    for (HashProbe probe = hash_table_probe(&set->table, hash); hash_probe_next(&probe);) {
        Item other = *machine_item(machine, set->first + probe.number);
        if (compare_items(machine, item, &other) == TRUTH_TRUE) {
            return true;
        }
    }
    return false;
}

bool set_add(Machine *machine, ItemSet *set, size_t position)
{
    Item item = *machine_item(machine, position);
    uint32_t hash = compare_hash(machine, &item, set->seed);
    bool is_new = !has_item(machine, set, &item, hash);
    if (is_new) {
        hash_table_add(&set->table, hash, (uint32_t)(position - set->first));
    }
    return is_new;
}

bool set_contains(Machine *machine, const ItemSet *set, const Item *item)
{
    return has_item(machine, set, item, compare_hash(machine, item, set->seed));
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
