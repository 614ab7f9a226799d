/*
 * Comparing items: equality, equivalence and order (FHIRPath N1 sections 6.1 and 6.2), and sets by equality.
 */
#ifndef IPSE_FHIRPATH_COMPARE_H
#define IPSE_FHIRPATH_COMPARE_H

#include "src/base/hash_table.h"
#include "src/fhirpath/machine/machine.h"

/* `a = b`: TRUTH_EMPTY where precision or units leave it open. */
Truth compare_items(Machine *machine, const Item *a, const Item *b);

/* `=` and `~` of collections. */
Truth compare_ranges(Machine *machine, Range a, Range b);
bool compare_ranges_equivalent(Machine *machine, Range a, Range b);

/* Order of two items; `is_known` false where precision or units leave it open. False with the machine's error where the
   types cannot be ordered. */
bool compare_order(Machine *machine, const Item *a, const Item *b, int *order, bool *is_known);

/* Items that are equal hash alike, with the same seed. */
unsigned compare_hash(Machine *machine, const Item *item, HashSeed seed);

/* Deep equality and hash of JSON values, members in any order, numbers by value. compare_nodes.c. */
bool compare_nodes(Machine *machine, const Document *a, NodeId a_id, const Document *b, NodeId b_id);
unsigned compare_node_hash(const Document *document, NodeId id, HashSeed seed);

/* A set of items by equality, over positions of the machine's stack; in its arena. */
typedef struct ItemSet {
    HashTable table; /* positions, relative to the first */
    size_t first;
    HashSeed seed;
} ItemSet;

/* An empty set for items at `first` and after. */
ItemSet set_new(Machine *machine, size_t first, size_t expected);

/* Adds the item at a position of the stack; false where an equal one is in. */
bool set_add(Machine *machine, ItemSet *set, size_t position);

/* True where an item equal to this one is in. */
bool set_contains(Machine *machine, const ItemSet *set, const Item *item);

/* A set of all items of a range. */
ItemSet set_of(Machine *machine, Range range);

/* Pushes the items of the range that are equal to none before them. */
void set_push_distinct(Machine *machine, Range range);

#endif
