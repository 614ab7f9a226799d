/* UidSet: linear probing, at most half full. */
#include "src/check/dicom/uid_set.h"

#include "src/base/memory.h"

#include <stdlib.h>

enum { CAPACITY_MINIMUM = 64, GROWTH = 4 };

void uid_set_free(UidSet *set)
{
    free(set->entries);
    *set = UID_SET_EMPTY;
}

void uid_set_clear(UidSet *set)
{
    if (set->count > 0) {
        memset(set->entries, 0, set->capacity * sizeof *set->entries);
        set->count = 0;
    }
}

/* The UID in what a node says. */
static Slice uid_of(const Document *document, NodeId node, Arena *scratch)
{
    Slice prefix = SLICE("urn:oid:");
    Slice text = document_text(document, node, scratch);
    return slice_starts_with(text, prefix) ? slice_part(text, prefix.length, text.length) : text;
}

/* True when the node of an entry says the same UID. */
static bool says(const Document *document, const UidEntry *entry, Slice uid, Arena *scratch)
{
    ArenaMark mark = arena_mark(scratch);
    bool is_same = slice_equals(uid_of(document, entry->node - 1, scratch), uid);
    arena_release(scratch, mark);
    return is_same;
}

/* Makes room and puts every entry in its new place. */
static void grow(UidSet *set)
{
    set->seed = hash_seed_or_process(set->seed);
    size_t capacity = set->capacity ? set->capacity * GROWTH : CAPACITY_MINIMUM;
    UidEntry *entries = memory_allocate_zeroed(capacity, sizeof *entries);
    for (size_t i = 0; i < set->capacity; i++) {
        if (set->entries[i].node == 0) {
            continue;
        }
        size_t place = set->entries[i].hash & (capacity - 1);
        while (entries[place].node != 0) {
            place = (place + 1) & (capacity - 1);
        }
        entries[place] = set->entries[i];
    }
    free(set->entries);
    set->entries = entries;
    set->capacity = capacity;
}

NodeId uid_set_add(UidSet *set, const Document *document, NodeId node, Slice *uid, Arena *scratch)
{
    *uid = uid_of(document, node, scratch);
    if (uid->length == 0) {
        return NODE_NONE;
    }
    if (set->count >= set->capacity / 2) {
        grow(set);
    }
    uint32_t hash = (uint32_t)hash_bytes(*uid, set->seed);
    for (size_t i = hash & (set->capacity - 1);; i = (i + 1) & (set->capacity - 1)) {
        UidEntry *entry = &set->entries[i];
        if (entry->node == 0) {
            *entry = (UidEntry){hash, node + 1};
            set->count++;
            return NODE_NONE;
        }
        if (entry->hash == hash && says(document, entry, *uid, scratch)) {
            return entry->node - 1;
        }
    }
}
